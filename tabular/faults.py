"""What is wrong with a table, or worth telling of it: the line, the column, why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.base import Text


@dataclass(frozen=True)
class TableFault:
    """One thing about a table, and where it stands."""

    text: Text
    line: int | None = None
    """From 1, as a text editor or a spreadsheet program counts; none for the whole file."""
    column: int | None = None
    """From 0; none for the whole line."""


class TableError(Exception):
    """A file that is no table, with all that was found."""

    def __init__(self, faults: Iterable[TableFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(one.text.en for one in self.faults))


def quoted(value: object, most: int = 40) -> str:
    r"""Return a value as a sentence quotes it: short, on one line, marks of direction shown.

    Examples
    --------
    >>> quoted("Riz\nrond"), quoted("x" * 60, 5)
    ('"Riz rond"', '"xxxxx…"')
    """
    text = " ".join(str(value).split())
    text = "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in text)
    return f'"{text[:most]}…"' if len(text) > most else f'"{text}"'


def column_letters(column: int) -> str:
    """Return the letters by which spreadsheet programs call a column counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    found, column = "", column + 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
