"""A routing problem as OR-Tools wants it: nodes, and what time, distance and money count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.routing.base import Step
from solver.routing.problem import FAR, Feature, RoutingProblem

I64 = npt.NDArray[np.int64]


@dataclass(frozen=True)
class GraphNode:
    """One node of OR-Tools' graph."""

    location: int
    step: Step | None
    """None for the start and end of vehicles."""


class OrtoolsGraph:
    """One problem being laid: each type of vehicle as often as there are, each reload apart."""

    def __init__(self, problem: RoutingProblem) -> None:
        from ortools.constraint_solver import pywrapcp

        self.problem = problem
        self.types = [n for n, v in enumerate(problem.vehicles) for _ in range(v.count)]
        self.nodes: list[GraphNode] = []
        """In order: visits, both ends of each shipment, reloads, starts and ends of vehicles."""
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

    def arc(self, table: I64) -> int:
        """Register what going from node to node counts (nodes, nodes); return its number."""
        return int(self.routing.RegisterTransitMatrix(table.tolist()))

    def unary(self, of: Callable[[int], int]) -> int:
        """Register what every node counts by itself; return its number."""
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
                arcs[rate] = self.arc(rate * self._metres)
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
        self.routing.AddDimension(self.arc(self._seconds), horizon, horizon, False, "time")
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
        arc = self.arc(self._metres)
        self.routing.AddDimensionWithVehicleCapacity(arc, 0, limits, True, "distance")
