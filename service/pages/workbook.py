"""A page as a workbook: a sheet for each section."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Font

from service.pages.page import Cell, Number, Page, Words
from service.pages.sheets import BIG, WRAP, fit, free_name, put, write_table

COLOURS = {"good": "1B6E3C", "bad": "A61B1B", "weak": "6B7680"}


def workbook(page: Page) -> bytes:
    """Return the workbook; every text is written as text, never as a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    taken: set[str] = set()
    for number, section in enumerate(page.sections):
        if number:
            sheet = book.create_sheet()
        sheet.title = free_name(section.title, taken)
        put(sheet, 1, 1, section.title).font = BIG
        put(sheet, 2, 1, f"{page.title}, {page.subtitle}")
        row = 4
        for line in (*(page.alerts if not number else ()), *section.lines):
            put(sheet, row, 1, line)
            row += 1
        row += 1
        for table in section.tables:
            if table.title:
                put(sheet, row, 1, table.title).font = Font(bold=True)
                row += 1
            begun = row
            lines = [[(_value(cell), _format(cell)) for cell in cells] for cells in table.rows]
            row = write_table(sheet, row, table.heads, lines)
            for down, cells in enumerate(table.rows, start=1):
                for across, cell in enumerate(cells, start=1):
                    if not isinstance(cell, str) and cell.tone:
                        made = sheet.cell(row=begun + down, column=across)
                        made.font = Font(color=COLOURS[cell.tone])
        fit(sheet, [table.heads for table in section.tables])
    last = book.create_sheet(free_name("Provenance", taken))
    for row, (name, value) in enumerate(page.provenance, start=1):
        put(last, row, 1, name).font = Font(bold=True)
        put(last, row, 2, value).alignment = WRAP
    last.column_dimensions["A"].width = 34
    last.column_dimensions["B"].width = 80
    made_bytes = io.BytesIO()
    book.save(made_bytes)
    return made_bytes.getvalue()


def _value(cell: Cell) -> object:
    if isinstance(cell, Number):
        return cell.value
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
