"""How often each point is supplied, in which loads, and on which days each may come.

A point is supplied as often as its need, its shelves, its most perishable food or the vehicles that
may enter ask for. Where it must come several times, each delivery has a part of the week; else the
search of the week chooses among all days on which the point is open and vehicles are out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil

from models.calendar import Day
from models.fleets import Fleet
from models.networks import Point
from models.products import Temperature
from models.scenario import Scenario
from solver.warehouse.point_quantities import Due, divided
from solver.warehouse.scenario_view import warehouse_of
from solver.warehouse.supply_vehicles import based, capacity, load_of, serves, shifts_of

LARGE = 0.5
"""Share of a lorry's payload that one delivery fills at most: two points a trip."""


@dataclass(frozen=True)
class Job:
    """One delivery to one point, on one of its days."""

    point: str
    platform: str
    days: tuple[Day, ...]
    kg: dict[str, int] = field(hash=False)
    fetched: bool = False


def jobs(scenario: Scenario, due: Due, platform_of: dict[str, str]) -> tuple[Job, ...]:
    """Return the deliveries of a week. Who fetches has one day for each, spread over all points."""
    warehouse = warehouse_of(scenario)
    found: list[Job] = []
    turn = 0
    for name, wanted in due.items():
        point, platform = warehouse.point[name], platform_of[name]
        kg = carried(scenario, point, wanted, platform)
        welcome = open_days(scenario, point, platform)
        if not sum(kg.values()) or not welcome:
            continue
        if point.fetches:
            loads = divided(kg, fetches(scenario, point, kg))
            days: list[tuple[Day, ...]] = [(day,) for day in spread(welcome, len(loads), turn)]
            turn += 1
        else:
            often = visits(scenario, point, kg)
            parts = cuts(scenario, point, kg, platform, often)
            loads = divided(kg, often * parts)
            days = [part for part in apart(welcome, often) for _ in range(parts)]
        found += [
            Job(name, platform, some, load, fetched=point.fetches)
            for some, load in zip(days, loads, strict=False)
        ]
    return tuple(found)


def carried(scenario: Scenario, point: Point, kg: dict[str, int], platform: str) -> dict[str, int]:
    """Return the part of what a point is due that some vehicle may bring: cold food needs cold."""
    if point.fetches:
        return kg
    fleets = able_fleets(scenario, point, platform)
    if not fleets:
        return {}
    if any(capacity(fleet)[2] for fleet in fleets):
        return kg
    return {name: one for name, one in kg.items() if scenario.family[name].temperature == "ambient"}


def open_days(scenario: Scenario, point: Point, platform: str) -> tuple[Day, ...]:
    """Return the days on which a point can be supplied: its windows, and vehicles that are out.

    Who fetches comes on days on which a dock of departures is open, if the platform has docks.
    """
    warehouse = warehouse_of(scenario)
    welcome = {
        day
        for day in scenario.days
        if not point.windows or any(window.day in (None, day) for window in point.windows)
    }
    if point.fetches:
        docks = [d for d in warehouse.platform[platform].docks if d.use != "arrivals"]
        out = {day for dock in docks for day in dock.days} if docks else set(scenario.days)
    else:
        out = {day for fleet in able_fleets(scenario, point, platform) for day in fleet.days}
    return tuple(day for day in scenario.days if day in welcome & out)


def able_fleets(scenario: Scenario, point: Point, platform: str) -> list[Fleet]:
    """Return the fleets of a platform that may serve a point."""
    warehouse = warehouse_of(scenario)
    return [
        fleet
        for fleet in warehouse.fleets
        if based(warehouse, fleet) == platform
        and serves(warehouse, fleet, point)
        and shifts_of(scenario, fleet)
    ]


def visits(scenario: Scenario, point: Point, kg: dict[str, int]) -> int:
    """Return how often a point is supplied in the week at least: as it says, or as food asks."""
    count = max(point.visits or 1, _by_shelves(scenario, point, kg))
    if point.visits is None:
        freshest = min((scenario.family[name].shelf_days for name in kg), default=7)
        count = max(count, min(len(scenario.days), ceil(7 / max(1, freshest))))
    return count


def fetches(scenario: Scenario, point: Point, kg: dict[str, int]) -> int:
    """Return how often a point comes to the platform in the week."""
    often = visits(scenario, point, kg)
    most = point.fetch_payload_kg
    return max(often, ceil(sum(kg.values()) / most)) if most else often


def cuts(scenario: Scenario, point: Point, kg: dict[str, int], platform: str, often: int) -> int:
    """Return in how many loads each of a point's deliveries is cut, for vehicles to take them."""
    load = load_of(scenario, kg)
    fleets = [
        fleet
        for fleet in able_fleets(scenario, point, platform)
        if not load.cold_kg or capacity(fleet)[2]
    ]
    vans = [fleet for fleet in fleets if not fleet.carrier]
    lorries = [fleet for fleet in fleets if fleet.carrier]
    by_van = min((_loads(load.dimensions, fleet, 1.0) for fleet in vans), default=None)
    by_lorry = min((_loads(load.dimensions, fleet, LARGE) for fleet in lorries), default=None)
    ways = [n for n in (by_van, by_lorry) if n is not None]
    return ceil(min(ways, default=1) / often)


def in_vans(scenario: Scenario, job: Job) -> list[Job]:
    """Return a delivery cut into loads that any of its able fleets can take, cold food apart."""
    warehouse = warehouse_of(scenario)
    fleets = able_fleets(scenario, warehouse.point[job.point], job.platform)
    found = []
    for cold in (False, True):
        kg = {
            name: one
            for name, one in job.kg.items()
            if (scenario.family[name].temperature != "ambient") == cold
        }
        load = load_of(scenario, kg)
        mine = [fleet for fleet in fleets if not cold or capacity(fleet)[2]]
        parts = max((_loads(load.dimensions, fleet, 1.0) for fleet in mine), default=1)
        found += [replace(job, kg=part) for part in divided(kg, parts)]
    return found


def _loads(dimensions: tuple[int, int, int], fleet: Fleet, share: float) -> int:
    """Return how many loads of a fleet's vehicle hold something."""
    parts = 1
    for amount, limit in zip(dimensions, capacity(fleet), strict=True):
        if amount:
            parts = max(parts, ceil(amount / max(1.0, share * limit)))
    return parts


def _by_shelves(scenario: Scenario, point: Point, kg: dict[str, int]) -> int:
    """Return how often shelves must be filled so that no delivery overflows them."""
    held: dict[Temperature, int] = {}
    for name, one in kg.items():
        temperature = scenario.family[name].temperature
        # a kg more for each family: loads are rounded to whole kg, family by family
        held[temperature] = held.get(temperature, 0) + one + 1
    return max(
        (
            min(21, ceil(amount / max(1.0, point.storage_kg[temperature])))
            for temperature, amount in held.items()
            if temperature in point.storage_kg
        ),
        default=1,
    )


def apart(days: tuple[Day, ...], count: int) -> tuple[tuple[Day, ...], ...]:
    """Return the days among which each of some deliveries may come, so that they lie apart.

    Examples
    --------
    >>> apart(("mon", "tue", "wed", "thu", "fri"), 2)
    (('mon', 'tue'), ('wed', 'thu', 'fri'))
    >>> apart(("mon", "tue"), 3)
    (('mon',), ('mon',), ('tue',))
    """
    ends = [n * len(days) // count for n in range(count + 1)]
    return tuple(days[first : max(first + 1, last)] for first, last in pairwise(ends))


def spread(days: tuple[Day, ...], count: int, turn: int) -> tuple[Day, ...]:
    """Return days for some fetches, spread over the week; each point begins a day later.

    Examples
    --------
    >>> spread(("mon", "tue", "wed", "thu", "fri"), 2, 1)
    ('tue', 'thu')
    """
    return tuple(days[(turn + n * len(days) // count) % len(days)] for n in range(count))
