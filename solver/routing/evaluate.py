"""What a set of routes costs and whether it holds, by plain arithmetic.

No engine's word is taken: every answer is put through here.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from solver.routing.base import Route, Solution, Step
from solver.routing.problem import RoutingProblem, VehicleType


@dataclass(frozen=True)
class Times:
    """When a route leaves and comes back, seconds; none when a window is missed."""

    depart: int
    back: int


def evaluate(problem: RoutingProblem, routes: tuple[Route, ...]) -> Solution:
    """Return routes with their cost, prizes left included, and whether every rule holds.

    Fixed costs, ``cost_per_metre`` and ``cost_per_second`` (from departure to return) add up with
    the prizes of optional visits and shipments that no route serves. Whole numbers, without any
    rounding.
    """
    feasible = _served_once(problem, routes)
    cost = 0
    used = [0] * len(problem.vehicles)
    for route in routes:
        vehicle = problem.vehicles[route.vehicle]
        used[route.vehicle] += 1
        metres = _metres(problem, vehicle, route)
        times = schedule(problem, route)
        feasible &= times is not None and metres <= vehicle.max_distance
        feasible &= _loads_hold(problem, vehicle, route) and _allowed(vehicle, route)
        cost += vehicle.fixed_cost + vehicle.cost_per_metre * metres
        if times is not None:
            cost += vehicle.cost_per_second * (times.back - times.depart)
            feasible &= times.back - times.depart <= vehicle.max_duration
    feasible &= all(n <= vehicle.count for n, vehicle in zip(used, problem.vehicles, strict=True))
    made = {step.index for route in routes for step in route.steps if step.kind == "visit"}
    sent = {step.index for route in routes for step in route.steps if step.kind == "delivery"}
    cost += sum(v.prize for n, v in enumerate(problem.visits) if n not in made and not v.required)
    cost += sum(
        s.prize for n, s in enumerate(problem.shipments) if n not in sent and not s.required
    )
    return Solution(routes, cost, feasible)


def _place(problem: RoutingProblem, step: Step) -> tuple[int, int, int, int]:
    """Return location, service, opening and closing of a step."""
    if step.kind == "visit":
        visit = problem.visits[step.index]
        return visit.location, visit.service, visit.opens, visit.closes
    if step.kind == "reload":
        depot = problem.depots[step.index]
        return depot.location, depot.service, depot.opens, depot.closes
    shipment = problem.shipments[step.index]
    halt = shipment.pickup if step.kind == "pickup" else shipment.delivery
    return halt.location, halt.service, halt.opens, halt.closes


def schedule(problem: RoutingProblem, route: Route) -> Times | None:
    """Return when a route leaves and is back, seconds; none when a window, or the shift, is missed.

    It is back as soon as can be, and leaves as late as that allows (Savelsbergh 1992, forward time
    slack): no wait that a later departure spares counts as duration.
    """
    vehicle = problem.vehicles[route.vehicle]
    start, end = problem.depots[vehicle.start], problem.depots[vehicle.end]
    released = _release(problem, route.steps)
    now = max(vehicle.opens, start.opens, released.get(-1, 0)) + start.service
    if now - start.service > start.closes:
        return None
    here = start.location
    legs: list[tuple[int, int, int]] = []
    for position, step in enumerate(route.steps):
        location, service, opens, closes = _place(problem, step)
        way = int(problem.durations[here, location])
        now = max(now + way, opens, released.get(position, 0))
        if now > closes:
            return None
        legs.append((way, service, closes))
        now += service
        here = location
    way = int(problem.durations[here, end.location])
    back = max(now + way, end.opens)
    if back > min(end.closes, vehicle.closes):
        return None
    latest = back - way
    for way_in, service, closes in reversed(legs):
        latest = min(latest - service, closes) - way_in
    depart = min(latest - start.service, start.closes)
    return Times(max(depart, vehicle.opens, start.opens, released.get(-1, 0)), back)


def _release(problem: RoutingProblem, steps: tuple[Step, ...]) -> dict[int, int]:
    """Return when each trip may leave, by position of its depot: its latest release."""
    released: dict[int, int] = {}
    depot = -1
    for position, step in enumerate(steps):
        if step.kind == "reload":
            depot = position
        elif step.kind == "visit":
            released[depot] = max(released.get(depot, 0), problem.visits[step.index].release)
    return released


def _metres(problem: RoutingProblem, vehicle: VehicleType, route: Route) -> int:
    way = [
        problem.depots[vehicle.start].location,
        *(_place(problem, step)[0] for step in route.steps),
        problem.depots[vehicle.end].location,
    ]
    return sum(int(problem.distances[a, b]) for a, b in itertools.pairwise(way))


def _loads_hold(problem: RoutingProblem, vehicle: VehicleType, route: Route) -> bool:
    """Tell whether loads fit: deliveries come aboard at the depot, pick-ups leave there."""
    trips: list[list[Step]] = [[]]
    for step in route.steps:
        if step.kind == "reload":
            trips.append([])
            if step.index not in vehicle.reloads:
                return False
        else:
            trips[-1].append(step)
    if len(trips) - 1 > vehicle.max_reloads:
        return False
    return all(
        _trip_holds(problem, trip, dimension, limit)
        for trip in trips
        for dimension, limit in enumerate(vehicle.capacity)
    )


def _trip_holds(problem: RoutingProblem, trip: list[Step], dimension: int, limit: int) -> bool:
    def of(load: tuple[int, ...]) -> int:
        return load[dimension] if load else 0

    aboard = sum(of(problem.visits[s.index].delivery) for s in trip if s.kind == "visit")
    fits = aboard <= limit
    for step in trip:
        if step.kind == "visit":
            visit = problem.visits[step.index]
            aboard += of(visit.pickup) - of(visit.delivery)
        elif step.kind == "pickup":
            aboard += of(problem.shipments[step.index].amount)
        else:
            aboard -= of(problem.shipments[step.index].amount)
        fits &= aboard <= limit
    return fits


def _allowed(vehicle: VehicleType, route: Route) -> bool:
    return vehicle.allowed is None or all(
        step.index in vehicle.allowed for step in route.steps if step.kind == "visit"
    )


def _served_once(problem: RoutingProblem, routes: tuple[Route, ...]) -> bool:
    """Tell whether all that is required is served, nothing twice, shipments whole and in order."""
    made = [step.index for route in routes for step in route.steps if step.kind == "visit"]
    groups = [problem.visits[n].group for n in made if problem.visits[n].group is not None]
    must = {n for n, visit in enumerate(problem.visits) if visit.required and visit.group is None}
    if len(set(made)) < len(made) or not must <= set(made) or len(set(groups)) < len(groups):
        return False
    asked = {visit.group for visit in problem.visits if visit.required}
    if not {group for group in asked if group is not None} <= set(groups):
        return False
    sent: set[int] = set()
    for route in routes:
        aboard: set[int] = set()
        for step in route.steps:
            if step.kind == "pickup":
                aboard.add(step.index)
            elif step.kind == "delivery":
                if step.index not in aboard or step.index in sent:
                    return False
                aboard.remove(step.index)
                sent.add(step.index)
        if aboard:
            return False
    return {n for n, shipment in enumerate(problem.shipments) if shipment.required} <= sent
