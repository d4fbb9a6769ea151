"""Variants in a workbook: a sheet of their names, one of what each changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.base import Text
from models.fields import titled_of
from models.words import VARIANT, WHAT_CHANGES
from scenarios.faults import Complaint, meant, shown
from scenarios.nodes import Entry, Node
from scenarios.variants import Variant
from scenarios.workbook.assembly import as_yaml
from scenarios.workbook.cells import Cell, Raw, exact, plain_text
from scenarios.workbook.letters import escaped
from scenarios.workbook.sheets import Sheet
from scenarios.writing import flow

FIRST = 3
"""The first row of values, under titles and ids."""
NAMES: tuple[tuple[str, Text, Text], ...] = (
    ("variant", VARIANT, Text(fr="Identifiant, pour --variant.", en="Its id, for --variant.")),
    *(
        (field, told.title, told.note or told.title)
        for field in ("label", "extends")
        for told in (titled_of(Variant, field),)
    ),
)
SETS: tuple[tuple[str, Text, Text], ...] = (
    (
        "variant",
        VARIANT,
        Text(fr="Un identifiant de la feuille « Variantes ».", en='An id of the sheet "Variants".'),
    ),
    (
        "path",
        WHAT_CHANGES,
        Text(
            fr="Chemin, par exemple vehicles.camion-1.days ou donors.hyper-1.holder.",
            en="Path, such as vehicles.truck-1.days or donors.hyper-1.holder.",
        ),
    ),
    (
        "value",
        Text(fr="Nouvelle valeur", en="New value"),
        Text(
            fr="Écrite comme en YAML : 30, true, [mon, tue], {bread: 5} ; null retire.",
            en="Written as in YAML: 30, true, [mon, tue], {bread: 5}; null removes.",
        ),
    ),
)
"""The columns of both sheets: id, title and note."""


def variant_rows(variants: Mapping[str, Any]) -> tuple[list[list[Cell]], list[list[Cell]]]:
    """Return the rows of both sheets."""
    names: list[list[Cell]] = []
    sets: list[list[Cell]] = []
    for name, one in variants.items():
        extends = one.get("extends")
        own = None if extends is None else escaped(str(extends))
        names.append([escaped(name), escaped(one["label"]), own])
        for path, value in (one.get("set") or {}).items():
            number = isinstance(value, int | float) and not isinstance(value, bool)
            cell = exact(value) if number else escaped(flow(value))
            sets.append([escaped(name), escaped(path), cell])
    return names, sets


def read_variants(
    named: Sheet | None, changed: Sheet | None
) -> tuple[Node | None, list[Complaint]]:
    """Return the variants of a file, none when it has none, and what is wrong with their rows."""
    said: list[Complaint] = []
    parts: dict[str, dict[str, Entry]] = {}
    entries: dict[str, Entry] = {}
    for row, cells in named.rows(FIRST) if named is not None else ():
        assert named is not None
        said += _unusable(named, row)
        name = plain_text(cells.get(1))
        mark = named.mark(row, 1)
        if not name:
            said.append(named.complaint(row, 1, _NO_NAME))
            continue
        if name in entries:
            said.append(named.complaint(row, 1, _TWICE.format(name=shown(name))))
            continue
        fields = {
            key: Entry(named.mark(row, at), Node(named.mark(row, at), plain_text(cells[at])))
            for at, (key, _, _) in enumerate(NAMES[1:], start=2)
            if cells.get(at) is not None
        }
        if "label" not in fields:
            at = named.mark(row, 2)
            fields["label"] = Entry(at, Node(at, None, fault=_NO_LABEL))
        parts[name] = fields
        entries[name] = Entry(mark, Node(mark, fields))
    for row, cells in changed.rows(FIRST) if changed is not None else ():
        assert changed is not None
        said += _unusable(changed, row) or _change(changed, row, cells, parts)
    if not entries or named is None:
        return None, said
    return Node(named.mark(FIRST, 1), entries), said


def _change(
    sheet: Sheet, row: int, cells: Mapping[int, Raw], parts: dict[str, dict[str, Entry]]
) -> list[Complaint]:
    """Add one change to its variant; return what is wrong with its row."""
    name, path = plain_text(cells.get(1)), plain_text(cells.get(2)).strip()
    if name not in parts:
        tip = meant(name, parts, _ADD)
        return [sheet.complaint(row, 1, _NO_VARIANT.format(found=shown(name), tip=tip))]
    if not path:
        return [sheet.complaint(row, 2, _NO_PATH)]
    if cells.get(3) is None:
        return [sheet.complaint(row, 3, _NO_VALUE)]
    mark = sheet.mark(row, 3)
    value = _value(cells[3], sheet, row)
    if value.fault is not None:
        return [Complaint(mark, path, value.fault)]
    own = parts[name].setdefault("set", Entry(sheet.mark(row, 1), Node(sheet.mark(row, 1), {})))
    assert isinstance(own.node.value, dict)
    if path in own.node.value:
        return [sheet.complaint(row, 2, _TWICE.format(name=shown(path)))]
    # faults of a change point to where its value stands
    own.node.value[path] = Entry(mark, value)
    return []


def _value(raw: Raw, sheet: Sheet, row: int) -> Node:
    mark = sheet.mark(row, 3)
    if isinstance(raw, bool | int) or (isinstance(raw, float) and not raw.is_integer()):
        return Node(mark, raw)
    if isinstance(raw, str | float):
        return as_yaml(plain_text(raw), mark)
    return Node(mark, plain_text(raw))


def _unusable(sheet: Sheet, row: int) -> list[Complaint]:
    return [sheet.complaint(*at, text) for at, text in sheet.faults.items() if at[0] == row]


_ADD = Text(fr="Corrigez-la, ou ajoutez-la.", en="Correct it, or add it.")
_NO_NAME = Text(
    fr="La cellule est vide. Attendu : l'identifiant de la variante. Remplissez-la.",
    en="The cell is empty. Expected: the variant's id. Fill it in.",
)
_NO_LABEL = Text(
    fr="La cellule est vide. Attendu : le nom de la variante. Remplissez-la.",
    en="The cell is empty. Expected: the variant's label. Fill it in.",
)
_TWICE = Text(
    fr="{name} est déjà écrit plus haut. Attendu : une seule fois. Gardez la bonne ligne.",
    en="{name} is already written above. Expected: once. Keep the right row.",
)
_NO_VARIANT = Text(
    fr="Trouvé {found}, qui n'est pas dans la feuille « Variantes ». Attendu : un de ses "
    "identifiants. {tip}",
    en='Found {found}, which is not in the sheet "Variants". Expected: one of its ids. {tip}',
)
_NO_PATH = Text(
    fr="La cellule est vide. Attendu : ce qui change, comme policy.sorting_min. Remplissez-la.",
    en="The cell is empty. Expected: what changes, such as policy.sorting_min. Fill it in.",
)
_NO_VALUE = Text(
    fr="La cellule est vide. Attendu : une valeur ; « null » retire. Remplissez-la.",
    en='The cell is empty. Expected: a value; "null" removes. Fill it in.',
)
