"""A page as a workbook: a sheet for each section."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from models.base import Language
from models.memory import uncollected
from service.pages.page import Cell, Line, Number, Page, Section, Table, Words
from service.pages.sheets import BIG, BOLD, FACE, WRAP, Sheet, fit, free_name, put, write_table
from service.words.labels import word
from service.words.sentences import capital, colon

COLOURS = {
    **{"": "000000", "good": "1B6E3C", "bad": "A61B1B", "weak": "6B7680"},
    **{"error": "A61B1B", "warning": "8A5300"},
}
FIRST = 4
"""Row at which the parts of a section begin: what pivots a sheet finds its heads there."""


def workbook(page: Page, language: Language) -> bytes:
    """Return the workbook; every text is written as text, never as a formula."""
    with uncollected():
        return as_bytes(book(page, language))


def as_bytes(made: Workbook) -> bytes:
    """Return what a file of a workbook holds."""
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def book(page: Page, language: Language) -> Workbook:
    """Return the sheets of a page, to which others may be added."""
    made = Workbook()
    made.remove(made.worksheets[0])
    taken: set[str] = set()
    for section in page.sections:
        if section.on("workbook"):
            sheet = made.create_sheet(free_name(section.sheet or section.title, taken))
            _write(sheet, page, section, language, first=len(made.worksheets) == 1)
    last = made.create_sheet(free_name(word("provenance", language), taken))
    for row, (name, value) in enumerate(page.provenance, start=1):
        put(last, row, 1, name).font = BOLD
        put(last, row, 2, value).alignment = WRAP
    last.column_dimensions["A"].width = 34
    last.column_dimensions["B"].width = 80
    return made


def _write(sheet: Sheet, page: Page, section: Section, language: Language, *, first: bool) -> None:
    put(sheet, 1, 1, section.title).font = BIG
    put(sheet, 2, 1, f"{page.title}, {page.subtitle}")
    row, across = FIRST, []
    if first:
        put(sheet, 3, 1, page.answer).font = BOLD
        across.append(3)
        for alert in page.alerts:
            put(sheet, row, 1, alert.text).font = _font(alert.tone)
            across.append(row)
            row += 1
        row += bool(page.alerts)
    parts = section.on("workbook")
    for part in parts:
        if isinstance(part, Line):
            text = f"{part.text} → {part.remedy}" if part.remedy else part.text
            put(sheet, row, 1, text).font = _font(part.tone)
            across.append(row)
            row += 1
        elif isinstance(part, Table):
            row += row > FIRST and not isinstance(parts[0], Table)
            row = _table(sheet, row, part)
            for head in part.columns:
                if head.note:
                    put(sheet, row, 1, f"{capital(head.text)}{colon(language)}{head.note}")
                    across.append(row)
                    row += 1
    tables = [part for part in parts if isinstance(part, Table)]
    fit(sheet, [[head.text for head in table.columns] for table in tables], across)
    if tables and parts[0] is tables[0] and not tables[0].title and not (first and page.alerts):
        sheet.freeze_panes = f"B{FIRST + 1}"


def _table(sheet: Sheet, row: int, table: Table) -> int:
    if table.title:
        put(sheet, row, 1, table.title).font = BOLD
        row += 1
    heads = [head.text for head in table.columns]
    lines = [[(_value(cell), _format(cell)) for cell in cells] for cells in table.rows]
    after = write_table(sheet, row, heads, lines)
    for down, cells in enumerate(table.rows, start=1):
        total = table.total and down == len(table.rows)
        for across, cell in enumerate(cells, start=1):
            tone = "" if isinstance(cell, str) else cell.tone
            if tone or total:
                made: Any = sheet.cell(row=row + down, column=across)
                made.font = _font(tone, bold=total)
    return after


def _font(tone: str, *, bold: bool = False) -> Font:
    return Font(name=FACE, size=11, color=COLOURS[tone], bold=bold)


def _value(cell: Cell) -> object:
    if isinstance(cell, Number):
        none = cell.sign and not round(cell.value or 0.0, cell.digits + 2 * cell.share)
        return 0 if none and cell.value is not None else cell.value
    return cell.text if isinstance(cell, Words) else cell


def _format(cell: Cell) -> str | None:
    if not isinstance(cell, Number):
        return None
    digits = "0" if not cell.digits else "0." + "0" * cell.digits
    if cell.share:
        form = f"{digits}%"
    else:
        form = f"#,##{digits}" + (f'" {cell.unit}"' if cell.unit else "")
    if cell.note:
        form += f'" {cell.note}"'
    return f"+{form};-{form};0" if cell.sign else form
