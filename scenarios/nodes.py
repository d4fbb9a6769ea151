"""Values that remember where they were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from models.base import Text
from scenarios.faults import Mark

Scalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True)
class Node:
    """A value and where it stands."""

    mark: Mark
    value: Scalar | tuple[Node, ...] | dict[str, Entry]
    unreadable: bool = False
    """Whether the value could not be read, which is said already."""
    fault: Text | None = None
    """What is wrong with the value, in the words of its file, should it still stand at the end."""


@dataclass(frozen=True)
class Entry:
    """A key of a block, where it stands, and its value."""

    mark: Mark
    node: Node


def plain(node: Node) -> Any:
    """Return the value alone: lists, dictionaries and scalars."""
    if isinstance(node.value, dict):
        return {key: plain(entry.node) for key, entry in node.value.items()}
    if isinstance(node.value, tuple):
        return [plain(item) for item in node.value]
    return node.value


def planted(value: Any, mark: Mark, like: Node | None = None) -> Node:
    """Return plain lists, dictionaries and scalars as nodes.

    Parameters
    ----------
    mark
        Where they stand.
    like
        What they were made from: what is there too stands where it does.
    """
    mark = mark if like is None else like.mark
    if isinstance(value, dict):
        nodes = {str(key): planted(one, mark, _step(like, str(key))) for key, one in value.items()}
        return Node(mark, {key: Entry(node.mark, node) for key, node in nodes.items()})
    if isinstance(value, list | tuple):
        return Node(mark, tuple(planted(one, mark, _step(like, n)) for n, one in enumerate(value)))
    return Node(mark, value)


def _step(node: Node | None, step: str | int) -> Node | None:
    return None if node is None else find(node, (step,))


def find(node: Node, loc: Sequence[str | int]) -> Node | None:
    """Return the value at the end of a path, none when there is none."""
    for step in loc:
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)].node
        elif isinstance(node.value, tuple) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def locate(node: Node, loc: Sequence[str | int], *, key: bool = False) -> Mark:
    """Return where a value stands, or the nearest block around it that exists.

    Parameters
    ----------
    node
        The root.
    loc
        Keys and list positions from the root.
    key
        Whether the key is meant rather than its value.
    """
    for length in range(len(loc), 0, -1):
        found = find(node, loc[:length])
        if found is None:
            continue
        around = find(node, loc[: length - 1])
        if key and length == len(loc) and around is not None and isinstance(around.value, dict):
            return around.value[str(loc[-1])].mark
        return found.mark
    return node.mark


def dotted(node: Node, loc: Sequence[str | int]) -> str:
    """Return a path as overrides write it: entities by their id, other items by position."""
    words = []
    for length, step in enumerate(loc, start=1):
        found = find(node, loc[:length]) if isinstance(step, int) else None
        words.append((id_of(found) if found is not None else None) or str(step))
    return ".".join(words)


def id_of(node: Node) -> str | None:
    """Return the ``id`` of a block, none when it has no readable one."""
    if not isinstance(node.value, dict) or "id" not in node.value:
        return None
    name = node.value["id"].node.value
    return name if isinstance(name, str) else None
