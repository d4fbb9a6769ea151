"""Faulty cells of a workbook, and lines of a YAML file, shown with what they hold and changed."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.base import Text
from scenarios.faults import Fault, ScenarioError
from scenarios.source import MAX_BYTES
from scenarios.workbook.cells import plain_text
from scenarios.workbook.letters import escaped
from tabular import TableError
from tabular.container import is_workbook, opened

_CELL = re.compile(r":('(?:[^']|'')+'|[^'!:]+)!([A-Z]{1,3})([1-9][0-9]{0,6})$")
_LINE = re.compile(r":([1-9][0-9]{0,6})$")
LONGEST = 2_000
"""Letters of what is shown in a field, at most: what is longer is mended in the file."""


@dataclass(frozen=True)
class Spot:
    """A place that can be mended, and what it holds."""

    place: str
    """``Magasins!J3``, or the number of a line."""
    title: str
    """What people call the value."""
    of: str
    """The first text of its row: whose it is."""
    found: str
    texts: tuple[Text, ...]
    """What is wrong with it."""


def spots(
    name: str, content: bytes, faults: Sequence[Fault]
) -> tuple[tuple[Spot, ...], tuple[Fault, ...]]:
    """Return the places of some faults that a field can mend, and the faults that none can.

    Parameters
    ----------
    name
        How faults name the file; those of another file are none of its own.
    content
        The file that has the faults.
    """
    book = _book(content, keep=False) if is_workbook(content) else None
    lines = [] if is_workbook(content) else _lines(content)
    found: dict[str, Spot] = {}
    others = []
    for one in faults:
        mine = one.place.startswith(f"{name}:")
        spot = None if not mine else _cell(book, one) if book is not None else _line(lines, one)
        if spot is None or len(spot.found) > LONGEST:
            others.append(one)
            continue
        before = found.get(spot.place)
        texts = (*before.texts, one.text) if before is not None else (one.text,)
        found[spot.place] = Spot(spot.place, spot.title, spot.of, spot.found, texts)
    return tuple(found.values()), tuple(others)


def mended(content: bytes, changes: Mapping[str, str]) -> bytes:
    """Return a file with other values at some places; all else stays.

    Parameters
    ----------
    changes
        What is typed at each place, as ``Spot.place`` calls it; empty for an empty cell.
    """
    if not changes:
        return content
    if is_workbook(content):
        book = _book(content, keep=True)
        if book is None:
            return content
        for place, text in changes.items():
            cell = _at(book, f":{place}")
            if cell is not None:
                cell.value = escaped(text.strip()) if text.strip() else None
        made = io.BytesIO()
        book.save(made)
        return made.getvalue()
    lines = _lines(content)
    for place, text in changes.items():
        if place.isdecimal() and 0 < int(place) <= len(lines):
            end = "\n" if lines[int(place) - 1].endswith("\n") else ""
            lines[int(place) - 1] = text.rstrip("\r\n") + end
    return "".join(lines).encode()


def _book(content: bytes, *, keep: bool) -> Any:
    """Return a workbook within the usual bounds, formulas as their results; none for no such."""
    from openpyxl import load_workbook

    try:
        opened(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    except TableError:
        return None
    except Exception:
        # a hostile file can make the library fail in any way
        if keep:
            raise ScenarioError([Fault(place="", path="file", text=_BROKEN)]) from None
        return None


def _at(book: Any, place: str) -> Any:
    from openpyxl.cell.cell import MergedCell

    said = _CELL.search(place)
    if said is None:
        return None
    name = said[1]
    name = name[1:-1].replace("''", "'") if name.startswith("'") else name
    if name not in book.sheetnames:
        return None
    try:
        cell = book[name][f"{said[2]}{said[3]}"]
    except ValueError:
        # beyond the last column or row of a sheet
        return None
    return None if isinstance(cell, MergedCell) else cell


def _cell(book: Any, one: Fault) -> Spot | None:
    cell = _at(book, one.place)
    said = _CELL.search(one.place)
    if cell is None or said is None:
        return None
    row = next(cell.parent.iter_rows(cell.row, cell.row, values_only=True), ())
    named = (value for value in row if isinstance(value, str) and len(value.strip()) > 1)
    place = f"{said[1]}!{said[2]}{said[3]}"
    return Spot(place, one.path, next(named, "")[:80], plain_text(cell.value), ())


def _lines(content: bytes) -> list[str]:
    try:
        return content[:MAX_BYTES].decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        return []


def _line(lines: Sequence[str], one: Fault) -> Spot | None:
    said = _LINE.search(one.place)
    if said is None or int(said[1]) > len(lines):
        return None
    return Spot(said[1], one.path, "", lines[int(said[1]) - 1].rstrip("\r\n"), ())


_BROKEN = Text(
    fr="Ce classeur ne peut pas être corrigé ici. Attendu : un fichier .xlsx entier. Corrigez-le "
    "dans votre tableur, et envoyez-le de nouveau.",
    en="This workbook cannot be mended here. Expected: a whole .xlsx file. Mend it in your "
    "spreadsheet program, and send it again.",
)
