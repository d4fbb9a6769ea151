"""OR-Tools routing behind the protocol: guided local search from several first solutions."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from solver.routing.base import SUPPORTED, Route, Solution, Step, refuse_unsupported
from solver.routing.evaluate import evaluate
from solver.routing.ortools_choices import lay_choices
from solver.routing.ortools_graph import OrtoolsGraph
from solver.routing.ortools_loads import lay_loads
from solver.routing.problem import RoutingProblem

Routes = tuple[Route, ...]
FIRST_SOLUTIONS = (
    "PARALLEL_CHEAPEST_INSERTION",
    "PATH_CHEAPEST_ARC",
    "SAVINGS",
    "LOCAL_CHEAPEST_INSERTION",
)
"""All are tried: the answer depends heavily on the first one."""
LOOK_SHARE = 0.05
"""Of the time left, for each first solution."""


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

        def look(first: str, share: float, rounds: int | None, *, guided: bool) -> Routes | None:
            return _search(_laid(problem), first, left(share), rounds, stop, guided=guided)

        ranked: list[tuple[bool, int, str, Routes]] = []
        for first in FIRST_SOLUTIONS:
            if stop():
                break
            found = look(first, LOOK_SHARE, 1, guided=False)
            if found is not None:
                solution = evaluate(problem, found)
                ranked.append((not solution.feasible, solution.cost, first, found))
        ranked.sort(key=lambda one: one[:2])
        answers = [one[3] for one in ranked[:1]]
        if ranked and not stop():
            first = ranked[seed % 2 if len(ranked) > 1 else 0][2]
            longer = look(first, 1.0, iterations, guided=True)
            answers += [] if longer is None else [longer]
        return _best(problem, answers, on_route)


def _best(
    problem: RoutingProblem, answers: list[Routes], on_route: Callable[[Route], None] | None
) -> Solution:
    """Return the best of some answers, and show the routes of those that hold."""
    best = evaluate(problem, ())
    for routes in answers:
        solution = evaluate(problem, routes)
        if on_route is not None and solution.feasible:
            for route in routes:
                on_route(route)
        if (not solution.feasible, solution.cost) < (not best.feasible, best.cost):
            best = solution
    return best


def _laid(problem: RoutingProblem) -> OrtoolsGraph:
    graph = OrtoolsGraph(problem)
    lay_loads(graph)
    lay_choices(graph)
    return graph


def _search(
    graph: OrtoolsGraph,
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
    solver = graph.routing.solver()

    def look() -> None:
        if stop():
            solver.FinishCurrentSearch()

    graph.routing.AddAtSolutionCallback(look)
    answer = graph.routing.SolveWithParameters(parameters)
    return None if answer is None else _routes(graph, answer)


def _routes(graph: OrtoolsGraph, answer: Any) -> tuple[Route, ...]:
    found = []
    for vehicle, kind in enumerate(graph.types):
        steps = []
        index = answer.Value(graph.routing.NextVar(graph.routing.Start(vehicle)))
        while not graph.routing.IsEnd(index):
            step = graph.nodes[graph.manager.IndexToNode(index)].step
            assert step is not None
            steps.append(step)
            index = answer.Value(graph.routing.NextVar(index))
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
