"""A scenario's content spread over the cells of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.base import Language
from scenarios.contents import named
from scenarios.fields import Slot, slot
from scenarios.workbook.cells import Cell, joined, to_cell
from scenarios.workbook.layout import (
    TOP,
    VARIANTS,
    VERSION,
    Column,
    Table,
    column,
    columns,
    crosses,
    empty_says_something,
    pair,
    table_names,
    tables,
)
from scenarios.workbook.letters import escaped
from scenarios.workbook.value_words import CROSS
from scenarios.writing import flow

Row = dict[str, Cell]
"""The cells of one record by the id of their column."""

FLAT = "value"
"""The id of the column of a table of texts; of pairs, it is followed by a number."""


@dataclass
class Spread:
    """The cells of a scenario file."""

    town: Row = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    """By the name of the table."""
    columns: dict[str, list[Column]] = field(default_factory=dict)
    """By the name of the table; the town's under the empty name."""
    content: Mapping[str, Any] = field(default_factory=dict)


def spread(content: Mapping[str, Any], language: Language) -> Spread:
    """Return the cells of a file's plain content.

    Parameters
    ----------
    content
        What the file says: base and variants, of the shape that the models ask for.
    language
        Of the words in cells.
    """
    made = Spread(content=content)
    made.rows = {table.name: [] for table in tables()}
    spreader = _Spreader(made, language)
    spreader.record(TOP, content, "", made.town, "", None)
    for name, place, lines in (
        ("", TOP, [made.town]),
        *((one.name, one.place.item, made.rows[one.name]) for one in tables() if not one.flat),
    ):
        made.columns[name] = _with_used(place, name, lines, spreader.keys)
    return made


def _with_used(place: Slot, name: str, lines: Iterable[Row], keys: Any) -> list[Column]:
    """Return the columns of a table: those it always has, then others that are used."""
    found = {one.id: one for one in columns(place, name, keys)}
    ordered = list(found.values())
    for used in dict.fromkeys(key for line in lines for key in line):
        extra = column(place, used) if used not in found else None
        if extra is not None:
            own = extra.holder, extra.field
            beside = [n for n, one in enumerate(ordered) if (one.holder, one.field) == own]
            ordered.insert(beside[-1] + 1 if beside else len(ordered), extra)
            found[used] = extra
    return ordered


@dataclass
class _Spreader:
    made: Spread
    language: Language

    def keys(self, lists: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys that a mapping could have: the ids of what it is about."""
        return tuple(one for name in lists for one in named(self.made.content, name))

    def record(
        self,
        place: Slot,
        values: Mapping[str, Any],
        prefix: str,
        row: Row,
        path: str,
        item: str | None,
    ) -> None:
        """Put the values of a record in the cells of a row, and of tables below."""
        for key, value in values.items():
            here = f"{path}.{key}" if path else key
            child = place.keys[key]
            if value is None or here in (VARIANTS, VERSION):
                continue
            if value in ("", [], {}):
                if empty_says_something(place, key):
                    row[prefix + key] = escaped("") if value == "" else flow(value)
            elif child.kind == "record" and isinstance(value, dict):
                before = len(row), self._size()
                self.record(child, value, f"{prefix}{key}.", row, here, item)
                if before == (len(row), self._size()) and empty_says_something(place, key):
                    row[prefix + key] = "{}"
            elif here in table_names() and self._rows(here, value, item):
                continue
            else:
                self._value(child, value, prefix + key, row)

    def _size(self) -> int:
        return sum(map(len, self.made.rows.values()))

    def _value(self, place: Slot, value: Any, name: str, row: Row) -> None:
        if place.kind == "leaf":
            row[name] = to_cell(value, place, self.language)
        elif place.kind == "mapping" and place.item.kind == "leaf" and isinstance(value, dict):
            for key, one in value.items():
                row[f"{name}.{key}"] = to_cell(one, place.item, self.language)
        elif _in_order(place, value):
            for one in value:
                row[f"{name}.{one}"] = CROSS
        else:
            text = joined(value, place, self.language) if isinstance(value, list) else None
            row[name] = escaped(flow(value) if text is None else text)

    def _rows(self, name: str, value: Any, item: str | None) -> bool:
        """Put a list in the rows of its table; tell whether it has the form for it."""
        table = next(one for one in tables() if one.name == name)
        if not isinstance(value, list) or (table.parent is not None and item is None):
            return False
        if table.flat:
            return self._flat_rows(table, value)
        ids = [one.get("id") if isinstance(one, dict) else None for one in value]
        if not all(isinstance(one, dict) and one for one in value):
            return False
        unique = len(set(map(str, ids))) == len(ids)
        for one, own in zip(value, ids, strict=True):
            row: Row = {} if table.parent is None else {table.parent_id: item}
            self.made.rows[name].append(row)
            known = str(own) if own is not None and unique else None
            self.record(table.place.item, one, "", row, name, known)
        return True

    def _flat_rows(self, table: Table, value: list[Any]) -> bool:
        item = table.place.item
        parts = len(pair(item))
        if any(isinstance(one, list) and len(one) != parts for one in value):
            return False
        for one in value:
            cells = one if isinstance(one, list) else [one]
            names = flat_columns(table)
            row = {
                name.id: to_cell(cell, name.place, self.language)
                for name, cell in zip(names, cells, strict=True)
            }
            self.made.rows[table.name].append(row)
        return True


def _in_order(place: Slot, value: Any) -> bool:
    """Tell whether a list can be shown by crosses: its words once each, in their usual order."""
    return bool(crosses(place)) and value == [one for one in crosses(place) if one in value]


def flat_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table of texts or pairs."""
    item, own = table.place.item, (table.holder, table.path[-1])
    if item.kind == "leaf":
        return (Column(FLAT, item, "leaf", *own, required=True),)
    return tuple(
        Column(f"{FLAT}.{number}", slot(part), "leaf", *own, str(number), required=True)
        for number, part in enumerate(pair(item), start=1)
    )
