"""First stage of validation: keys, types and ranges, in words that a coordinator understands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from models.base import Text
from scenarios.faults import MOST_FAULTS, Complaint, Mark, shown, unknown_key
from scenarios.fields import SLUG, Slot, describe, pattern, slot
from scenarios.guesses import guess
from scenarios.money_typed import euros_remedy
from scenarios.nodes import Entry, Node, dotted, find, locate, plain

AT_ONCE = 30_000
"""Keys and values that are looked at in one go: more than a department has."""


def check_shape(
    root: Node, model: type[BaseModel], known: Sequence[str] = ()
) -> tuple[Any, list[Complaint]]:
    """Validate a tree against a model, strictly.

    Parameters
    ----------
    root
        The tree.
    model
        The model that it must fit.
    known
        Keys that the file allows beside the model's, to name when a key is unknown.

    Returns
    -------
    tuple
        The model's instance, none when there are complaints; and the complaints.
    """
    for tree in _beginnings(root):
        try:
            # JSON is where pydantic is strict yet reads lists as tuples and texts as dates
            made = model.model_validate_json(json.dumps(plain(tree)), strict=True)
        except ValidationError as error:
            if tree is not root and error.error_count() <= MOST_FAULTS:
                continue
            top = slot(model)
            details = error.errors(include_url=False, include_context=True)
            said = (one for one in details if not _echo(root, top, one))
            # of those that nobody will be told not even the sentence is made
            found = [_complaint(root, top, known, one) for one in islice(said, MOST_FAULTS + 1)]
            if tree is root or len(found) > MOST_FAULTS:
                return None, found
            continue
        if tree is root:
            return made, []
    raise AssertionError("the last beginning is all of it")


def _beginnings(root: Node) -> Iterator[Node]:
    """Yield longer and longer beginnings of a large tree, then all of it.

    A file that is wrong all over has a million faults, and telling a thousand is enough.
    """
    size, nodes = _size(root), AT_ONCE
    while nodes < size:
        yield _beginning(root, [nodes])
        nodes += nodes // 2
    yield root


def _size(node: Node) -> int:
    if isinstance(node.value, dict):
        return 1 + sum(_size(entry.node) for entry in node.value.values())
    if isinstance(node.value, tuple):
        return 1 + sum(map(_size, node.value))
    return 1


def _beginning(node: Node, left: list[int]) -> Node:
    """Return a tree as far as so many nodes, which are counted down."""
    left[0] -= 1
    if isinstance(node.value, dict):
        block: dict[str, Entry] = {}
        for key, entry in node.value.items():
            if left[0] <= 0:
                break
            block[key] = replace(entry, node=_beginning(entry.node, left))
        return replace(node, value=block)
    if isinstance(node.value, tuple):
        items: list[Node] = []
        for item in node.value:
            if left[0] <= 0:
                break
            items.append(_beginning(item, left))
        return replace(node, value=tuple(items))
    return node


def _echo(root: Node, top: Slot, detail: ErrorDetails) -> bool:
    """Tell whether an error only repeats another, or that not all was looked at.

    That is the case of a value that is unreadable, and of a list called too short because its
    items are refused.
    """
    found = find(root, top.written(detail["loc"]))
    if found is None:
        return False
    if detail["type"] == "missing":
        return True
    if found.unreadable:
        return True
    if detail["type"] == "too_short" and isinstance(found.value, tuple):
        return len(found.value) >= int(detail["ctx"]["min_length"])
    return False


def _complaint(root: Node, top: Slot, known: Sequence[str], detail: ErrorDetails) -> Complaint:
    kind, loc = detail["type"], tuple(detail["loc"])
    of_key = bool(loc) and loc[-1] == "[key]"
    if of_key:
        loc = loc[:-1]
    written = top.written(loc)
    mark: Mark = locate(root, written, key=of_key or kind == "extra_forbidden")
    found = find(root, written)
    if found is not None and found.fault is not None and not of_key:
        text = found.fault
    elif kind == "missing":
        text = _missing(top, loc)
    elif kind == "extra_forbidden":
        text = _unknown(str(loc[-1]), top.at(loc[:-1]), known if len(loc) == 1 else ())
    elif of_key:
        text = _unknown_name(str(loc[-1]), top.at(loc[:-1]))
    else:
        text = _wrong(detail["input"], top.at(loc), kind, str(loc[-1]) if loc else "")
    return Complaint(mark, dotted(root, written), text)


def _missing(top: Slot, loc: tuple[str | int, ...]) -> Text:
    place = top.at(loc)
    expected = describe(place) if place is not None else Text(fr="une valeur", en="a value")
    if isinstance(loc[-1], int):
        return Text(
            fr=f"Un élément manque dans cette liste. Attendu : {expected.fr}. Ajoutez-le.",
            en=f"An item is missing in this list. Expected: {expected.en}. Add it.",
        )
    return Text(
        fr=f"La clé « {loc[-1]} » manque dans ce bloc. Attendu : {expected.fr}. Ajoutez-la.",
        en=f'The key "{loc[-1]}" is missing in this block. Expected: {expected.en}. Add it.',
    )


def _unknown(key: str, place: Slot | None, more: Sequence[str]) -> Text:
    known = (*(place.keys if place is not None else ()), *more)
    return unknown_key(key, known, Text(fr="Retirez cette clé.", en="Remove this key."))


def _unknown_name(key: str, place: Slot | None) -> Text:
    expected = describe(place.name) if place is not None else Text(fr="un nom", en="a name")
    return Text(
        fr=f"Nom « {key} » refusé. Attendu : {expected.fr}. Corrigez-le.",
        en=f'The name "{key}" is refused. Expected: {expected.en}. Correct it.',
    )


def _wrong(value: Any, place: Slot | None, kind: str, field: str) -> Text:
    expected = describe(place) if place is not None else Text(fr="autre chose", en="something else")
    remedy = euros_remedy(value, field) or _remedy(value, place, kind)
    return Text(
        fr=f"Trouvé {shown(value)}. Attendu : {expected.fr}. {remedy.fr}",
        en=f"Found {shown(value)}. Expected: {expected.en}. {remedy.en}",
    )


def _remedy(value: Any, place: Slot | None, kind: str) -> Text:
    """Return what to do about a wrong value: how to write it, when that can be guessed."""
    if place is not None and pattern(place) == SLUG and "@" in str(value):
        return Text(
            fr="Pas de courriel : un identifiant est vu de tous. Mettez un pseudonyme, comme p07.",
            en="No e-mail: everybody sees an id. Use a pseudonym, such as p07.",
        )
    written = guess(value, place) if place is not None else None
    if written is not None:
        return Text(fr=f"Écrivez {written}.", en=f"Write {written}.")
    if value is None:
        return Text(
            fr="La valeur est vide : donnez-en une, ou retirez la clé.",
            en="The value is empty: give one, or remove the key.",
        )
    if kind == "too_short":
        return Text(
            fr="La liste est trop courte : ajoutez ce qui manque.",
            en="The list is too short: add what is missing.",
        )
    if kind == "too_long":
        return Text(
            fr="La liste est trop longue : retirez ce qui est en trop.",
            en="The list is too long: remove what is not needed.",
        )
    return Text(fr="Corrigez la valeur.", en="Correct the value.")
