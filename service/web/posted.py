"""What a form sends, read as the plain values of a scenario file.

A value that cannot be read as what its place expects is kept as the text that was typed: the
house's validation names it beside its field. An empty field leaves its key out of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from pydantic_core import PydanticUndefined, to_jsonable_python

from models.fields import is_sought
from scenarios.fields import Slot
from service.asking.typed import ABSENT, value_of

Posted = Mapping[str, Sequence[str]]
"""What was sent: texts by name."""
GONE = "gone"
"""Ends the name of the box that takes a row out."""


def default_of(place: Slot, field: str) -> Any:
    """Return the default of a record's field as plain data, ``ABSENT`` when it is required.

    None for one that may be left out since it is found while reading.
    """
    declared = place.annotation.model_fields[field]
    if declared.is_required():
        return None if is_sought(place.annotation, field) else ABSENT
    value = declared.get_default(call_default_factory=True)
    return ABSENT if value is PydanticUndefined else to_jsonable_python(value)


def read_fields(
    place: Slot, posted: Posted, name: str, before: Mapping[str, Any], fields: Sequence[str]
) -> dict[str, Any]:
    """Return a record with what was sent for some of its fields, the others as they were.

    Parameters
    ----------
    place
        The record.
    name
        What the names of its fields begin with, without the dot.
    before
        As the file says it.
    fields
        Names of fields, dotted where they lie in a record within.
    """
    made = dict(before)
    for field in fields:
        own, _, inner = field.partition(".")
        below = place.keys[own]
        old = before.get(own, ABSENT)
        if inner:
            kept = old if isinstance(old, dict) else {}
            value: Any = read_fields(below, posted, f"{name}.{own}", made.get(own, kept), (inner,))
        else:
            value = _read(below, posted, f"{name}.{own}", old)
        if value is ABSENT or (old is ABSENT and value == default_of(place, own)):
            made.pop(own, None)
        else:
            made[own] = value
    return made


def _read(place: Slot, posted: Posted, name: str, before: Any) -> Any:
    if place.kind == "record":
        return read_fields(place, posted, name, _block(before), tuple(place.keys)) or ABSENT
    if place.kind == "mapping":
        return _mapping(place, posted, name, before)
    if place.kind == "list" and place.item.kind == "record":
        return _rows(place, posted, name, before)
    if place.kind == "list":
        return _several(place, posted, name, before)
    if place.annotation is bool:
        return bool(posted.get(name))
    return value_of(place, (posted.get(name) or ("",))[0])


def _block(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _mapping(place: Slot, posted: Posted, name: str, before: Any) -> Any:
    made = dict(_block(before))
    start = f"{name}."
    for key in (one.removeprefix(start) for one in posted if one.startswith(start)):
        value = _read(place.item, posted, f"{start}{key}", made.get(key, ABSENT))
        if value is ABSENT:
            made.pop(key, None)
        else:
            made[key] = value
    return ABSENT if not made and before is ABSENT else made


def _rows(place: Slot, posted: Posted, name: str, before: Any) -> Any:
    old = before if isinstance(before, list) else []
    start = f"{name}."
    sent = {one.removeprefix(start).partition(".")[0] for one in posted if one.startswith(start)}
    made = []
    for number in sorted(int(one) for one in sent if one.isdecimal() and len(one) < 6):
        own = f"{start}{number}"
        fresh = number >= len(old)
        fields = tuple(place.item.keys)
        if posted.get(f"{own}.{GONE}") or (fresh and blank(place.item, posted, own, fields)):
            continue
        was = {} if fresh else _block(old[number])
        made.append(read_fields(place.item, posted, own, was, fields))
    return ABSENT if not made and before is ABSENT else made


def blank(place: Slot, posted: Posted, name: str, fields: Sequence[str]) -> bool:
    """Tell whether a record that is not there yet was left as it is shown.

    Nothing was sent below its name but empty texts and what holds anyway.
    """
    start = f"{name}."
    sent = (texts for key, texts in posted.items() if key.startswith(start))
    if not any(text.strip() for texts in sent for text in texts):
        return True
    return not read_fields(place, posted, name, {}, fields)


def _several(place: Slot, posted: Posted, name: str, before: Any) -> Any:
    """Return a list of words: boxes that are ticked, or the lines of a text."""
    texts = [line for text in posted.get(name, ()) for line in text.splitlines() if line.strip()]
    made = [value_of(place.item, text) for text in texts]
    if isinstance(before, list) and _alike(before, made):
        return before
    return ABSENT if not made and (before is ABSENT or place.optional) else made


def _alike(before: list[Any], made: list[Any]) -> bool:
    """Tell whether two lists of words say the same, in whatever order."""
    return sorted(map(str, before)) == sorted(map(str, made))


def words_of(place: Slot) -> tuple[str, ...]:
    """Return the words that may stand at a place, none when it is free."""
    found = get_args(place.annotation) if get_origin(place.annotation) is not None else ()
    return tuple(found) if all(isinstance(one, str) for one in found) else ()
