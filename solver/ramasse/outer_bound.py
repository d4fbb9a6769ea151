"""What no plan of a week does better: a linear program that every plan satisfies.

Rounds that collect are sets of pick-ups in their shortest way, whatever the order, times of waiting
left out; last miles are doors, each at its shortest leg (a knapsack); food reaches any door that
some round stops at later. A round that does both spares what the best join could. Nothing that a
plan may do is left out, so its optimum bounds them all. One round of a vehicle in a shift is taken
for granted, and that a gift which fits in a vehicle is visited once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.policy import Objective
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.programs.solved import INFINITY
from solver.ramasse.outer_collections import lay_collections, offered
from solver.ramasse.outer_food import lay_food
from solver.ramasse.outer_last_miles import lay_last_mile
from solver.ramasse.outer_program import Outer, Where
from solver.ramasse.people import lay_people
from solver.ramasse.pickup_orders import ENUMERATED_PICKUPS
from solver.ramasse.week import Week

MANY = 120_000
"""Sets of pick-ups beyond which no bound is looked for."""


def outer_bounds(
    scenario: Scenario, travel: TravelMatrix, reached: Mapping[Objective, float]
) -> dict[Objective, float]:
    """Return what no plan does better, objective by objective; empty where it cannot be had.

    Parameters
    ----------
    reached
        What the plan reaches: no plan at least as good in the objectives before does better.
    """
    program = outer_program(Week(scenario, travel))
    if program is None:
        return {}
    found: dict[Objective, float] = {}
    for stage in scenario.policy.stages:
        objective = stage.objective
        if objective == "fairness":
            continue  # left out, as any relaxation may
        value = program.best(objective)
        if value is None:
            break
        found[objective] = value
        program.hold(objective, reached[objective])
    return found


def outer_program(week: Week) -> Outer | None:
    """Return the program of a week, none when it has too many sets of pick-ups."""
    spots = []
    for spot in _spots(week):
        if len(spot[1]) > ENUMERATED_PICKUPS:
            return None
        spots.append(spot)
    if sum(1 << len(picks) for _, picks, _ in spots) > MANY:
        return None
    outer = Outer(week)
    for where, picks, doors in spots:
        lay_collections(outer, where, picks, doors)
    for number, stream in enumerate(week.streams):
        if stream.mode == "hub":
            for slot in week.slots:
                for vehicle in sorted(week.scenario.vehicle):
                    lay_last_mile(outer, (number, vehicle, slot))
    lay_food(outer)
    _lay_vehicle_weeks(outer)
    lay_people(week, outer.program)
    for key in list(outer.program.keys):
        if isinstance(key, tuple) and key[0] == "week-hours":
            outer.program.limit(key, -INFINITY, INFINITY)  # hours of rounds, not of shifts
    return outer


def _spots(week: Week) -> Iterator[tuple[Where, list[int], list[str]]]:
    """Yield where rounds may collect, with their pick-ups and where they may bring them."""
    for number, stream in enumerate(week.streams):
        for slot in week.slots:
            for vehicle in sorted(week.scenario.vehicle):
                picks, doors = offered(week, stream, slot, vehicle)
                if picks:
                    yield (number, vehicle, slot), picks, doors


def _lay_vehicle_weeks(o: Outer) -> None:
    """Lay the columns that pay once a week for each vehicle that goes out."""
    for vehicle, slots in sorted(o.weekly.items()):
        price = o.week.scenario.vehicle[vehicle].eur_per_week
        if price:
            entries = [
                (o.program.row(("used", vehicle, slot), -INFINITY, 0.0), -1.0)
                for slot in sorted(slots)
            ]
            o.column(entries, {"cost": price})
