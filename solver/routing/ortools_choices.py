"""What OR-Tools may leave out or must pair: optional visits, reloads, closed sites, shipments."""

from __future__ import annotations

from solver.routing.ortools_graph import OrtoolsGraph


def lay_choices(graph: OrtoolsGraph) -> None:
    """Make visits optional where they are, close sites to vehicles, pair shipments.

    To be called once times are laid: the ends of a shipment are ordered by them.
    """
    for number, node in enumerate(graph.nodes):
        if node.step is None:
            continue
        if node.step.kind == "reload":
            index = graph.manager.NodeToIndex(number)
            graph.routing.AddDisjunction([index], 0)
            graph.routing.VehicleVar(index).SetValues([-1, graph.reload_of[number]])
        elif node.step.kind == "visit":
            _lay_visit(graph, number, node.step.index)
    if graph.problem.shipments:
        _pair_shipments(graph)


def _lay_visit(graph: OrtoolsGraph, number: int, position: int) -> None:
    visit, index = graph.problem.visits[position], graph.manager.NodeToIndex(number)
    if not visit.required:
        graph.routing.AddDisjunction([index], visit.prize)
    allowed = [graph.problem.vehicles[kind].allowed for kind in graph.types]
    able = [n for n, sites in enumerate(allowed) if sites is None or position in sites]
    if len(able) < len(graph.types):
        graph.routing.VehicleVar(index).SetValues([-1, *able])


def _pair_shipments(graph: OrtoolsGraph) -> None:
    solver, times = graph.routing.solver(), graph.routing.GetDimensionOrDie("time")
    first = len(graph.problem.visits)
    for number, shipment in enumerate(graph.problem.shipments):
        one = graph.manager.NodeToIndex(first + 2 * number)
        two = graph.manager.NodeToIndex(first + 2 * number + 1)
        graph.routing.AddPickupAndDelivery(one, two)
        solver.Add(graph.routing.VehicleVar(one) == graph.routing.VehicleVar(two))
        solver.Add(times.CumulVar(one) <= times.CumulVar(two))
        if not shipment.required:
            graph.routing.AddDisjunction([one], shipment.prize)
            graph.routing.AddDisjunction([two], 0)
