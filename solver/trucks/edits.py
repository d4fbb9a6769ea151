"""Changes of a scenario, each one value at one path, as ``--set`` takes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.base import Model, Text
from models.bookings import SlotRequest, Truck
from models.scenario import Scenario
from models.vehicles import Person

TRUCKS, REQUESTS, PEOPLE = "bookings.trucks", "bookings.requests", "people"
ROUND = 5
"""Minutes and kg of a change are whole multiples of this, rounded up."""


@dataclass(frozen=True)
class Edit:
    """One value to put at one place."""

    path: str
    """Dotted, entities by their id, items of lists by their position from 0."""
    value: Any
    """As JSON has it; none takes away what stands there. At an entity: its fields but the id."""
    words: Text
    """What it says, its ``{placeholders}`` not filled."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What fills them."""
    minutes: int = 0
    """Asked of somebody: hours longer, an outing more."""
    kg: int = 0
    """Left behind."""
    fields: int = 1
    """How much is changed: an entity that is new counts the fields that it needs."""

    @property
    def own(self) -> bool:
        """Whether it is the request's own: nobody else has anything of it."""
        return self.path.startswith(REQUESTS)

    @property
    def text(self) -> Text:
        """What it says."""
        return self.words.format(**self.values)

    def __str__(self) -> str:
        """Return it as ``--set`` takes it."""
        return f"{self.path}={json.dumps(self.value, ensure_ascii=False)}"


Edits = tuple[Edit, ...]
"""Changes made together."""


def rounded_up(amount: float) -> int:
    """Return an amount as a whole multiple of ``ROUND``, no less.

    Examples
    --------
    >>> rounded_up(61), rounded_up(5)
    (65, 5)
    """
    return int(-(-amount // ROUND)) * ROUND


def edited(scenario: Scenario, edits: Sequence[Edit]) -> Scenario:
    """Return a scenario with some changes made.

    Raises
    ------
    pydantic.ValidationError
        A value is not one that its field may have.
    """
    known: dict[str, Mapping[str, Model]] = {
        TRUCKS: scenario.truck,
        REQUESTS: scenario.request,
        PEOPLE: scenario.person,
    }
    found: dict[str, dict[str, dict[str, Any]]] = {kind: {} for kind in known}
    for edit in edits:
        kind = next(kind for kind in known if edit.path.startswith(f"{kind}."))
        name, *rest = edit.path.removeprefix(f"{kind}.").split(".")
        if not rest:
            found[kind][name] = {"id": name, **edit.value}
            continue
        if name not in found[kind]:
            found[kind][name] = known[kind][name].model_dump(mode="json")
        _put(found[kind][name], rest, edit.value)
    plan = scenario.bookings
    trucks = {name: Truck.model_validate(one) for name, one in found[TRUCKS].items()}
    requests = {name: SlotRequest.model_validate(one) for name, one in found[REQUESTS].items()}
    people = {name: Person.model_validate(one) for name, one in found[PEOPLE].items()}
    return scenario.changed(
        bookings=plan.changed(
            trucks=tuple({**{one.id: one for one in plan.trucks}, **trucks}.values()),
            requests=tuple({**{one.id: one for one in plan.requests}, **requests}.values()),
        ),
        people=tuple({**{one.id: one for one in scenario.people}, **people}.values()),
    )


def _put(node: Any, steps: Sequence[str], value: Any) -> None:
    for step in steps[:-1]:
        node = node[int(step) if isinstance(node, list) else step]
    node[int(steps[-1]) if isinstance(node, list) else steps[-1]] = value
