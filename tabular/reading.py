"""The rows of a table under its titles: every cell read, or said not to be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.base import Text
from models.letters import bare
from models.measures import numbered
from tabular.faults import TableFault, column_letters, quoted
from tabular.heads import Headers, heads_of
from tabular.letters import plain, stray
from tabular.separated import Line

MOST_LINES = 20_000
_TOTAL = re.compile(r"((sous|grand|sub) ?)?(total|totals|totaux|somme|cumul|sum)( generale?)?")


@dataclass(frozen=True)
class Row:
    """One line under the titles."""

    number: int
    cells: Mapping[str, Any]
    """What stands in each column that is known; texts on one line."""
    unread: frozenset[str] = frozenset()
    """Columns whose cell cannot be read, which is said."""

    def text(self, name: str) -> str:
        """Return a cell as a text, empty when it is or its column is missing."""
        return str(self.cells.get(name, ""))


@dataclass
class Table:
    """A table, and what is wrong with it or worth telling."""

    head: int
    """The number of the line of titles."""
    titles: tuple[str, ...]
    columns: Mapping[str, int]
    rows: list[Row] = field(default_factory=list)
    faults: list[TableFault] = field(default_factory=list)
    notes: list[TableFault] = field(default_factory=list)
    """What was not read, and need not be: totals, lines above the titles."""

    def title(self, column: int) -> str:
        """Return what a column is called: its title, else its letters."""
        titled = self.titles[column] if column < len(self.titles) else ""
        return titled or column_letters(column)

    def fault(self, row: Row, name: str, text: Text) -> TableFault:
        """Return what is wrong with one cell of a row."""
        return TableFault(text, row.number, self.columns.get(name))


def table_of(lines: Sequence[Line], headers: Headers, most: int = MOST_LINES) -> Table:
    """Return the table that some lines make.

    Parameters
    ----------
    lines
        Those that are not empty, the titles among the first.
    headers
        What columns may be called.
    most
        Rows that are read, at most.
    """
    heads = heads_of(lines, headers)
    table = Table(heads.line, heads.titles, heads.columns, faults=list(heads.faults))
    for line in lines[: heads.before]:
        said = quoted(" ".join(plain(str(one)) for one in line.cells if one not in (None, "")))
        table.notes.append(TableFault(ABOVE.format(found=said), line.number))
    by_column = {at: name for name, at in table.columns.items()}
    untitled: dict[int, TableFault] = {}
    for line in lines[heads.before + 1 :]:
        cells = [plain(one) if isinstance(one, str) else one for one in line.cells]
        if not any(cell not in (None, "") for cell in cells):
            continue
        if len(table.rows) == most:
            table.faults.append(TableFault(TOO_MANY.format(most=most), line.number))
            break
        if is_total(cells):
            said = quoted(" ".join(str(one) for one in cells if one not in (None, "")))
            table.notes.append(TableFault(TOTAL.format(found=said), line.number))
            continue
        read: dict[str, Any] = {}
        unread: set[str] = set()
        for at, cell in enumerate(cells):
            if cell in (None, ""):
                continue
            if isinstance(cell, str) and (fault := stray(cell)) is not None:
                table.faults.append(TableFault(fault, line.number, at))
                unread.add(by_column.get(at, ""))
                continue
            if at in by_column:
                read[by_column[at]] = cell
            elif at >= len(table.titles) or not table.titles[at]:
                text = UNTITLED.format(column=column_letters(at), found=quoted(cell))
                untitled.setdefault(at, TableFault(text, line.number, at))
        table.rows.append(Row(line.number, read, frozenset(unread)))
    table.faults += untitled.values()
    return table


def is_total(cells: Sequence[Any]) -> bool:
    """Tell whether a line only adds up those above: the word alone, then numbers.

    A name that begins so is a name, and so is the word beside other words.

    Examples
    --------
    >>> is_total(["TOTAL :", "", "84 caisses"]), is_total(["Sous-total", 12.5])
    (True, True)
    >>> is_total(["Total Energies", "", 5]), is_total(["Total", "12 rue Foch", 5])
    (False, False)
    """
    words = [one for one in cells if isinstance(one, str) and one and numbered(one) is None]
    if len(words) != 1:
        return False
    return _TOTAL.fullmatch(re.sub(r"[\W_]+", " ", bare(words[0])).strip()) is not None


ABOVE = Text(
    fr="Au-dessus des titres, non lu : {found}.", en="Above the titles, not read: {found}."
)
TOTAL = Text(
    fr="Ligne de total, non comptée : {found}.", en="A line of totals, not counted: {found}."
)
TOO_MANY = Text(
    fr="Plus de {most} lignes. Attendu : moins. Partagez le fichier.",
    en="More than {most} lines. Expected: fewer. Split the file.",
)
UNTITLED = Text(
    fr="La colonne {column} n'a pas de titre, et contient {found}. Attendu : un titre connu "
    "au-dessus de chaque valeur. Videz-la, ou donnez-lui le sien.",
    en="Column {column} has no title, and holds {found}. Expected: a known title above each value. "
    "Empty it, or give it its own.",
)
