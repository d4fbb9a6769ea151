"""VROOM behind a plain function, where pyvroom is installed (extra ``peers``)."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import numpy as np

from solver.parallel import workers
from solver.routing.base import Route, Solution, Step
from solver.routing.evaluate import evaluate
from solver.routing.problem import FAR, Halt, RoutingProblem

EXPLORATION = 5
LATE = 10**8
SPARE = 2
"""Times the vehicles of a type that would hold everything."""


def solve(problem: RoutingProblem, time_limit_s: float) -> Solution:
    """Return VROOM's solution: distances as costs, its most thorough search, all cores.

    Raises
    ------
    ImportError
        When pyvroom is not installed.
    """
    vroom: Any = import_module("vroom")
    task = vroom.Input()
    kind_of = _add_fleet(vroom, task, problem)

    def window(opens: int, closes: int) -> list[Any]:
        return [vroom.TimeWindow(opens, closes)] if closes < FAR else []

    for number, visit in enumerate(problem.visits):
        task.add_job(
            vroom.Job(
                number + 1,
                visit.location,
                default_service=visit.service,
                delivery=vroom.Amount(list(visit.delivery)),
                time_windows=window(visit.opens, visit.closes),
            )
        )

    def step(number: int, halt: Halt) -> Any:
        return vroom.ShipmentStep(
            number + 1,
            halt.location,
            default_service=halt.service,
            time_windows=window(halt.opens, halt.closes),
        )

    for number, one in enumerate(problem.shipments):
        amount = vroom.Amount(list(one.amount))
        task.add_shipment(step(number, one.pickup), step(number, one.delivery), amount)
    found = task.solve(EXPLORATION, nb_threads=workers(), timeout=timedelta(seconds=time_limit_s))
    kinds = {"job": "visit", "pickup": "pickup", "delivery": "delivery"}
    routes: dict[int, list[Step]] = {}
    for row in found.routes.to_dict("records"):
        if row["type"] in kinds:
            step_made = Step(kinds[row["type"]], int(row["id"]) - 1)  # type: ignore[arg-type]
            routes.setdefault(int(row["vehicle_id"]), []).append(step_made)
    made = tuple(Route(kind_of[van], tuple(steps)) for van, steps in routes.items())
    return evaluate(problem, made)


def _add_fleet(vroom: Any, task: Any, problem: RoutingProblem) -> dict[int, int]:
    """Add the vehicles, of each type as many as could be of use; return the type of each.

    VROOM knows no longest duration of a round: that is left out.
    """
    kind_of: dict[int, int] = {}
    for kind, means in enumerate(problem.vehicles):
        profile = f"car{means.cost_per_metre}"
        task.set_durations_matrix(profile, problem.durations.astype(np.uint32))
        costs = (problem.distances * means.cost_per_metre).astype(np.uint32)
        task.set_costs_matrix(profile, costs)
        depot = problem.depots[means.start].location
        load = sum(sum(visit.delivery) for visit in problem.visits)
        useful = means.count if problem.shipments else SPARE * -(-load // min(means.capacity))
        for _ in range(min(means.count, useful)):
            number = len(kind_of) + 1
            kind_of[number] = kind
            task.add_vehicle(
                vroom.Vehicle(
                    number,
                    start=depot,
                    end=depot,
                    profile=profile,
                    capacity=list(means.capacity),
                    costs=vroom.VehicleCosts(fixed=means.fixed_cost),
                    time_window=vroom.TimeWindow(means.opens, min(means.closes, LATE)),
                )
            )
    return kind_of
