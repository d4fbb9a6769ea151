"""Time and memory as a town grows: stores, associations, vehicles and people together."""

from __future__ import annotations

import multiprocessing
import resource
import time
from argparse import Namespace
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from benchmarks.registry import Case, register
from benchmarks.tables import Table
from benchmarks.town import town
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.settings import Budget
from solver.travel import matrix

TIME_LIMIT_S = 60.0
SCALES = (1, 2, 5, 10)


def measured(scale: int, limit_s: float, seed: int) -> dict[str, Any]:
    """Plan one town in a process of its own, and return what it took."""
    began = time.monotonic()
    scenario = town(1, scale)
    travel = matrix(scenario)
    built = time.monotonic()
    first: list[float] = []
    plan = plan_week(
        scenario,
        travel,
        Budget(limit_s, None),
        seed=seed,
        tell=lambda *_: first.append(time.monotonic() - built),
    ).plan
    planned = time.monotonic()
    violations = len(check(scenario, travel, plan))
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "scale": scale,
        "donors": len(scenario.donors),
        "associations": len(scenario.associations),
        "pick-ups": len(scenario.pickups),
        "travel s": built - began,
        "first plan s": first[0] if first else None,
        "plan s": planned - built,
        "check s": time.monotonic() - planned,
        "usable kg": plan.usable_kg,
        "violations": violations,
        "own MB": own / 1024,
        "largest worker MB": children / 1024,
    }


def run_case(options: Namespace) -> Table:
    """Plan towns of growing size, the same seconds each."""
    limit = options.time_limit or TIME_LIMIT_S
    seed = (options.seeds or (1,))[0]
    scales = [scale for scale in SCALES if scale <= (options.scale or SCALES[-1])]
    rows = []
    for scale in scales:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=context) as executor:
            rows.append(executor.submit(measured, scale, limit, seed).result())
    last = rows[-1]
    return Table(
        "scaling",
        tuple(rows),
        f"{last['scale']} Aubagnes, {last['pick-ups']} pick-ups: first plan "
        f"{last['first plan s']:.0f} s, {last['own MB'] + last['largest worker MB']:.0f} MB",
    )


register(
    Case(
        name="scaling",
        summary="time and memory as stores, associations and means grow by ten",
        run=run_case,
        smoke={"time_limit": 3.0, "seeds": [1], "scale": 1},
    )
)
