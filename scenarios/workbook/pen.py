"""What writes the cells of a workbook: texts as texts, titles over ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from openpyxl.comments import Comment

from models.base import Language, Text
from scenarios.faults import Complaint, Mark
from scenarios.workbook.cells import Cell
from scenarios.workbook.letters import LONGEST
from scenarios.workbook.sheets import letters, shown_name
from scenarios.workbook.styles import GREY, HEAD, OPTIONAL, WHITE, WRAP

FIRST = 3
"""The first row of records: titles stand above, then ids."""

Head: TypeAlias = tuple[str, str, str, bool]
"""The id of a column, its title, its note, and whether it is required."""


@dataclass
class Pen:
    """Writes cells, and keeps what could not be written."""

    language: Language
    label: str
    """How faults name the file."""
    said: list[Complaint] = field(default_factory=list)

    def put(self, sheet: Any, row: int, column: int, value: Cell) -> Any:
        """Write a cell, texts as texts: "=1+1" is what someone is called, not a sum."""
        cell = sheet.cell(row=row, column=column)
        if isinstance(value, str) and len(value) > LONGEST:
            where = f"{shown_name(sheet.title)}!{letters(column)}{row}"
            text = _TOO_LONG.format(size=len(value), most=LONGEST, where=where)
            self.said.append(Complaint(Mark(self.label), "", text))
            return cell
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = value[:1] in tuple("=+-@'\t")
        return cell

    def heads(self, sheet: Any, heads: Sequence[Head]) -> None:
        """Write titles, notes and ids."""
        for number, (name, title, said, required) in enumerate(heads, start=1):
            cell = self.put(sheet, 1, number, title)
            cell.font, cell.alignment = WHITE, WRAP
            cell.fill = HEAD if required else OPTIONAL
            if said:
                cell.comment = Comment(said, "ramasse", height=40 + 18 * _lines(said), width=300)
            self.put(sheet, 2, number, name).font = GREY
        sheet.row_dimensions[1].height = 48
        sheet.freeze_panes = "B3"


def _lines(text: str) -> int:
    return sum(1 + len(line) // 48 for line in text.split("\n"))


_TOO_LONG = Text(
    fr="Un texte de {size} caractères irait dans {where}. Attendu : {most} au plus dans une "
    "cellule d'un classeur. Raccourcissez-le, ou gardez ce scénario en YAML.",
    en="A text of {size} characters would go to {where}. Expected: {most} at most in a cell of a "
    "workbook. Shorten it, or keep this scenario as YAML.",
)
