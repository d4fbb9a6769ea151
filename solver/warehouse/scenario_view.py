"""What a scenario with a warehouse says of it."""

from __future__ import annotations

from models.calendar import Day
from models.networks import Point
from models.scenario import Scenario
from models.warehouse import Warehouse

DAY_END = 86_400


def warehouse_of(scenario: Scenario) -> Warehouse:
    """Return the scenario's warehouse.

    Raises
    ------
    AssertionError
        When it has none: callers ask only of scenarios that have one.
    """
    assert scenario.warehouse is not None
    return scenario.warehouse


def unloading_s(warehouse: Warehouse, point: Point) -> int:
    """Return the seconds of a drop at a point."""
    minutes = warehouse.unloading_min if point.unloading_min is None else point.unloading_min
    return round(60 * minutes)


def spans(point: Point, day: Day) -> tuple[tuple[int, int], ...]:
    """Return when a point may be supplied on a day, seconds: a drop begins and ends within one."""
    if not point.windows:
        return ((0, DAY_END),)
    return tuple(
        (window.opens_s, window.closes_s) for window in point.windows if window.day in (None, day)
    )
