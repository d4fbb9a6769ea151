"""Values put in or taken out where they stand in the text of a YAML file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from scenarios.fields import Slot
from scenarios.writing import block, flow, items

Block = MappingNode | SequenceNode


Written = Block | ScalarNode
"""What the YAML library makes of a text, with the places of everything."""


class LayoutError(Exception):
    """A layout in which a value cannot be exchanged alone."""


@dataclass(frozen=True)
class Patch:
    """A stretch of a text, and what stands there instead."""

    start: int
    end: int
    text: str


def patched(text: str, patches: Sequence[Patch]) -> str:
    """Return the text with its patches; those of one place stay in their order."""
    made: list[str] = []
    at = 0
    for change in sorted(patches, key=lambda one: (one.start, one.end)):
        if change.start < at:
            raise LayoutError
        made += [text[at : change.start], change.text]
        at = change.end
    return "".join((*made, text[at:]))


def patch(text: str, node: Written, place: Slot, steps: list[str], value: Any) -> Patch:
    """Return what to change in the text for one edit."""
    step, rest = steps[0], steps[1:]
    number = _number(node, place, step)
    below = place.child(step)
    if below is None or isinstance(node, ScalarNode):
        raise LayoutError
    if number is None:
        return _added(text, node, place, step, _around(below, rest, value))
    if rest:
        return patch(text, _part(node, number), below, rest, value)
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
        raise LayoutError
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
        raise LayoutError
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
            raise LayoutError
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


def _added(text: str, node: Block, place: Slot, step: str, value: Any) -> Patch:
    """Return a key put at the end of a block, or an item at the end of a list."""
    if isinstance(node, MappingNode):
        one: Any = {step: value}
    else:
        one = [{"id": step, **value} if place.has_ids and isinstance(value, dict) else value]
    if node.flow_style:
        inside = flow(one)[1:-1]
        if not node.value:
            return Patch(node.start_mark.index, node.end_mark.index, flow(one))
        at = _end(text, node, len(node.value) - 1)
        return Patch(at, at, f", {inside}")
    if not node.value:
        raise LayoutError
    column = _column(node)
    at = _line_end(text, _end(text, node, len(node.value) - 1))
    return Patch(at, at, "\n" + " " * column + _rendered(one, column))


def _replaced(text: str, node: Block, number: int, value: Any) -> Patch:
    part, end = _part(node, number), _end(text, node, number)
    if end <= part.start_mark.index and isinstance(part, ScalarNode):
        return Patch(end, end, f" {flow(value)}")
    start = int(part.start_mark.index)
    if isinstance(part, ScalarNode) or part.flow_style:
        return Patch(start, end, flow(value))
    if isinstance(value, dict | list) and value:
        return Patch(start, end, _rendered(value, _column(part)))
    return Patch(start, end, flow(value))


def _removed(text: str, node: Block, number: int) -> Patch:
    """Return a part taken out: with its lines in a block, with its comma in brackets."""
    start, end = _start(node, number), _end(text, node, number)
    if node.flow_style:
        if number:
            return Patch(_end(text, node, number - 1), end, "")
        last = len(node.value) == 1
        return Patch(start, end if last else _start(node, 1), "")
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start].replace("-", "", 0 if isinstance(node, MappingNode) else 1)
    if before.strip() or len(node.value) == 1:
        raise LayoutError
    return Patch(line, min(len(text), _next_line(text, end)), "")


def _next_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
