"""The supply of a week as it is written down: totals, feeders, and what each point gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.calendar import DAY_NUMBER
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse_supply import Fetch, PointSupply, Replenishment, SupplyRound
from solver.warehouse.platform_choice import feeders
from solver.warehouse.point_quantities import Due
from solver.warehouse.scenario_view import warehouse_of
from solver.warehouse.supply_days import Job
from solver.warehouse.unsupplied import reason


@dataclass(frozen=True)
class Made:
    """What was planned."""

    rounds: tuple[SupplyRound, ...]
    fetched: tuple[Job, ...]
    platform_of: Mapping[str, str]
    """By point."""


def supply_of(
    scenario: Scenario, week: int, wanted: Due, made: Made, travel: Sequence[TravelMatrix]
) -> Replenishment:
    """Return the supply of a week, with the reason of whatever stays behind.

    Parameters
    ----------
    week
        Of the horizon, from 0.
    travel
        One of the matrices holds all platforms, if there are several.
    """
    warehouse = warehouse_of(scenario)
    rounds = tuple(
        sorted(made.rounds, key=lambda one: (DAY_NUMBER[one.day], one.trips[0].load_s, one.id))
    )
    fetches = tuple(_fetch(scenario, job) for job in made.fetched)
    got = _received(rounds, fetches)
    points = []
    for name, kg in wanted.items():
        supply = _point(name, kg, got.get(name, {}), made.platform_of[name], rounds, fetches)
        if supply.left_kg > 0:
            code, text = reason(scenario, travel, supply)
            supply = supply.changed(code=code, reason=text)
        points.append(supply)
    by_platform: dict[str, int] = {}
    for one in points:
        kg_here = sum(one.got_kg.values())
        by_platform[one.platform] = by_platform.get(one.platform, 0) + kg_here
    names = set(warehouse.platform)
    main = next((one for one in travel if names <= set(one.index)), None)
    fed = feeders(warehouse, by_platform, main)
    crew = {fleet.id: fleet.crew for fleet in warehouse.fleets}
    return Replenishment(
        week=week,
        rounds=rounds,
        fetches=fetches,
        feeders=fed,
        points=tuple(points),
        due_kg=sum(sum(kg.values()) for kg in wanted.values()),
        got_kg=sum(by_platform.values()),
        metres=sum(one.metres for one in rounds) + sum(one.metres for one in fed),
        vehicle_s=sum(one.duration_s for one in rounds),
        person_s=sum(one.duration_s * crew[one.fleet] for one in rounds),
        eur=round(sum(one.eur for one in rounds) + sum(one.eur for one in fed), 2),
    )


def _point(
    name: str,
    due: dict[str, int],
    got: dict[str, int],
    platform: str,
    rounds: Sequence[SupplyRound],
    fetches: Sequence[Fetch],
) -> PointSupply:
    days = [r.day for r in rounds for t in r.trips for d in t.drops if d.point == name]
    days += [one.day for one in fetches if one.point == name]
    return PointSupply(
        point=name,
        platform=platform,
        visits=len(days),
        due_kg=due,
        got_kg=got,
        days=tuple(sorted(set(days), key=lambda day: DAY_NUMBER[day])),
    )


def _received(rounds: Sequence[SupplyRound], fetches: Sequence[Fetch]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    drops = [(d.point, d.kg) for r in rounds for t in r.trips for d in t.drops]
    for point, kg in [*drops, *((one.point, one.kg) for one in fetches)]:
        mine = found.setdefault(point, {})
        for family, one in kg.items():
            mine[family] = mine.get(family, 0) + one
    return found


def _fetch(scenario: Scenario, job: Job) -> Fetch:
    """Return a fetch at the first moment when a dock of departures is open that day."""
    platform = warehouse_of(scenario).platform[job.platform]
    opens = [
        dock.opens_s
        for dock in platform.docks
        if dock.use != "arrivals" and job.days[0] in dock.days
    ]
    first = min(opens, default=min(shift.starts_s for shift in scenario.shifts))
    return Fetch(point=job.point, platform=job.platform, day=job.days[0], at_s=first, kg=job.kg)
