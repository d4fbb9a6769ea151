"""The split as a workbook: a sheet for the coordinator, a delivery note per association."""

from __future__ import annotations

import io
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment

from models.allocation import Allocation
from models.base import Language, clock
from service.kinds.split.accounts import HEADS, accounts
from service.kinds.split.portions import by_association, day_of
from service.kinds.split.words import split_word
from service.pages.sheets import BIG, BOLD, LINE_PT, free_name, print_across, put, write_table
from service.words.labels import full_date
from solver.allocation.rules import RULE_NAMES

KG, SHARE = "#,##0.0", "0%"
NOTE = (30, 30, 30, 12, 14, 12, 12)
"""Widths of the columns of a delivery note, in letters."""


def workbook(allocation: Allocation, language: Language) -> bytes:
    """Return the workbook; every text is written as text, never as a formula."""
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = split_word("coordinator", language)
    _coordinator(first, allocation, language)
    taken = {first.title.lower()}
    for who in allocation.scenario.associations:
        _note(book.create_sheet(free_name(who.label, taken)), allocation, who.id, language)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _heading(sheet: Any, allocation: Allocation, title: str, language: Language) -> int:
    scenario = allocation.scenario
    put(sheet, 1, 1, title).font = BIG
    put(sheet, 2, 1, f"{scenario.label}, {full_date(scenario.week_of, language)}")
    return 4


def _coordinator(sheet: Any, allocation: Allocation, language: Language) -> None:
    def say(key: str) -> str:
        return split_word(key, language)

    scenario = allocation.scenario
    row = _heading(sheet, allocation, say("title"), language)
    chosen = RULE_NAMES[allocation.provenance.rule].in_(language)
    for name, value in (
        (say("rule"), chosen),
        (say("supply"), say(allocation.supply.source)),
        (say("window"), allocation.history.weeks + 1),
        (say("digest"), allocation.provenance.input_digest[:16]),
    ):
        put(sheet, row, 1, name).font = BOLD
        put(sheet, row, 2, value).alignment = Alignment(horizontal="left")
        row += 1
    heads: tuple[str, ...]
    heads = ("association", "need", "received", "level", "cumulated", "alone", "more", "fewer")
    row = write_table(
        sheet,
        row + 1,
        [*(say(head) for head in heads), say("why")],
        (
            (
                (scenario.association[one.association].label, None),
                (one.need_kg, KG),
                (one.received_kg, KG),
                (one.level, SHARE),
                (one.cumulated_level, SHARE),
                (one.alone_points, KG),
                (one.if_more_kg, KG),
                (one.if_fewer_kg, KG),
                (one.reason.in_(language), None),
            )
            for one in allocation.standings
        ),
    )
    row = _accounts(sheet, row, allocation, language)
    put(sheet, row, 1, say("rules")).font = BOLD
    names = [who.id for who in scenario.associations]
    heads = ("total", "lowest", "gini", "smallest", "largest", "price")
    row = write_table(
        sheet,
        row + 1,
        [
            say("rule"),
            *(say(head) for head in heads),
            *(scenario.association[name].label for name in names),
        ],
        (
            (
                (RULE_NAMES[one.rule].in_(language), None),
                (one.total_kg, KG),
                (one.lowest, SHARE),
                (one.gini, "0.000"),
                (one.smallest, SHARE),
                (one.largest, SHARE),
                (one.price, "0.0%"),
                *((one.kg[name], KG) for name in names),
            )
            for one in allocation.comparisons
        ),
    )
    if allocation.left:
        put(sheet, row, 1, say("left")).font = BOLD
        row = write_table(
            sheet,
            row + 1,
            [say("lot"), say("kg"), say("why")],
            (
                (
                    (allocation.supply.lot[one.lot].label, None),
                    (one.kg, KG),
                    (one.reason.in_(language), None),
                )
                for one in allocation.left
            ),
        )
    put(sheet, row, 1, say("envy")).font = BOLD
    row = write_table(
        sheet,
        row + 1,
        ["", *(scenario.association[name].label for name in names)],
        (
            ((scenario.association[name].label, None), *((value, "0.0%") for value in values))
            for name, values in zip(names, allocation.envy, strict=True)
        ),
    )
    for one in allocation.findings:
        put(sheet, row, 1, one.text.in_(language))
        row += 1
    print_across(sheet, [34, 20, 14, 14, 14, 14, 16, 16, 60])
    sheet.freeze_panes = "B4"


def _accounts(sheet: Any, row: int, allocation: Allocation, language: Language) -> int:
    """Write the accounts of whole lots, and return the row below them."""
    found = accounts(allocation)
    if not found:
        return row
    put(sheet, row, 1, split_word("accounts", language)).font = BOLD
    put(sheet, row + 1, 1, split_word("accounts_legend", language))
    return write_table(
        sheet,
        row + 2,
        [split_word(head, language) for head in HEADS],
        (
            (
                (one.association, None),
                (one.family, None),
                (one.before_kg, KG),
                (one.fair_kg, KG),
                (one.received_kg, KG),
                (one.after_kg, KG),
            )
            for one in found
        ),
    )


def _note(sheet: Any, allocation: Allocation, who: str, language: Language) -> None:
    def say(key: str) -> str:
        return split_word(key, language)

    scenario = allocation.scenario
    row = _heading(
        sheet, allocation, f"{say('note')} – {scenario.association[who].label}", language
    )
    lines = by_association(allocation)[who]
    row = write_table(
        sheet,
        row,
        [say(head) for head in ("family", "lot", "for", "kg", "units", "got", "refused")],
        (
            (
                (scenario.family[allocation.supply.lot[one.lot].family].label, None),
                (allocation.supply.lot[one.lot].label, None),
                (f"{day_of(one.opening_s, language)} {clock(one.opening_s % 86_400)}", None),
                (one.kg, KG),
                (one.units, "0"),
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
    put(sheet, row + 2, 1, f"{say('signed')} :")
    print_across(sheet, NOTE)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(NOTE))
    sheet.row_dimensions[row].height = LINE_PT * len(wrap(reason, sum(NOTE)))


def _share(part: float, whole: float) -> tuple[object, str | None]:
    return (part / whole if whole > 0 else None, SHARE)
