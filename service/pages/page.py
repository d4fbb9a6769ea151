"""A page: sections of sentences, tables and bars, in one language, whatever shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.base import Language
from service.pages.pictures import Areas, Map
from service.words.labels import number, percent, signed

Tone = Literal["", "good", "bad", "weak"]


@dataclass(frozen=True)
class Number:
    """A quantity, kept as a number wherever it can be."""

    value: float | None
    """None: nothing to say."""
    digits: int = 0
    unit: str = ""
    sign: bool = False
    """Written with its sign: a difference."""
    share: bool = False
    """Written as a percentage."""
    tone: Tone = ""
    note: str = ""
    """Written after it, e.g. why it is not decided."""

    def written(self, language: Language) -> str:
        """Return it as people write it."""
        if self.value is None:
            return "–"
        if self.share:
            plus = "+" if self.sign and round(100 * self.value, self.digits) > 0 else ""
            text = plus + percent(self.value, language, self.digits)
        else:
            text = (signed if self.sign else number)(self.value, language, self.digits)
        if self.unit:
            text += f"\u00a0{self.unit}"
        return f"{text} {self.note}" if self.note else text


@dataclass(frozen=True)
class Words:
    """A text with a tone."""

    text: str
    tone: Tone = ""


Cell = str | Words | Number


def row(name: str, cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return a row: what names it, then its cells."""
    return (name, *cells)


@dataclass(frozen=True)
class Table:
    """Rows under heads; the first cell of a row names it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    brief: bool = True
    """Whether the terminal shows it too."""


@dataclass(frozen=True)
class Bars:
    """A bar for each label and series; drawn beside a table that says the same."""

    title: str
    unit: str
    series: tuple[str, ...]
    labels: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    """(labels, series)"""


@dataclass(frozen=True)
class Block:
    """A stretch of a day in a grid, hours since midnight."""

    day: int
    starts_h: float
    ends_h: float
    text: str
    series: int
    """Which colour."""


@dataclass(frozen=True)
class Grid:
    """Rows of blocks over the days of a week; drawn beside a table that says the same."""

    title: str
    days: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Block, ...]], ...]
    series: tuple[str, ...]
    first_h: float
    last_h: float


@dataclass(frozen=True)
class Section:
    """One part of a page, and one sheet of the workbook."""

    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    bars: tuple[Bars, ...] = ()
    grids: tuple[Grid, ...] = ()
    maps: tuple[Map, ...] = ()
    areas: tuple[Areas, ...] = ()


@dataclass(frozen=True)
class Page:
    """Everything a study says."""

    title: str
    subtitle: str
    alerts: tuple[str, ...]
    sections: tuple[Section, ...]
    provenance: tuple[tuple[str, str], ...] = ()
    """Names and values: where it comes from."""
