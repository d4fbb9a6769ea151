"""Sheets of a scenario's workbook: where their cells stand, and what people call them."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.base import Text
from scenarios.faults import Complaint, Mark
from tabular import sheets
from tabular.faults import column_letters
from tabular.sheets import FREE, LISTS, META, shown_name
from tabular.sheets import quoted_name as quoted

__all__ = [
    "FREE",
    "LISTS",
    "META",
    "Sheet",
    "letters",
    "mark_of",
    "quoted",
    "shown_name",
    "whole_of",
]

ROWS, COLUMNS = 2**20, 2**14
"""Rows and columns of a sheet, at most."""


@dataclass
class Sheet(sheets.Sheet):
    """The cells of one sheet, and the titles by which faults speak of them."""

    file: str = ""
    titles: dict[int, str] = field(default_factory=dict)
    """What people call its columns; of the town's sheet, its rows."""
    by_row: bool = False

    def mark(self, row: int, column: int) -> Mark:
        """Return where a cell stands."""
        title = self.titles.get(row if self.by_row else column, "")
        return mark_of(self.file, self, row, column, title)

    @property
    def whole(self) -> Mark:
        """Where the sheet itself stands."""
        return whole_of(self.file, self)

    def complaint(self, row: int, column: int, text: Text) -> Complaint:
        """Return what is wrong with a cell."""
        return Complaint(self.mark(row, column), "", text)


def mark_of(file: str, sheet: sheets.Sheet, row: int, column: int, title: str = "") -> Mark:
    """Return where a cell of a file's sheet stands."""
    rank = (sheet.number * ROWS + row) * COLUMNS + column
    return Mark(file, rank, f"{sheet.shown}!{letters(column)}{row}", title)


def whole_of(file: str, sheet: sheets.Sheet) -> Mark:
    """Return where a sheet of a file stands."""
    return Mark(file, sheet.number * ROWS * COLUMNS, sheet.shown, "")


def letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    Examples
    --------
    >>> letters(1), letters(27), letters(16384)
    ('A', 'AA', 'XFD')
    """
    return column_letters(column - 1)
