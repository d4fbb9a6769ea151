"""Orders of pick-ups that a routing engine proposes where rounds are too long to enumerate."""

from __future__ import annotations

from functools import partial

import numpy as np

from models.calendar import Day
from solver.ramasse.pickup_orders import ENUMERATED_PICKUPS, NEAR_PICKUPS
from solver.ramasse.week import Slot, Week
from solver.routing.base import Route
from solver.routing.engines import engine
from solver.routing.problem import Depot, RoutingProblem, VehicleType, Visit
from solver.settings import Budget, EngineName

PRIZE_PER_KG = 1000
"""Seconds of vehicle that a usable kg is worth: food first."""
SHARE = 0.03
"""Share of the time left that all proposals together may take."""
POOL = 30
"""Orders kept of one day: more slow the program down by more than they bring."""
ENGINE_STEPS = 200
"""Engine iterations for one step of an iteration budget."""

Orders = list[tuple[int, ...]]


def proposals(week: Week, name: EngineName, budget: Budget, seed: int) -> dict[int, Orders]:
    """Return, for each stream, the orders that an engine met while planning its long days.

    Long is a day of many pick-ups on which a vehicle may make more of them in one round than are
    enumerated around each; it is left out of the answer otherwise.

    Loads count in kg; cold, people and the last mile are left to the program that chooses. The
    orders are re-timed and loaded like all others, for every vehicle.
    """
    long_days = [
        (number, day)
        for number, stream in enumerate(week.streams)
        for day in week.scenario.days
        if sum(p.day == day and p.donor in stream.donors for p in week.pickups) > ENUMERATED_PICKUPS
        and _longest(week, number, day) > NEAR_PICKUPS
    ]
    found: dict[int, Orders] = {}
    steps = budget.iterations
    for number, day in long_days:
        slots = [slot for slot in week.slots if slot.day == day]
        made = day_problem(week, number, slots)
        if made is None:
            continue
        problem, picks = made
        met: dict[tuple[int, ...], None] = {}
        solution = engine(name).solve(
            problem,
            time_limit_s=None if steps is not None else budget.left_s * SHARE / len(long_days),
            iterations=None if steps is None else ENGINE_STEPS * steps,
            seed=seed,
            stop=budget.stop.is_set,
            on_route=partial(_remember, met, picks),
        )
        for route in solution.routes:
            met[_order(picks, route)] = None
        # The last ones met are the best: keep those.
        found.setdefault(number, []).extend(list(met)[-POOL:])
    return found


def _longest(week: Week, number: int, day: Day) -> int:
    """Return how many pick-ups a round of the day could make at most, by load and by time."""
    stream = week.streams[number]
    most = 0
    for slot in (slot for slot in week.slots if slot.day == day):
        for vehicle in week.scenario.vehicle:
            if not week.may_collect(stream, vehicle, slot):
                continue
            picks = week.pickups_of(stream, slot, vehicle)
            sites = [week.site(week.pickups[pick].donor) for pick in picks]
            legs = week.seconds[np.ix_(sites, sites)] + np.eye(len(sites)) * slot.max_s
            spent = legs.min(axis=0, initial=slot.max_s) if sites else np.zeros(0)
            stops = zip(picks, spent, strict=True)
            times = sorted(week.pickups[pick].loading_s + way for pick, way in stops)
            loads = sorted(week.pickups[pick].gross_kg for pick in picks)
            by_time = int(np.searchsorted(np.cumsum(times), slot.max_s, side="right"))
            by_load = int(
                np.searchsorted(np.cumsum(loads), week.capacity_kg(vehicle), side="right")
            )
            most = max(most, min(by_time, by_load))
    return most


def _order(picks: list[int], route: Route) -> tuple[int, ...]:
    return tuple(picks[step.index] for step in route.steps)


def _remember(met: dict[tuple[int, ...], None], picks: list[int], route: Route) -> None:
    """Put an order last among those met."""
    order = _order(picks, route)
    met.pop(order, None)
    met[order] = None


def day_problem(
    week: Week, number: int, slots: list[Slot]
) -> tuple[RoutingProblem, list[int]] | None:
    """Return the collection of one day as a routing problem, and the pick-ups of its visits.

    One vehicle type for each vehicle and slot; it ends where it unloads, its way home counted in
    the time it has. Direct rounds end at home. None when no vehicle may go.
    """
    stream = week.streams[number]
    picks = [
        n
        for n, pickup in enumerate(week.pickups)
        if pickup.donor in stream.donors and pickup.day == slots[0].day
    ]
    visits = tuple(
        Visit(
            week.site(p.donor),
            pickup=(round(p.gross_kg),),
            service=p.loading_s,
            opens=p.opens_s,
            closes=p.closes_s - p.loading_s,
            prize=round(PRIZE_PER_KG * sum(p.usable_kg(family) for family in p.kg)),
            required=False,
        )
        for p in (week.pickups[n] for n in picks)
    )
    depots: list[Depot] = []
    vehicles: list[VehicleType] = []
    for slot in slots:
        for vehicle in sorted(week.scenario.vehicle):
            crew = week.crew(stream, vehicle, slot, collects=True)
            if not week.may_collect(stream, vehicle, slot) or not crew.mans(1):
                continue
            means = week.scenario.vehicle[vehicle]
            home = week.site(means.owner)
            end = home if stream.hub is None else week.site(stream.hub)
            back_s = int(week.seconds[end, home])
            allowed = set(week.pickups_of(stream, slot, vehicle))
            depots += [Depot(home), Depot(end)]
            vehicles.append(
                VehicleType(
                    count=1,
                    capacity=(int(week.capacity_kg(vehicle)),),
                    start=len(depots) - 2,
                    end=len(depots) - 1,
                    opens=slot.starts_s,
                    closes=slot.ends_s - back_s,
                    max_duration=max(0, slot.max_s - back_s),
                    cost_per_metre=0,
                    cost_per_second=1,
                    allowed=frozenset(n for n, pick in enumerate(picks) if pick in allowed),
                )
            )
    if not vehicles:
        return None
    problem = RoutingProblem(
        durations=np.asarray(week.seconds),
        distances=np.asarray(week.metres),
        depots=tuple(depots),
        visits=visits,
        vehicles=tuple(vehicles),
    )
    return problem, picks
