"""What stands where in the plain content of a scenario file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def at(content: Any, path: str) -> Any:
    """Return what a block holds at a dotted path, none when there is nothing.

    Examples
    --------
    >>> at({"policy": {"meal_kg": 0.5}}, "policy.meal_kg"), at({"policy": 1}, "policy.meal_kg")
    (0.5, None)
    """
    for step in path.split("."):
        content = content.get(step) if isinstance(content, Mapping) else None
    return content


def things(content: Mapping[str, Any], path: str) -> list[dict[str, Any]]:
    """Return the things of a list of the file that have an id, the very ones."""
    found = at(content, path)
    items = found if isinstance(found, list) else []
    return [one for one in items if isinstance(one, dict) and isinstance(one.get("id"), str)]


def named(content: Mapping[str, Any], *paths: str) -> dict[str, str]:
    """Return the ids of the things of some lists, each with its label.

    Examples
    --------
    >>> named({"families": [{"id": "bread", "label": "Pain"}, {"id": "dry"}]}, "families")
    {'bread': 'Pain', 'dry': 'dry'}
    """
    return {
        one["id"]: str(one.get("label") or one["id"])
        for path in paths
        for one in things(content, path)
    }
