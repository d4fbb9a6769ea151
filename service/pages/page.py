"""A page: its answer, its alarms, then sections; in one language, whatever shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from models.base import Language
from models.numbers import number, percent, signed
from service.pages.pictures import Picture

T = TypeVar("T")
Tone = Literal["", "good", "bad", "weak"]
Medium = Literal["terminal", "report", "workbook"]
Where = frozenset[Medium]
EVERYWHERE: Where = frozenset(("terminal", "report", "workbook"))
LONG: Where = frozenset(("report", "workbook"))
"""What is too long for a terminal."""
READ: Where = frozenset(("terminal", "report"))
"""What is read, and said better by other sheets of the workbook."""
NOWHERE: Where = frozenset()
TERMINAL: Where = frozenset(("terminal",))
REPORT: Where = frozenset(("report",))
WORKBOOK: Where = frozenset(("workbook",))
"""Flat tables, to be sorted and pivoted."""


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
    bar: float | None = None
    """Part of 1 that a report draws under it."""

    def written(self, language: Language) -> str:
        """Return it as people write it."""
        if self.value is None:
            return UNKNOWN
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


class Linked(str):
    r"""A text that names things which have pages of their own; elsewhere it is just the text.

    Examples
    --------
    >>> both = Linked.of(("Ann", "person/ann"), ("\n", ""), ("Bob", ""))
    >>> both.lines
    [[('Ann', 'person/ann')], [('Bob', '')]]
    >>> both == "Ann\nBob"
    True
    """

    pieces: tuple[tuple[str, str], ...]
    """Texts, each with the path of the page of what it names; empty where it names nothing."""

    @classmethod
    def of(cls, *pieces: tuple[str, str]) -> Linked:
        """Return the text that some pieces make."""
        made = cls("".join(text for text, _ in pieces))
        made.pieces = pieces
        return made

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """Its pieces, line by line."""
        found: list[list[tuple[str, str]]] = [[]]
        for text, path in self.pieces:
            first, *others = text.split("\n")
            found[-1] += [(first, path)] * bool(first)
            found += [[(one, path)] if one else [] for one in others]
        return found


Cell = str | Words | Number
UNKNOWN, NOTHING = "–", "·"
"""What a cell says where there is no figure; where there is nothing, as on days of a week."""


def row(name: str, cells: Iterable[Cell], tone: Tone = "") -> tuple[Cell, ...]:
    """Return a row: what names it, then its cells; its tone is that of cells without their own."""
    whole: tuple[Cell, ...] = (name, *cells)
    return tuple(_toned(cell, tone) for cell in whole) if tone else whole


def _toned(cell: Cell, tone: Tone) -> Cell:
    if isinstance(cell, str):
        return Words(cell, tone)
    return cell if cell.tone else replace(cell, tone=tone)


@dataclass(frozen=True)
class Head:
    """The head of a column."""

    text: str
    where: Where = EVERYWHERE
    """Where its column is shown."""
    short: str = ""
    """What the terminal calls it, where room is scarce."""
    note: str = ""
    """What it means, told under the table."""


@dataclass(frozen=True)
class Table:
    """Rows under heads; the first cell of a row names it."""

    heads: tuple[str | Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    where: Where | None = None
    """Where it is shown; None: where its section is."""
    reasons: int = 0
    """How many of the last columns are sentences, a reason and what would change it: the terminal
    tells each row as a paragraph."""
    most: int = 0
    """How many of these the terminal tells, the others being counted; 0: all."""
    total: bool = False
    """Whether the last row is the total of the others."""
    tiles: bool = False
    """Whether a report shows each row as a tile, its first figure large."""

    @property
    def columns(self) -> tuple[Head, ...]:
        """The heads, each as one."""
        return tuple(Head(head) if isinstance(head, str) else head for head in self.heads)

    def on(self, medium: Medium) -> Table:
        """Return the table with the columns that are shown somewhere."""
        shown = [number for number, head in enumerate(self.columns) if medium in head.where]
        return replace(
            self,
            heads=tuple(self.columns[number] for number in shown),
            rows=tuple(tuple(cells[number] for number in shown) for cells in self.rows),
        )


def table_of(
    items: Iterable[T],
    *columns: tuple[str | Head, Callable[[T], Cell | float | None]],
    title: str = "",
    where: Where | None = None,
    reasons: int = 0,
    most: int = 0,
    total: bool = False,
) -> Table:
    """Return a table of some things: each column is its head, and what it says of a thing.

    Examples
    --------
    >>> table_of((2, 3), ("n", str), ("square", lambda n: n * n)).rows[1]
    ('3', Number(value=9, digits=0, unit='', sign=False, share=False, tone='', note='', bar=None))
    """
    rows = tuple(tuple(_cell(say(one)) for _, say in columns) for one in items)
    return Table(tuple(head for head, _ in columns), rows, title, where, reasons, most, total)


def _cell(value: Cell | float | None) -> Cell:
    return value if isinstance(value, str | Words | Number) else Number(value)


@dataclass(frozen=True)
class Line:
    """A paragraph: what is so, and what would change it; a plain text stands for one."""

    text: str
    remedy: str = ""
    tone: Tone = ""
    where: Where | None = None


Part = str | Line | Table | Picture


@dataclass(frozen=True)
class Section:
    """One part of a page, and one sheet of the workbook."""

    title: str
    parts: tuple[Part, ...] = ()
    folded: bool = False
    """Details: a report shows its title alone until it is opened, the terminal does not show it
    but for the parts that say so."""
    closed: bool = False
    """A report shows its title alone until it is opened; everywhere else it is shown as it is."""
    gist: str = ""
    """Said beside the title of what a report keeps closed: what is in it, in a few words."""
    sheet: str = ""
    """What its sheet is called, where not by its title."""

    def on(self, medium: Medium) -> tuple[Line | Table | Picture, ...]:
        """Return the parts that are shown somewhere.

        Pictures are on reports alone; a table without rows is in the workbook alone, for whoever
        reads it by its heads.
        """
        usual = LONG if self.folded else EVERYWHERE
        found: list[Line | Table | Picture] = []
        for part in self.parts:
            if isinstance(part, Picture):
                found += [part] * (medium == "report")
            elif isinstance(part, str):
                found += [Line(part)] * (medium in usual)
            elif medium in (usual if part.where is None else part.where):
                if isinstance(part, Line):
                    found.append(part)
                elif part.rows or medium == "workbook":
                    found.append(part.on(medium))
        return tuple(found)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, wherever they are shown."""
        return tuple(part for part in self.parts if isinstance(part, Table))

    @property
    def lines(self) -> tuple[str, ...]:
        """Its paragraphs, wherever they are shown."""
        return tuple(
            part if isinstance(part, str) else part.text
            for part in self.parts
            if isinstance(part, str | Line)
        )

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures."""
        return tuple(part for part in self.parts if isinstance(part, Picture))


@dataclass(frozen=True)
class Alert:
    """Something that whoever reads must know before anything else."""

    text: str
    tone: Literal["error", "warning"] = "warning"


@dataclass(frozen=True)
class Page:
    """Everything a study says."""

    title: str
    subtitle: str
    answer: str
    """One sentence, in plain words: what was found. It comes first everywhere."""
    alerts: tuple[Alert, ...]
    sections: tuple[Section, ...]
    provenance: tuple[tuple[str, str], ...] = ()
    """Names and values: where it comes from."""
