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
LOOK_SHARE = 0.02
"""Of the time, to learn how fast candidates come, where memory follows from that."""
LEAST_MEMORY, MOST_MEMORY = 5, 300
"""Candidates back that an acceptance looks; the most is PyVRP's own."""


class PyvrpEngine:
    """Plans every feature of the problem."""

    name = "pyvrp"
    supports = SUPPORTED[name]

    def __init__(self, every: int = EVERY, memory: float | None = None) -> None:
        """See the class.

        Parameters
        ----------
        every
            Candidates between two whose routes are shown.
        memory
            How far back the acceptance of a candidate looks, as a share of all candidates to come;
            as PyVRP does when absent. A plan is accepted if it is better than the one so many
            candidates ago: the shorter the memory, the sooner a search closes in on its best (late
            acceptance, Burke & Bykov 2017), so a search that has time for few needs a short one.
        """
        self._every, self._memory = every, memory

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

        data, until = _data(problem), _Until(time_limit_s, iterations, stop)
        memory, begun = MOST_MEMORY, None
        if self._memory is not None and iterations is not None:
            memory = _memory(self._memory * iterations)
        elif self._memory is not None and time_limit_s is not None:
            memory, begun = _looked(data, time_limit_s, stop, seed, self._memory)
        params = IteratedLocalSearchParams(
            history_length=memory, callbacks=_callbacks(on_route, self._every)
        )
        result = pyvrp.solve(
            data,
            stop=until,
            seed=seed,
            collect_stats=False,
            display=False,
            params=pyvrp.SolveParams(ils=params),
            initial_solution=begun,
        )
        return evaluate(problem, tuple(_route(item) for item in result.best.routes()))


def _memory(candidates: float) -> int:
    return int(min(MOST_MEMORY, max(LEAST_MEMORY, candidates)))


def _looked(
    data: Any, time_limit_s: float, stop: Callable[[], bool], seed: int, share: float
) -> tuple[int, Any]:
    """Return the memory that is a share of the candidates to come, and the plan of a first look."""
    import pyvrp
    from pyvrp.IteratedLocalSearch import IteratedLocalSearchParams

    seen = pyvrp.solve(
        data,
        stop=_Until(LOOK_SHARE * time_limit_s, None, stop),
        seed=seed,
        collect_stats=False,
        display=False,
        params=pyvrp.SolveParams(ils=IteratedLocalSearchParams(history_length=LEAST_MEMORY)),
    )
    rate = seen.num_iterations / max(seen.runtime, 1e-3)
    return _memory(share * rate * time_limit_s), seen.best


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
