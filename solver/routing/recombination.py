"""Rounds of many solutions, chosen among again: a set partitioning (Rochat & Taillard 1995)."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from solver.programs.linear import minimise
from solver.programs.solved import INFINITY, Floats, NoSolutionError, SolveLimits
from solver.routing.base import Route, Solution
from solver.routing.evaluate import evaluate
from solver.routing.problem import RoutingProblem

READ_SHARE = 0.3
"""Of the time of the choice, to look at the rounds."""
POOL = 20_000
"""Rounds chosen among, at most: the cheapest for what they serve."""
LEAST_S = 0.05
"""Seconds of the choice itself, at least."""


@dataclass(frozen=True)
class PooledRoute:
    """A round that may be chosen."""

    route: Route
    serves: frozenset[int]
    """Its visits, and its shipments numbered after all visits."""
    cost: int
    """Of driving it, prizes left aside."""


def recombine(
    problem: RoutingProblem, routes: Iterable[Route], time_limit_s: float | None
) -> Solution | None:
    """Return the best choice among rounds that serves what must be, or none within the time.

    If there are too many rounds to look at in time, the last ones are left aside.
    """
    began = time.monotonic()
    until = INFINITY if time_limit_s is None else began + time_limit_s * READ_SHARE
    pool = _pooled(problem, routes, until)
    if not pool:
        return None
    left_s = INFINITY if time_limit_s is None else time_limit_s - (time.monotonic() - began)
    try:
        answer = minimise(
            _costs(problem, pool),
            _served(problem, pool),
            upper=1.0,
            whole=True,
            limits=SolveLimits(time_limit_s=max(LEAST_S, left_s)),
        )
    except NoSolutionError:
        return None
    chosen = np.flatnonzero(answer.values > 0.5)
    return evaluate(problem, tuple(pool[n].route for n in chosen))


def _pooled(problem: RoutingProblem, routes: Iterable[Route], until: float) -> list[PooledRoute]:
    """Return the rounds looked at by a moment: of those that serve the same, the cheapest."""
    chosen: dict[tuple[int, frozenset[int]], PooledRoute] = {}
    for route in routes:
        if time.monotonic() > until:
            break
        one = PooledRoute(route, frozenset(_serves(problem, route)), _cost(problem, route))
        known = chosen.get((route.vehicle, one.serves))
        if known is None or one.cost < known.cost:
            chosen[route.vehicle, one.serves] = one
    return sorted(chosen.values(), key=lambda one: one.cost / max(1, len(one.serves)))[:POOL]


def _served(
    problem: RoutingProblem, pool: Sequence[PooledRoute]
) -> tuple[csr_array, Floats, Floats]:
    """Return the rows of the choice, and their limits.

    Each visit and shipment once, or at most once where it is optional or in a group; each group
    once, or at most once; each type of vehicle at most as often as there are.
    """
    size = len(problem.visits) + len(problem.shipments)
    groups = sorted({v.group for v in problem.visits if v.group is not None})
    row_of_group = {group: size + n for n, group in enumerate(groups)}
    entries: list[tuple[int, int]] = []
    for column, one in enumerate(pool):
        entries += [(row, column) for row in one.serves]
        entries += [
            (row_of_group[group], column)
            for row in one.serves
            if row < len(problem.visits) and (group := problem.visits[row].group) is not None
        ]
        entries.append((size + len(groups) + one.route.vehicle, column))
    height = size + len(groups) + len(problem.vehicles)
    at = np.array(entries)
    table = csr_array((np.ones(len(at)), (at[:, 0], at[:, 1])), shape=(height, len(pool)))
    must = [v.required and v.group is None for v in problem.visits]
    must += [s.required for s in problem.shipments]
    needed = {v.group for v in problem.visits if v.required}
    must += [group in needed for group in groups] + [False] * len(problem.vehicles)
    most = [1.0] * (size + len(groups)) + [float(v.count) for v in problem.vehicles]
    return table, np.array(must, dtype=np.float64), np.array(most)


def _costs(problem: RoutingProblem, pool: Sequence[PooledRoute]) -> Floats:
    """Return what each round costs, less the prizes that it fetches."""
    prizes = [0 if v.required else v.prize for v in problem.visits]
    prizes += [0 if s.required else s.prize for s in problem.shipments]
    costs = [one.cost - sum(prizes[row] for row in one.serves) for one in pool]
    return np.array(costs).astype(np.float64)


def _serves(problem: RoutingProblem, route: Route) -> set[int]:
    """Return the visits of a route, and its shipments numbered after them."""
    return {
        step.index if step.kind == "visit" else len(problem.visits) + step.index
        for step in route.steps
        if step.kind in ("visit", "delivery")
    }


def _cost(problem: RoutingProblem, route: Route) -> int:
    """Return what a route costs by itself, prizes left aside."""
    left = sum(v.prize for v in problem.visits if not v.required)
    left += sum(s.prize for s in problem.shipments if not s.required)
    made = {step.index for step in route.steps if step.kind == "visit"}
    sent = {step.index for step in route.steps if step.kind == "delivery"}
    got = sum(problem.visits[n].prize for n in made if not problem.visits[n].required)
    got += sum(problem.shipments[n].prize for n in sent if not problem.shipments[n].required)
    return evaluate(problem, (route,)).cost - left + got
