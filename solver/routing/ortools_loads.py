"""What vehicles hold, told to OR-Tools: collected and delivered loads, and the room they share."""

from __future__ import annotations

from typing import Any

from solver.routing.ortools_graph import OrtoolsGraph
from solver.routing.problem import RoutingProblem


def lay_loads(graph: OrtoolsGraph) -> None:
    """Count collected and delivered loads apart, emptied and filled at reloads.

    At every stop what is collected so far and what is still to deliver share the vehicle; a
    reload may drop the first and take the second, through the slack of its node.
    """
    problem = graph.problem
    for dimension in range(problem.dimensions):
        limits = [problem.vehicles[kind].capacity[dimension] for kind in graph.types]
        most = max(limits)
        held: dict[str, Any] = {}
        sides = [("delivered", _delivered(graph, dimension, most))] if _delivers(problem) else []
        sides += [("collected", _collected(graph, dimension, most))] if _collects(problem) else []
        for side, amounts in sides:
            name = f"{side}{dimension}"
            graph.routing.AddDimensionWithVehicleCapacity(
                graph.unary(amounts.__getitem__), most, limits, side == "collected", name
            )
            held[side] = graph.routing.GetDimensionOrDie(name)
        _hold_still(graph, list(held.values()))
        if "delivered" in held and any(v.pickup for v in problem.visits):
            _share_room(graph, dimension, held["delivered"], held["collected"])


def _delivers(problem: RoutingProblem) -> bool:
    return any(v.delivery for v in problem.visits)


def _collects(problem: RoutingProblem) -> bool:
    return bool(problem.shipments) or any(v.pickup for v in problem.visits)


def _collected(graph: OrtoolsGraph, dimension: int, most: int) -> list[int]:
    """Return what each node adds to what was collected and is still aboard."""

    def at(number: int) -> int:
        step = graph.nodes[number].step
        if step is None:
            return 0
        if step.kind == "visit":
            load = graph.problem.visits[step.index].pickup
            return load[dimension] if load else 0
        if step.kind == "reload":
            return -most
        amount = graph.problem.shipments[step.index].amount[dimension]
        return amount if step.kind == "pickup" else -amount

    return [at(number) for number in range(len(graph.nodes))]


def _delivered(graph: OrtoolsGraph, dimension: int, most: int) -> list[int]:
    """Return what each node adds to what was dropped since the last reload."""

    def at(number: int) -> int:
        step = graph.nodes[number].step
        if step is None or step.kind in ("pickup", "delivery"):
            return 0
        if step.kind == "reload":
            return -most
        load = graph.problem.visits[step.index].delivery
        return load[dimension] if load else 0

    return [at(number) for number in range(len(graph.nodes))]


def _hold_still(graph: OrtoolsGraph, held: list[Any]) -> None:
    """Let loads change by more than a stop's own only where the vehicle reloads.

    What a vehicle holds back at the start is capacity that is not loaded.
    """
    for number, node in enumerate(graph.nodes):
        if node.step is not None and node.step.kind != "reload":
            for one in held:
                one.SlackVar(graph.manager.NodeToIndex(number)).SetValue(0)


def _share_room(graph: OrtoolsGraph, dimension: int, out: Any, into: Any) -> None:
    """Bound what is aboard at every visit.

    What was loaded and not yet dropped is capacity − delivered; it must leave room for what has
    been collected: collected <= delivered (both from 0 up to capacity).
    """
    solver = graph.routing.solver()
    for number, node in enumerate(graph.nodes):
        if node.step is not None and node.step.kind == "visit":
            index = graph.manager.NodeToIndex(number)
            load = graph.problem.visits[node.step.index]
            more = load.pickup[dimension] if load.pickup else 0
            less = load.delivery[dimension] if load.delivery else 0
            solver.Add(into.CumulVar(index) + more <= out.CumulVar(index) + less)
