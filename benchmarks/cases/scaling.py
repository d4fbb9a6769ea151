"""How cost grows: with stores, associations, means, days, points and groups, each alone.

Each size is planned to its first plan in a process of its own; the exponent is the slope of the
logarithms. ``--full`` measures ten times each; otherwise ten times is told by the fit. With
``--cluster`` ten towns are planned by an existing Dask cluster, and by this computer.
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.best_known import FOOD_SHARE
from benchmarks.department import department
from benchmarks.grown import THINGS, grown, of_some
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from benchmarks.town import town
from models.scenario import Scenario
from scenarios import load
from solver.parallel import side_by_side, workers
from solver.pooling.coalition_values import Effort
from solver.pooling.sharing import share_costs
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.review.check_warehouse import check_warehouse
from solver.settings import Budget
from solver.travel import matrix
from solver.warehouse.allotment import allot
from solver.warehouse.docks import DockLimits, plan_docks
from solver.warehouse.place_claims import claims
from solver.warehouse.replenishment import replenish
from solver.warehouse.stock import plan_stock, room
from solver.warehouse.stock_facts import facts
from solver.week_search.compile_ahead import prepare

TIME_LIMIT_S = 60.0
"""Seconds that a first plan may take."""
MOST_MB = 2048.0
"""Memory that a plan may take, its workers with it."""
TEN = 10
SIZES = (1, 2, 4)
DAYS, GROUPS = (1, 2, 4, 6), (2, 3, 4)
"""Days of the week that are planned; associations that may go together, 2ⁿ − 1 groups of them."""
MOST_DAYS = 7
"""Of a week: it is not ten times longer."""
POINTS = 33
"""Points of the smallest warehouse."""
GROUP_S = 1.0
"""Seconds of each plan of a group, at most."""
TOWNS, TOWN_S = 10, 5.0
"""Towns planned side by side, and the seconds of each."""
Row = dict[str, Any]


def planned(thing: str, size: int, limit_s: float, seed: int) -> Row:
    """Plan a week to its first plan; what it took of time and memory."""
    return {"what": thing, "size": size} | _first_plan(grown(thing, size), limit_s, seed)


def _first_plan(scenario: Scenario, limit_s: float, seed: int) -> Row:
    travel, stop, first = matrix(scenario), threading.Event(), list[float]()
    began = time.monotonic()

    def tell(*_: object) -> None:
        first.append(time.monotonic() - began)
        stop.set()

    plan = plan_week(scenario, travel, Budget(limit_s, None, stop), seed=seed, tell=tell).plan
    return {
        "pick-ups": len(scenario.pickups),
        "s": first[0] if first else math.inf,
        "MB": _peak_mb(),
        "usable kg": plan.usable_kg,
        "violations": len(check(scenario, travel, plan)),
    }


def supplied(thing: str, size: int, limit_s: float, seed: int) -> Row:
    """Supply the points of a warehouse for a week, to the first plan of nearly all that is due."""
    prepare()
    scenario = department(POINTS * size)
    warehouse = scenario.warehouse
    assert warehouse is not None
    known = facts(scenario)
    surface = np.array([network.surface_share for network in warehouse.admitted])
    allotment = allot(claims(scenario, known), warehouse.allotment, surface)
    stock = plan_stock(known, room(known, allotment.shares))
    stop, first = threading.Event(), list[float]()
    began = time.monotonic()

    def tell(kg: int, due: int) -> None:
        if kg >= FOOD_SHARE * due:
            first.append(time.monotonic() - began)
            stop.set()

    found, travel = replenish(scenario, stock, Budget(limit_s, None, stop), seed=seed, tell=tell)
    assert found is not None
    fed = found.got_kg >= FOOD_SHARE * found.due_kg
    docks, found = plan_docks(scenario, found, found.week, DockLimits(seed=seed))
    assert found is not None
    return {
        "what": thing,
        "size": size,
        "s": first[0] if first else limit_s if fed else math.inf,
        "MB": _peak_mb(),
        "usable kg": found.got_kg,
        "violations": len(check_warehouse(scenario, travel, allotment, stock, found, docks)),
    }


def grouped(thing: str, size: int, limit_s: float, seed: int) -> Row:
    """Plan every group of some associations, as shared costs are settled by."""
    del limit_s
    began = time.monotonic()
    scenario = of_some(load("aubagne", "hub").scenario, size)
    study = share_costs(scenario, Effort(GROUP_S, seeds=(seed,)))
    return {
        "what": thing,
        "size": 2**size - 1,
        "s": time.monotonic() - began,
        "MB": _peak_mb(),
        "violations": 2**size - 1 - len(study.values),
    }


def _peak_mb() -> float:
    """Return the memory of this process and of its largest worker, at their largest."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status = Path("/proc/self/status")
    if status.exists():  # a new process is told the size of the one that began it, elsewhere
        told = status.read_text(encoding="ascii").partition("VmHWM:")[2]
        own = int(told.split()[0]) if told else own
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def exponent(rows: Sequence[Row], figure: str) -> float:
    """Return the slope of the logarithm of a figure over that of the size."""
    sizes = np.log([row["size"] for row in rows])
    found = np.log([max(row[figure], 1e-3) for row in rows])
    return float(np.polyfit(sizes, found, 1)[0])


def _fit(rows: Sequence[Row], limit_s: float) -> Row:
    """Return how seconds and memory grow, and what of them breaks at ten times the smallest."""
    base, whole = rows[0], [row for row in rows if math.isfinite(row["s"])]
    if len(whole) < 2:
        return {"what": f"{base['what']}, fit", "breaks": "not told: too few sizes have a plan"}
    slopes = {figure: exponent(whole, figure) for figure in ("s", "MB")}
    # no week has more days than seven
    most = MOST_DAYS if base["what"] == "days" else TEN
    ten = {figure: base[figure] * most**slope for figure, slope in slopes.items()}
    ten |= {f: row[f] for row in rows if row["size"] == most * base["size"] for f in ten}
    over = {"s": ten["s"] / limit_s, "MB": ten["MB"] / MOST_MB}
    first = max(over, key=lambda figure: over[figure])
    return {
        "what": f"{base['what']}, fit",
        "s grows by": slopes["s"],
        "MB grows by": slopes["MB"],
        "s at ten times": ten["s"],
        "MB at ten times": ten["MB"],
        "breaks": ("time" if first == "s" else "memory") if over[first] > 1 else "nothing",
    }


def one_town(seed: int, limit_s: float) -> Row:
    """Plan one town of a department; done where a worker is free."""
    scenario = town(seed, 1)
    travel = matrix(scenario)
    plan = plan_week(scenario, travel, Budget(limit_s, None), seed=1).plan
    return {"kg": plan.usable_kg, "violations": len(check(scenario, travel, plan))}


def _department(cluster: str | None) -> Row:
    """Plan ten towns side by side, here or on a cluster."""
    tasks = [(seed, TOWN_S) for seed in range(1, TOWNS + 1)]
    began = time.monotonic()
    with side_by_side(cluster) as found:
        made = found.gather(one_town, tasks, threading.Event(), lambda *_: None)
        slots = found.slots
    done = [one for one in made.values() if isinstance(one, dict)]
    return {
        "what": "ten towns, this computer" if cluster is None else "ten towns, cluster",
        "size": len(done),
        "slots": slots,
        "s": time.monotonic() - began,
        "usable kg": sum(one["kg"] for one in done),
        "violations": sum(one["violations"] for one in done) + TOWNS - len(done),
    }


def run_case(options: Namespace) -> Table:
    """Grow each thing alone, in a process of its own; then ten towns, where a cluster is given."""
    limit, seed = options.time_limit or TIME_LIMIT_S, (options.seeds or (1,))[0]
    sizes = (*SIZES, TEN) if options.full else SIZES
    work: list[tuple[Callable[..., Row], str, Sequence[int]]] = [
        *((planned, thing, DAYS if thing == "days" else sizes) for thing in THINGS),
        (supplied, "points", sizes),
        (grouped, "groups", (*GROUPS, 6) if options.full else GROUPS),
    ]
    rows: list[Row] = []
    fits: list[Row] = []
    for task, thing, wanted in work:
        found = [
            _apart(task, thing, size, limit, seed)
            for size in wanted
            if size <= max(options.scale or max(wanted), min(wanted))
        ]
        rows += found
        fits.append(_fit(found, limit))
    if options.cluster is not None:
        rows += [_department(None), _department(options.cluster)]
    grow = ", ".join(
        f"{thing} {one['s grows by']:.1f}"
        for (_, thing, _), one in zip(work, fits, strict=True)
        if "s grows by" in one
    )
    broken = [
        f"{thing} ({one['breaks']})"
        for (_, thing, _), one in zip(work, fits, strict=True)
        if one["breaks"] in ("time", "memory")
    ]
    told = f"at ten times break: {', '.join(broken)}" if broken else "at ten times nothing breaks"
    return Table(
        "scaling",
        (*rows, *fits),
        f"a first plan grows as size to the power of: {grow}; {told} (bars: {limit:g} s and "
        f"{MOST_MB:g} MB, {workers()} processors)",
    )


def _apart(task: Callable[..., Row], thing: str, size: int, limit_s: float, seed: int) -> Row:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as executor:
        return executor.submit(task, thing, size, limit_s, seed).result()


register(
    Case(
        name="scaling",
        summary="how time and memory grow with each thing alone; ten towns on a Dask cluster",
        run=run_case,
        smoke={"time_limit": 3.0, "seeds": [1], "scale": 1},
    )
)
