"""Sheets of a workbook: texts that never become formulas, tables that read alike."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

HEAD = PatternFill("solid", fgColor="1F3A52")
WHITE = Font(bold=True, color="FFFFFF")
BOLD = Font(bold=True)
BIG = Font(bold=True, size=14)
LINE = Border(bottom=Side(style="thin", color="B9C2CC"))
WRAP = Alignment(wrap_text=True, vertical="top")
LINE_PT = 14.0
"""Height of a line of text, points."""
BOLDER = 1.15
"""How much wider bold letters are."""
SHEET_NAME = 31
"""Letters of a sheet's name, at most."""


def free_name(label: str, taken: set[str]) -> str:
    """Return a sheet's name: what Excel allows, and used once."""
    base = re.sub(r"[\[\]:*?/\\']", " ", label).strip()[:SHEET_NAME] or "-"
    name, number = base, 2
    while name.lower() in taken:
        tail = f" {number}"
        name, number = base[: SHEET_NAME - len(tail)] + tail, number + 1
    taken.add(name.lower())
    return name


def put(sheet: Any, row: int, column: int, value: object, style: str | None = None) -> Any:
    """Write a cell, texts as texts: "=1+1" is what someone is called, not a sum."""
    cell = sheet.cell(row=row, column=column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in tuple("=+-@")
    if style is not None:
        cell.number_format = style
    return cell


def write_table(
    sheet: Any,
    row: int,
    heads: Sequence[str],
    lines: Iterable[Sequence[tuple[object, str | None]]],
) -> int:
    """Write a table and return the row after it."""
    for column, head in enumerate(heads, start=1):
        cell = put(sheet, row, column, head)
        cell.font, cell.fill, cell.alignment = WHITE, HEAD, WRAP
    for line in lines:
        row += 1
        for column, (value, style) in enumerate(line, start=1):
            cell = put(sheet, row, column, value, style)
            cell.alignment, cell.border = WRAP, LINE
    return row + 2


def fit(
    sheet: Any, heads: Iterable[Sequence[str]], first: float = 38.0, other: float = 15.0
) -> None:
    """Set the width of columns: wide for names, narrow for numbers; print one page across.

    A column is wide enough for its numbers, a row high enough for its texts: not every program
    makes rows higher by itself.
    """
    columns = max((len(one) for one in heads), default=1)
    widths = [first, *[other] * (columns - 1)]
    for column in range(1, columns + 1):
        for (cell,) in sheet.iter_rows(min_col=column, max_col=column):
            widths[column - 1] = max(widths[column - 1], _number_width(cell))
    print_across(sheet, widths)


def print_across(sheet: Any, widths: Sequence[float]) -> None:
    """Set the width of columns, rows high enough for their texts, and print one page across."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for cells in sheet.iter_rows(max_col=len(widths)):
        lines = max(_lines(cell, width) for cell, width in zip(cells, widths, strict=False))
        if lines > 1:
            sheet.row_dimensions[cells[0].row].height = LINE_PT * lines
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _number_width(cell: Any) -> float:
    """Return the width that a number needs in its format, in letters; 0 for a text."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return 0.0
    form = str(cell.number_format).partition(";")[0]
    words = "".join(re.findall('"([^"]*)"', form))
    digits = len(re.sub('"[^"]*"', "", form).rpartition(".")[2]) if "." in form else 0
    return len(f"{cell.value:,.{digits}f}") + len(words) + 3.0


def _lines(cell: Any, width: float) -> int:
    """Return how many lines a text takes in its cell."""
    if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
        return 1
    letters = width / (BOLDER if cell.font.bold else 1.0)
    return sum(len(textwrap.wrap(one, max(4, int(letters)))) or 1 for one in cell.value.split("\n"))
