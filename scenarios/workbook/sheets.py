"""Sheets found in a workbook: which cells hold what, and what they cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.base import Text
from scenarios.faults import Complaint, Mark
from scenarios.workbook.cells import Raw

ROWS, COLUMNS = 2**20, 2**14
"""Rows and columns of a sheet, at most."""


@dataclass
class Sheet:
    """The cells of one sheet that are not empty."""

    file: str
    name: str
    number: int
    cells: dict[tuple[int, int], Raw] = field(default_factory=dict)
    """By row and column, from 1."""
    faults: dict[tuple[int, int], Text] = field(default_factory=dict)
    """Cells whose value cannot be had, and why."""
    titles: dict[int, str] = field(default_factory=dict)
    """What people call its columns; of the town's sheet, its rows."""
    by_row: bool = False
    hidden: bool = False
    """Whether people do not see it."""

    def mark(self, row: int, column: int) -> Mark:
        """Return where a cell stands."""
        rank = (self.number * ROWS + row) * COLUMNS + column
        title = self.titles.get(row if self.by_row else column, "")
        return Mark(self.file, rank, f"{shown_name(self.name)}!{letters(column)}{row}", title)

    @property
    def whole(self) -> Mark:
        """Where the sheet itself stands."""
        return Mark(self.file, self.number * ROWS * COLUMNS, shown_name(self.name), "")

    def rows(self, first: int) -> Iterator[tuple[int, dict[int, Raw]]]:
        """Yield the rows that hold something, from one on, as cells by column."""
        found: dict[int, dict[int, Raw]] = {}
        for (row, column), raw in self.cells.items():
            if row >= first:
                found.setdefault(row, {})[column] = raw
        for row, column in self.faults:
            if row >= first:
                found.setdefault(row, {}).setdefault(column, None)
        yield from sorted(found.items())

    def row(self, number: int) -> dict[int, Raw]:
        """Return the cells of one row by column."""
        return {column: raw for (row, column), raw in self.cells.items() if row == number}

    def complaint(self, row: int, column: int, text: Text) -> Complaint:
        """Return what is wrong with a cell."""
        return Complaint(self.mark(row, column), "", text)


def letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    Examples
    --------
    >>> letters(1), letters(27), letters(16384)
    ('A', 'AA', 'XFD')
    """
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def quoted(name: str) -> str:
    """Return a sheet's name as formulas write it.

    Examples
    --------
    >>> quoted("L'été")
    "'L''été'"
    """
    return "'" + name.replace("'", "''") + "'"


def shown_name(name: str) -> str:
    """Return a sheet's name as people write it before a cell: quoted when it has blanks.

    Examples
    --------
    >>> shown_name("Magasins"), shown_name("Types de magasins")
    ('Magasins', "'Types de magasins'")
    """
    return name if re.fullmatch(r"\w+", name) else quoted(name)
