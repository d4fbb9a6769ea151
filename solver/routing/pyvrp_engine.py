"""PyVRP behind the protocol: iterated local search (Wouda, Lan & Kool 2024)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from solver.routing.base import SUPPORTED, Route, Solution, Step, refuse_unsupported
from solver.routing.evaluate import evaluate
from solver.routing.problem import FAR, Ints, RoutingProblem, VehicleType

FORBIDDEN = 10**7
"""Seconds and metres of an arc that a vehicle may not take."""
EVERY = 25
"""Candidates between two whose routes are shown."""


class PyvrpEngine:
    """Plans every feature of the problem."""

    name = "pyvrp"
    supports = SUPPORTED[name]

    def __init__(self, every: int = EVERY) -> None:
        self._every = every

    def solve(
        self,
        problem: RoutingProblem,
        *,
        time_limit_s: float | None,
        iterations: int | None,
        seed: int,
        stop: Callable[[], bool],
        on_route: Callable[[Route], None] | None = None,
    ) -> Solution:
        """Return the best solution found; see ``Engine.solve``."""
        refuse_unsupported(self.name, problem)
        if not problem.visits and not problem.shipments:
            return evaluate(problem, ())
        import pyvrp
        from pyvrp.IteratedLocalSearch import IteratedLocalSearchParams

        shown = _callbacks(on_route, self._every)
        params = pyvrp.SolveParams(ils=IteratedLocalSearchParams(callbacks=shown))
        result = pyvrp.solve(
            _data(problem),
            stop=_Until(time_limit_s, iterations, stop),
            seed=seed,
            collect_stats=False,
            display=False,
            params=params,
        )
        return evaluate(problem, tuple(_route(item) for item in result.best.routes()))


def _callbacks(on_route: Callable[[Route], None] | None, every: int) -> Any:
    """Return what shows routes of new bests, and of one candidate in so many."""
    from pyvrp.IteratedLocalSearch import IteratedLocalSearchCallbacks

    if on_route is None:
        return IteratedLocalSearchCallbacks()
    shown = on_route

    class Show(IteratedLocalSearchCallbacks):
        def __init__(self) -> None:
            self.count = 0
            self.seen: set[tuple[object, ...]] = set()

        def on_best(self, best: Any) -> None:
            self.show(best)

        def on_iteration(self, current: Any, candidate: Any, best: Any, cost: Any) -> None:
            del current, best, cost
            self.count += 1
            if self.count % every == 0:
                self.show(candidate)

        def show(self, solution: Any) -> None:
            for item in solution.routes():
                if item.is_feasible():
                    route = _route(item)
                    key = (route.vehicle, frozenset(route.steps))
                    if key not in self.seen:
                        self.seen.add(key)
                        shown(route)

    return Show()


class _Until:
    """PyVRP's stopping criterion: seconds, iterations, or the hand brake."""

    def __init__(
        self, time_limit_s: float | None, iterations: int | None, stop: Callable[[], bool]
    ) -> None:
        self.deadline = None if time_limit_s is None else time.monotonic() + time_limit_s
        self.left = iterations
        self.stop = stop

    def __call__(self, best_cost: float) -> bool:
        del best_cost
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                return True
        late = self.deadline is not None and time.monotonic() >= self.deadline
        return late or self.stop()


def _route(item: Any) -> Route:
    steps = []
    for activity in item.schedule()[1:-1]:
        kind = activity.type.name.lower()
        names = {"client": "visit", "depot": "reload"}
        steps.append(Step(names.get(kind, kind), activity.idx))
    return Route(item.vehicle_type(), tuple(steps))


def _data(problem: RoutingProblem) -> Any:
    """Return PyVRP's data: every stop has a location of its own, so that arcs can be closed."""
    import pyvrp

    places = [
        *(depot.location for depot in problem.depots),
        *(visit.location for visit in problem.visits),
        *(s.pickup.location for s in problem.shipments),
        *(s.delivery.location for s in problem.shipments),
    ]
    first = len(problem.depots)
    grid = np.ix_(places, places)
    profiles = list(dict.fromkeys(vehicle.allowed for vehicle in problem.vehicles))

    def matrices(table: Ints) -> list[Any]:
        return [_closed(table[grid], first, len(problem.visits), one) for one in profiles]

    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in places],
        clients=_clients(problem, first),
        depots=[
            pyvrp.Depot(n, tw_early=d.opens, tw_late=d.closes, service_duration=d.service)
            for n, d in enumerate(problem.depots)
        ],
        vehicle_types=[_vehicle(vehicle, profiles) for vehicle in problem.vehicles],
        distance_matrices=matrices(problem.distances),
        duration_matrices=matrices(problem.durations),
        groups=[
            pyvrp.ClientGroup(
                clients=[n for n, v in enumerate(problem.visits) if v.group == group],
                required=any(v.required for v in problem.visits if v.group == group),
            )
            for group in _groups(problem)
        ],
        shipments=_shipments(problem, first + len(problem.visits)),
    )


def _groups(problem: RoutingProblem) -> list[int]:
    return sorted({v.group for v in problem.visits if v.group is not None})


def _clients(problem: RoutingProblem, first: int) -> list[Any]:
    """Return the visits, which stand at the locations from ``first`` on."""
    import pyvrp

    groups = _groups(problem)
    return [
        pyvrp.Client(
            location=first + number,
            delivery=_load(problem, visit.delivery),
            pickup=_load(problem, visit.pickup),
            service_duration=visit.service,
            tw_early=visit.opens,
            tw_late=visit.closes,
            release_time=visit.release,
            prize=visit.prize,
            required=visit.required and visit.group is None,
            group=None if visit.group is None else groups.index(visit.group),
        )
        for number, visit in enumerate(problem.visits)
    ]


def _shipments(problem: RoutingProblem, first: int) -> list[Any]:
    """Return the shipments; their pick-ups stand from ``first`` on, their deliveries after them."""
    import pyvrp

    return [
        pyvrp.Shipment(
            pickup_location=first + number,
            delivery_location=first + len(problem.shipments) + number,
            pickup_tw_early=s.pickup.opens,
            pickup_tw_late=s.pickup.closes,
            pickup_service_duration=s.pickup.service,
            delivery_tw_early=s.delivery.opens,
            delivery_tw_late=s.delivery.closes,
            delivery_service_duration=s.delivery.service,
            amount=list(s.amount),
            prize=s.prize,
            required=s.required,
        )
        for number, s in enumerate(problem.shipments)
    ]


def _load(problem: RoutingProblem, load: tuple[int, ...]) -> list[int]:
    return list(load) or [0] * problem.dimensions


def _closed(table: Ints, first: int, visits: int, allowed: frozenset[int] | None) -> Any:
    """Return a matrix in which visits closed to a vehicle are far from everywhere."""
    table = table.copy()
    np.fill_diagonal(table, 0)
    if allowed is not None:
        for number in set(range(visits)) - allowed:
            table[:, first + number] = FORBIDDEN
            table[first + number, :] = FORBIDDEN
            table[first + number, first + number] = 0
    return table


def _vehicle(vehicle: VehicleType, profiles: list[frozenset[int] | None]) -> Any:
    import pyvrp

    return pyvrp.VehicleType(
        num_available=vehicle.count,
        capacity=list(vehicle.capacity),
        start_depot=vehicle.start,
        end_depot=vehicle.end,
        fixed_cost=vehicle.fixed_cost,
        tw_early=vehicle.opens,
        tw_late=vehicle.closes,
        shift_duration=min(vehicle.max_duration, FAR),
        max_distance=min(vehicle.max_distance, FAR),
        unit_distance_cost=vehicle.cost_per_metre,
        unit_duration_cost=vehicle.cost_per_second,
        profile=profiles.index(vehicle.allowed),
        reload_depots=list(vehicle.reloads) if vehicle.max_reloads else [],
        max_reloads=vehicle.max_reloads,
    )
