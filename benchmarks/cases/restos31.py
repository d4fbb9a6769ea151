"""A real week of a real network: euros, kilometres, vehicles, and the gap to the bound."""

from __future__ import annotations

import statistics
from argparse import Namespace
from pathlib import Path
from typing import Any, get_args

from benchmarks.instances import InstanceError
from benchmarks.registry import Case, register
from benchmarks.restos31.week import Result, Times, Week, best, plan_week, save_plan, weeks
from benchmarks.tables import Table
from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.deliveries.least_cost import least_cost
from solver.ramasse.solve import plan_week as solve_week
from solver.settings import Budget
from solver.week_search.compile_ahead import prepare

TIME_LIMIT_S = 60.0
BOUND_S = 60.0
"""Seconds in which the bound of a week is proved, apart from those of its plans, at most."""
SEEDS = (1, 2, 3)
WEEKS = (1, 2)


def solve(scenario: Scenario, travel: TravelMatrix, budget: Budget, seed: int) -> Plan:
    """Return a plan."""
    return solve_week(scenario, travel, budget, seed=seed).plan


def bound_eur(week: Week, time_limit_s: float) -> float | None:
    """Return what no plan of a week that serves everything costs less than, with its own time."""
    least = least_cost(*week.read(), time_limit_s)
    if least is None:
        return None
    print(f"{week.name}, week {week.number}: bound {least.value_eur:.2f} EUR. {least.method.en}")
    return least.value_eur


def run_case(options: Namespace) -> Table:
    """Plan instances of a folder.

    ``--out`` is a folder for the figures, as for any case, or a file for the plan of one week.

    Raises
    ------
    InstanceError
        When the folder, an instance, or a place to write cannot be used.
    """
    if options.data is None:
        return Table("restos31", (), "restos31: skipped, no folder of instances (--data)")
    times: list[Times] = list(options.variants or ("rule",))
    unknown = [one for one in times if one not in get_args(Times)]
    if unknown:
        raise InstanceError(f"--variants: found {', '.join(unknown)}; expected: rule, peak.")
    planned = weeks(
        Path(options.data), list(options.instance or ()), list(options.week or WEEKS), times
    )
    out: Path | None = options.out
    if out is not None and not out.is_dir():
        _writable(out, len(planned))
    prepare()
    results: list[Result] = []
    limit = options.time_limit or TIME_LIMIT_S
    for week in planned:
        bound = bound_eur(week, min(limit, BOUND_S))
        for seed in options.seeds or SEEDS:
            results.append(plan_week(week, solve, Budget(limit, None), seed, bound))
            for line in results[-1].said:
                print(f"{week.name}, week {week.number}, seed {seed}: {line}")
    if out is not None and not out.is_dir():
        save_plan(best(results).plan, out)
    rows = tuple(result.row for result in results)
    return Table("restos31", rows, figure(rows))


def _writable(out: Path, planned: int) -> None:
    if planned != 1:
        raise InstanceError(
            f"--out: {planned} weeks to plan; expected: one, to write its plan. Give --instance "
            "and --week, or no --out."
        )
    if not out.parent.is_dir():
        raise InstanceError(f"--out: {out} cannot be written; expected: a file in a folder.")


def figure(rows: tuple[dict[str, Any], ...]) -> str:
    """Return the line to quote: the median euros of each week, and what is wrong."""
    if any(row["violations"] for row in rows):
        return "restos31: the checker found violations"
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        peak = ", peak times" if row["variant"] == "peak" else ""
        found.setdefault(f"{row['instance']} week {row['week']}{peak}", []).append(row)
    parts = []
    for name, mine in found.items():
        eur = statistics.median(row["eur"] for row in mine)
        bounds = [row["bound eur"] for row in mine if row["bound eur"]]
        gap = f", {100 * (eur / max(bounds) - 1):.1f} % over the bound" if bounds else ""
        left = max(row["left"] for row in mine)
        parts.append(f"{name} {eur:.2f} EUR{gap}" + (f", {left} LEFT" if left else ""))
    return "; ".join(parts)


register(
    Case(
        name="restos31",
        summary="a real week of deliveries and pick-ups (--data, --instance, --week)",
        run=run_case,
        smoke={},
        writes=True,
    )
)
