"""Changes of a scenario file that leave the rest of its text, comments included, as it was.

Values are put in or taken out where they stand. The result is read again: should it not say
exactly what was asked (aliases, unusual layouts), the file is written anew, without its comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scenarios.faults import Mark, ScenarioError, ordered
from scenarios.fields import Slot, slot
from scenarios.nodes import plain, planted
from scenarios.overrides import apply
from scenarios.patches import LayoutError, patch, patched
from scenarios.reading import tree
from scenarios.source import Source
from scenarios.variants import ScenarioFile
from scenarios.writing import written
from scenarios.yaml_nodes import composed
from scenarios.yaml_text import UnreadableError, parse

Edit = tuple[str, Any]
"""A dotted path as overrides write it, and a plain value; ``None`` takes away."""


def content(text: str, label: str) -> dict[str, Any]:
    """Return what a scenario file says, as plain lists, dictionaries and scalars.

    Raises
    ------
    ScenarioError
        The text cannot be read, or holds no keys.
    """
    return dict(plain(tree(Source(text, label, Path()))))


def edited(text: str, label: str, edits: Sequence[Edit]) -> str:
    r"""Return the text of a scenario file with some values changed.

    Parameters
    ----------
    text
        The file: base and variants.
    label
        How faults name it.
    edits
        In order; each below the file's root, e.g. ``("people.lea.max_shifts", 3)``.

    Raises
    ------
    ScenarioError
        The text cannot be read, or an edit leads nowhere.

    Examples
    --------
    >>> edited("id: a  # the town\nlabel: A\n", "a.yaml", [("label", "B: c")])
    'id: a  # the town\nlabel: "B: c"\n'
    """
    if not edits:
        return text
    top = slot(ScenarioFile)
    mark = Mark(label)
    wanted, stray = apply(
        tree(Source(text, label, Path())),
        top,
        [(path, planted(value, mark)) for path, value in edits],
    )
    if stray:
        raise ScenarioError(ordered(stray))
    expected = plain(wanted)
    for groups in ([list(edits)], [[one] for one in edits]):
        made = _attempt(text, top, groups)
        if made is not None and _says(made, label, expected):
            return made
    return written(expected)


def changes(before: Any, after: Any, place: Slot, path: str = "") -> list[Edit]:
    """Return the edits that lead from one plain value to another at a place of the file.

    Things with an id are told apart by it, and their order is left alone.
    """
    if place.kind in ("record", "mapping") and isinstance(before, dict) and isinstance(after, dict):
        return _changed_keys(before, after, place, path)
    if place.kind == "list" and isinstance(before, list) and isinstance(after, list):
        if place.has_ids:
            return _changed_things(before, after, place, path)
        blocks = all(isinstance(one, dict) for one in (*before, *after))
        if len(before) == len(after) and before and blocks:
            return [
                edit
                for number, (old, new) in enumerate(zip(before, after, strict=True))
                for edit in changes(old, new, place.item, f"{path}.{number}")
            ]
    return [] if _same(before, after) else [(path, after)]


def _changed_keys(
    before: dict[str, Any], after: dict[str, Any], place: Slot, path: str
) -> list[Edit]:
    found: list[Edit] = []
    for key in dict.fromkeys((*before, *after)):
        here = f"{path}.{key}" if path else key
        below = place.child(key)
        if key not in after:
            found.append((here, None))
        elif key in before and below is not None:
            found += changes(before[key], after[key], below, here)
        elif key not in before or not _same(before[key], after[key]):
            found.append((here, after[key]))
    return found


def _changed_things(before: list[Any], after: list[Any], place: Slot, path: str) -> list[Edit]:
    old = {one["id"]: one for one in before if isinstance(one, dict) and "id" in one}
    new = {one["id"]: one for one in after if isinstance(one, dict) and "id" in one}
    if len(old) != len(before) or len(new) != len(after):
        return [] if _same(before, after) else [(path, after)]
    found: list[Edit] = [(f"{path}.{name}", None) for name in old if name not in new]
    for name, one in new.items():
        if name in old:
            found += changes(old[name], one, place.item, f"{path}.{name}")
        else:
            found.append((f"{path}.{name}", one))
    return found


def _same(one: Any, other: Any) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _says(text: str, label: str, expected: Any) -> bool:
    try:
        root, complaints = parse(text, label)
    except UnreadableError:
        return False
    return root is not None and not complaints and plain(root) == expected


def _attempt(text: str, top: Slot, groups: Sequence[Sequence[Edit]]) -> str | None:
    """Return the text with groups of edits done one after the other, none when one cannot be."""
    try:
        for group in groups:
            root = composed(text)
            if root is None:
                return None
            patches = [patch(text, root, top, path.split("."), value) for path, value in group]
            text = patched(text, patches)
    except LayoutError:
        return None
    return text
