from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from models.base import Language
from models.periods import month_of, months_to
from models.scenario import Scenario
from service.kinds.watch.kind import LONGEST, MOST_DECIDED, decisions
from service.kinds.watch.paper import watch_paper
from solver.told.town import watch
from tests.helpers.made_journal import made_journal, many_stores
from tests.service.commands import app
from tests.service.told_towns import FIRST, WEEKS, Town, keyed, pages, past, told_town

TODAY = date(2025, 12, 8)
AUTUMN = months_to(month_of(date(2025, 11, 1)), 2)
LANGUAGES: tuple[Language, ...] = ("fr", "en")


def call(*words: str) -> Result:
    return CliRunner().invoke(app, ["watch", *words])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return told_town(tmp_path_factory.mktemp("watch"))


def large() -> Scenario:
    """Thirty associations with long names, sixty stores."""
    world = many_stores(keyed(), 60)
    who = world.associations[0]
    name = "Association de solidarité et d'entraide du grand quartier de la gare"
    more = tuple(who.changed(id=f"more-{n}", label=f"{name} {n}") for n in range(27))
    return world.changed(associations=(*world.associations, *more))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["tiny", "large"])
def test_it_holds_on_one_page(tmp_path: Path, language: Language, size: str) -> None:
    """With as many decisions as may be, each as long as may be, weeks and visits not told."""
    world = keyed() if size == "tiny" else large()
    journal = made_journal(world, FIRST, WEEKS, untold=0.2, dated=False)
    decided = tuple(f"A{n} {'mot ' * 38}Z{n}" for n in range(MOST_DECIDED))
    assert {len(one) for one in decided} <= set(range(LONGEST - 4, LONGEST + 1))
    found = watch(journal, past(world, FIRST, WEEKS), world, AUTUMN, decided, today=TODAY)
    (page,) = pages(watch_paper(found, language), tmp_path)
    title = {"fr": "Veille sociale", "en": "Watch meeting"}[language]
    assert page.startswith(title)
    assert all(f"{end}{n}" in page for end in "AZ" for n in range(MOST_DECIDED))
    assert {"fr": "passages non dits", "en": "visits not told"}[language] in page


def test_a_meeting_without_decisions_or_published_weeks_still_has_its_page(
    tmp_path: Path,
) -> None:
    """Lines to write on, and what the ledger lacks is said."""
    journal = made_journal(keyed(), FIRST, WEEKS)
    found = watch(journal, [], keyed(), AUTUMN, (), today=TODAY)
    (page,) = pages(watch_paper(found, "fr"), tmp_path)
    assert "À noter en séance" in page
    assert "Aucune semaine de la période n'est au registre." in page


def test_the_command_writes_the_page_and_its_tables(town: Town, tmp_path: Path) -> None:
    """Two months unless others are asked; decisions are typed."""
    out = tmp_path / "watch"
    said = "Un frigo ; relais d'août au CCAS"
    done = call(town.path, "--database", town.url, "--decided", said, "--out", str(out))
    assert done.exit_code == 0, done.output
    study = json.loads((out / "study.json").read_text("utf-8"))
    assert study["period"] == {"first": "2025-10-01", "last": "2025-11-30"}
    assert study["decided"] == ["Un frigo", "relais d'août au CCAS"]
    assert {one.name for one in out.iterdir()} == {
        *("study.json", "classeur.xlsx", "report.html", "veille.pdf"),
    }
    report = (out / "report.html").read_text("utf-8")
    assert report.count("<figure") == 2


def test_too_much_decided_is_refused_at_once(town: Town) -> None:
    """Too many and too long are both told, with what holds."""
    said = ";".join(["x" * (LONGEST + 1), *map(str, range(MOST_DECIDED))])
    done = call(town.path, "--database", town.url, "--decided", said, "--lang", "en")
    assert done.exit_code == 2
    assert f"{MOST_DECIDED + 1} decisions" in done.stderr
    assert f"a decision of {LONGEST + 1} letters" in done.stderr
    assert decisions("a;;b\n c") == ("a", "b", "c")
