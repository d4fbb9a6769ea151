"""The records of a scenario, one after the other, whatever the system that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from models.base import Model
from scenarios.fields import Slot, slot

Loc = tuple[str | int, ...]
"""Where a value stands: fields and list positions."""


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


def records_with(record: Model, *fields: str) -> Iterator[tuple[Loc, Any]]:
    """Yield the records within one that have all of some fields, each with where it stands."""
    for loc, one in records_within(record):
        if _has(type(one), fields):
            yield loc, one


@cache
def _has(model: type[Model], fields: tuple[str, ...]) -> bool:
    return all(field in model.model_fields for field in fields)


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
