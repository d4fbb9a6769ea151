"""Sheets found in a workbook: which cells hold what, and what they cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from models.base import Text
from tabular.separated import Line

META, LISTS = "_meta", "_listes"
"""Sheets that the program writes for itself."""
FREE = "#"
"""A sheet whose name begins so is not read."""
Raw: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None


@dataclass
class Sheet:
    """The cells of one sheet that are not empty."""

    name: str
    number: int
    cells: dict[tuple[int, int], Raw] = field(default_factory=dict)
    """By row and column, from 1."""
    faults: dict[tuple[int, int], Text] = field(default_factory=dict)
    """Cells whose value cannot be had, and why."""
    hidden: bool = False
    """Whether people do not see it."""
    unseen: tuple[int, ...] = ()
    """Rows that people do not see."""

    @property
    def is_read(self) -> bool:
        """Whether what people wrote stands there, for the program to read."""
        return self.name not in (META, LISTS) and not self.name.startswith(FREE)

    @property
    def shown(self) -> str:
        """How people write it before a cell."""
        return shown_name(self.name)

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

    def lines(self) -> list[Line]:
        """Return the rows that hold something as lines of a table, empty cells between."""
        found = []
        for number, cells in self.rows(1):
            values = tuple(cells.get(column) for column in range(1, max(cells, default=0) + 1))
            if any(one not in (None, "") for one in values):
                found.append(Line(number, values))
        return found

    def row(self, number: int) -> dict[int, Raw]:
        """Return the cells of one row by column."""
        return {column: raw for (row, column), raw in self.cells.items() if row == number}


def quoted_name(name: str) -> str:
    """Return a sheet's name as formulas write it.

    Examples
    --------
    >>> quoted_name("L'été")
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
    return name if re.fullmatch(r"\w+", name) else quoted_name(name)
