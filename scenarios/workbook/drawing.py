"""A scenario file drawn as a workbook: titles, ids, notes, drop-downs, values."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill

from models.base import Language, Text
from models.scenario import SCHEMA_VERSION
from scenarios.contents import named
from scenarios.faults import ScenarioError, ordered
from scenarios.workbook.dropdowns import Dropdowns
from scenarios.workbook.guide import SAID, TOWN_HEADS, draw_guide
from scenarios.workbook.headings import (
    CHANGES,
    GUIDE,
    TEXT,
    TOWN,
    VARIANT_NAMES,
    headings,
    note,
)
from scenarios.workbook.layout import VARIANTS, VERSION, Column, Table, key_tables, sections, tables
from scenarios.workbook.letters import escaped
from scenarios.workbook.pen import FIRST, Head, Pen
from scenarios.workbook.sheets import META, letters
from scenarios.workbook.spreading import Row, Spread, flat_columns, spread
from scenarios.workbook.styles import (
    BOLD,
    GREY,
    HEAD,
    LEFT,
    WHITE,
    WRAP,
    heighten,
    look,
    page,
    style,
)
from scenarios.workbook.variant_sheets import NAMES, SETS, variant_rows

TOWN_ID, TOWN_VALUE = 3, 2


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
        self.pen = Pen(self.language, self.label)
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
        draw_guide(guide, self.pen, self.spread, self._shown)
        self._meta()
        self.dropdowns.write(made)
        if self.pen.said:
            raise ScenarioError(ordered(self.pen.said))
        content = io.BytesIO()
        made.save(content)
        return content.getvalue()

    def _table(self, sheet: Any, table: Table, columns: Sequence[Column]) -> None:
        heads = self._flat_heads(table, columns) if table.flat else self._record_heads(columns)
        if table.parent is not None:
            parent = table.parent.title.in_(self.language)
            said = _PARENT.format(sheet=parent).in_(self.language)
            heads.insert(0, (table.parent_id, parent, said, True))
        self.pen.heads(sheet, heads)
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
                self.pen.put(sheet, down, 1, row[table.parent_id]).number_format = "@"
            self._row(sheet, down, 1 + shift, columns, row)
        page(sheet)

    def _record_heads(self, columns: Sequence[Column]) -> list[Head]:
        titles = headings(columns, self.language, self._labels())
        return [(one.id, titles[one.id], note(one, self.language), one.required) for one in columns]

    def _flat_heads(self, table: Table, columns: Sequence[Column]) -> list[Head]:
        said = table.told.note.in_(self.language) if table.told.note is not None else ""
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
                cell = self.pen.put(sheet, down, number, row[one.id])
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
            cell = self.pen.put(sheet, 1, number, head.in_(self.language))
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
                self.pen.put(sheet, row, 1, sections()[section].in_(self.language)).font = BOLD
            row += 1
            self.pen.put(sheet, row, 1, titles[one.id]).alignment = WRAP
            self.pen.put(sheet, row, TOWN_ID, one.id).font = GREY
            said = note(one, self.language).replace("\n", " ")
            self.pen.put(sheet, row, TOWN_ID + 1, said).alignment = WRAP
            heighten(sheet, row, said, SAID)
            cell = self.pen.put(sheet, row, TOWN_VALUE, self.spread.town.get(one.id))
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
            self.pen.heads(sheet, told)
            for number, width in enumerate(widths, start=1):
                style(sheet, number, "@", width)
            for down, row in enumerate(rows, start=FIRST):
                for across, value in enumerate(row, start=1):
                    cell = self.pen.put(sheet, down, across, value)
                    cell.alignment = WRAP
                    cell.number_format = "@" if isinstance(value, str) else "General"
            page(sheet)

    def _meta(self) -> None:
        sheet: Any = self.book.create_sheet(META)
        version = self.spread.content.get(VERSION, SCHEMA_VERSION)
        for row, (key, value) in enumerate(
            (("format", "ramasse: a scenario file"), (VERSION, version)), start=1
        ):
            self.pen.put(sheet, row, 1, key)
            self.pen.put(sheet, row, 2, value)
        sheet.sheet_state = "hidden"


def _part(one: Column) -> str:
    """Return the part of the town's values that one belongs to."""
    steps = one.steps
    ends = [".".join(steps[:length]) for length in range(len(steps), 0, -1)]
    return next((name for name in ends if name in sections()), "")


_PARENT = Text(fr="Un identifiant de la feuille « {sheet} ».", en='An id of the sheet "{sheet}".')
