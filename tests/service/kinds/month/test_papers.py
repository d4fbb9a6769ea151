from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.base import Language
from models.former_stores import FormerStore
from models.month import MonthStudy
from models.periods import month_of, year_of
from models.visits import Visit, Weighed
from service.files import sizes
from service.kinds.month.files import contents
from service.kinds.month.names import outing
from service.kinds.month.page import month_page
from service.pages.page import Number, Table
from solver.told.month import month_study
from tests.helpers.made_journal import made_journal, told
from tests.service.told_towns import FIRST, WEEKS, keyed, pages, past

NOVEMBER = month_of(date(2025, 11, 1))
TODAY = date(2025, 12, 8)
LANGUAGES: tuple[Language, ...] = ("fr", "en")


def study(untold: float = 0.0) -> MonthStudy:
    world = keyed()
    journal = made_journal(world, FIRST, WEEKS, untold=untold)
    weeks = past(world, FIRST, WEEKS)
    return month_study(journal, weeks, world, NOVEMBER, today=TODAY)


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    return contents(study(), "fr")


def test_each_body_has_its_own_papers(made: Mapping[str, bytes]) -> None:
    """Gifts, notes, register and statement of each holder; one settlement."""
    assert set(made) == {
        *("study.json", "classeur.xlsx", "report.html", "reglement.pdf"),
        *(
            f"{folder}/{body}.pdf"
            for folder in ("dons", "bons", "registre", "releves")
            for body in ("secours", "restos", "ccas")
        ),
    }


def test_gifts_are_data_for_a_form_and_give_no_value(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    """One paper a store; its total is that of the visits; nothing is worth anything by itself."""
    papers = pages(made["dons/secours.pdf"], tmp_path)
    assert len(papers) == 2
    for paper, store in zip(papers, ("grower", "hyper"), strict=True):
        assert "Données pour le formulaire 2041-MEC-SD. Ce n'est pas un reçu fiscal." in paper
        assert "déclare remplir les conditions de l'article 238 bis" in paper
        assert store in paper
        assert "€" not in paper.replace("Valeur (€)", "")
    visits = [one for one in study().journal.visits if one.donor == "hyper"]
    total = f"{sum(one.kg for one in visits):,.1f}".replace(",", " ").replace(".", ",")
    assert total in papers[1].replace("\u202f", " ").replace("\u00a0", " ")


def test_a_store_that_changed_its_brand_has_a_paper_for_each(tmp_path: Path) -> None:
    """Each under its name and brand of then, with the days and kg of its own time alone."""
    world, last = keyed(), date(2025, 11, 12)
    was = FormerStore(until=last, label="Grand Alpha", brand="Alpha", holder="ccas")
    hyper = world.donor["hyper"].changed(label="Grand Beta", brand="Bêta", formerly=(was,))
    world = world.changed(donors=tuple(hyper if one.id == "hyper" else one for one in world.donors))
    whole = made_journal(world, FIRST, WEEKS)
    visits = [one.changed(holder=world.donor[one.donor].on(one.day).holder) for one in whole.visits]
    journal = told(world.id, visits, list(whole.outings))
    found = month_study(journal, past(world, FIRST, WEEKS), world, NOVEMBER, today=TODAY)
    papers = contents(found, "fr")
    before = pages(papers["dons/ccas.pdf"], tmp_path)
    since = pages(papers["dons/secours.pdf"], tmp_path)
    alpha = [one for one in before if "Grand Alpha" in one]
    beta = [one for one in since if "Grand Beta (Bêta)" in one]
    assert len(alpha) == len(beta) == 1
    own = [one for one in found.journal.visits if one.donor == "hyper" and one.food]
    for paper, mine in zip(
        (*alpha, *beta),
        ([one for one in own if one.day <= last], [one for one in own if one.day > last]),
        strict=True,
    ):
        kg = f"{sum(one.kg for one in mine):,.1f}".replace(",", " ").replace(".", ",")
        assert kg in paper.replace("\u202f", " ").replace("\u00a0", " ")
    assert "changed_brand" in {one.code for one in found.findings}
    assert "Grand Alpha" in "".join(pages(papers["releves/ccas.pdf"], tmp_path))


def test_the_workbook_has_a_column_for_the_stores_value_and_it_is_blank(
    made: dict[str, bytes],
) -> None:
    """No default price makes a value."""
    book = load_workbook(io.BytesIO(made["classeur.xlsx"]))
    rows = list(book["Dons en nature"].iter_rows(values_only=True))
    at = next(n for n, row in enumerate(rows) if "Valeur (€), par le magasin" in row)
    column = rows[at].index("Valeur (€), par le magasin")
    given = rows[at].index("Enlevé")
    lines = [row for row in rows[at + 1 :] if isinstance(row[given], int | float)]
    assert len(lines) == sum(bool(one.food) for one in study().journal.visits)
    assert {row[column] for row in lines} <= {None, ""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_told_is_said_on_every_paper(tmp_path: Path, language: Language) -> None:
    """A gift's paper names the days of its store; the others count; none counts zero."""
    short = study(untold=0.35)
    files = contents(short, language)
    word = {"fr": ("passage non dit", "passages non dits"), "en": ("visit not", "visits not")}
    missing = {one.holder for one in short.untold.visits}
    assert missing
    for name, content in files.items():
        body = Path(name).stem
        if body not in missing and name != "reglement.pdf":
            continue
        papers = pages(content, tmp_path)
        assert any(one in paper for one in word[language] for paper in papers), name
    named = {one.day for one in short.untold.outings}
    settled = " ".join(pages(files["reglement.pdf"], tmp_path))
    assert named
    assert all((f"{day:%d/%m/%Y}" if language == "fr" else str(day)) in settled for day in named)


def test_a_store_that_changed_hands_has_two_papers_and_one_gone_keeps_its_own(
    tmp_path: Path,
) -> None:
    """Each body's paper has its own days; a store that the scenario lost is there by its id."""
    world = keyed()
    day = date(2025, 11, 3)

    def visit(n: int, donor: str, holder: str) -> Visit:
        food = (Weighed(family="bread", kg=10.0 + n),)
        at = day + timedelta(days=n)
        return Visit(day=at, donor=donor, association=holder, holder=holder, food=food)

    journal = told(
        world.id,
        [visit(0, "hyper", "secours"), visit(9, "hyper", "ccas"), visit(1, "old-store", "ccas")],
        [],
    )
    found = month_study(journal, [], world, NOVEMBER, today=TODAY)
    assert {one.code for one in found.findings} >= {"changed_hands", "unknown_store"}
    files = contents(found, "fr")
    mine = next(one for one in pages(files["dons/secours.pdf"], tmp_path) if "hyper" in one)
    theirs = pages(files["dons/ccas.pdf"], tmp_path)
    assert "10,0" in mine
    assert "19,0" not in mine
    assert any("hyper" in one and "19,0" in one and "(12/11/2025" in one for one in theirs)
    assert any("old-store" in one and "11,0" in one for one in theirs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_years_counts_are_a_page_and_a_workbook(language: Language) -> None:
    """No paper of a month is made of a year; people are counts, their total told."""
    world = keyed()
    few = world.changed(
        associations=tuple(
            one.changed(people=3) if one.id == "ccas" else one for one in world.associations
        )
    )
    journal = made_journal(few, FIRST, WEEKS)
    year = month_study(journal, [], few, year_of(2025), today=date(2026, 1, 5))
    files = contents(year, language)
    assert set(files) == {"study.json", "classeur.xlsx", "report.html"}
    text = files["report.html"].decode()
    _, people = text.split(
        {"fr": "Personnes et foyers</h2>", "en": "People and households</h2>"}[language]
    )
    assert people.count({"fr": "non communiqué", "en": ">withheld<"}[language]) == 2
    assert ">3<" not in people
    (march,) = [
        row
        for section in month_page(year, language).sections
        for part in section.parts
        if isinstance(part, Table)
        for row in part.rows
        if str(row[0]).startswith(("Mars", "March"))
    ]
    shown = [cell.value for cell in march if isinstance(cell, Number)]
    assert shown == [None, None, 0, None, None, None], "a month that nobody told is no zero"
    assert "253" in people, "150, 100 and 3 people in all"


def test_families_beyond_a_sheets_columns_are_told_in_words(tmp_path: Path) -> None:
    """A town of ten families: what was given is a sentence, and totals are the same."""
    world = keyed()
    more = tuple(world.families[0].changed(id=f"f{n}", label=f"Famille {n}") for n in range(10))
    food = tuple(Weighed(family=one.id, kg=2.0) for one in more)
    one = Visit(
        day=date(2025, 11, 3), donor="hyper", association="secours", holder="secours", food=food
    )
    wide = world.changed(families=more)
    found = month_study(told("tiny", [one], []), [], wide, NOVEMBER, today=TODAY)
    paper = next(
        one for one in pages(contents(found, "fr")["dons/secours.pdf"], tmp_path) if "hyper" in one
    )
    assert "Famille 0 2,0" in paper.replace("\u00a0", " ")
    assert "20,0" in paper


def test_an_outing_not_told_is_called_by_its_vehicle() -> None:
    """No id of a round is shown; a round of a vehicle that is gone, or none, is a dash."""
    world = study().scenario
    car, shift = world.vehicles[0], world.shifts[0]
    assert outing(world, f"tue-{shift.id}-{car.id}") == f"{car.label}, {shift.label}"
    assert [outing(world, one) for one in (f"tue-{shift.id}-gone", "odd", None)] == ["–"] * 3


def test_a_paper_is_made_when_it_is_asked_for() -> None:
    """All are named at once; none is made before somebody looks at it."""
    papers = contents(study(), "fr")
    assert set(sizes(papers).values()) == {None}
    first = papers["reglement.pdf"]
    assert first.startswith(b"%PDF")
    assert papers["reglement.pdf"] is first
    assert [name for name, size in sizes(papers).items() if size] == ["reglement.pdf"]
    assert "dons/nobody.pdf" not in papers
