"""The two forms of a scenario file, YAML and workbook, made from one another.

What a file says goes over whole, base and variants; a YAML file's comments do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from models.base import Language
from models.fields import titled_of
from models.scenario import SCHEMA_VERSION
from scenarios.contents import named
from scenarios.fields import Slot, slot
from scenarios.nodes import plain
from scenarios.reading import tree
from scenarios.variants import Header, ScenarioFile
from scenarios.workbook.layout import words
from scenarios.writing import written

_TOP = slot(ScenarioFile)


def content(source: str | Path) -> dict[str, Any]:
    """Return what a scenario file says, whatever its form, in its usual order.

    Parameters
    ----------
    source
        A name of the library, or the path of a YAML file or workbook.

    Raises
    ------
    ScenarioError
        It cannot be read. Whether it makes sense is for ``load`` to say.

    Examples
    --------
    >>> list(content("aubagne"))[:3]
    ['schema_version', 'id', 'label']
    """
    return canonical(dict(plain(tree(source))))


def yaml(said: Mapping[str, Any]) -> str:
    """Return the YAML text of what a file says.

    Examples
    --------
    >>> yaml(content("aubagne")).splitlines()[2:4]
    ['id: aubagne', 'label: "Aubagne, une semaine de ramasse"']
    """
    return written(canonical(said))


def workbook(said: Mapping[str, Any], language: Language, label: str) -> bytes:
    """Return the workbook of what a file says.

    Parameters
    ----------
    said
        Plain values of the shape that the models ask for.
    language
        Of titles, notes and words; both are read.
    label
        How faults name the file.

    Raises
    ------
    ScenarioError
        A text is longer than a cell can hold.
    """
    from scenarios.workbook.drawing import book

    return book(canonical(said), language, label)


def canonical(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file says in the order of the models, without what is the default anyway."""
    found = _record(said, _TOP, said)
    base = {key: value for key, value in found.items() if key not in Header.model_fields}
    header = {key: value for key, value in found.items() if key in Header.model_fields}
    return {"schema_version": said.get("schema_version", SCHEMA_VERSION), **base, **header}


def _record(values: Mapping[str, Any], place: Slot, top: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for key, child in place.keys.items():
        if key not in values:
            continue
        value = _value(values[key], child, titled_of(place.annotation, key).refers, top)
        if not _is_default(value, place, key, child, top):
            found[key] = value
    # what the models do not know is kept, for the check to name
    return found | {key: values[key] for key in values if key not in place.keys}


def _value(value: Any, place: Slot, lists: tuple[str, ...], top: Mapping[str, Any]) -> Any:
    if place.kind == "record" and isinstance(value, Mapping):
        return _record(value, place, top)
    if place.kind == "list" and isinstance(value, list):
        return [_value(one, place.item, lists, top) for one in value]
    if place.kind == "mapping" and isinstance(value, Mapping):
        ordered = dict.fromkeys([one for one in _keys(place, lists, top) if one in value])
        return {key: _value(value[key], place.item, lists, top) for key in (ordered | dict(value))}
    return value


def _keys(place: Slot, lists: tuple[str, ...], top: Mapping[str, Any]) -> list[str]:
    """Return the keys of a mapping in their usual order: that of their words, or of their table."""
    return [*words(place.name), *(key for one in lists for key in named(top, one))]


def _is_default(value: Any, place: Slot, key: str, child: Slot, top: Mapping[str, Any]) -> bool:
    field = place.annotation.model_fields[key]
    if field.is_required():
        return False
    default = field.get_default(call_default_factory=True)
    if isinstance(default, BaseModel):
        default = default.model_dump(mode="json")
    plain_default = _value(to_jsonable_python(default), child, (), top)
    return bool(value == plain_default) and isinstance(value, bool) == isinstance(default, bool)
