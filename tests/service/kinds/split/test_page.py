from __future__ import annotations

import io
from functools import cache

import pytest
from openpyxl import load_workbook

from models.allocation import Allocation
from service.kinds.split.notes_workbook import workbook
from service.kinds.split.page import split_page
from service.kinds.split.portions import by_association
from service.ledger import Balance
from service.ledger.balances import balances_page
from service.ledger.publishing import publishing_page
from service.pages.page import Head, Number, Page, Table
from solver.allocation.rules import RULE_MEANINGS
from solver.allocation.supply import expected
from solver.split import allocate
from tests.helpers.results import printed
from tests.helpers.scenarios import changed, tiny


@cache
def made() -> Allocation:
    return allocate(tiny("hub"), expected(tiny("hub")))


def test_who_is_lowest_is_named_with_its_share() -> None:
    found = made()
    poor = found.standings[1].changed(cumulated_level=0.25)
    uneven = found.changed(standings=(found.standings[0], poor, found.standings[2]))
    answer = split_page(uneven, "fr").answer.replace("\u00a0", " ")
    assert answer.startswith("Niveau le plus bas : 25 %, pour Restos ;")
    none = found.changed(standings=tuple(one.changed(received_kg=0.0) for one in found.standings))
    assert split_page(none, "en").answer == "Nothing is split."


def test_the_terminal_tells_figures_then_what_binds_each_then_rules() -> None:
    text = printed(split_page(made(), "fr"))
    order = ("Association", "Ce qui la limite", "Ce que donnerait chaque règle", "Talmud")
    places = [text.index(one) for one in order]
    assert places == sorted(places)
    for one in made().standings:
        label = made().scenario.association[one.association].label
        assert f"  {label} : {one.reason.fr[:20]}" in text
    assert "prix : points auxquels la règle renonce" in " ".join(text.split())


def test_the_workbook_keeps_what_coordinators_pivot_and_a_note_for_each() -> None:
    book = load_workbook(io.BytesIO(workbook(made(), "fr")))
    labels = [who.label for who in made().scenario.associations]
    heads = {sheet.title: [cell.value for cell in sheet[4]] for sheet in book}
    assert heads["Coordination"] == [
        *("Association", "Besoin (kg)", "Reçoit (kg)", "Couverture", "Niveau"),
        *("Seule (points)", "Si +20 % de personnes (kg)", "Si −20 % de personnes (kg)"),
        "Ce qui la limite",
    ]
    assert heads["Règles"][7:] == labels
    assert {"Reste à proposer", "Envie", "Origine des calculs"} <= set(book.sheetnames)
    assert book.sheetnames[-len(labels) :] == labels
    assert heads[labels[0]][-2:] == ["Reçu", "Refusé"]


def test_the_ledger_says_who_is_lowest_over_how_many_weeks() -> None:
    town = tiny("hub")
    balances = [
        Balance("secours", 100.0, 90.0, 80.0, {"fruit": 80.0}, 3),
        Balance("restos", 100.0, 50.0, 40.0, {"fruit": 40.0}, 3),
        Balance("gone", 0.0, 0.0, 0.0, {}, 1),
    ]
    text = printed(balances_page(town, balances, "fr", families=True))
    first = text.splitlines()[0]
    assert first == "Couverture la plus basse : 40 %, pour Restos, sur 3 semaines."
    assert "gone" in text
    assert text.count("Fruits") == 2
    plain = printed(balances_page(town, balances, "fr", families=False))
    assert "Fruits" not in plain


def _text(head: str | Head) -> str:
    return head if isinstance(head, str) else head.text


def test_one_percentage_has_one_name() -> None:
    """Coverage is by kg, before publishing as on the page; points are told as a level beside it."""
    families = tuple(
        one.changed(points_per_kg=4.0) if one.id == "fruit" else one for one in tiny("hub").families
    )
    world = changed(tiny("hub"), families=families)
    found = allocate(world, expected(world), compare=False)
    assert any(one.coverage != one.level for one in found.standings)

    def column(page: Page, name: str) -> list[float | None]:
        (table,) = (
            part
            for part in page.sections[0].parts
            if isinstance(part, Table) and name in [_text(head) for head in part.heads]
        )
        at = [_text(head) for head in table.heads].index(name)
        return [cell.value for row in table.rows if isinstance(cell := row[at], Number)]

    shown = split_page(found, "fr")
    before = column(publishing_page(found, (), "fr"), "Couverture")
    assert column(shown, "Couverture") == pytest.approx(before, abs=1e-3)
    assert column(shown, "Niveau") == [one.cumulated_level for one in found.standings]
    assert "Niveau" in printed(shown)
    assert "Niveau" in str(shown.sections[0].parts[-1])


def test_other_rules_are_behind_the_one_agreed_on_and_each_says_what_it_does() -> None:
    page = split_page(made(), "fr")
    rules = next(one for one in page.sections if one.sheet == "Règles")
    assert rules.closed
    given, meant = (one for one in rules.parts if isinstance(one, Table))
    assert rules.gist == f"{len(given.rows)} règles"
    assert [one[0] for one in meant.rows] == [one[0] for one in given.rows]
    assert {one.rule for one in made().comparisons} == RULE_MEANINGS.keys()


def test_crumbs_are_on_no_list() -> None:
    """Less than is written stands neither among portions nor among what is left."""
    first = made().portions[0]
    crumb = first.changed(kg=0.03)
    split = made().changed(portions=(crumb, *made().portions[1:]))
    assert crumb not in by_association(split)[first.association]
    assert first in by_association(made())[first.association]
    book = load_workbook(io.BytesIO(workbook(split, "fr")), read_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert 0.03 not in cells
