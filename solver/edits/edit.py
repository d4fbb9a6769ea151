"""Changes of a scenario, each one value at one path, as ``--set`` takes them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from models.base import Model, Text
from models.scenario import Scenario

ROUND = 5
"""Minutes and kg of a change are whole multiples of this, rounded up."""


@dataclass(frozen=True)
class Edit:
    """One value to put at one place."""

    path: str
    """Dotted, entities by their id, items of other lists by their position from 0."""
    value: Any
    """As JSON has it; none takes away what stands there. At an entity: its fields but the id."""
    words: Text
    """What it says, its ``{placeholders}`` not filled."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What fills them."""
    minutes: int = 0
    """Asked of somebody: hours longer, an outing more."""
    kg: int = 0
    """Left behind, or room for them that is asked for."""
    fields: int = 1
    """How much is changed: an entity that is new counts the fields that it needs."""

    @property
    def text(self) -> Text:
        """What it says."""
        return self.words.format(**self.values)

    def __str__(self) -> str:
        """Return it as ``--set`` takes it."""
        return f"{self.path}={json.dumps(self.value, ensure_ascii=False)}"


Edits = tuple[Edit, ...]
"""Changes made together."""
Step = tuple[list[str], Any]
"""Where in a part of a scenario a value goes, and the value."""


def rounded_up(amount: float) -> int:
    """Return an amount as a whole multiple of ``ROUND``, no less.

    Examples
    --------
    >>> rounded_up(61), rounded_up(5)
    (65, 5)
    """
    return int(-(-amount // ROUND)) * ROUND


def size(edits: Iterable[Edit]) -> tuple[int, int, int]:
    """Return what changes are compared by: fields, then minutes, then kg."""
    fields = minutes = kg = 0
    for edit in edits:
        fields, minutes, kg = fields + edit.fields, minutes + edit.minutes, kg + edit.kg
    return fields, minutes, kg


def edited(scenario: Scenario, edits: Iterable[Edit]) -> Scenario:
    """Return a scenario with some changes made.

    What one part is changed to is validated when all its changes are made.

    Raises
    ------
    pydantic.ValidationError
        A value is not one that its field may have.

    Examples
    --------
    >>> from scenarios import load
    >>> town = load("aubagne", "hub").scenario
    >>> late = edited(town, [Edit("shifts.morning.ends", "13:05", Text(fr="", en=""))])
    >>> late.shift["morning"].ends
    '13:05'
    >>> "car" in edited(town, [Edit("vehicles.car", None, Text(fr="", en=""))]).vehicle
    False
    """
    found: Scenario = _edited(scenario, [(edit.path.split("."), edit.value) for edit in edits])
    return found


def _edited(node: Any, steps: Sequence[Step]) -> Any:
    """Return a part of a scenario with values put in it."""
    own: list[Step] = []
    below: dict[str, list[Step]] = defaultdict(list)
    for way, value in steps:
        name, *rest = way
        deeper = isinstance(getattr(node, name), Model) or _items(node, name) is not None
        if rest and deeper:
            below[name].append((rest, value))
        else:
            own.append((way, value))
    if own:
        data = node.model_dump(mode="json")
        for way, value in own:
            _put(data, way, value)
        node = type(node).model_validate(data)
    for name, inside in below.items():
        child, kind = getattr(node, name), _items(node, name)
        new = _edited(child, inside) if kind is None else _entities(child, kind, inside)
        node = node.changed(**{name: new})
    return node


def _items(node: Model, name: str) -> type[Model] | None:
    """Return what a list holds, where its items are known by an id."""
    kinds = get_args(type(node).model_fields[name].annotation)
    kind = kinds[0] if kinds else None
    if isinstance(kind, type) and issubclass(kind, Model) and "id" in kind.model_fields:
        return kind
    return None


def _entities(items: Sequence[Any], kind: type[Model], steps: Sequence[Step]) -> tuple[Any, ...]:
    """Return a list of entities with some changed, new, or gone."""
    found = {one.id: one for one in items}
    inside: dict[str, list[Step]] = defaultdict(list)
    for (name, *rest), value in steps:
        if rest:
            inside[name].append((rest, value))
        elif value is None:
            found.pop(name)
        else:
            found[name] = kind.model_validate({"id": name, **value})
    for name, below in inside.items():
        found[name] = _edited(found[name], below)
    return tuple(found.values())


def _put(node: Any, steps: Sequence[str], value: Any) -> None:
    for step in steps[:-1]:
        node = node[int(step) if isinstance(node, list) else step]
    node[int(steps[-1]) if isinstance(node, list) else steps[-1]] = value
