"""The record of a row put together from its cells, as nodes that remember their cell."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from models.base import Text
from models.fields import titled_of
from scenarios.faults import EMPTY_CELL, Mark, shown
from scenarios.fields import Slot
from scenarios.nodes import Entry, Node
from scenarios.workbook.cells import (
    Raw,
    expected,
    from_cell,
    plain_text,
    separated,
    separated_numbers,
)
from scenarios.workbook.layout import Column, table_names, words
from scenarios.workbook.value_words import meant_truth
from scenarios.yaml_text import UnreadableError, parse

NO_COLUMN = Text(
    fr="La colonne ou le réglage « {name} » manque. Attendu : celui du modèle. Ajoutez-le.",
    en='The column or setting "{name}" is missing. Expected: that of the template. Add it.',
)
NO_CROSS = Text(
    fr="Aucune croix dans ces colonnes. Attendu : au moins une. Mettez un x.",
    en="No cross in these columns. Expected: at least one. Put an x.",
)
NO_ROW = Text(
    fr="Aucune ligne ne le nomme dans la feuille « {sheet} ». Attendu : au moins une. Ajoutez-la.",
    en='No row of the sheet "{sheet}" names it. Expected: at least one. Add it.',
)
TWICE = Text(
    fr="Cette valeur est déjà donnée par une autre colonne. Attendu : une seule. Videz l'une des "
    "deux.",
    en="This value is given by another column already. Expected: one. Empty one of them.",
)

NO_SHEET = Text(
    fr="La feuille « {name} » manque. Attendu : celle du modèle, remplie. Ajoutez-la.",
    en='The sheet "{name}" is missing. Expected: that of the template, filled in. Add it.',
)
EMPTY_SHEET = Text(
    fr="La feuille est vide. Attendu : au moins une ligne sous les titres. Remplissez-la.",
    en="The sheet is empty. Expected: at least one row under the titles. Fill it in.",
)


@dataclass(frozen=True)
class Meant:
    """A cell that names things: the id of each, or the name as it stands and what is wrong."""

    parts: tuple[tuple[str, Text | None], ...]


@dataclass
class Block:
    """A record being put together."""

    mark: Mark
    entries: dict[str, Node | Block] = field(default_factory=dict)
    crossed: dict[str, dict[str, Node]] = field(default_factory=dict)
    """The crosses of each list, by word."""

    def node(self) -> Node:
        """Return the record as it stands."""
        found = {
            key: Entry(part.mark, part.node() if isinstance(part, Block) else part)
            for key, part in self.entries.items()
        }
        return Node(self.mark, found)

    def within(self, steps: tuple[str, ...], mark: Mark) -> Block | None:
        """Return the block at the end of a path, made on the way; none if a value stands there."""
        block = self
        for step in steps:
            found = block.entries.setdefault(step, Block(mark))
            if not isinstance(found, Block):
                return None
            block = found
        return block


def put(block: Block, one: Column, mark: Mark, raw: Raw | Meant) -> Text | None:
    """Put a cell's value in a record; return what is wrong with the cell's place, if anything."""
    *path, last = one.steps
    around = block.within(tuple(path[:-1] if one.form == "cross" else path), mark)
    if around is None:
        return TWICE
    if one.form == "cross":
        assert not isinstance(raw, Meant)
        return _cross(around, path[-1], last, one, mark, raw)
    if last in around.entries:
        return TWICE
    around.entries[last] = _node(one, mark, raw)
    return None


def unusable(block: Block, one: Column, mark: Mark) -> None:
    """Put a value that cannot be had, which is said already, where a cell's would be."""
    path = one.steps[:-2] if one.form == "cross" else one.steps[:-1]
    name = one.steps[-2] if one.form == "cross" else one.steps[-1]
    around = block.within(path, mark)
    if around is not None:
        around.entries.setdefault(name, Node(mark, None, unreadable=True))


def _cross(around: Block, name: str, word: str, one: Column, mark: Mark, raw: Raw) -> Text | None:
    if name in around.entries and name not in around.crossed:
        return TWICE
    said = meant_truth(raw if isinstance(raw, bool) else plain_text(raw))
    if said is None:
        found = shown(plain_text(raw))
        fault = Text(
            fr=f"Trouvé {found}. Attendu : une croix (x) ou rien. Corrigez la cellule.",
            en=f"Found {found}. Expected: a cross (x) or nothing. Correct the cell.",
        )
        around.crossed.setdefault(name, {})[word] = Node(mark, plain_text(raw), fault=fault)
    elif said:
        around.crossed.setdefault(name, {})[word] = Node(mark, word)
    marked = around.crossed.get(name, {})
    if marked:
        inside = tuple(marked[each] for each in words(one.place) if each in marked)
        around.entries[name] = Node(inside[0].mark, inside)
    return None


def _node(one: Column, mark: Mark, raw: Raw | Meant) -> Node:
    """Return the node of a cell that is not empty."""
    if isinstance(raw, Meant):
        named = tuple(Node(mark, value, fault=fault) for value, fault in raw.parts)
        return named[0] if one.form == "leaf" and named else Node(mark, named)
    if one.form == "leaf":
        value, fault = from_cell(raw, one.place, one.field)
        return Node(mark, value, fault=fault)
    text = plain_text(raw).strip()
    if one.form == "yaml" or text[:1] in ("[", "{"):
        return as_yaml(text, mark)
    whole = one.place.item.annotation in (int, float)
    items = []
    for part in separated_numbers(raw) if whole else separated(raw):
        value, fault = from_cell(part, one.place.item)
        items.append(Node(mark, value, fault=fault))
    return Node(mark, tuple(items))


def as_yaml(text: str, mark: Mark) -> Node:
    """Return what a cell says as in YAML; every part of it stands in that cell."""
    try:
        found, complaints = parse(text, mark.label, lines=False)
    except UnreadableError as error:
        found, complaints = None, error.complaints
    if complaints:
        return Node(mark, text, fault=complaints[0].text)
    return _marked(found, mark) if found is not None else Node(mark, None)


def _marked(node: Node, mark: Mark) -> Node:
    if isinstance(node.value, dict):
        entries = {key: Entry(mark, _marked(entry.node, mark)) for key, entry in node.value.items()}
        return Node(mark, entries)
    if isinstance(node.value, tuple):
        return Node(mark, tuple(_marked(item, mark) for item in node.value))
    return Node(mark, node.value)


@dataclass(frozen=True)
class Blanks:
    """Where the values that a row leaves out should be."""

    cells: Mapping[str, Mark] = field(default_factory=dict)
    """Its empty cells by the id of their column."""
    said: Set[str] = frozenset()
    """Fields whose column is missing, which is said once for the sheet."""

    def cell(self, name: str) -> Mark | None:
        """Return the empty cell of a field, or the first of those that it is spread over."""
        found = self.cells.get(name)
        spread = (mark for one, mark in self.cells.items() if one.startswith(f"{name}."))
        return found if found is not None else next(spread, None)


def complete(block: Block, record: Slot, path: str, blanks: Blanks, prefix: str = "") -> None:
    """Put what is required and missing in a record, each with the cell that is empty.

    Parameters
    ----------
    block
        The record.
    record
        What it must be.
    path
        Dotted path of its table.
    blanks
        What its row leaves out.
    prefix
        Where it lies in its row.
    """
    for key, place in record.keys.items():
        here = prefix + key
        required = key in record.required
        part = block.entries.get(key)
        if (f"{path}.{here}" if path else here) in table_names():
            continue
        if place.kind == "record" and (required or isinstance(part, Block)):
            inner = block.within((key,), blanks.cell(here) or block.mark)
            if inner is not None:
                complete(inner, place, path, blanks, f"{here}.")
        elif required and part is None:
            title = titled_of(record.annotation, key).title
            block.entries[key] = _missing(place, here, title, blanks, block.mark)


def _missing(place: Slot, name: str, title: Text, blanks: Blanks, around: Mark) -> Node:
    cell = blanks.cell(name)
    if cell is None and name in blanks.said:
        return Node(around, None, unreadable=True)
    if cell is None:
        return Node(around, None, fault=NO_COLUMN.format(name=title))
    if place.kind == "mapping":
        return Node(cell, {})
    if place.kind == "list":
        fault = NO_CROSS if words(place.item) else EMPTY_CELL.format(expected=_listed(place))
        return Node(cell, (), fault=fault)
    return Node(cell, None, fault=EMPTY_CELL.format(expected=_listed(place)))


def _listed(place: Slot) -> Text:
    if place.kind == "list":
        item = expected(place.item)
        return Text(
            fr=f"{item.fr} ; s'il y en a plusieurs, une virgule entre eux",
            en=f"{item.en}; with commas",
        )
    return expected(place)


def no_rows(mark: Mark, sheet: Text) -> Node:
    """Return the empty list of an item that no row of a table names."""
    return Node(mark, (), fault=NO_ROW.format(sheet=sheet))
