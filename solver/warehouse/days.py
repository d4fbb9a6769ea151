"""How often each point is supplied, on which days, and in which loads.

A point is supplied as often as its need, its shelves, its most perishable food or the vehicles that
may enter ask for. Days are those of its sector: points are turned through by their direction from
the platform, and each fifth of a network's kg has a day, so that the rounds of a day stay together;
who is supplied more often has days spread over the week.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import atan2, ceil, cos, radians

from models.calendar import DAY_NUMBER, Day
from models.networks import Fleet, Point
from models.products import Temperature
from models.scenario import Scenario
from solver.warehouse.cars import based, capacity, load_of, serves, shifts_of
from solver.warehouse.quantities import Due, divided

LARGE = 0.5
"""Share of a lorry's payload that one delivery fills at most: two points a trip."""


@dataclass(frozen=True)
class Job:
    """One delivery to one point."""

    point: str
    platform: str
    day: Day
    kg: dict[str, int] = field(hash=False)
    fetched: bool = False


def jobs(scenario: Scenario, due: Due, platform_of: dict[str, str]) -> tuple[Job, ...]:
    """Return the deliveries of a week, with the day intended for each."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    found = []
    for group in _by_platform_and_network(scenario, due, platform_of):
        total = sum(sum(due[point.id].values()) for point in group) or 1
        passed = 0.0
        for point in _around(scenario, group, platform_of[group[0].id]):
            platform = platform_of[point.id]
            kg = carried(scenario, point, due[point.id], platform)
            mine = sum(kg.values())
            sector = (passed + mine / 2) / total
            passed += mine
            welcome = open_days(scenario, point, platform)
            if not mine or not welcome:
                continue
            loads = divided(kg, visits(scenario, point, kg, platform))
            days = spread(welcome, len(loads), sector)
            found += [
                Job(point.id, platform, day, load, fetched=point.fetches)
                for day, load in zip(days, loads, strict=True)
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


def _by_platform_and_network(
    scenario: Scenario, due: Due, platform_of: dict[str, str]
) -> list[list[Point]]:
    warehouse = scenario.warehouse
    assert warehouse is not None
    groups: dict[tuple[str, str], list[Point]] = {}
    for name in due:
        point = warehouse.point[name]
        groups.setdefault((platform_of[name], point.network), []).append(point)
    return [groups[key] for key in sorted(groups)]


def _around(scenario: Scenario, points: list[Point], platform: str) -> list[Point]:
    """Return points by their direction from the platform."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    here = warehouse.platform[platform].place
    narrow = cos(radians(here.lat))

    def direction(point: Point) -> float:
        return atan2(point.place.lat - here.lat, (point.place.lon - here.lon) * narrow)

    return sorted(points, key=lambda point: (direction(point), point.id))


def open_days(scenario: Scenario, point: Point, platform: str) -> tuple[Day, ...]:
    """Return the days on which a point can be supplied: its windows, and vehicles that are out.

    Who fetches comes on days on which a dock of departures is open, if the platform has docks.
    """
    warehouse = scenario.warehouse
    assert warehouse is not None
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
    warehouse = scenario.warehouse
    assert warehouse is not None
    return [
        fleet
        for fleet in warehouse.fleets
        if based(warehouse, fleet) == platform
        and serves(warehouse, fleet, point)
        and shifts_of(scenario, fleet)
    ]


def visits(scenario: Scenario, point: Point, kg: dict[str, int], platform: str) -> int:
    """Return in how many deliveries a point is supplied in the week; at least as it says."""
    count = point.visits or 1
    count = max(count, _by_shelves(scenario, point, kg))
    if point.visits is None:
        freshest = min((scenario.family[name].shelf_days for name in kg), default=7)
        count = max(count, min(len(scenario.days), ceil(7 / max(1, freshest))))
    load = load_of(scenario, kg)
    if point.fetches:
        most = point.fetch_payload_kg
        return max(count, ceil(load.kg / most)) if most else count
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
    return max(count, min(ways, default=1))


def in_vans(scenario: Scenario, job: Job) -> list[Job]:
    """Return a delivery cut into loads that any of its able fleets can take, cold food apart."""
    warehouse = scenario.warehouse
    assert warehouse is not None
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
        found += [Job(job.point, job.platform, job.day, part) for part in divided(kg, parts)]
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


def spread(days: tuple[Day, ...], count: int, sector: float) -> tuple[Day, ...]:
    """Return days for some deliveries, spread over the week, from the sector's own day on.

    Examples
    --------
    >>> spread(("mon", "tue", "wed", "thu", "fri"), 2, 0.3)
    ('tue', 'thu')
    """
    if not days:
        return ()
    first = min(len(days) - 1, int(sector * len(days)))
    chosen = [days[(first + n * len(days) // count) % len(days)] for n in range(count)]
    return tuple(sorted(chosen, key=lambda day: DAY_NUMBER[day]))
