"""Overrides: a value put at a dotted path of a scenario, entities addressed by their id.

``donors.hyper-1.private: false`` replaces a value, ``policy.pools: [...]`` a whole list,
``people.new-id: {...}`` adds an entity when there is none of that id, and ``vehicles.van-1: null``
removes one. An item without id is addressed by its position from 0
(``donors.hyper-1.offers.0.kg: 80``). ``null`` at a key takes it away, so that its default holds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

from models.base import Text
from models.words import TAKE_ONE
from scenarios.faults import Complaint, choices, meant, shown, unknown_key
from scenarios.fields import Slot, describe
from scenarios.nodes import Entry, Node, id_of, plain


class OverrideError(Exception):
    """An override that leads nowhere."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def override(root: Node, slot: Slot, path: str, value: Node) -> Node:
    """Return a tree with one value put at a path; the given one stays as it is.

    Parameters
    ----------
    root
        The scenario so far.
    slot
        What belongs at the root.
    path
        Dotted path.
    value
        What to put there; its mark is where faults of this override point.

    Raises
    ------
    OverrideError
        The path leads nowhere.
    """
    return _put(root, slot, path.split("."), value)


def apply(
    root: Node, slot: Slot, overrides: list[tuple[str, Node]]
) -> tuple[Node, list[Complaint]]:
    """Return a tree with overrides applied in order, and those that lead nowhere."""
    complaints = []
    for path, value in overrides:
        try:
            root = override(root, slot, path, value)
        except OverrideError as error:
            complaints.append(Complaint(value.mark, path, error.text))
    return root, complaints


def _put(node: Node, slot: Slot, steps: list[str], value: Node) -> Node:
    if slot.kind == "leaf":
        _refuse(
            f"« {steps[0]} » n'existe pas ici : la valeur est {describe(slot).fr}, sans clé. "
            "Arrêtez le chemin une étape plus tôt.",
            f'"{steps[0]}" does not exist here: the value is {describe(slot).en}, without keys. '
            "Stop the path one step earlier.",
        )
    if slot.kind == "list":
        # where the file holds something else than a list, the check of shapes says so
        return _put_item(node, slot, steps, value) if isinstance(node.value, tuple) else node
    return _put_key(node, slot, steps, value) if isinstance(node.value, dict) else node


def _put_key(node: Node, slot: Slot, steps: list[str], value: Node) -> Node:
    assert isinstance(node.value, dict)
    key, rest = steps[0], steps[1:]
    below = slot.child(key)
    if below is None:
        known = tuple(slot.keys)
        text = unknown_key(key, known, TAKE_ONE)
        _refuse(text.fr, text.en)
    entries = dict(node.value)
    if not rest and value.value is None and key not in slot.required:
        if key not in entries and slot.kind == "mapping":
            _refuse_absent(key, tuple(entries))
        entries.pop(key, None)
    elif not rest:
        entries[key] = Entry(value.mark, value)
    else:
        # a block or list that the file leaves out begins empty
        empty = Node(value.mark, () if below.kind == "list" else {})
        child = entries[key].node if key in entries else empty
        mark = entries[key].mark if key in entries else value.mark
        entries[key] = Entry(mark, _put(child, below, rest, value))
    return replace(node, value=entries)


def _put_item(node: Node, slot: Slot, steps: list[str], value: Node) -> Node:
    assert isinstance(node.value, tuple)
    items, name, rest = list(node.value), steps[0], steps[1:]
    position = _position(node.value, slot, name)
    if position is None:
        if rest or not isinstance(value.value, dict) or not slot.has_ids:
            _refuse_item(node.value, slot, name)
        items.append(_named(name, value))
    elif rest:
        items[position] = _put(items[position], slot.item, rest, value)
    elif value.value is None:
        del items[position]
    else:
        items[position] = _named(name, value) if slot.has_ids else value
    return replace(node, value=tuple(items))


def _position(items: tuple[Node, ...], slot: Slot, name: str) -> int | None:
    if slot.has_ids:
        return next((n for n, item in enumerate(items) if id_of(item) == name), None)
    digits = name.isascii() and name.isdigit() and len(name) < 7
    return int(name) if digits and int(name) < len(items) else None


def _named(name: str, value: Node) -> Node:
    """Return an entity with the id of its path, which its block may leave out."""
    if not isinstance(value.value, dict):
        return value
    given = value.value.get("id")
    if given is None:
        own = Entry(value.mark, Node(value.mark, name))
        return replace(value, value={"id": own, **value.value})
    if plain(given.node) != name:
        found = shown(plain(given.node))
        _refuse(
            f"Le chemin dit « {name} », le bloc id: {found}. Attendu : le même identifiant. "
            "Retirez « id » du bloc.",
            f'The path says "{name}", the block id: {found}. Expected: the same id. '
            'Remove "id" from the block.',
        )
    return value


def _refuse_item(items: tuple[Node, ...], slot: Slot, name: str) -> NoReturn:
    if slot.has_ids:
        known = tuple(found for item in items if (found := id_of(item)) is not None)
        _refuse_absent(name, known)
    last = len(items) - 1
    _refuse(
        f"Élément « {name} » inconnu. Attendu : une position de 0 à {last}. Corrigez-la, ou "
        "remplacez toute la liste."
        if items
        else f"Élément « {name} » inconnu : la liste est vide. Remplacez toute la liste.",
        f'Unknown item "{name}". Expected: a position from 0 to {last}. Correct it, or replace '
        "the whole list."
        if items
        else f'Unknown item "{name}": the list is empty. Replace the whole list.',
    )


def _refuse_absent(name: str, known: tuple[str, ...]) -> NoReturn:
    remedy = meant(
        name,
        known,
        Text(
            fr=f"Corrigez le nom, ou ajoutez « {name} » avec sa valeur.",
            en=f'Correct the name, or add "{name}" with its value.',
        ),
    )
    _refuse(
        f"« {name} » ne désigne rien ici. Attendu : {choices(known, none='un nom à ajouter')}. "
        f"{remedy.fr}",
        f'"{name}" names nothing here. Expected: {choices(known, none="a name to add")}. '
        f"{remedy.en}",
    )


def _refuse(fr: str, en: str) -> NoReturn:
    raise OverrideError(Text(fr=fr, en=en))
