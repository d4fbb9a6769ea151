"""Sheets of a workbook: texts that never become formulas, tables that read alike."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cache
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

HEAD = PatternFill("solid", fgColor="1F3A52")
FACE = "Calibri"
WHITE = Font(name=FACE, size=11, bold=True, color="FFFFFF")
BOLD = Font(name=FACE, size=11, bold=True)
BIG = Font(name=FACE, size=14, bold=True)
LINE = Border(bottom=Side(style="thin", color="B9C2CC"))
WRAP = Alignment(wrap_text=True, vertical="top")
RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")
LINE_PT = 14.0
"""Height of a line of text, points."""
ALONE = 90.0
"""Least width of a text written across columns."""
PLAIN, WIDEST = 24.0, 40.0
"""Width of a column for a few words, and for sentences."""
BOLDER = 1.15
"""How much wider bold letters are."""
LONG = 2_000
"""Rows from which on a table has no cells where nothing is said."""
FORMULAS = frozenset("=+-@")
"""What begins a text that a spreadsheet would read as a formula."""
SHEET_NAME = 31
"""Letters of a sheet's name, at most."""
Sheet = Any
"""A sheet of openpyxl, whose own types know less than it does."""


def free_name(label: str, taken: set[str]) -> str:
    """Return a sheet's name: what Excel allows, and used once; a formula needs no quotes in it.

    Examples
    --------
    >>> free_name("Prix de l'équité", set()), free_name("A/B: [x]", {"a b x"})
    ('Prix de l’équité', 'A B x 2')
    >>> free_name("Équité : ce que coûte d'aider le plus bas", set())
    'Équité ce que coûte d’aider le'
    """
    label = re.sub(r"[\s\[\]:*?/\\]+", " ", label).replace("'", "’").strip(" ’")
    base = label[:SHEET_NAME]
    if len(label) > SHEET_NAME and " " in base and label[SHEET_NAME] != " ":
        base = base.rpartition(" ")[0]  # no word is cut
    base = base.strip() or "-"
    name, number = base, 2
    while name.lower() in taken:
        tail = f" {number}"
        name, number = base[: SHEET_NAME - len(tail)] + tail, number + 1
    taken.add(name.lower())
    return name


def put(sheet: Sheet, row: int, column: int, value: object, style: str | None = None) -> Any:
    """Write a cell, texts as texts: "=1+1" is what someone is called, not a sum."""
    cell = sheet.cell(row=row, column=column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        if value[:1] in FORMULAS:
            cell.quotePrefix = True
    if style is not None:
        cell.number_format = style
    return cell


def write_table(
    sheet: Sheet,
    row: int,
    heads: Sequence[str],
    lines: Iterable[Sequence[tuple[object, str | None]]],
) -> int:
    """Write a table and return the row after it."""
    written = list(lines)
    for column, head in enumerate(heads, start=1):
        cell = put(sheet, row, column, head)
        numbers = any(style is not None for _, style in [one[column - 1] for one in written])
        cell.font, cell.fill, cell.alignment = WHITE, HEAD, RIGHT if numbers else WRAP
    long = len(written) > LONG
    # setting a style is slow, copying one is not
    styles: dict[tuple[str | None, bool], Any] = {}
    for line in written:
        row += 1
        for column, (value, style) in enumerate(line, start=1):
            if long and value in (None, ""):
                continue
            quoted = isinstance(value, str) and value[:1] in FORMULAS
            known = styles.get((style, quoted))
            cell = put(sheet, row, column, value, style if known is None else None)
            if known is None:
                cell.alignment, cell.border = WRAP, LINE
                styles[style, quoted] = copy(cell._style)
            else:
                cell._style = copy(known)
    return row + 2


def fit(
    sheet: Sheet,
    heads: Iterable[Sequence[str]],
    across: Iterable[int] = (),
    first: float = 38.0,
    other: float = 15.0,
) -> None:
    """Set the width of columns: wide for names, narrow for numbers; print one page across.

    A column is wide enough for its numbers, a row high enough for its texts: not every program
    makes rows higher by itself.

    Parameters
    ----------
    across
        Rows that are one text, written across all columns.
    """
    columns = max((len(one) for one in heads), default=1)
    texts = set(across)
    widths = [first, *[other] * (columns - 1)]
    # asking a sheet for its rows would make cells where there are none
    cells = [cell for cell in sheet._cells.values() if cell.column <= columns]
    for cell in cells:
        value, column = cell.value, cell.column
        # asking a cell how it looks is slow: what holds as it is asks nothing
        if isinstance(value, str) and (column == 1 or len(value) + 2 <= widths[column - 1]):
            continue
        if value is not None and cell.row not in texts:
            most = max(_number_width(cell), _text_width(cell))
            widths[column - 1] = max(widths[column - 1], most)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    high: dict[int, int] = {}
    for cell in cells:
        lines = _lines(cell, widths[cell.column - 1])
        if lines > high.get(cell.row, 1):
            high[cell.row] = lines
    for row, lines in high.items():
        sheet.row_dimensions[row].height = LINE_PT * lines
    while texts and sum(widths) < ALONE:
        widths.append(other)
        sheet.column_dimensions[get_column_letter(len(widths))].width = other
    for row in sorted(texts):
        cell = sheet.cell(row=row, column=1)
        cell.alignment = WRAP
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
        sheet.row_dimensions[row].height = LINE_PT * _lines(cell, sum(widths))
    print_across(sheet)


def print_across(sheet: Sheet) -> None:
    """Print a sheet lying, one page wide."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _text_width(cell: Any) -> float:
    """Return the width that a text of a table reads well in, in letters; 0 for a number."""
    if not isinstance(cell.value, str) or cell.border.bottom.style is None:
        return 0.0
    letters = max(len(line) for line in cell.value.split("\n"))
    return letters + 2.0 if letters < PLAIN else min(WIDEST, max(PLAIN, letters / 3))


def _number_width(cell: Any) -> float:
    """Return the width that a number needs in its format, in letters; 0 for a text."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return 0.0
    digits, words = _format(str(cell.number_format))
    return len(f"{cell.value:,.{digits}f}") + words + 3.0


@cache
def _format(written: str) -> tuple[int, int]:
    """Return how many decimals a format of numbers shows, and letters of its words."""
    form = written.partition(";")[0]
    words = "".join(re.findall('"([^"]*)"', form))
    digits = len(re.sub('"[^"]*"', "", form).rpartition(".")[2]) if "." in form else 0
    return digits, len(words)


def _lines(cell: Any, width: float) -> int:
    """Return how many lines a text takes in its cell."""
    value = cell.value
    if not isinstance(value, str) or (len(value) <= width / BOLDER and "\n" not in value):
        return 1
    if not cell.alignment.wrap_text:
        return 1
    letters = width / (BOLDER if cell.font.bold else 1.0)
    return sum(len(textwrap.wrap(one, max(4, int(letters)))) or 1 for one in value.split("\n"))
