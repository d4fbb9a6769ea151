"""Units that a file says where kg are asked, of families that are counted: "12 u", "12 paquets".

Where a record says its family, its ``kg`` may be said so, and each week's; so may each kg that
stands by family.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from models.products import Family
from scenarios.nodes import Entry, Node, find, plain
from scenarios.typed_units import in_kg

Families = Mapping[str, Family]
"""Those that are counted, by id."""


def with_kg(root: Node) -> Node:
    """Return a scenario's tree with kg in place of the units that were said."""
    families = _counted(root)
    return _within(root, families) if families else root


def _counted(root: Node) -> Families:
    listed = find(root, ("families",))
    found = dict[str, Family]()
    for node in listed.value if listed is not None and isinstance(listed.value, tuple) else ():
        said = plain(node)
        if not isinstance(said, dict) or said.get("unit") is None:
            continue
        try:
            one = Family.model_validate(said)
        except ValidationError:  # told with the shape of the file
            continue
        found[one.id] = one
    return found


def _within(node: Node, families: Families) -> Node:
    if isinstance(node.value, tuple):
        items = tuple(_within(item, families) for item in node.value)
        same = all(new is old for new, old in zip(items, node.value, strict=True))
        return node if same else replace(node, value=items)
    if not isinstance(node.value, dict):
        return node
    block = node.value
    family = block["family"].node.value if "family" in block else None
    made = {key: _entry(key, entry, family, families) for key, entry in block.items()}
    same = all(made[key] is entry for key, entry in block.items())
    return node if same else replace(node, value=made)


def _entry(key: str, entry: Entry, family: Any, families: Families) -> Entry:
    held = entry.node
    known = families.get(family) if isinstance(family, str) else None
    if key == "kg":
        made = _weighed(held, known)
    elif key.endswith("_kg") and isinstance(held.value, tuple):
        items = tuple(_weighed(one, known) for one in held.value)
        made = replace(held, value=items) if items != held.value else held
    elif key.endswith("_kg") and isinstance(held.value, dict):
        by_family = {
            name: replace(one, node=_weighed(one.node, families.get(name)))
            for name, one in held.value.items()
        }
        changed = any(by_family[name] != one for name, one in held.value.items())
        made = replace(held, value=by_family) if changed else held
    else:
        made = _within(held, families)
    return entry if made is held else replace(entry, node=made)


def _weighed(node: Node, family: Family | None) -> Node:
    kg = in_kg(node.value, family) if isinstance(node.value, str) else node.value
    if kg is node.value or not isinstance(kg, float):
        return node
    return replace(node, value=kg, unreadable=False, fault=None)
