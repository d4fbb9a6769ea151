"""A workbook as the tree of a scenario file, each value with its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from models.base import Text
from scenarios.addresses.finding import Finder, default_finder
from scenarios.faults import Complaint, Mark
from scenarios.fields import SLUG
from scenarios.nodes import Entry, Node, id_of
from scenarios.short.layout import is_short
from scenarios.workbook.assembly import (
    EMPTY_SHEET,
    NO_SHEET,
    Blanks,
    Block,
    Meant,
    complete,
    no_rows,
    put,
    unusable,
)
from scenarios.workbook.cells import plain_text
from scenarios.workbook.columns import Columns, columns_of, town_columns
from scenarios.workbook.headings import CHANGES, TOWN, VARIANT_NAMES
from scenarios.workbook.labels import Labels, labels_of
from scenarios.workbook.layout import TOP, VARIANTS, VERSION, Table, table_names, tables
from scenarios.workbook.opening import cells_of
from scenarios.workbook.recognition import recognised
from scenarios.workbook.sheets import META, Sheet
from scenarios.workbook.spreading import FLAT
from scenarios.workbook.variant_sheets import FIRST, read_variants


def parse(
    content: bytes, label: str, finder: Finder | None = None
) -> tuple[Node, list[Complaint], list[Text]]:
    """Read a workbook.

    Parameters
    ----------
    content
        The file.
    label
        How faults name it.
    finder
        Where a short workbook's communes are looked up; by default, as this computer is set.

    Returns
    -------
    tuple
        The root, and what is wrong with sheets, columns and cells; what is wrong with values is
        carried by their nodes; what was not read and need not be.

    Raises
    ------
    UnreadableError
        The file is not a workbook that may be read, or not one of a scenario.
    """
    sheets = cells_of(content, label)
    if is_short([sheet.name for sheet in sheets]):
        from scenarios.short.reading import parse as parse_short

        return parse_short(sheets, label, finder or default_finder())
    return (*assembled(sheets, label), [])


def assembled(sheets: list[Sheet], label: str) -> tuple[Node, list[Complaint]]:
    """Return the root of a workbook's sheets, and what is wrong with them; see ``parse``."""
    return _Reader(label, sheets).root()


@dataclass
class _Item:
    """A row of a table, and where its id stands."""

    block: Block
    name: Mark


@dataclass
class _Reader:
    label: str
    sheets: list[Sheet]
    said: list[Complaint] = field(default_factory=list)
    items: dict[str, dict[str, _Item]] = field(default_factory=dict)
    """The rows of each table by id, the first of each."""
    labels: Labels = field(default_factory=Labels)
    """What rows are called."""
    lost: set[str] = field(default_factory=set)
    """Tables with rows that belong to nothing, which is said."""
    heads: dict[str, Columns] = field(default_factory=dict)
    """The columns of sheets that are faulty or empty."""

    def root(self) -> tuple[Node, list[Complaint]]:
        found, said = recognised(self.sheets, self.label)
        self.said += said
        self.labels = labels_of(found)
        changes = found.get(CHANGES.en)
        self.labels.closed = changes is None or not any(True for _ in changes.rows(FIRST))
        top = Block(Mark(self.label, title=""))
        town = self._town(top, found)
        self._version(top, found)
        for table in tables():
            sheet = found.get(table.name)
            if sheet is not None and table.flat:
                self._flat(top, table, sheet)
            elif sheet is not None:
                self._rows(top, table, sheet)
        # tables may have begun blocks that the town's sheet leaves out
        complete(top, TOP, "", town)
        for table in tables():
            if table.parent is None:
                self._nothing(top, table, found.get(table.name))
            elif table.name in found:
                self._without_rows(table)
        named, complaints = read_variants(found.get(VARIANT_NAMES.en), found.get(CHANGES.en))
        self.said += complaints
        if named is not None:
            top.entries[VARIANTS] = named
        return top.node(), self.said

    def _town(self, top: Block, found: dict[str, Sheet]) -> Blanks:
        """Read the town's own values; return what they leave out."""
        sheet = found.get(TOWN.en)
        if sheet is None:
            self.said.append(Complaint(Mark(self.label, title=""), "", NO_SHEET.format(name=TOWN)))
            for key in TOP.required:
                if key in table_names() or TOP.keys[key].kind == "record":
                    continue
                top.entries.setdefault(key, Node(top.mark, None, unreadable=True))
            return Blanks(said=frozenset(TOP.required))
        columns = town_columns(sheet)
        self.said += columns.said
        top.mark = sheet.whole
        self._fill(top, sheet, columns)
        return columns.blanks(sheet)

    def _version(self, top: Block, found: dict[str, Sheet]) -> None:
        """Read the version of the form, written once for all in a hidden sheet."""
        sheet = found.get(META)
        for row, cells in sheet.rows(1) if sheet is not None else ():
            if sheet is not None and cells.get(1) == VERSION and cells.get(2) is not None:
                raw = cells[2]
                value = raw if isinstance(raw, int) else plain_text(raw)
                top.entries[VERSION] = Node(sheet.mark(row, 2), value)

    def _fill(self, block: Block, sheet: Sheet, columns: Columns, row: int | None = None) -> None:
        """Put the cells of a record in it."""
        for one, at in columns.places(row):
            mark = sheet.mark(*at)
            if at in sheet.faults:
                self.said.append(Complaint(mark, "", sheet.faults[at]))
                unusable(block, one, mark)
            elif at in sheet.cells:
                raw = self.labels.meant(sheet.cells[at], one.ids_of, several=one.form == "list")
                if isinstance(raw, Meant) and (wrong := [part for part in raw.parts if part[1]]):
                    self.said += [Complaint(mark, "", each) for _, each in wrong if each]
                    if not all(re.fullmatch(str(SLUG), name) for name, _ in wrong):
                        unusable(block, one, mark)
                        continue
                fault = put(block, one, mark, raw)
                if fault is not None:
                    self.said.append(Complaint(mark, "", fault))

    def _rows(self, top: Block, table: Table, sheet: Sheet) -> None:
        columns = columns_of(table, sheet, self.labels.keys())
        self.said += columns.said
        lists: dict[int, tuple[Block, list[Block]]] = {}
        record = table.place.item
        for row, cells in sheet.rows(columns.first):
            if not columns.holds(cells):
                continue
            around: Block | None = top
            if table.parent is not None:
                around = self._parent(table, sheet, columns, row)
            first = min(columns.at.values(), default=1)
            block = Block(sheet.mark(row, first))
            self._fill(block, sheet, columns, row)
            made = self.labels.made.get((table.name, row))
            if made is not None:
                mark = sheet.mark(row, columns.at["label"])
                block.entries.setdefault("id", Node(mark, made))
            complete(block, record, table.name, columns.blanks(sheet, row))
            if around is None:
                continue
            lists.setdefault(id(around), (around, []))[1].append(block)
            name = id_of(block.node()) if table.place.has_ids else None
            if name is not None:
                mark = block.entries["id"].mark
                self.items.setdefault(table.name, {}).setdefault(name, _Item(block, mark))
        for around, blocks in lists.values():
            self._attach(around, table, blocks)
        if columns.said or not lists:
            self.heads[table.name] = columns

    def _attach(self, around: Block, table: Table, blocks: list[Block]) -> None:
        *path, last = table.below
        inner = around.within(tuple(path), around.mark)
        if inner is None:
            return
        if last in inner.entries:
            text = _TWICE.format(sheet=table.title)
            self.said.append(Complaint(inner.entries[last].mark, "", text))
            return
        inner.entries[last] = _Late(blocks[0].mark, blocks)

    def _nothing(self, top: Block, table: Table, sheet: Sheet | None) -> None:
        """Say of a list that must not be empty that its sheet is, or is missing."""
        *path, last = table.below
        around, place = top, TOP
        for step in path:
            part = around.entries.get(step)
            if part is None and step in place.required:
                part = around.within((step,), around.mark)
            if not isinstance(part, Block):
                return
            around, place = part, place.keys[step]
        if last not in place.required or last in around.entries:
            return
        heads = self.heads.get(table.name)
        if sheet is None:
            fault = NO_SHEET.format(name=table.title)
            around.entries[last] = Node(Mark(self.label, title=""), (), fault=fault)
        elif heads is not None and heads.said:
            around.entries[last] = Node(sheet.whole, (), unreadable=True)
        else:
            mark = sheet.mark(heads.first if heads is not None else 1, 1)
            around.entries[last] = Node(mark, (), fault=EMPTY_SHEET)

    def _parent(self, table: Table, sheet: Sheet, columns: Columns, row: int) -> Block | None:
        """Return the item that a row belongs to; say so when there is none."""
        assert table.parent is not None
        if columns.parent is None:
            return None
        at = row, columns.parent
        raw = sheet.cells.get(at)
        named = table.parent.name
        meant = self.labels.meant(raw, (named,), several=False) if raw is not None else raw
        name, fault = (
            meant.parts[0] if isinstance(meant, Meant) else (plain_text(raw).strip(), None)
        )
        known = self.items.get(named, {})
        if name in known:
            return known[name].block
        if fault is None:
            empty = _NO_NAME.format(sheet=table.parent.title)
            fault = self.labels.nobody(name, (named,)) if name else empty
        self.said.append(Complaint(sheet.mark(*at), "", sheet.faults.get(at, fault)))
        self.lost.add(table.name)
        return None

    def _without_rows(self, table: Table) -> None:
        """Give the items that need rows of a table, and have none, an empty list."""
        assert table.parent is not None
        *path, last = table.below
        place = table.parent.place.item.at(path)
        if place is None or last not in place.required:
            return
        for item in self.items.get(table.parent.name, {}).values():
            inner = item.block.within(tuple(path), item.name)
            if inner is not None and last not in inner.entries:
                missing = no_rows(item.name, table.title)
                # a row that names nobody may have been meant for it
                lost = table.name in self.lost
                inner.entries[last] = replace(missing, unreadable=lost)

    def _flat(self, top: Block, table: Table, sheet: Sheet) -> None:
        """Read a table of texts, or of pairs."""
        columns = columns_of(table, sheet)
        self.said += columns.said
        nodes: list[Node] = []
        for row, _ in sheet.rows(columns.first):
            block = Block(sheet.mark(row, 1))
            self._fill(block, sheet, columns, row)
            for one, at in columns.places(row):
                if at not in sheet.cells and at not in sheet.faults:
                    put(block, one, sheet.mark(*at), "")
            part = block.entries.get(FLAT)
            if isinstance(part, Block):
                nodes.append(Node(block.mark, tuple(e.node for e in _entries(part))))
            elif part is not None:
                nodes.append(part)
        if nodes:
            *path, last = table.below
            inner = top.within(tuple(path), nodes[0].mark)
            if inner is not None:
                inner.entries[last] = Node(nodes[0].mark, tuple(nodes))


class _Late(Block):
    """A list of records still being put together."""

    def __init__(self, mark: Mark, blocks: list[Block]) -> None:
        super().__init__(mark)
        self.blocks = blocks

    def node(self) -> Node:
        return Node(self.mark, tuple(block.node() for block in self.blocks))


def _entries(block: Block) -> list[Entry]:
    found = block.node().value
    return list(found.values()) if isinstance(found, dict) else []


_NO_NAME = Text(
    fr="La cellule est vide. Attendu : un nom de la feuille « {sheet} ». Remplissez-la.",
    en='The cell is empty. Expected: a name of the sheet "{sheet}". Fill it in.',
)
_TWICE = Text(
    fr="Cette liste est donnée ici et dans la feuille « {sheet} ». Attendu : une seule fois. Videz "
    "la cellule.",
    en='This list is given here and in the sheet "{sheet}". Expected: once. Empty the cell.',
)
