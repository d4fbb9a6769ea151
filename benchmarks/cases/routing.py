"""Routing on classic files: our portfolio beside plain PyVRP, OR-Tools and VROOM."""

from __future__ import annotations

import statistics
import threading
import time
from argparse import Namespace
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.instances import Instance, InstanceError, read
from benchmarks.peers import vroom
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from solver.parallel import workers
from solver.routing.base import Solution
from solver.routing.engines import engine
from solver.routing.portfolio import APART
from solver.routing.problem import RoutingProblem

TIME_LIMIT_S = 10.0
SEEDS = (1, 2, 3)
FILES = (
    "cvrp/X-n101-k25.vrp",
    "cvrp/X-n200-k36.vrp",
    "cvrp/X-n303-k21.vrp",
    "vrptw/R112.txt",
    "vrptw/RC204.txt",
    "vrptw/r1_2_3.txt",
    "pdptw/lr112.txt",
    "pdptw/LR2_2_6.txt",
)
Solve = Callable[[RoutingProblem, float, int], Solution]


def _ours(problem: RoutingProblem, limit_s: float, seed: int) -> Solution:
    return engine("portfolio").solve(
        problem, time_limit_s=limit_s, iterations=None, seed=seed, stop=lambda: False
    )


def _side_by_side(name: str) -> Solve:
    """Return the better of as many plain searches as there are cores, run together."""

    def solve(problem: RoutingProblem, limit_s: float, seed: int) -> Solution:
        halt = threading.Event()

        def one(number: int) -> Solution:
            return engine(name).solve(
                problem,
                time_limit_s=limit_s,
                iterations=None,
                seed=seed + APART * number,
                stop=halt.is_set,
            )

        with ThreadPoolExecutor(workers()) as executor:
            found = list(executor.map(one, range(workers())))
        return min(found, key=lambda solution: (not solution.feasible, solution.cost))

    return solve


def _vroom(problem: RoutingProblem, limit_s: float, seed: int) -> Solution:
    del seed
    return vroom.solve(problem, limit_s)


ENGINES: dict[str, Solve] = {
    "portfolio": _ours,
    "pyvrp": _side_by_side("pyvrp"),
    "ortools": _side_by_side("ortools"),
    "vroom": _vroom,
}


def run_case(options: Namespace) -> Table:
    """Route each file with each engine and seed, the same seconds and cores for all."""
    if options.data is None or not options.data.is_dir():
        return Table("routing", (), "routing: skipped, no --data folder of classic instances")
    limit = options.time_limit or TIME_LIMIT_S
    seeds = options.seeds or SEEDS
    rows: list[dict[str, Any]] = []
    for name in options.variants or FILES:
        path = Path(options.data) / name
        try:
            instance = read(path)
        except (OSError, InstanceError) as error:
            rows.append({"instance": name, "engine": f"skipped: {error}"})
            continue
        rows.extend(_row(instance, one, limit, seeds) for one in ENGINES)
    return Table("routing", tuple(rows), _figure(rows, limit))


def _row(instance: Instance, name: str, limit: float, seeds: tuple[int, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {"instance": instance.name, "engine": name}
    costs, seconds = [], []
    for seed in seeds[:1] if name == "vroom" else seeds:
        began = time.monotonic()
        try:
            found = ENGINES[name](instance.problem, limit, seed)
        except ImportError:
            return row | {"engine": f"{name} (not installed)"}
        seconds.append(time.monotonic() - began)
        if found.feasible:
            costs.append(found.cost / instance.scale)
    row |= {"seeds": len(seconds), "feasible": len(costs), "s": max(seconds)}
    if costs:
        row["median"] = statistics.median(costs)
        if instance.best is not None:
            row["best known"] = instance.best
            row["gap %"] = 100 * (row["median"] / instance.best - 1)
    return row


def _figure(rows: list[dict[str, Any]], limit: float) -> str:
    parts = []
    for name in ENGINES:
        gaps = [row["gap %"] for row in rows if row.get("engine") == name and "gap %" in row]
        if gaps:
            parts.append(f"{name} {statistics.fmean(gaps):.2f} %")
    return f"mean gap to best known, {limit:g} s, all cores: " + ", ".join(parts)


register(
    Case(
        name="routing",
        summary="classic instances (--data): portfolio, PyVRP, OR-Tools, VROOM, same seconds",
        run=run_case,
        smoke={"time_limit": 0.5, "seeds": [1]},
    )
)
