"""Tables of figures and outlets as their makers publish them: columns are known by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.base import Text
from models.numbers import read_number
from scenarios.beside import content_beside
from scenarios.faults import Fault, shown
from tabular.container import is_workbook
from tabular.faults import TableError
from tabular.heads import title_key
from tabular.opening import sheets_of
from tabular.separated import Line, lines_of

MOST_BYTES = 60_000_000
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
SECRET = ("s", "ns", "nd", "nc", "c", "na", "n/a", "-", "..", "so")
"""How publishers write what they keep secret or do not know: unknown, never zero."""


@dataclass(frozen=True)
class Cells:
    """One line of a table, by the keys of its columns."""

    number: int
    cells: Mapping[str, str]

    def get(self, *names: str) -> str:
        """Return the first cell of some columns that is there and not empty."""
        return next((self.cells[one] for one in names if self.cells.get(one)), "")


@dataclass
class Sheet:
    """A table, and what is wrong with it or worth telling."""

    name: str
    columns: tuple[str, ...]
    rows: list[Cells]
    faults: list[Fault] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    def fault(self, row: Cells | None, column: str, text: Text) -> None:
        """Keep one thing that is wrong."""
        place = self.name if row is None else f"{self.name}:{row.number}"
        self.faults.append(Fault(place=place, path=column, text=text))

    def amount(self, row: Cells, column: str, most: float | None = None) -> float | None:
        """Return a number of at least zero; none where it is empty or kept secret."""
        text = row.get(column)
        if not text or text.strip().lower() in SECRET:
            return None
        found = read_number(text)
        if found is None:
            self.fault(row, column, NO_NUMBER.format(found=shown(text)))
            return None
        if found < 0 or (most is not None and found > most):
            limit = "…" if most is None else f"{most:g}"
            self.fault(row, column, OUT_OF_RANGE.format(found=shown(text), most=limit))
            return None
        return float(found)


def sheet_of(folder: Path, name: str, known: Callable[[str], bool]) -> Sheet:
    """Return the table of a file beside a scenario; what is wrong with the file is in its faults.

    Parameters
    ----------
    known
        Tells the key of a column that is looked for.
    """
    content = content_beside(folder, name, MOST_BYTES)
    if content is None:
        return _refused(name, ABSENT)
    return sheet_in(name, content, known)


def sheet_in(name: str, content: bytes, known: Callable[[str], bool]) -> Sheet:
    """Return the table of a content; see ``sheet_of``."""
    if len(content) > MOST_BYTES:
        return _refused(name, TOO_LARGE)
    try:
        if is_workbook(content):
            sheets = [one for one in sheets_of(content) if one.is_read and not one.hidden]
            lines: list[Line] = max((one.lines() for one in sheets), key=len, default=[])
        else:
            lines, bad = lines_of(content, lambda title: known(title_key(title)))
            if bad:
                sheet = _refused(name, bad[0].text)
                sheet.faults = [
                    Fault(place=f"{name}:{one.line or 1}", path="", text=one.text) for one in bad
                ]
                return sheet
    except TableError as error:
        return _refused(name, error.faults[0].text)
    heads = max(
        lines[:10],
        key=lambda line: sum(known(title_key(str(one or ""))) for one in line.cells),
        default=None,
    )
    if heads is None:
        return _refused(name, EMPTY)
    keys = [title_key(str(one or "")) for one in heads.cells]
    rows = [
        Cells(line.number, {k: _plain(c) for k, c in zip(keys, line.cells, strict=False) if k})
        for line in lines
        if line.number > heads.number
    ]
    return Sheet(name, tuple(one for one in keys if one), rows)


def _plain(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return seen(str(cell))


def seen(text: str) -> str:
    r"""Return what of a cell can be seen: no control characters, no half letters, one line.

    Examples
    --------
    >>> seen(" Le\x00 Port\nVieux ")
    'Le Port Vieux'
    """
    return " ".join(_UNSEEN.sub(" ", text).split())


def _refused(name: str, text: Text) -> Sheet:
    sheet = Sheet(name, (), [])
    sheet.fault(None, "", text)
    return sheet


ABSENT = Text(
    fr="Ce fichier n'est pas à côté du scénario. Attendu : un fichier du même dossier. Copiez-l'y, "
    "envoyez-le avec le scénario, ou corrigez son nom.",
    en="This file is not beside the scenario. Expected: a file of the same folder. Copy it there, "
    "send it with the scenario, or correct its name.",
)
TOO_LARGE = Text(
    fr="Plus de 60 Mo. Attendu : le fichier d'un département. Gardez-en les lignes du vôtre.",
    en="Above 60 MB. Expected: the file of one department. Keep the lines of yours.",
)
EMPTY = Text(
    fr="Ce fichier est vide. Attendu : un tableau avec ses titres. Téléchargez-le de nouveau.",
    en="This file is empty. Expected: a table with its titles. Download it again.",
)
NO_NUMBER = Text(
    fr="Trouvé {found}. Attendu : un nombre, ou s, ns, nd quand il est secret ou inconnu. "
    "Corrigez-le, ou videz la cellule.",
    en="Found {found}. Expected: a number, or s, ns, nd where it is secret or not known. Correct "
    "it, or empty the cell.",
)
OUT_OF_RANGE = Text(
    fr="Trouvé {found}. Attendu : de 0 à {most}. Corrigez la cellule, ou videz-la.",
    en="Found {found}. Expected: from 0 to {most}. Correct the cell, or empty it.",
)
