"""Calendars of openings: a town and a district, over a season and a year, each level's bound."""

from __future__ import annotations

import time
from argparse import Namespace
from typing import Any

from benchmarks.made_outlets import district
from benchmarks.peers.calendars import each_alone, greedy
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.openings_study import OpeningPlan
from models.scenario import Scenario
from solver.openings.asides import moved
from solver.openings.levels import calendar
from solver.openings.problem import CalendarProblem, calendar_problem
from solver.openings.waits import waits
from solver.programs.cp_sat import Limits
from solver.review.checks.openings import check_openings

SIZES = ((6, 5, 70), (60, 30, 70), (6, 5, 364))
LARGE = ((60, 30, 364),)
"""Outlets, groups and days; the large ones behind ``--full``."""
BARS_S = {(6, 70): 3, (60, 70): 30, (6, 364): 30, (60, 364): 300}
"""Seconds of a processor for the calendar, equal ones told apart, by outlets and days."""
DRAWS = (1, 2, 3)
MAY_BE_OPEN = {(60, 364)}
"""Sizes whose gap may be stated where there is no proof."""


def run_case(options: Namespace) -> Table:
    """Make calendars of made-up districts, the greedy one and each outlet's own beside them.

    Bars are in seconds of a processor: one search at a time is made, and clocks say little where a
    computer is shared.
    """
    from ortools.sat.python import cp_model

    del cp_model  # its import is not measured
    sizes = (*SIZES, *(LARGE if getattr(options, "full", False) else ()))
    if options.scale is not None:
        sizes = ((options.scale, 4, 35),)
    rows = []
    for outlets, groups, days in sizes:
        for seed in options.seeds or DRAWS:
            rows += _rows(outlets, groups, days, seed, options.time_limit)
    ours = [row for row in rows if row["calendar"] == "ramasse"]
    open_ = [row for row in ours if row["first open level"] != "none"]
    late = [row for row in ours if row["bar s"] and not _held(row)]
    for row in late:
        row["violations"] += 1
    sizes_of = {(row["outlets"], row["days"]) for row in ours}
    bars = [(size, bar) for size, bar in BARS_S.items() if size in sizes_of]
    missed = [f"{row['outlets']}/{row['days']}, seed {row['seed']}" for row in late]
    told = f"MISSED by {', '.join(missed)}" if missed else "held" if bars else "none"
    return Table(
        "openings",
        tuple(rows),
        f"{len(ours) - len(open_)} of {len(ours)} calendars proved at every level; "
        f"{max(row['cpu s'] for row in ours):.1f} s of a processor at most; bars, of a processor: "
        f"{', '.join(f'{n} outlets, {days} days in {bar} s' for (n, days), bar in bars)}: {told}",
    )


def _held(row: dict[str, Any]) -> bool:
    """Tell whether a calendar is proved in time; of a large year its gap is stated instead."""
    proved = row["first open level"] == "none" or (row["outlets"], row["days"]) in MAY_BE_OPEN
    return bool(proved and row["cpu s"] <= row["bar s"])


def _rows(
    outlets: int, groups: int, days: int, seed: int, limit: float | None
) -> list[dict[str, Any]]:
    world = Scenario.model_validate(district(outlets, groups, days, seed))
    problem = calendar_problem(world)
    size = {"outlets": outlets, "groups": len(problem.groups), "days": days, "seed": seed}
    began, clock = time.process_time(), time.monotonic()
    spent: dict[str, float] = {}
    stages: list[tuple[str, float]] = []

    def tell(stage: str) -> None:
        stages.append((stage, time.process_time()))

    bar = BARS_S.get((outlets, days))
    if limit is None and (outlets, days) in MAY_BE_OPEN:
        limit = bar
    answer = calendar(problem, Limits(limit, seed=seed), tell=tell)
    cpu, wall = time.process_time() - began, time.monotonic() - clock
    ends = [*(at for _, at in stages[1:]), began + cpu]
    for (stage, at), end in zip(stages, ends, strict=True):
        spent[stage] = end - at
    open_ = [one for one in answer.levels if not one.proved]
    first = open_[0] if open_ else None
    ours = size | {
        "calendar": "ramasse",
        "bar s": bar,
        "wall s": round(wall, 1),
        "cpu s": round(cpu, 1),
        "levels": len(answer.levels),
        "first open level": "none" if first is None else first.level,
        "value": None if first is None else first.value,
        "bound": None if first is None else first.bound,
        "all open": " ".join(f"{one.level}={one.value}/{one.bound}" for one in open_),
        "s by level": " ".join(f"{name}={value:.1f}" for name, value in spent.items()),
    }
    found = [ours | _measured(problem, answer.plan)]
    peers = {
        "today": problem.today,
        "each alone": each_alone(problem),
        "greedy": greedy(problem),
    }
    found += [size | {"calendar": name} | _measured(problem, plan) for name, plan in peers.items()]
    return found


def _measured(problem: CalendarProblem, plan: OpeningPlan) -> dict[str, Any]:
    waited = sorted(waits(problem, plan), reverse=True)
    return {
        "worst days": waited[0],
        "waits": " ".join(map(str, waited[:12])) + (" …" if waited[12:] else ""),
        "sum of waits": sum(waited),
        "moves": moved(problem, plan),
        "violations": len(check_openings(problem.scenario, plan)),
    }


register(
    Case(
        name="openings",
        summary="calendars of openings: 6 and 60 outlets, a season and a year, every level's bound",
        run=run_case,
        smoke={"seeds": [1], "scale": 5},
    )
)
