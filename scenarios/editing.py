"""Changes of a scenario file that leave the rest of its text, comments included, as it was.

Values are put in or taken out where they stand. The result is read again: should it not say
exactly what was asked (aliases, unusual layouts), the file is written anew, without its comments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from scenarios.faults import Mark, ScenarioError, ordered
from scenarios.fields import Slot, slot
from scenarios.nodes import plain, planted
from scenarios.overrides import apply
from scenarios.reading import tree
from scenarios.source import Source
from scenarios.variants import ScenarioFile
from scenarios.writing import block, flow, items, written
from scenarios.yaml_text import UnreadableError, parse

Block = MappingNode | SequenceNode
Written = Block | ScalarNode
"""What the YAML library makes of a text, with the places of everything."""
Edit = tuple[str, Any]
"""A dotted path as overrides write it, and a plain value; ``None`` takes away."""


class _LayoutError(Exception):
    """A layout in which a value cannot be exchanged alone."""


@dataclass(frozen=True)
class _Patch:
    start: int
    end: int
    text: str


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
            root = YAML(typ="safe", pure=True).compose(text)
            patches = [_patch(text, root, top, path.split("."), value) for path, value in group]
            text = _patched(text, patches)
    except _LayoutError:
        return None
    return text


def _patched(text: str, patches: Sequence[_Patch]) -> str:
    """Return the text with its patches; those of one place stay in their order."""
    made: list[str] = []
    at = 0
    for patch in sorted(patches, key=lambda one: (one.start, one.end)):
        if patch.start < at:
            raise _LayoutError
        made += [text[at : patch.start], patch.text]
        at = patch.end
    return "".join((*made, text[at:]))


def _patch(text: str, node: Written, place: Slot, steps: list[str], value: Any) -> _Patch:
    """Return what to change in the text for one edit."""
    step, rest = steps[0], steps[1:]
    number = _number(node, place, step)
    below = place.child(step)
    if below is None or isinstance(node, ScalarNode):
        raise _LayoutError
    if number is None:
        return _added(text, node, place, step, _around(below, rest, value))
    if rest:
        return _patch(text, _part(node, number), below, rest, value)
    if value is None and not (place.kind == "record" and step in place.required):
        return _removed(text, node, number)
    if place.has_ids and isinstance(value, dict):
        value = {"id": step, **value}
    return _replaced(text, node, number, value)


def _around(place: Slot, steps: list[str], value: Any) -> Any:
    """Return a value within the blocks and lists that the file does not have yet."""
    if not steps:
        return value
    below = place.child(steps[0])
    if below is None:
        raise _LayoutError
    inner = _around(below, steps[1:], value)
    if place.kind == "list":
        return [{"id": steps[0], **inner}] if isinstance(inner, dict) else [inner]
    return {steps[0]: inner}


def _number(node: Written, place: Slot, step: str) -> int | None:
    """Return which part of a node a step means, none when it has no such part."""
    if isinstance(node, MappingNode):
        keys = [key.value for key, _ in node.value]
        return keys.index(step) if step in keys else None
    if not isinstance(node, SequenceNode):
        raise _LayoutError
    if not place.has_ids:
        return int(step) if step.isdigit() and int(step) < len(node.value) else None
    for number, one in enumerate(node.value):
        named = _number(one, place.item, "id") if isinstance(one, MappingNode) else None
        if named is not None and _part(one, named).value == step:
            return number
    return None


def _part(node: Block, number: int) -> Written:
    found: Written = node.value[number]
    if isinstance(node, MappingNode):
        found = node.value[number][1]
    return found


def _start(node: Block, number: int) -> int:
    """Return where a part begins: its key, or the item without its dash."""
    part = node.value[number][0] if isinstance(node, MappingNode) else node.value[number]
    return int(part.start_mark.index)


def _end(text: str, node: Block, number: int) -> int:
    """Return where the last character of a part is followed by something else."""
    part = _part(node, number)
    if isinstance(part, ScalarNode) and part.start_mark.index == part.end_mark.index:
        if not isinstance(node, MappingNode):
            raise _LayoutError
        return text.index(":", node.value[number][0].end_mark.index) + 1
    if isinstance(part, ScalarNode) or part.flow_style or not part.value:
        end = int(part.end_mark.index)
        folded = isinstance(part, ScalarNode) and part.style in ("|", ">")
        return len(text[:end].rstrip()) if folded else end
    return _end(text, part, len(part.value) - 1)


def _column(node: Block) -> int:
    """Return the column at which the parts of a block begin, a list's with their dash."""
    if isinstance(node, MappingNode):
        return int(node.value[0][0].start_mark.column)
    return int(node.start_mark.column)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found - (text[found - 1 : found] == "\r")


def _rendered(value: Any, column: int) -> str:
    """Return the lines of a value that is not simple, without the margin of the first."""
    lines = block(value, column) if isinstance(value, dict) else items(value, column)
    return "\n".join(lines).lstrip(" ")


def _added(text: str, node: Block, place: Slot, step: str, value: Any) -> _Patch:
    """Return a key put at the end of a block, or an item at the end of a list."""
    if isinstance(node, MappingNode):
        one: Any = {step: value}
    else:
        one = [{"id": step, **value} if place.has_ids and isinstance(value, dict) else value]
    if node.flow_style:
        inside = flow(one)[1:-1]
        if not node.value:
            return _Patch(node.start_mark.index, node.end_mark.index, flow(one))
        at = _end(text, node, len(node.value) - 1)
        return _Patch(at, at, f", {inside}")
    if not node.value:
        raise _LayoutError
    column = _column(node)
    at = _line_end(text, _end(text, node, len(node.value) - 1))
    return _Patch(at, at, "\n" + " " * column + _rendered(one, column))


def _replaced(text: str, node: Block, number: int, value: Any) -> _Patch:
    part, end = _part(node, number), _end(text, node, number)
    if end <= part.start_mark.index and isinstance(part, ScalarNode):
        return _Patch(end, end, f" {flow(value)}")
    start = int(part.start_mark.index)
    if isinstance(part, ScalarNode) or part.flow_style:
        return _Patch(start, end, flow(value))
    if isinstance(value, dict | list) and value:
        return _Patch(start, end, _rendered(value, _column(part)))
    return _Patch(start, end, flow(value))


def _removed(text: str, node: Block, number: int) -> _Patch:
    """Return a part taken out: with its lines in a block, with its comma in brackets."""
    start, end = _start(node, number), _end(text, node, number)
    if node.flow_style:
        if number:
            return _Patch(_end(text, node, number - 1), end, "")
        last = len(node.value) == 1
        return _Patch(start, end if last else _start(node, 1), "")
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start].replace("-", "", 0 if isinstance(node, MappingNode) else 1)
    if before.strip() or len(node.value) == 1:
        raise _LayoutError
    return _Patch(line, min(len(text), _next_line(text, end)), "")


def _next_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
