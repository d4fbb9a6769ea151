"""Tables beside or within a scenario, read as all tables are, their faults as those of scenarios.

What a text file and a workbook hold alike is read here; a workbook gives a table a sheet, and no
sheet is left out in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.base import Text
from scenarios.faults import Complaint, Mark
from scenarios.workbook.opening import unreadable
from scenarios.workbook.sheets import mark_of, whole_of
from tabular import Headers, Row, Table, TableFault
from tabular.files import NO_SHEET, Part, part_of, parts_of
from tabular.reading import MOST_LINES
from tabular.sheets import Sheet


@dataclass(frozen=True)
class Found:
    """One table of a file, and how its places are called."""

    label: str
    part: Part

    @property
    def table(self) -> Table:
        """Its titles and rows."""
        return self.part.table

    def mark(self, line: int | None, column: int | None) -> Mark:
        """Return where a cell, or the first of a line, stands."""
        sheet = self.part.sheet
        if sheet is None:
            return Mark(self.label, line)
        if line is None:
            return whole_of(self.label, sheet)
        title = "" if column is None else self.table.title(column)
        return mark_of(self.label, sheet, line, (column or 0) + 1, title)

    def complaint(self, one: TableFault) -> Complaint:
        """Return a fault as those of scenarios: its place, its column, why."""
        title = "" if one.column is None else self.table.title(one.column)
        return Complaint(self.mark(one.line, one.column), title, one.text)

    def about(self, row: Row, name: str, text: Text) -> Complaint:
        """Return what is wrong with the cell of a row."""
        return self.complaint(self.table.fault(row, name, text))

    def complaints(self) -> list[Complaint]:
        """Return what is wrong with the lines and cells of the table, from its titles on."""
        return [self.complaint(one) for one in self.part.faults]

    def notes(self) -> list[Text]:
        """Return what was not read and need not be, each with its place."""
        found = []
        for one in self.table.notes:
            at = re.split(r"[\\/]", str(self.mark(one.line, one.column)))[-1]
            found.append(Text(fr=f"{at} : {one.text.fr}", en=f"{at}: {one.text.en}"))
        return found


def sheet_read(sheet: Sheet, label: str, headers: Headers) -> Found:
    """Return the table of a sheet; see ``tables_in``."""
    return Found(label, part_of(sheet, headers))


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
    with unreadable(label):
        parts = parts_of(content, headers, most)
    found = [Found(label, one) for one in parts.read]
    said = [one for each in found for one in each.complaints()]
    said += [Complaint(whole_of(label, sheet), "", text) for sheet, text in parts.refused]
    if not found and not said:
        said.append(Complaint(Mark(label), "", NO_SHEET))
    return found, said


EMPTY = Text(
    fr="Le fichier est vide. Attendu : une ligne de titres, puis une ligne par chose. "
    "Remplissez-le.",
    en="The file is empty. Expected: a line of headers, then a line per thing. Fill it in.",
)
