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


def solve(problem: RoutingProblem, time_limit_s: float) -> Solution:
    """Return VROOM's solution: distances as costs, its most thorough search, all cores.

    Raises
    ------
    ImportError
        When pyvroom is not installed.
    """
    vroom: Any = import_module("vroom")
    task = vroom.Input()
    task.set_durations_matrix("car", problem.durations.astype(np.uint32))
    task.set_costs_matrix("car", problem.distances.astype(np.uint32))
    means = problem.vehicles[0]
    depot = problem.depots[means.start].location
    for number in range(means.count):
        task.add_vehicle(
            vroom.Vehicle(
                number + 1,
                start=depot,
                end=depot,
                capacity=list(means.capacity),
                time_window=vroom.TimeWindow(means.opens, min(means.closes, LATE)),
            )
        )

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
            made = Step(kinds[row["type"]], int(row["id"]) - 1)  # type: ignore[arg-type]
            routes.setdefault(int(row["vehicle_id"]), []).append(made)
    return evaluate(problem, tuple(Route(0, tuple(steps)) for steps in routes.values()))
