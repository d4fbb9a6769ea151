"""The house rules that the association stated in words, looked up by name.

They say in data what a scenario can say of any network: sites that a vehicle cannot enter, stores
promised to a vehicle, the longest round that serves a place. An instance without one of the names
has no such rule, and neither has one without the vehicle that a promise names.
"""

from __future__ import annotations

from benchmarks.restos31.instance import Instance, Vehicle
from models.calendar import DAYS

PROMISED = (
    ("CARREFOUR EN JACCA", 2, 0),
    ("CARREFOUR LA MENUDE", 2, 6),
    ("CARREFOUR LA MENUDE", 4, 4),
)
"""Store, day, vehicle: the only pick-up of its round."""
NEVER_BY = {
    "TOULOUSE GRANDE BRETAGNE": (0,),
    "ESCALQUENS": (0, 1),
}
HEIGHT = ("LECLERC ST ORENS", 2)
"""Only this vehicle is low enough."""
SMALL_STREETS = ("BESSIERES", (0, 1))
"""Only vehicles that carry no chilled food, and none of these."""
COLD_STORE = ("LECLERC ROUFFIAC", 1)
"""By a refrigerated vehicle, except on this day."""
SHORTER = ("FENOUILLET", 45)
"""A round that serves it is shorter than others by so many minutes."""
FIRST = "FRONTON"
"""The first stop of its round."""


def promised(instance: Instance) -> list[tuple[str, int, int]]:
    """Return the promises that an instance can hold: store, day, vehicle."""
    days = {point.name: point.required_days for point in instance.pdrs}
    return [
        (store, day, vehicle)
        for store, day, vehicle in PROMISED
        if day in days.get(store, ()) and vehicle < instance.m and day < len(DAYS)
    ]


def forbidden(instance: Instance, vehicle: Vehicle) -> list[str]:
    """Return the names of the places that a vehicle may not enter."""
    store, only = HEIGHT
    small, large = SMALL_STREETS
    names = [place for place, never in NEVER_BY.items() if vehicle.index in never]
    names += [store] * (vehicle.index != only)
    names += [small] * ("F" in vehicle.can_carry or vehicle.index in large)
    known = [centre.name for centre in instance.centres]
    known += [point.name for point in instance.pdrs if point.required_days]
    return [name for name in names if name in known]


def refrigerated_days(name: str, days: tuple[int, ...]) -> tuple[int, ...]:
    """Return the days on which only a refrigerated body may collect from a store."""
    store, free = COLD_STORE
    return tuple(day for day in days if name == store and day != free)


def max_round_min(name: str, max_tour_min: int) -> int | None:
    """Return the longest round that serves a centre, where it is shorter than others, minutes."""
    place, less = SHORTER
    return max(1, max_tour_min - less) if name == place else None
