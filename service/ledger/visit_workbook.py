"""The grid of a week as a workbook, to be filled in and sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from models.associations import Association
from models.base import Language, Text
from models.donors import Donor
from models.letters import bare
from models.numbers import number
from models.products import Family
from models.scenario import Scenario
from models.vehicles import Vehicle
from models.visits import CAUSE_NAMES, OUTCOME_NAMES, USE_BY_NAMES
from service.ledger.week_visits import WeekOuting, WeekTold, WeekVisit
from service.pages.sheets import Sheet, fit, free_name, write_table
from service.pages.workbook import as_bytes
from service.words.journal import journal_word
from service.words.sentences import in_units

Named = Association | Donor | Vehicle
DATE, PLAIN = "dd/mm/yyyy", "0.##"
HEADS: Mapping[str, str] = {
    "day": "date",
    "donor": "store",
    "association": "association",
    "round": "round",
    "pickup": "of_plan",
    "outcome": "outcome",
    "rejected": "thrown",
    "cause": "cause",
    "waited_min": "waited",
    "temperature_c": "degrees",
    "use_by": "time_left",
    "note": "remark",
    "expected": "expected_kg",
    "vehicle": "vehicle",
    "km": "km_driven",
    "hours": "hours_out",
    "people": "people_out",
}
"""The word that is the title of each column; it is read again as that column."""
VISIT = ("day", "donor", "association", "outcome")
MORE = ("rejected", "cause", "waited_min", "temperature_c", "use_by", "note", "expected")
IDS = ("round", "pickup")
OUTING = ("day", "vehicle", "round", "km", "hours", "people")
CHOICES: Mapping[str, Mapping[Any, Text]] = {
    "outcome": OUTCOME_NAMES,
    "cause": CAUSE_NAMES,
    "use_by": USE_BY_NAMES,
}


def visit_workbook(world: Scenario, week: WeekTold, language: Language) -> bytes:
    """Return the workbook of a week: a row a visit that is not told, a column a family.

    What was told already is not in it: sent back, the workbook adds and never corrects.
    """
    made = Workbook()
    made.remove(made.worksheets[0])
    taken: set[str] = set()
    families = [f"{one.label} {said}" for one in world.families for said in _said(one)]
    heads = [_title(key, language) for key in VISIT]
    heads += families
    heads += [_title(key, language) for key in (*MORE, *IDS)]
    sheet = made.create_sheet(free_name(journal_word("visits", language), taken))
    rows = [_visit(world, one, language) for one in week.visits if one.told is None]
    write_table(sheet, 1, heads, rows)
    _finish(sheet, heads, [*VISIT, *families, *MORE, *IDS], len(rows), language)
    for name in IDS:  # for the program, not for people
        at = heads.index(_title(name, language)) + 1
        sheet.column_dimensions[get_column_letter(at)].hidden = True
    outings = [_outing(world, one) for one in week.outings if one.told is None]
    sheet = made.create_sheet(free_name(journal_word("outings", language), taken))
    heads = [_title(key, language) for key in OUTING]
    write_table(sheet, 1, heads, outings)
    _finish(sheet, heads, OUTING, len(outings), language)
    return as_bytes(made)


def _title(field: str, language: Language) -> str:
    return journal_word(HEADS[field], language)


def _visit(world: Scenario, one: WeekVisit, language: Language) -> list[tuple[object, str | None]]:
    known = world.family
    expected = ", ".join(
        f"{known[family].label if family in known else family} {number(kg, language)}"
        f" {in_units(known.get(family), kg, language)}".rstrip()
        for family, kg in one.expected_kg.items()
        if kg >= 0.5
    )
    cells: list[tuple[object, str | None]] = [
        (one.day, DATE),
        (_called(world.donors, world.donor[one.donor]), None),
        (_called(world.associations, world.association[one.association]), None),
        (None, None),
    ]
    cells += [(None, PLAIN) for item in world.families for _ in _said(item)]
    blank: list[tuple[object, str | None]] = [(None, None)] * (len(MORE) - 1)
    return [*cells, *blank, (expected, None), (one.round, None), (one.pickup, None)]


def _said(family: Family) -> tuple[str, ...]:
    """Return in what a family may be told, a column each: in its units, in kg."""
    if family.unit is None or family.kg_per_unit is None:
        return ("kg",)
    return (family.unit, "kg")


def _called(all_of_them: Sequence[Named], one: Named) -> str:
    """Return what a thing is called; its id where another is called alike."""
    alike = sum(bare(other.label) == bare(one.label) for other in all_of_them)
    return one.label if alike == 1 else one.id


def _outing(world: Scenario, one: WeekOuting) -> list[tuple[object, str | None]]:
    return [
        (one.day, DATE),
        (_called(world.vehicles, world.vehicle[one.vehicle]), None),
        (one.round, None),
        (None, PLAIN),
        (None, PLAIN),
        (None, "0"),
    ]


def _finish(
    sheet: Sheet, heads: Sequence[str], fields: Sequence[str], rows: int, language: Language
) -> None:
    """Set widths, keep the titles in sight, and offer the words that may be chosen."""
    fit(sheet, [heads], first=12.0, other=11.0)
    sheet.freeze_panes = "C2"
    for at, field in enumerate(fields, start=1):
        if field not in CHOICES:
            continue
        names = ",".join(text.in_(language).replace(",", " ") for text in CHOICES[field].values())
        rule = DataValidation(type="list", formula1=f'"{names}"', allow_blank=True)
        rule.showErrorMessage = False
        sheet.add_data_validation(rule)
        letter = get_column_letter(at)
        rule.add(f"{letter}2:{letter}{max(2, rows + 20)}")
