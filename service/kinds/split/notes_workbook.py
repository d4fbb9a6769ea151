"""The split as a workbook: its page, then a delivery note per association."""

from __future__ import annotations

from textwrap import wrap

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from models.allocation import Allocation
from models.base import Language
from models.dates import full_date
from service.kinds.split.page import split_page
from service.kinds.split.portions import by_association, counted, moment
from service.kinds.split.words import split_word
from service.pages.sheets import (
    BIG,
    BOLD,
    LINE_PT,
    Sheet,
    free_name,
    print_across,
    put,
    write_table,
)
from service.pages.workbook import as_bytes, book

KG, SHARE = "#,##0.0", "0%"
WIDTHS = (30, 30, 30, 12, 14, 12, 12)
"""Of the columns of a note, in letters."""


def workbook(allocation: Allocation, language: Language) -> bytes:
    """Return the workbook; every text is written as text, never as a formula."""
    made = book(split_page(allocation, language), language)
    taken = {name.lower() for name in made.sheetnames}
    for who in allocation.scenario.associations:
        _note(made.create_sheet(free_name(who.label, taken)), allocation, who.id, language)
    return as_bytes(made)


def _note(sheet: Sheet, allocation: Allocation, who: str, language: Language) -> None:
    def say(key: str) -> str:
        return split_word(key, language)

    scenario = allocation.scenario
    put(sheet, 1, 1, f"{say('note')} – {scenario.association[who].label}").font = BIG
    put(sheet, 2, 1, f"{scenario.label}, {full_date(scenario.week_of, language)}")
    row = 4
    lines = by_association(allocation)[who]
    row = write_table(
        sheet,
        row,
        [say(head) for head in ("family", "lot", "distribution", "kg", "units", "got", "refused")],
        (
            (
                (scenario.family[allocation.supply.lot[one.lot].family].label, None),
                (allocation.supply.lot[one.lot].label, None),
                (moment(one.opening_s, language), None),
                (one.kg, KG),
                (counted(allocation, one, language) or None, "0"),
                ("", None),
                ("", None),
            )
            for one in lines
        ),
    )
    if not lines:
        put(sheet, row - 1, 1, say("nothing"))
    standing = allocation.standing[who]
    before = sum(allocation.history.received_kg.get(who, {}).values())
    due = sum(allocation.history.need_kg.get(who, {}).values())
    put(sheet, row, 1, say("balance")).font = BOLD
    row = write_table(
        sheet,
        row + 1,
        ["", say("need"), say("received"), say("level")],
        (
            ((say("before"), None), (due, KG), (before, KG), _share(before, due)),
            (
                (say("now"), None),
                (standing.need_kg, KG),
                (standing.received_kg, KG),
                _share(standing.received_kg, standing.need_kg),
            ),
            (
                (say("total"), None),
                (due + standing.need_kg, KG),
                (before + standing.received_kg, KG),
                _share(before + standing.received_kg, due + standing.need_kg),
            ),
        ),
    )
    reason = standing.reason.in_(language)
    put(sheet, row, 1, reason).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    sheet.row_dimensions[row].height = LINE_PT * len(wrap(reason, sum(WIDTHS)))
    put(sheet, row + 2, 1, f"{say('signed')} :")
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    print_across(sheet)


def _share(part: float, whole: float) -> tuple[object, str | None]:
    return (part / whole if whole > 0 else None, SHARE)
