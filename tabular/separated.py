"""The lines and cells of a text whose cells are separated: ``;``, ``,``, tab or ``|``."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from models.base import Text
from tabular.faults import TableError, TableFault, quoted
from tabular.letters import decoded

SEPARATORS = ";,\t|"
SEARCHED = 10
"""The first lines, among which titles are looked for."""
_SAID = re.compile(r"\ufeff?\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
"""The first line by which some programs say their separator."""


@dataclass(frozen=True)
class Line:
    """The cells of one line."""

    number: int
    """From 1; where it begins, when a cell goes over several lines."""
    cells: tuple[Any, ...]


def lines_of(content: bytes, known: Callable[[str], bool]) -> tuple[list[Line], list[TableFault]]:
    """Return the lines of a file that are not empty, and what is wrong with others.

    Parameters
    ----------
    content
        The file, whatever its letters, separator and ends of lines.
    known
        Tells a title of a column: the separator is the one that makes most of them appear.

    Returns
    -------
    tuple
        The lines until one that cannot be read; faults.

    Raises
    ------
    TableError
        The file is not a text.
    """
    text = decoded(content, lambda text: _worth(text, known)[0])
    if sum(text.count(chr(code)) for code in range(9)) * 50 > len(text):
        raise TableError([TableFault(BINARY)])
    skipped = 0
    first = next(io.StringIO(text, newline=""), "")
    said = _SAID.fullmatch(first)
    if said is not None:
        text, skipped = text[len(first) :], 1
    separator = said[1] if said is not None else _worth(text, known)[2]
    return _read(text, separator, skipped)


def streamed(file: Iterable[str], known: Callable[[str], bool]) -> Iterator[Line | TableFault]:
    """Yield the lines of a file too long to be held, and what is wrong with others; see above.

    Parameters
    ----------
    file
        Its lines as they stand, ends included, their letters known.
    known
        Tells a title of a column.
    """
    rest = iter(file)
    start = list(itertools.islice(rest, SEARCHED))
    said = _SAID.fullmatch(start[0]) if start else None
    text = "".join(start[said is not None :])
    separator = said[1] if said is not None else _worth(text, known)[2]
    skipped = int(said is not None)
    yield from _lines(itertools.chain(start[skipped:], rest), separator, skipped)


def _worth(text: str, known: Callable[[str], bool]) -> tuple[int, int, str]:
    """Return how many titles one of the first lines holds at best, how many cells, by what."""
    start = [line for line, _ in zip(io.StringIO(text, newline=""), range(SEARCHED), strict=False)]
    best = (0, 0, SEPARATORS[0])
    for separator in SEPARATORS:
        cells = [_loosely(line, separator) for line in start]
        titles = max(((sum(map(known, one)), len(one)) for one in cells), default=(0, 0))
        if titles > best[:2]:
            best = (*titles, separator)
    return best


def _loosely(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=separator), [])
    except csv.Error:
        return []


def _read(text: str, separator: str, skipped: int) -> tuple[list[Line], list[TableFault]]:
    lines: list[Line] = []
    faults: list[TableFault] = []
    for one in _lines(io.StringIO(text, newline=""), separator, skipped):
        if isinstance(one, Line):
            lines.append(one)
        else:
            faults.append(one)
    return lines, faults


def _lines(file: Iterable[str], separator: str, skipped: int) -> Iterator[Line | TableFault]:
    """Yield lines that are not empty, and faults; none after one that cannot be read."""
    held: list[str] = []

    def remembered() -> Iterator[str]:
        for line in file:
            held.append(line)
            yield line

    reader = csv.reader(remembered(), delimiter=separator, strict=True)
    begins, width = 1, 2
    try:
        for cells in reader:
            over = reader.line_num > begins
            if over and (stray := _swallowed(cells, separator, width)) is not None:
                yield TableFault(_SWALLOWED, begins + skipped, stray)
            elif any(cells) and any(cell.strip() for cell in cells):
                yield Line(begins + skipped, tuple(cells))
                width = max(width, len(cells))
            begins = reader.line_num + 1
            held.clear()
    except csv.Error as error:
        yield _unread(held[0] if held else "", separator, begins + skipped, str(error))


def _swallowed(cells: Sequence[str], separator: str, width: int) -> int | None:
    """Return which quoted cell holds what looks like whole lines of the table, if one does."""
    for at, cell in enumerate(cells):
        _, *below = re.split(r"\r\n|\r|\n", cell)
        if any(one.count(separator) >= width - 1 for one in below):
            return at
    return None


def _unread(start: str, separator: str, line: int, why: str) -> TableFault:
    """Return what is wrong with the line at which reading ends."""
    if "field larger" in why:
        return TableFault(_LONG, line)
    cells = _loosely(start, separator)
    text = _OPEN if "unexpected end" in why else _QUOTES
    told = text.format(found=quoted(cells[-1] if cells else start))
    return TableFault(told, line, max(0, len(cells) - 1))


BINARY = Text(
    fr="Ce fichier n'est pas un tableau. Attendu : un fichier .csv ou .xlsx. Enregistrez-le dans "
    "votre tableur sous l'un de ces formats.",
    en="This file is not a table. Expected: a .csv or .xlsx file. Save it in your spreadsheet "
    "program in one of these formats.",
)
_OPEN = Text(
    fr="Un guillemet (\") ouvre {found} et n'est jamais fermé : la suite du fichier n'est pas "
    "lisible. Attendu : aucun guillemet, ou deux. Retirez-le, ou fermez-le.",
    en='A quotation mark (") opens {found} and is never closed: the rest of the file cannot be '
    "read. Expected: none, or two. Remove it, or close it.",
)
_QUOTES = Text(
    fr="Un guillemet (\") ouvre {found} et se ferme au milieu d'une cellule : la suite n'est pas "
    "lisible. Attendu : aucun guillemet, ou un à chaque bout. Retirez-le.",
    en='A quotation mark (") opens {found} and closes in the midst of a cell: the rest cannot be '
    "read. Expected: none, or one at each end. Remove it.",
)
_SWALLOWED = Text(
    fr='Un guillemet (") ouvert ici ne se ferme que plusieurs lignes plus bas, et avale des lignes '
    "entières. Attendu : aucun guillemet, ou deux. Retirez-le, ou fermez-le dans la cellule.",
    en='A quotation mark (") opened here closes several lines below only, and swallows whole '
    "lines. Expected: none, or two. Remove it, or close it within the cell.",
)
_LONG = Text(
    fr="Cette ligne n'est pas lisible : une cellule est immense. Attendu : des cellules courtes. "
    "Enregistrez de nouveau le fichier en CSV.",
    en="This line cannot be read: a cell is huge. Expected: short cells. Save the file again as "
    "CSV.",
)
