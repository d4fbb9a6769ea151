"""Tables beside or within a scenario, read as all tables are, their faults as those of scenarios.

What a text file and a workbook hold alike is read here; a workbook gives a table a sheet, and no
sheet is left out in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from models.base import Text
from scenarios.faults import Complaint, Mark, shown
from scenarios.workbook.container import is_workbook
from scenarios.workbook.letters import unescaped
from scenarios.workbook.sheets import FREE, Sheet
from scenarios.yaml_text import UnreadableError
from tabular import Headers, Line, Row, Table, TableError, TableFault, lines_of, table_of
from tabular.reading import MOST_LINES


@dataclass(frozen=True)
class Found:
    """One table of a file, and how its places are called."""

    label: str
    table: Table
    sheet: Sheet | None = None

    def mark(self, line: int | None, column: int | None) -> Mark:
        """Return where a cell, or the first of a line, stands."""
        if self.sheet is None or line is None:
            return Mark(self.label, line) if self.sheet is None else self.sheet.whole
        mark = self.sheet.mark(line, (column or 0) + 1)
        return replace(mark, title="" if column is None else self.table.title(column))

    def complaint(self, one: TableFault) -> Complaint:
        """Return a fault as those of scenarios: its place, its column, why."""
        title = "" if one.column is None else self.table.title(one.column)
        return Complaint(self.mark(one.line, one.column), title, one.text)

    def about(self, row: Row, name: str, text: Text) -> Complaint:
        """Return what is wrong with the cell of a row."""
        return self.complaint(self.table.fault(row, name, text))

    def complaints(self) -> list[Complaint]:
        """Return what is wrong with the lines and cells of the table, from its titles on."""
        cells = () if self.sheet is None else self.sheet.faults.items()
        return [
            *(self.complaint(one) for one in self.table.faults),
            *(
                self.complaint(TableFault(text, row, column - 1))
                for (row, column), text in cells
                if row >= self.table.head
            ),
        ]

    def notes(self) -> list[Text]:
        """Return what was not read and need not be, each with its place."""
        found = []
        for one in self.table.notes:
            at = re.split(r"[\\/]", str(self.mark(one.line, one.column)))[-1]
            found.append(Text(fr=f"{at} : {one.text.fr}", en=f"{at}: {one.text.en}"))
        return found


def sheet_read(sheet: Sheet, label: str, headers: Headers, most: int = MOST_LINES) -> Found:
    """Return the table of a sheet; see ``tables_in``."""

    def said(cell: Any) -> Any:
        return unescaped(cell) if isinstance(cell, str) else cell

    lines = [Line(one.number, tuple(map(said, one.cells))) for one in sheet.lines()]
    found = Found(label, table_of(lines, headers, most), sheet)
    names = {at + 1: name for name, at in found.table.columns.items()}
    unread: dict[int, set[str]] = {}
    for row, column in sheet.faults:
        unread.setdefault(row, set()).add(names.get(column, ""))
    found.table.rows = [
        replace(one, unread=one.unread | unread.get(one.number, set())) for one in found.table.rows
    ]
    return found


def tables_in(
    content: bytes, label: str, headers: Headers, most: int = MOST_LINES
) -> tuple[list[Found], list[Complaint]]:
    """Return the tables of a file, and all that is wrong with their lines and columns.

    Parameters
    ----------
    content
        A text of separated cells, or a workbook, whatever its name says.
    label
        How faults name the file.
    headers
        What columns may be called.
    most
        Rows of a table, at most.

    Raises
    ------
    UnreadableError
        It is neither.
    """
    if is_workbook(content):
        return _workbook(content, label, headers, most)
    try:
        lines, faults = lines_of(content, headers.known)
    except TableError as error:
        said = [Complaint(Mark(label, one.line), "", one.text) for one in error.faults]
        raise UnreadableError(said) from error
    found = Found(label, table_of(lines, headers, most))
    found.table.faults += faults
    return [found], found.complaints()


def _workbook(
    content: bytes, label: str, headers: Headers, most: int
) -> tuple[list[Found], list[Complaint]]:
    from scenarios.workbook.opening import cells_of

    filled = [one for one in cells_of(content, label) if one.cells and one.is_read]
    read: list[Found] = []
    said: list[Complaint] = []
    strange: list[Sheet] = []
    for sheet in filled:
        found = sheet_read(sheet, label, headers, most)
        if sheet.hidden:
            said.append(Complaint(sheet.whole, "", HIDDEN.format(name=shown(sheet.name))))
        elif not found.table.columns and len(filled) > 1:
            strange.append(sheet)
        else:
            read.append(found)
            said += found.complaints()
    said += [Complaint(one.whole, "", STRANGE.format(name=shown(one.name))) for one in strange]
    if not read and not said:
        said.append(Complaint(Mark(label), "", NO_SHEET))
    return read, said


HIDDEN = Text(
    fr="La feuille {name} est masquée et contient des lignes. Attendu : des feuilles visibles. "
    f"Affichez-la, supprimez-la, ou commencez son nom par « {FREE} » pour qu'elle ne soit pas lue.",
    en="The sheet {name} is hidden and holds lines. Expected: sheets in sight. Show it, delete it, "
    f'or begin its name with "{FREE}" so that it is not read.',
)
STRANGE = Text(
    fr="La feuille {name} n'a aucun titre connu. Attendu : les mêmes titres que les autres. "
    f"Donnez-les-lui, supprimez-la, ou commencez son nom par « {FREE} » pour qu'elle ne soit pas "
    "lue.",
    en="The sheet {name} has no title that is known. Expected: the titles of the others. Give it "
    f'these, delete it, or begin its name with "{FREE}" so that it is not read.',
)
NO_SHEET = Text(
    fr="Ce classeur n'a aucune feuille remplie. Attendu : une ligne de titres, puis des lignes. "
    "Remplissez-en une.",
    en="This workbook has no sheet with anything in. Expected: a line of titles, then lines. Fill "
    "one in.",
)
EMPTY = Text(
    fr="Le fichier est vide. Attendu : une ligne de titres, puis une ligne par chose. "
    "Remplissez-le.",
    en="The file is empty. Expected: a line of headers, then a line per thing. Fill it in.",
)
