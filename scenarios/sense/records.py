"""The records of a scenario, one after the other, whatever the system that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from models.base import Model
from scenarios.fields import Slot, slot
from scenarios.sense.problem import Loc


def records_within(record: Model, loc: Loc = ()) -> Iterator[tuple[Loc, Model]]:
    """Yield a record and those that its fields hold, at any depth, each with where it stands.

    Parameters
    ----------
    record
        The first.
    loc
        Fields and list positions that lead to it.
    """
    yield loc, record
    for field in _inner(type(record)):
        value = getattr(record, field)
        if isinstance(value, Model):
            yield from records_within(value, (*loc, field))
        elif isinstance(value, tuple):
            for number, one in enumerate(value):
                yield from records_within(one, (*loc, field, number))


@cache
def _inner(model: type[Model]) -> tuple[str, ...]:
    """Return the fields of a model that hold a record, or a list of records."""
    return tuple(
        field
        for field, place in slot(model).keys.items()
        if "record" in (place.kind, _item(place).kind)
    )


def _item(place: Slot) -> Slot:
    return place.item if place.kind == "list" else place
