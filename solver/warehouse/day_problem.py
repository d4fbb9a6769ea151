"""One day of deliveries from one platform, as a routing problem.

A vehicle's shift is one route; it reloads at the platform between trips. A point with several
windows in a day is a group of visits of which one is made. Food counts before anything: leaving a
delivery behind costs more than any way to make it; then vehicles, crews' time, and kilometres.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.calendar import Day, Shift
from models.networks import Fleet, Point
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse import Warehouse
from solver.routing.problem import FAR, Depot, RoutingProblem, VehicleType, Visit
from solver.warehouse.cars import capacity, load_of, longest_s, serves, shifts_of
from solver.warehouse.days import Job

EURO = 10_000
"""Money is in hundredths of a cent, distances in tens of metres, loads in tens of grams: engines
weigh what breaks a limit against money, and do it well when no unit is much coarser than another.
"""
METRES, LOAD_SCALE = 10, 100
HOUR_EUR = 12.0
"""What an hour of one person aboard counts for in the search: hours are then spared before km."""
LEFT_EUR, LEFT_EUR_PER_KG = 200.0, 1.0
"""What a delivery left behind counts for in the search."""
EARLY = 0.5
"""Share of the time allowed in boxes within which a point must be reached directly, where a
refrigerated vehicle may serve it: other drops come before it."""
DAY_END = 86_400


@dataclass(frozen=True)
class Team:
    """Vehicles alike that are free in one shift of a day."""

    fleet: Fleet
    shift: Shift
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Task:
    """Deliveries of one day from one platform, and who is free to make them."""

    scenario: Scenario
    travel: TravelMatrix
    platform: str
    day: Day
    jobs: tuple[Job, ...]
    teams: tuple[Team, ...]
    seconds: float | None
    iterations: int | None
    seed: int


@dataclass(frozen=True)
class Visits:
    """Visits of a problem, the job of each, and which the vehicles of each team may make."""

    visits: tuple[Visit, ...]
    job_of: tuple[int, ...]
    allowed: tuple[frozenset[int], ...]


def teams(
    scenario: Scenario, platform: str, day: Day, taken: set[tuple[str, int, str, str]]
) -> tuple[Team, ...]:
    """Return who is free at a platform on a day.

    Parameters
    ----------
    taken
        (fleet, number, day, shift) already out.
    """
    warehouse = warehouse_of(scenario)
    found = []
    for fleet in warehouse.fleets:
        if (fleet.platform or warehouse.platforms[0].id) != platform or day not in fleet.days:
            continue
        if fleet.network is not None and not warehouse.network[fleet.network].admitted:
            continue
        for shift in shifts_of(scenario, fleet):
            numbers = tuple(
                n for n in range(1, fleet.count + 1) if (fleet.id, n, day, shift.id) not in taken
            )
            if numbers:
                found.append(Team(fleet, shift, numbers))
    return tuple(found)


def warehouse_of(scenario: Scenario) -> Warehouse:
    """Return the scenario's warehouse, which it must have."""
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


def lay(task: Task) -> Visits:
    """Return the visits of a task: one for each delivery and window that is long enough."""
    warehouse = warehouse_of(task.scenario)
    visits: list[Visit] = []
    job_of: list[int] = []
    for number, job in enumerate(task.jobs):
        point = warehouse.point[job.point]
        service = unloading_s(warehouse, point)
        load = load_of(task.scenario, job.kg)
        open_spans = [span for span in spans(point, task.day) if span[1] - span[0] >= service]
        for opens, closes in open_spans:
            visits.append(
                Visit(
                    location=task.travel.index[job.point],
                    delivery=(*_scaled(load.dimensions), 1),
                    service=service,
                    opens=opens,
                    closes=closes - service,
                    prize=round(EURO * (LEFT_EUR + LEFT_EUR_PER_KG * load.kg)),
                    required=False,
                    group=number if len(open_spans) > 1 else None,
                )
            )
            job_of.append(number)
    allowed = tuple(_may(task, team, job_of) for team in task.teams)
    return Visits(tuple(visits), tuple(job_of), allowed)


def _may(task: Task, team: Team, job_of: Sequence[int]) -> frozenset[int]:
    """Return the visits that a team may make: whose, their size, and cold food in time."""
    warehouse = warehouse_of(task.scenario)
    limits = capacity(team.fleet)
    found = set()
    for visit, number in enumerate(job_of):
        job = task.jobs[number]
        if not serves(warehouse, team.fleet, warehouse.point[job.point]):
            continue
        load = load_of(task.scenario, job.kg)
        if load.cold_kg and team.fleet.cold != "refrigerated":
            reach_s = task.scenario.policy.cold_chain.max_min_boxes * 60
            if any(_refrigerated(warehouse, one, job) for one in task.teams):
                reach_s *= EARLY
            if task.travel.between(task.platform, job.point)[0] > reach_s:
                continue
        if all(one <= limit for one, limit in zip(load.dimensions, limits, strict=True)):
            found.add(visit)
    return frozenset(found)


def _refrigerated(warehouse: Warehouse, team: Team, job: Job) -> bool:
    cold = team.fleet.cold == "refrigerated"
    return cold and serves(warehouse, team.fleet, warehouse.point[job.point])


def routing(task: Task, laid: Visits) -> RoutingProblem:
    """Return the routing problem of a task: loading takes time at each departure."""
    warehouse = warehouse_of(task.scenario)
    loading = round(60 * warehouse.loading_min)
    here = task.travel.index[task.platform]
    everything = frozenset(range(len(laid.visits)))
    return RoutingProblem(
        durations=np.array(task.travel.seconds, dtype=np.int64),
        distances=np.array(task.travel.metres, dtype=np.int64) // METRES,
        depots=(Depot(here, service=loading), Depot(here)),
        visits=laid.visits,
        vehicles=tuple(
            VehicleType(
                count=len(team.numbers),
                capacity=(*_scaled(capacity(team.fleet)), team.fleet.max_stops or len(laid.visits)),
                start=0,
                end=1,
                opens=team.shift.starts_s,
                closes=team.shift.ends_s,
                max_duration=longest_s(team.fleet, team.shift),
                max_distance=FAR,
                fixed_cost=round(EURO * team.fleet.eur_per_round),
                cost_per_metre=round(EURO * team.fleet.eur_per_km * METRES / 1000),
                cost_per_second=_second_cost(team.fleet),
                reloads=(0,) if team.fleet.max_trips > 1 else (),
                max_reloads=team.fleet.max_trips - 1,
                allowed=None if allowed == everything else allowed,
            )
            for team, allowed in zip(task.teams, laid.allowed, strict=True)
        ),
    )


def _scaled(amounts: tuple[int, int, int]) -> tuple[int, ...]:
    return tuple(LOAD_SCALE * amount for amount in amounts)


def _second_cost(fleet: Fleet) -> int:
    return round(EURO * (fleet.eur_per_hour + HOUR_EUR * fleet.crew) / 3600)
