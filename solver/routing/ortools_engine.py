"""OR-Tools routing behind the protocol: guided local search from several first solutions."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from solver.routing.base import SUPPORTED, Route, Solution, Step, refuse_unsupported
from solver.routing.evaluate import evaluate
from solver.routing.problem import FAR, Feature, RoutingProblem

I64 = npt.NDArray[np.int64]
FIRST_SOLUTIONS = (
    "PARALLEL_CHEAPEST_INSERTION",
    "PATH_CHEAPEST_ARC",
    "SAVINGS",
    "LOCAL_CHEAPEST_INSERTION",
)
"""All are tried: the answer depends heavily on the first one."""
LOOK_SHARE = 0.05
"""Of the time left, for each first solution."""


@dataclass(frozen=True)
class GraphNode:
    """One node of OR-Tools' graph."""

    location: int
    step: Step | None
    """None for the start and end of vehicles."""


class OrtoolsEngine:
    """Plans windows, mixed fleets, loads, prizes, reloads, shipments and access."""

    name = "ortools"
    supports = SUPPORTED[name]

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
        """Return the best solution found; see ``Engine.solve``.

        The search has no random part: first solutions are ranked, and an odd ``seed`` goes on
        from the second best.
        """
        refuse_unsupported(self.name, problem)
        began = time.monotonic()

        def left(share: float = 1.0) -> float | None:
            if time_limit_s is None:
                return None
            return max(0.01, (time_limit_s - (time.monotonic() - began)) * share)

        ranked: list[tuple[bool, int, str, tuple[Route, ...]]] = []
        for first in FIRST_SOLUTIONS:
            if stop():
                break
            found = _Graph(problem).search(first, left(LOOK_SHARE), 1, stop, guided=False)
            if found is not None:
                solution = evaluate(problem, found)
                ranked.append((not solution.feasible, solution.cost, first, found))
        ranked.sort(key=lambda one: one[:2])
        answers = [one[3] for one in ranked[:1]]
        if ranked and not stop():
            first = ranked[seed % 2 if len(ranked) > 1 else 0][2]
            longer = _Graph(problem).search(first, left(), iterations, stop, guided=True)
            answers += [] if longer is None else [longer]
        best = evaluate(problem, ())
        for routes in answers:
            solution = evaluate(problem, routes)
            if on_route is not None and solution.feasible:
                for route in routes:
                    on_route(route)
            if (not solution.feasible, solution.cost) < (not best.feasible, best.cost):
                best = solution
        return best


class _Graph:
    """One problem as OR-Tools wants it: nodes, dimensions, disjunctions."""

    def __init__(self, problem: RoutingProblem) -> None:
        from ortools.constraint_solver import pywrapcp

        self.problem = problem
        self.types = [n for n, v in enumerate(problem.vehicles) for _ in range(v.count)]
        self.nodes: list[GraphNode] = []
        for number, visit in enumerate(problem.visits):
            self.nodes.append(GraphNode(visit.location, Step("visit", number)))
        for number, shipment in enumerate(problem.shipments):
            self.nodes.append(GraphNode(shipment.pickup.location, Step("pickup", number)))
            self.nodes.append(GraphNode(shipment.delivery.location, Step("delivery", number)))
        self.reload_of: dict[int, int] = {}
        starts: list[int] = []
        ends: list[int] = []
        for vehicle, kind in enumerate(self.types):
            means = problem.vehicles[kind]
            for _ in range(means.max_reloads if means.reloads else 0):
                for depot in means.reloads:
                    self.reload_of[len(self.nodes)] = vehicle
                    self.nodes.append(
                        GraphNode(problem.depots[depot].location, Step("reload", depot))
                    )
        for kind in self.types:
            means = problem.vehicles[kind]
            for depot, side in ((means.start, starts), (means.end, ends)):
                side.append(len(self.nodes))
                self.nodes.append(GraphNode(problem.depots[depot].location, None))
        self.manager = pywrapcp.RoutingIndexManager(len(self.nodes), len(self.types), starts, ends)
        self.routing = pywrapcp.RoutingModel(self.manager)
        at = np.array([node.location for node in self.nodes])
        self._metres = problem.distances[np.ix_(at, at)]
        service = np.array([self._service(node) for node in range(len(self.nodes))])
        self._seconds = problem.durations[np.ix_(at, at)] + service[:, None]
        self._costs()
        self._times()
        self._distances()
        self._loads()
        self._choices()

    def _arc(self, table: I64) -> int:
        return int(self.routing.RegisterTransitMatrix(table.tolist()))

    def _unary(self, of: Callable[[int], int]) -> int:
        values = [of(node) for node in range(len(self.nodes))]
        return int(self.routing.RegisterUnaryTransitVector(values))

    def _service(self, node: int) -> int:
        step = self.nodes[node].step
        if step is None:
            return 0
        if step.kind == "visit":
            return self.problem.visits[step.index].service
        if step.kind == "reload":
            return self.problem.depots[step.index].service
        shipment = self.problem.shipments[step.index]
        return (shipment.pickup if step.kind == "pickup" else shipment.delivery).service

    def _costs(self) -> None:
        arcs: dict[int, int] = {}
        for vehicle, kind in enumerate(self.types):
            means = self.problem.vehicles[kind]
            rate = means.cost_per_metre
            if rate not in arcs:
                arcs[rate] = self._arc(rate * self._metres)
            self.routing.SetArcCostEvaluatorOfVehicle(arcs[rate], vehicle)
            self.routing.SetFixedCostOfVehicle(means.fixed_cost, vehicle)

    def _times(self) -> None:
        if not self._timed():
            return
        horizon = max(
            [v.closes for v in self.problem.vehicles if v.closes < FAR]
            + [v.closes for v in self.problem.visits if v.closes < FAR]
            + [int(self.problem.durations.sum()) + sum(v.service for v in self.problem.visits) + 1]
        )
        self.routing.AddDimension(self._arc(self._seconds), horizon, horizon, False, "time")
        times = self.routing.GetDimensionOrDie("time")
        for vehicle, kind in enumerate(self.types):
            means = self.problem.vehicles[kind]
            start, end = self.problem.depots[means.start], self.problem.depots[means.end]
            opens = max(means.opens, start.opens) + start.service
            times.CumulVar(self.routing.Start(vehicle)).SetRange(
                min(opens, horizon), min(start.closes + start.service, horizon)
            )
            times.CumulVar(self.routing.End(vehicle)).SetRange(
                end.opens, min(end.closes, means.closes, horizon)
            )
            if means.max_duration < FAR:
                longest = min(means.max_duration - start.service, horizon)
                times.SetSpanUpperBoundForVehicle(max(0, longest), vehicle)
            times.SetSpanCostCoefficientForVehicle(means.cost_per_second, vehicle)
            self.routing.AddVariableMinimizedByFinalizer(times.CumulVar(self.routing.End(vehicle)))
            self.routing.AddVariableMaximizedByFinalizer(
                times.CumulVar(self.routing.Start(vehicle))
            )
        for number, node in enumerate(self.nodes):
            if node.step is None:
                continue
            opens, closes = self._window(node.step)
            index = self.manager.NodeToIndex(number)
            times.CumulVar(index).SetRange(opens, min(closes, horizon))

    def _timed(self) -> bool:
        """Tell whether times limit or cost anything."""
        asked = {Feature.WINDOWS, Feature.SHIPMENTS, Feature.RELEASE} & self.problem.features
        depots = any(one.opens > 0 or one.closes < FAR for one in self.problem.depots)
        return bool(asked or depots) or any(
            one.opens > 0 or min(one.closes, one.max_duration) < FAR or one.cost_per_second
            for one in self.problem.vehicles
        )

    def _window(self, step: Step) -> tuple[int, int]:
        if step.kind == "visit":
            visit = self.problem.visits[step.index]
            return visit.opens, visit.closes
        if step.kind == "reload":
            depot = self.problem.depots[step.index]
            return depot.opens, depot.closes
        shipment = self.problem.shipments[step.index]
        halt = shipment.pickup if step.kind == "pickup" else shipment.delivery
        return halt.opens, halt.closes

    def _distances(self) -> None:
        if Feature.DISTANCE not in self.problem.features:
            return
        limits = [min(self.problem.vehicles[kind].max_distance, FAR) for kind in self.types]
        arc = self._arc(self._metres)
        self.routing.AddDimensionWithVehicleCapacity(arc, 0, limits, True, "distance")

    def _loads(self) -> None:
        """Count collected and delivered loads apart, emptied and filled at reloads.

        At every stop what is collected so far and what is still to deliver share the vehicle; a
        reload may drop the first and take the second, through the slack of its node.
        """
        for dimension in range(self.problem.dimensions):
            limits = [self.problem.vehicles[kind].capacity[dimension] for kind in self.types]
            most = max(limits)

            def collected(node: int, dimension: int = dimension, most: int = most) -> int:
                step = self.nodes[node].step
                if step is None:
                    return 0
                if step.kind == "visit":
                    load = self.problem.visits[step.index].pickup
                    return load[dimension] if load else 0
                if step.kind == "reload":
                    return -most
                amount = self.problem.shipments[step.index].amount[dimension]
                return amount if step.kind == "pickup" else -amount

            def delivered(node: int, dimension: int = dimension, most: int = most) -> int:
                step = self.nodes[node].step
                if step is None or step.kind in ("pickup", "delivery"):
                    return 0
                if step.kind == "reload":
                    return -most
                load = self.problem.visits[step.index].delivery
                return load[dimension] if load else 0

            sides = [("delivered", delivered)] if self._delivers() else []
            sides += [("collected", collected)] if self._collects() else []
            for name, of in sides:
                self.routing.AddDimensionWithVehicleCapacity(
                    self._unary(of), most, limits, name == "collected", f"{name}{dimension}"
                )
            self._share_room(dimension)

    def _delivers(self) -> bool:
        return any(v.delivery for v in self.problem.visits)

    def _collects(self) -> bool:
        return bool(self.problem.shipments) or any(v.pickup for v in self.problem.visits)

    def _share_room(self, dimension: int) -> None:
        """Let slack only where a load changes hands, and bound what is aboard everywhere.

        ``delivered`` counts what has been dropped since the last reload plus what the vehicle
        left with unused; what it holds back at the start is capacity that is not loaded.
        """
        sides = [f"delivered{dimension}"] if self._delivers() else []
        sides += [f"collected{dimension}"] if self._collects() else []
        held = [self.routing.GetDimensionOrDie(name) for name in sides]
        solver = self.routing.solver()
        for number, node in enumerate(self.nodes):
            if node.step is None:
                continue
            index = self.manager.NodeToIndex(number)
            if node.step.kind != "reload":
                for one in held:
                    one.SlackVar(index).SetValue(0)
        # What was loaded and not yet dropped is capacity − delivered; it must leave room for
        # what has been collected: collected <= delivered (both from 0 up to capacity).
        if self._delivers() and any(v.pickup for v in self.problem.visits):
            out, into = held
            for number, node in enumerate(self.nodes):
                if node.step is not None and node.step.kind == "visit":
                    index = self.manager.NodeToIndex(number)
                    load = self.problem.visits[node.step.index]
                    more = load.pickup[dimension] if load.pickup else 0
                    less = load.delivery[dimension] if load.delivery else 0
                    solver.Add(into.CumulVar(index) + more <= out.CumulVar(index) + less)

    def _choices(self) -> None:
        """Make visits optional where they are, pair shipments, close sites to vehicles."""
        solver = self.routing.solver()
        for number, node in enumerate(self.nodes):
            step = node.step
            if step is None:
                continue
            index = self.manager.NodeToIndex(number)
            if step.kind == "reload":
                self.routing.AddDisjunction([index], 0)
                self.routing.VehicleVar(index).SetValues([-1, self.reload_of[number]])
            elif step.kind == "visit":
                visit = self.problem.visits[step.index]
                if not visit.required:
                    self.routing.AddDisjunction([index], visit.prize)
                able = [
                    vehicle
                    for vehicle, kind in enumerate(self.types)
                    if self.problem.vehicles[kind].allowed is None
                    or step.index in (self.problem.vehicles[kind].allowed or ())
                ]
                if len(able) < len(self.types):
                    self.routing.VehicleVar(index).SetValues([-1, *able])
        if not self.problem.shipments:
            return
        times = self.routing.GetDimensionOrDie("time")
        first = len(self.problem.visits)
        for number, shipment in enumerate(self.problem.shipments):
            one = self.manager.NodeToIndex(first + 2 * number)
            two = self.manager.NodeToIndex(first + 2 * number + 1)
            self.routing.AddPickupAndDelivery(one, two)
            solver.Add(self.routing.VehicleVar(one) == self.routing.VehicleVar(two))
            solver.Add(times.CumulVar(one) <= times.CumulVar(two))
            if not shipment.required:
                self.routing.AddDisjunction([one], shipment.prize)
                self.routing.AddDisjunction([two], 0)

    def search(
        self,
        first: str,
        time_limit_s: float | None,
        iterations: int | None,
        stop: Callable[[], bool],
        *,
        guided: bool,
    ) -> tuple[Route, ...] | None:
        """Return the routes found from one first-solution rule, or none.

        Parameters
        ----------
        guided
            Whether guided local search goes on from its local optimum.
        """
        from ortools.constraint_solver import pywrapcp, routing_enums_pb2

        parameters = pywrapcp.DefaultRoutingSearchParameters()
        rules = routing_enums_pb2.FirstSolutionStrategy
        parameters.first_solution_strategy = getattr(rules, first)
        beyond = routing_enums_pb2.LocalSearchMetaheuristic
        parameters.local_search_metaheuristic = (
            beyond.GUIDED_LOCAL_SEARCH if guided else beyond.GREEDY_DESCENT
        )
        if time_limit_s is not None:
            parameters.time_limit.FromMilliseconds(max(1, int(time_limit_s * 1000)))
        if iterations is not None:
            parameters.solution_limit = iterations
        solver = self.routing.solver()

        def look() -> None:
            if stop():
                solver.FinishCurrentSearch()

        self.routing.AddAtSolutionCallback(look)
        answer = self.routing.SolveWithParameters(parameters)
        return None if answer is None else self._routes(answer)

    def _routes(self, answer: Any) -> tuple[Route, ...]:
        found = []
        for vehicle, kind in enumerate(self.types):
            steps = []
            index = answer.Value(self.routing.NextVar(self.routing.Start(vehicle)))
            while not self.routing.IsEnd(index):
                step = self.nodes[self.manager.IndexToNode(index)].step
                assert step is not None
                steps.append(step)
                index = answer.Value(self.routing.NextVar(index))
            if any(step.kind != "reload" for step in steps):
                found.append(Route(kind, _tidy(tuple(steps))))
        return tuple(found)


def _tidy(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Drop reloads before the first stop and after the last, and those that follow another."""
    kept: list[Step] = []
    for step in steps:
        if step.kind == "reload" and (not kept or kept[-1].kind == "reload"):
            continue
        kept.append(step)
    while kept and kept[-1].kind == "reload":
        kept.pop()
    return tuple(kept)
