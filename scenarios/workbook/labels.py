"""What the rows of each sheet are called, so that a name stands wherever an id may."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from models.base import Text
from scenarios.faults import choices, did_you_mean, nearest, shown
from scenarios.fields import SLUG
from scenarios.naming import ids_of, names_in
from scenarios.workbook.assembly import Meant
from scenarios.workbook.cells import Raw, plain_text, separated
from scenarios.workbook.columns import Columns, columns_of
from scenarios.workbook.layout import TOP, Table, key_tables, tables
from scenarios.workbook.letters import bare
from scenarios.workbook.sheets import Sheet


@dataclass(frozen=True)
class Named:
    """A row that can be named."""

    id: str
    label: str
    sheet: str
    row: int


@dataclass
class Labels:
    """The rows of every sheet by what they may be called."""

    rows: dict[str, list[tuple[str, Named]]] = field(default_factory=dict)
    """Of each table: bare names, and what they name."""
    made: dict[tuple[str, int], str] = field(default_factory=dict)
    """Ids made from labels, by table and row, where the cell of the id is empty."""
    titles: dict[str, Text] = field(default_factory=dict)
    found: dict[tuple[str, ...], Mapping[str, list[Named]]] = field(default_factory=dict)
    """What words mean, by the tables that are asked."""
    closed: bool = False
    """Whether no variant changes anything: what no row is called is nothing then."""

    def meant(self, raw: Raw, names: Sequence[str], *, several: bool) -> Raw | Meant:
        """Return what a cell names in some tables, the cell itself when it is no name.

        Parameters
        ----------
        several
            Whether the cell may hold more than one.
        """
        if not names or isinstance(raw, bool) or (several and plain_text(raw)[:1] in ("[", "{")):
            return raw
        known = self._known(tuple(names))
        text = plain_text(raw).strip()
        if not several:
            return Meant((self._one(text, known, names),))
        parts = separated(raw)
        if not all(self._is_id(part, known) for part in parts):
            parts = [name for name, _ in names_in(text, dict.fromkeys(known, ""))]
        return Meant(tuple(self._one(part, known, names) for part in parts))

    def _known(self, names: tuple[str, ...]) -> Mapping[str, list[Named]]:
        """Return what words mean in some tables: made once, when all rows are there."""
        if names not in self.found:
            known: dict[str, dict[Named, None]] = {}
            for table in names:
                for word, one in self.rows.get(table, ()):
                    known.setdefault(word, {})[one] = None
            self.found[names] = {word: list(many) for word, many in known.items()}
        return self.found[names]

    @staticmethod
    def _is_id(text: str, known: Mapping[str, list[Named]]) -> bool:
        return any(one.id == text for one in known.get(bare(text), ()))

    def _one(
        self, text: str, known: Mapping[str, list[Named]], names: Sequence[str]
    ) -> tuple[str, Text | None]:
        found = known.get(bare(text), [])
        if self._is_id(text, known):
            return text, None
        if len(found) == 1:
            return found[0].id, None
        if len(found) > 1:
            return text, _twice(text, found)
        open_ = not (self.closed and all(map(_listed_here, names)))
        if open_ and re.fullmatch(str(SLUG), text):
            # what could be an id is one, even of nothing: a variant or a file may bring it
            return text, None
        return text, self.nobody(text, names)

    def nobody(self, text: str, names: Sequence[str]) -> Text:
        """Return what is said of a name that no row of some tables has."""
        labels = {word: one.label for table in names for word, one in self.rows.get(table, ())}
        close = nearest(bare(text), labels)
        there = list(dict.fromkeys(labels.values()))
        tip = did_you_mean(labels[close]) if close is not None else _ADD_ROW
        sheets = [self.titles[table] for table in names if table in self.titles]
        sheet = Text(
            fr=" » ou « ".join(one.fr for one in sheets),
            en='" or "'.join(one.en for one in sheets),
        )
        listed = choices(there, 12)
        text_ = _NOBODY if there else _NOBODY_YET
        return text_.format(found=shown(text), sheet=sheet, known=listed, tip=tip)

    def keys(self) -> dict[str, str]:
        """Return the ids that titles of columns may end with, by bare names of one thing only."""
        found: dict[str, set[str]] = {}
        for table in key_tables():
            for word, one in self.rows.get(table, ()):
                found.setdefault(word, set()).add(one.id)
        return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def labels_of(found: Mapping[str, Sheet]) -> Labels:
    """Return what the rows of some sheets, by their table's name, are called."""
    labels = Labels()
    for table in tables():
        sheet = found.get(table.name)
        labels.titles[table.name] = table.title
        if sheet is not None and not table.flat and table.place.has_ids:
            _index(labels, table, sheet, columns_of(table, sheet))
    return labels


def _index(labels: Labels, table: Table, sheet: Sheet, columns: Columns) -> None:
    rows = [row for row, cells in sheet.rows(columns.first) if columns.holds(cells)]

    def said(row: int, name: str) -> str:
        at = columns.at.get(name)
        return "" if at is None else plain_text(sheet.cells.get((row, at))).strip()

    kept = [said(row, "id") for row in rows]
    called = [said(row, "label") for row in rows]
    fresh = ids_of(called, table.path[-1].rstrip("s"), kept=kept)
    for row, id_, new, label in zip(rows, kept, fresh, called, strict=True):
        if not id_ and label:
            labels.made[table.name, row] = new
        name = id_ or (new if label else "")
        one = Named(name, label or name, sheet.name, row)
        for word in dict.fromkeys(bare(each) for each in (name, label, said(row, "short"))):
            if word and name:
                labels.rows.setdefault(table.name, []).append((word, one))


@cache
def _listed_here(table: str) -> bool:
    """Tell whether the things of a table stand in its sheet alone, and not in a file beside."""
    *around, last = table.split(".")
    return TOP.at((*around, f"{last}_table")) is None


def _twice(text: str, found: Iterable[Named]) -> Text:
    them = list(found)
    rows = ", ".join(str(one.row) for one in them[:-1])
    places = Text(
        fr=f"feuille « {them[0].sheet} », lignes {rows} et {them[-1].row}",
        en=f'sheet "{them[0].sheet}", lines {rows} and {them[-1].row}',
    )
    ids = Text(
        fr=" ou ".join(dict.fromkeys(one.id for one in them)),
        en=" or ".join(dict.fromkeys(one.id for one in them)),
    )
    return _TWICE.format(found=shown(text), places=places, ids=ids)


_ADD_ROW = Text(fr="Corrigez-le, ou ajoutez sa ligne là.", en="Correct it, or add its row.")
_NOBODY = Text(
    fr="Trouvé {found}, qui n'est pas dans la feuille « {sheet} ». Attendu : {known}. {tip}",
    en='Found {found}, which is not in the sheet "{sheet}". Expected: {known}. {tip}',
)
_NOBODY_YET = Text(
    fr="Trouvé {found}, mais la feuille « {sheet} » est vide. Attendu : un de ses noms. Ajoutez sa "
    "ligne là.",
    en='Found {found}, but the sheet "{sheet}" is empty. Expected: one of its names. Add its row.',
)
_TWICE = Text(
    fr="{found} est là deux fois : {places}. Attendu : un nom qui n'en désigne qu'un. Écrivez "
    "{ids} ici, ou changez l'un des deux noms.",
    en="{found} stands there twice: {places}. Expected: a name of one only. Write {ids} here, or "
    "change one of the two names.",
)
