"""Independent searches on every core, their rounds pooled and recombined.

Each core runs PyVRP with a seed of its own, never restarted from another's best (its search
history would begin anew). At the end a set-partitioning program (HiGHS) picks the best rounds of
all (Rochat & Taillard 1995).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.sparse import csr_array

from solver.parallel import workers
from solver.programs.linear import INFINITY, NoSolutionError, SolveLimits, minimise
from solver.routing.base import SUPPORTED, Route, Solution, refuse_unsupported
from solver.routing.evaluate import evaluate
from solver.routing.problem import RoutingProblem
from solver.routing.pyvrp_engine import PyvrpEngine

RECOMBINE_SHARE = 0.03
"""Of the time, kept for choosing among the pooled rounds."""
LEAST_S = 0.25
"""Seconds of that choice, at least."""
APART = 1001
"""Between the seeds of the searches."""
READ_SHARE = 0.3
"""Of the time of that choice, to look at the rounds."""
POOL = 20_000
"""Rounds chosen among, at most: the cheapest for what they serve."""
EVERY = 500
"""Candidates between two whose rounds are pooled: looking at more slows the search down."""


class PortfolioEngine:
    """Plans what PyVRP plans, on all cores."""

    name = "portfolio"
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
        """Return the best solution found; see ``Engine.solve``."""
        refuse_unsupported(self.name, problem)
        began = time.monotonic()
        kept_s = 0.0
        if time_limit_s is not None:
            kept_s = min(time_limit_s / 2, max(LEAST_S, time_limit_s * RECOMBINE_SHARE))
        pools: list[dict[Route, None]] = [{} for _ in range(workers())]

        def search(number: int) -> Solution:
            return PyvrpEngine(every=EVERY).solve(
                problem,
                time_limit_s=None if time_limit_s is None else time_limit_s - kept_s,
                iterations=iterations,
                seed=seed + APART * number,
                stop=stop,
                on_route=lambda route: pools[number].setdefault(route),
            )

        with ThreadPoolExecutor(len(pools)) as executor:
            solutions = list(executor.map(search, range(len(pools))))
        best = min(solutions, key=_rank)
        routes = dict.fromkeys(route for solution in solutions for route in solution.routes)
        for pool in pools:
            routes.update(dict.fromkeys(reversed(pool)))
        if on_route is not None:
            for route in routes:
                on_route(route)
        left = None if time_limit_s is None else time_limit_s - (time.monotonic() - began)
        if best.feasible and not stop() and (left is None or left > LEAST_S / 2):
            made = recombine(problem, list(routes), left)
            if made is not None and _rank(made) < _rank(best):
                best = made
        return best


def _rank(solution: Solution) -> tuple[bool, int]:
    return not solution.feasible, solution.cost


def recombine(
    problem: RoutingProblem, routes: list[Route], time_limit_s: float | None
) -> Solution | None:
    """Return the best choice among rounds that serves what must be, or none within the time.

    If there are too many rounds to look at in time, the last ones are left aside.

    Rows: each visit and shipment once (at most once where optional, its prize counted), each
    group at most once, each type of vehicle at most as often as there are.
    """
    visits, shipments = len(problem.visits), len(problem.shipments)
    chosen: dict[tuple[int, frozenset[int]], tuple[int, Route]] = {}
    began = time.monotonic()
    for route in routes:
        if time_limit_s is not None and time.monotonic() - began > time_limit_s * READ_SHARE:
            break
        rows = frozenset(_rows(problem, route))
        cost = _cost(problem, route)
        known = chosen.get((route.vehicle, rows))
        if known is None or cost < known[0]:
            chosen[route.vehicle, rows] = (cost, route)
    pool = sorted(chosen.items(), key=lambda item: item[1][0] / max(1, len(item[0][1])))[:POOL]
    if not pool:
        return None
    size = visits + shipments
    groups = sorted({v.group for v in problem.visits if v.group is not None})
    data: list[tuple[int, int]] = []
    for column, ((vehicle, rows), _) in enumerate(pool):
        data += [(row, column) for row in rows]
        data += [
            (size + groups.index(group), column)
            for row in rows
            if row < visits and (group := problem.visits[row].group) is not None
        ]
        data.append((size + len(groups) + vehicle, column))
    height = size + len(groups) + len(problem.vehicles)
    table = np.array(data)
    matrix = csr_array((np.ones(len(data)), (table[:, 0], table[:, 1])), shape=(height, len(pool)))
    must = [v.required and v.group is None for v in problem.visits]
    must += [s.required for s in problem.shipments]
    needed = {v.group for v in problem.visits if v.required}
    low = [1.0 if one else 0.0 for one in must]
    low += [1.0 if group in needed else 0.0 for group in groups] + [0.0] * len(problem.vehicles)
    high = [1.0] * (size + len(groups)) + [float(v.count) for v in problem.vehicles]
    prizes = [0 if v.required else v.prize for v in problem.visits]
    prizes += [0 if s.required else s.prize for s in problem.shipments]
    costs = np.array([cost - sum(prizes[row] for row in rows) for (_, rows), (cost, _) in pool])
    left_s = INFINITY if time_limit_s is None else time_limit_s - (time.monotonic() - began)
    try:
        answer = minimise(
            costs.astype(np.float64),
            (matrix, np.array(low), np.array(high)),
            upper=1.0,
            whole=True,
            limits=SolveLimits(time_limit_s=max(LEAST_S / 5, left_s)),
        )
    except NoSolutionError:
        return None
    return evaluate(problem, tuple(pool[n][1][1] for n in np.flatnonzero(answer.values > 0.5)))


def _rows(problem: RoutingProblem, route: Route) -> set[int]:
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
