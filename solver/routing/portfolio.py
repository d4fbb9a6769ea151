"""Independent searches on every core, their rounds pooled and recombined.

Each core runs PyVRP with a seed and a memory of its own, never restarted from another's best (its
search history would begin anew). Where loads are all that binds, and HGS is installed, one core
runs that instead: on such problems alone it is far better. At the end a set-partitioning program
(HiGHS) picks the best rounds of all (Rochat & Taillard 1995).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from solver.parallel import workers
from solver.routing import hgs_engine
from solver.routing.base import SUPPORTED, Route, Solution, refuse_unsupported
from solver.routing.problem import RoutingProblem
from solver.routing.pyvrp_engine import PyvrpEngine
from solver.routing.recombination import recombine

RECOMBINE_SHARE = 0.03
"""Of the time, kept for choosing among the pooled rounds."""
LEAST_S = 0.25
"""Seconds of that choice, at least."""
APART = 1001
"""Between the seeds of the searches."""
MEMORIES = (0.02, 0.01)
"""How far back the searches look, as shares of the candidates to come, one core after the other."""
EVERY = 500
"""Candidates between two whose rounds are pooled: looking at more slows the search down."""
NOTHING = Solution((), 0, feasible=False)
"""What a search that came too late tells."""


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

        genetic = time_limit_s is not None and len(pools) > 1 and hgs_engine.plans(problem)

        def search(number: int) -> Solution:
            if genetic and time_limit_s is not None and number == len(pools) - 1:
                found = hgs_engine.solve(problem, time_limit_s - kept_s, seed, stop)
                return NOTHING if found is None else found
            return PyvrpEngine(EVERY, MEMORIES[number % len(MEMORIES)]).solve(
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
