"""The tables of a file, text or workbook: one of a text, one a sheet, none left out in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.base import Text
from tabular.container import is_workbook
from tabular.escapes import unescaped
from tabular.faults import TableFault, column_letters, quoted
from tabular.heads import Headers
from tabular.opening import MAX_CELLS, sheets_of
from tabular.reading import MOST_LINES, Row, Table, table_of
from tabular.separated import Line, lines_of
from tabular.sheets import FREE, Sheet

SHOWN_ROWS = 12
"""Hidden rows that are named, at most."""


@dataclass(frozen=True)
class Part:
    """One table of a file."""

    table: Table
    sheet: Sheet | None = None
    """Where it stands in a workbook."""

    def place(self, one: TableFault, file: str) -> str:
        """Return where something stands: the file, then the line or the cell."""
        if self.sheet is None:
            return file if one.line is None else f"{file}:{one.line}"
        cell = "" if one.line is None else f"!{column_letters(one.column or 0)}{one.line}"
        return f"{file}:{self.sheet.shown}{cell}"

    def fault(self, row: Row, name: str, text: Text) -> TableFault:
        """Return what is wrong with one cell of a row."""
        return self.table.fault(row, name, text)

    @property
    def faults(self) -> list[TableFault]:
        """What is wrong with its lines and cells, from its titles on."""
        cells = {} if self.sheet is None else self.sheet.faults
        return [
            *self.table.faults,
            *(
                TableFault(text, row, column - 1)
                for (row, column), text in cells.items()
                if row >= self.table.head
            ),
        ]


@dataclass(frozen=True)
class Parts:
    """The tables of a file, and the sheets that are none."""

    read: tuple[Part, ...]
    refused: tuple[tuple[Sheet, Text], ...] = ()
    """Sheets with something in that are not read, and why."""


def parts_of(
    content: bytes, headers: Headers, most: int = MOST_LINES, most_cells: int = MAX_CELLS
) -> Parts:
    """Return the tables of a file.

    Parameters
    ----------
    content
        A text of separated cells, or a workbook, whatever its name says.
    headers
        What columns may be called.
    most
        Rows of a table, at most.
    most_cells
        Cells of a workbook, at most.

    Raises
    ------
    TableError
        It is neither, or holds nothing.
    """
    if is_workbook(content):
        return _sheets(content, headers, most, most_cells)
    lines, faults = lines_of(content, headers.known)
    table = table_of(lines, headers, most)
    table.faults += faults
    return Parts((Part(table),))


def _sheets(content: bytes, headers: Headers, most: int, most_cells: int) -> Parts:
    filled = [one for one in sheets_of(content, most_cells) if one.cells and one.is_read]
    read: list[Part] = []
    refused: list[tuple[Sheet, Text]] = []
    strange: list[tuple[Sheet, Text]] = []
    for sheet in filled:
        part = part_of(sheet, headers, most)
        if sheet.hidden:
            refused.append((sheet, HIDDEN.format(name=quoted(sheet.name))))
        elif not part.table.columns and len(filled) > 1:
            strange.append((sheet, STRANGE.format(name=quoted(sheet.name))))
        else:
            read.append(part)
    return Parts(tuple(read), (*refused, *strange))


def part_of(sheet: Sheet, headers: Headers, most: int = MOST_LINES) -> Part:
    """Return the table of a sheet."""
    lines = [
        Line(
            line.number,
            tuple(unescaped(cell) if isinstance(cell, str) else cell for cell in line.cells),
        )
        for line in sheet.lines()
    ]
    table = table_of(lines, headers, most)
    names = {at + 1: name for name, at in table.columns.items()}
    unread: dict[int, set[str]] = {}
    for row, column in sheet.faults:
        unread.setdefault(row, set()).add(names.get(column, ""))
    table.rows = [
        replace(one, unread=one.unread | unread.get(one.number, set())) for one in table.rows
    ]
    rows = {one.number for one in table.rows}
    unseen = [one for one in sheet.unseen if one in rows]
    if unseen:
        told = ", ".join(map(str, unseen[:SHOWN_ROWS])) + ", …" * (len(unseen) > SHOWN_ROWS)
        table.notes.append(TableFault(UNSEEN.format(rows=told), unseen[0]))
    return Part(table, sheet)


UNSEEN = Text(
    fr="Lignes masquées, lues comme les autres : {rows}.",
    en="Hidden rows, read like the others: {rows}.",
)
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
