"""A scenario file drawn as a workbook: titles, ids, notes, drop-downs, values."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from models.base import Language, Text
from models.scenario import SCHEMA_VERSION
from scenarios.contents import named
from scenarios.faults import Complaint, Mark, ScenarioError, ordered
from scenarios.workbook.cells import Cell
from scenarios.workbook.dropdowns import Dropdowns
from scenarios.workbook.guide import GUIDE_LINES, HIDDEN, TOWN_HEADS
from scenarios.workbook.headings import (
    CHANGES,
    GUIDE,
    META,
    TEXT,
    TOWN,
    VARIANT_NAMES,
    headings,
    note,
)
from scenarios.workbook.layout import (
    VARIANTS,
    VERSION,
    Column,
    Table,
    key_tables,
    sections,
    tables,
)
from scenarios.workbook.letters import LONGEST, escaped
from scenarios.workbook.sheets import letters, quoted, shown_name
from scenarios.workbook.spreading import Row, Spread, flat_columns, spread
from scenarios.workbook.styles import (
    BIG,
    BOLD,
    GREY,
    HEAD,
    LEFT,
    OPTIONAL,
    WHITE,
    WRAP,
    heighten,
    look,
    page,
    style,
)
from scenarios.workbook.variant_sheets import NAMES, SETS, variant_rows

FIRST = 3
"""The first row of records: titles stand above, then ids."""
TOWN_ID, TOWN_VALUE = 3, 2
SAID = 90
"""Width of the column of explanations, letters."""

Head: TypeAlias = tuple[str, str, str, bool]
"""The id of a column, its title, its note, and whether it is required."""


def book(content: Mapping[str, Any], language: Language, label: str) -> bytes:
    """Return the workbook of a scenario file.

    Parameters
    ----------
    content
        What the file says, as plain values: base and variants.
    language
        Of titles, notes and words; both are read.
    label
        How faults name the file.

    Raises
    ------
    ScenarioError
        A text is longer than a cell can hold.
    """
    return _Drawing(spread(content, language), language, label).bytes()


@dataclass
class _Drawing:
    spread: Spread
    language: Language
    label: str

    def bytes(self) -> bytes:
        made = Workbook()
        made.properties.creator = "ramasse"
        names = {table.name: table.title.in_(self.language) for table in tables()}
        self.book = made
        self.said: list[Complaint] = []
        self.dropdowns = Dropdowns(names, self.language)
        guide = made.active
        assert guide is not None
        guide.title = GUIDE.in_(self.language)
        self._town(made.create_sheet(TOWN.in_(self.language)))
        for table in tables():
            if table.flat:
                columns: Sequence[Column] = flat_columns(table)
            else:
                columns = self.spread.columns[table.name]
            sheet: Any = made.create_sheet(names[table.name])
            self._table(sheet, table, columns)
            sheet.sheet_state = "visible" if self._shown(table) else "hidden"
        self._variants()
        self._guide(guide)
        self._meta()
        self.dropdowns.write(made)
        if self.said:
            raise ScenarioError(ordered(self.said))
        content = io.BytesIO()
        made.save(content)
        return content.getvalue()

    def _put(self, sheet: Any, row: int, column: int, value: Cell) -> Any:
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

    def _heads(self, sheet: Any, heads: Sequence[Head]) -> None:
        """Write titles, notes and ids."""
        for number, (name, title, said, required) in enumerate(heads, start=1):
            cell = self._put(sheet, 1, number, title)
            cell.font, cell.alignment = WHITE, WRAP
            cell.fill = HEAD if required else OPTIONAL
            if said:
                cell.comment = Comment(said, "ramasse", height=40 + 18 * _lines(said), width=300)
            self._put(sheet, 2, number, name).font = GREY
        sheet.row_dimensions[1].height = 48
        sheet.freeze_panes = "B3"

    def _table(self, sheet: Any, table: Table, columns: Sequence[Column]) -> None:
        heads = self._flat_heads(table, columns) if table.flat else self._record_heads(columns)
        if table.parent is not None:
            parent = table.parent.title.in_(self.language)
            said = _PARENT.format(sheet=parent).in_(self.language)
            heads.insert(0, (table.parent_id, parent, said, True))
        self._heads(sheet, heads)
        shift = 1 if table.parent is not None else 0
        rows = self.spread.rows[table.name]
        if table.parent is not None:
            style(sheet, 1, "@", 22)
            self.dropdowns.of_ids(sheet, f"A{FIRST}:A{self._last(rows)}", table.parent.name)
        for number, one in enumerate(columns, start=1 + shift):
            style(sheet, number, *look(one))
            letter = letters(number)
            self.dropdowns.of(sheet, f"{letter}{FIRST}:{letter}{self._last(rows)}", one)
        for down, row in enumerate(rows, start=FIRST):
            if table.parent is not None:
                self._put(sheet, down, 1, row[table.parent_id]).number_format = "@"
            self._row(sheet, down, 1 + shift, columns, row)
        page(sheet)

    def _record_heads(self, columns: Sequence[Column]) -> list[Head]:
        titles = headings(columns, self.language, self._labels())
        return [(one.id, titles[one.id], note(one, self.language), one.required) for one in columns]

    def _flat_heads(self, table: Table, columns: Sequence[Column]) -> list[Head]:
        said = _purpose(table, self.language)
        title = (TEXT if len(columns) == 1 else table.title).in_(self.language)
        return [
            (one.id, title if one.key is None else f"{title} {one.key}", said, True)
            for one in columns
        ]

    def _shown(self, table: Table) -> bool:
        """Tell whether a table is of use to this town, or to most."""
        part = table.path[0]
        return table.everyday or any(
            self.spread.rows[one.name] for one in tables() if one.path[0] == part
        )

    def _row(self, sheet: Any, down: int, first: int, columns: Sequence[Column], row: Row) -> None:
        for number, one in enumerate(columns, start=first):
            if one.id in row:
                cell = self._put(sheet, down, number, row[one.id])
                cell.number_format = look(one)[0]
                if one.form == "leaf" and one.place.annotation is str and one.id != "id":
                    cell.alignment = WRAP

    def _labels(self) -> dict[str, str]:
        """Return what the keys of columns are called, families foremost."""
        content = self.spread.content
        return {
            name: escaped(label)
            for table in key_tables()
            for name, label in named(content, table).items()
        }

    @staticmethod
    def _last(rows: Sequence[Row]) -> int:
        """Return the last row that has drop-downs: those filled in, and room for as many."""
        return FIRST + 2 * len(rows) + 200

    def _town(self, sheet: Any) -> None:
        for number, head in enumerate(TOWN_HEADS, start=1):
            cell = self._put(sheet, 1, number, head.in_(self.language))
            cell.font, cell.fill = WHITE, HEAD
        columns = sorted(
            self.spread.columns[""], key=lambda one: list(sections()).index(_part(one))
        )
        titles = headings(columns, self.language, self._labels())
        row, section = 1, ""
        for one in columns:
            if _part(one) != section:
                section = _part(one)
                row += 2
                self._put(sheet, row, 1, sections()[section].in_(self.language)).font = BOLD
            row += 1
            self._put(sheet, row, 1, titles[one.id]).alignment = WRAP
            self._put(sheet, row, TOWN_ID, one.id).font = GREY
            said = note(one, self.language).replace("\n", " ")
            self._put(sheet, row, TOWN_ID + 1, said).alignment = WRAP
            heighten(sheet, row, said, SAID)
            cell = self._put(sheet, row, TOWN_VALUE, self.spread.town.get(one.id))
            cell.number_format, cell.alignment = look(one)[0], LEFT
            cell.fill = PatternFill("solid", fgColor="FFF6DD" if one.required else "FBFBF7")
            self.dropdowns.of(sheet, f"B{row}", one)
        for letter, width in zip("ABCD", (42, 34, 26, SAID), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
        page(sheet)

    def _variants(self) -> None:
        names, sets = variant_rows(self.spread.content.get(VARIANTS) or {})
        for title, heads, rows, widths in (
            (VARIANT_NAMES, NAMES, names, (26, 60, 26)),
            (CHANGES, SETS, sets, (26, 44, 90)),
        ):
            sheet: Any = self.book.create_sheet(title.in_(self.language))
            told = [
                (name, text.in_(self.language), said.in_(self.language), name != "extends")
                for name, text, said in heads
            ]
            self._heads(sheet, told)
            for number, width in enumerate(widths, start=1):
                style(sheet, number, "@", width)
            for down, row in enumerate(rows, start=FIRST):
                for across, value in enumerate(row, start=1):
                    cell = self._put(sheet, down, across, value)
                    cell.alignment = WRAP
                    cell.number_format = "@" if isinstance(value, str) else "General"
            page(sheet)

    def _guide(self, sheet: Any) -> None:
        """Write what the workbook is, and where each thing is."""
        town = escaped(str(self.spread.content.get("label") or "?"))
        self._put(sheet, 1, 1, f"ramasse : {town}").font = BIG
        row = 2
        for line in GUIDE_LINES:
            row += 1
            self._put(sheet, row, 2, line.in_(self.language)).alignment = WRAP
            heighten(sheet, row, line.in_(self.language), SAID)
        row += 1
        variants = self.spread.content.get(VARIANTS) or {}
        index: list[tuple[str, str, int | str | None]] = [
            (TOWN.in_(self.language), _TOWN_FOR.in_(self.language), None),
            *(
                (
                    table.title.in_(self.language),
                    _purpose(table, self.language),
                    len(self.spread.rows[table.name])
                    if self._shown(table)
                    else HIDDEN.in_(self.language),
                )
                for table in tables()
            ),
            (VARIANT_NAMES.in_(self.language), _NAMES_FOR.in_(self.language), len(variants)),
            (CHANGES.in_(self.language), _CHANGES_FOR.in_(self.language), None),
        ]
        for name, said, count in index:
            row += 1
            cell = self._put(sheet, row, 1, name)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(name)}!A1")
            cell.font = Font(color="1F5FA8", underline="single")
            self._put(sheet, row, 2, said)
            self._put(sheet, row, 3, count)
        for letter, width in zip("ABC", (30, SAID, 10), strict=True):
            sheet.column_dimensions[letter].width = width
        page(sheet)

    def _meta(self) -> None:
        sheet: Any = self.book.create_sheet(META)
        version = self.spread.content.get(VERSION, SCHEMA_VERSION)
        for row, (key, value) in enumerate(
            (("format", "ramasse: a scenario file"), (VERSION, version)), start=1
        ):
            self._put(sheet, row, 1, key)
            self._put(sheet, row, 2, value)
        sheet.sheet_state = "hidden"


def _part(one: Column) -> str:
    """Return the part of the town's values that one belongs to."""
    steps = one.steps
    ends = [".".join(steps[:length]) for length in range(len(steps), 0, -1)]
    return next((name for name in ends if name in sections()), "")


def _purpose(table: Table, language: Language) -> str:
    """Return what a table is for."""
    return table.told.note.in_(language) if table.told.note is not None else ""


def _lines(text: str) -> int:
    return sum(1 + len(line) // 48 for line in text.split("\n"))


_PARENT = Text(fr="Un identifiant de la feuille « {sheet} ».", en='An id of the sheet "{sheet}".')
_TOWN_FOR = Text(fr="La semaine, les règles, les prix.", en="The week, the rules, the prices.")
_NAMES_FOR = Text(fr="Autres façons de faire à comparer.", en="Other ways, to be compared.")
_CHANGES_FOR = Text(fr="Ce que change chaque variante.", en="What each variant changes.")
_TOO_LONG = Text(
    fr="Un texte de {size} caractères irait dans {where}. Attendu : {most} au plus dans une "
    "cellule d'un classeur. Raccourcissez-le, ou gardez ce scénario en YAML.",
    en="A text of {size} characters would go to {where}. Expected: {most} at most in a cell of a "
    "workbook. Shorten it, or keep this scenario as YAML.",
)
