"""Classics in the forms that food aid has: our engines beside plain PyVRP, judged from the files.

Heterogeneous fleets, several depots with windows, several trips with release times: the portfolio.
Periodic weeks: the week's search. Every plan is judged from the numbers of its file.
"""

from __future__ import annotations

import statistics
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.cases.routing import ENGINES
from benchmarks.classics.fleet import Classic, read_classic
from benchmarks.classics.judge import Verdict, judged
from benchmarks.classics.periodic import Periodic, judged_week, read_periodic
from benchmarks.classics.periodic_week import planned
from benchmarks.instances import InstanceError
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from solver.settings import Budget
from solver.week_search.compile_ahead import prepare

KINDS = ("hfvrp", "mdvrptw", "mtvrptwr", "pvrp")
QUICK = ("hfvrp/X101-FSMFD.vrp", "hfvrp/X200-HD.vrp", "mdvrptw/PR11A.vrp", "mtvrptwr/R203R0.75.vrp")
"""Routed without ``--full``, beside all periodic weeks."""
QUICK_S, QUICK_WEEK_S = 8.0, 18.0
LIMIT_S, WEEK_S = 10.0, 60.0
SEEDS, WEEK_SEEDS = (1, 2, 3, 4, 5), (1, 2, 3)
ABOVE, WEEK_GAP = 0.1, 1.0
"""Bars: points above plain PyVRP on a file, at most; % above the best known week, at most."""
Judged = Callable[[float, int], Verdict]


def run_case(options: Namespace) -> Table:
    """Plan each file with each engine and seed, the same seconds and cores for all."""
    if options.data is None or not options.data.is_dir():
        return Table("classics", (), "classics: skipped, no --data folder of classic instances")
    folder = Path(options.data)
    files = options.variants or (_all(folder) if options.full else [*QUICK, *_weeks(folder)])
    rows: list[dict[str, Any]] = []
    for name in files:
        try:
            rows += _rows(folder / name, options)
        except (OSError, InstanceError) as error:
            rows.append({"instance": name, "engine": f"skipped: {error}"})
    return Table("classics", tuple(rows), _figure(rows))


def _all(folder: Path) -> list[str]:
    fleets = sorted(path for kind in KINDS[:-1] for path in (folder / kind).glob("*.vrp"))
    return [str(path.relative_to(folder)) for path in fleets] + _weeks(folder)


def _weeks(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in sorted((folder / "pvrp").glob("*.txt"))]


def _rows(path: Path, options: Namespace) -> list[dict[str, Any]]:
    """Return the rows of one file: of each engine that plans its kind."""
    if path.suffix == ".txt":
        week = read_periodic(path)
        prepare()
        limit = options.time_limit or (WEEK_S if options.full else QUICK_WEEK_S)
        seeds = options.seeds or (WEEK_SEEDS if options.full else WEEK_SEEDS[:1])
        return [_row(week.name, "week search", _of_week(week), week.best, limit, seeds)]
    classic = read_classic(path)
    names = ("portfolio", "pyvrp", "vroom")[: 3 if path.parent.name == "hfvrp" else 2]
    limit = options.time_limit or (LIMIT_S if options.full else QUICK_S)
    seeds = options.seeds or (SEEDS if options.full else SEEDS[:1])
    return [
        _row(classic.raw.name, name, _of_fleet(classic, name), classic.best, limit, seeds)
        for name in names
    ]


def _of_week(week: Periodic) -> Judged:
    return lambda limit, seed: judged_week(week, planned(week, Budget(limit, None), seed))


def _of_fleet(classic: Classic, name: str) -> Judged:
    return lambda limit, seed: judged(
        classic.raw, classic.told(ENGINES[name](classic.problem, limit, seed))
    )


def _row(
    instance: str, name: str, plan: Judged, best: float, limit: float, seeds: tuple[int, ...]
) -> dict[str, Any]:
    row: dict[str, Any] = {"instance": instance, "engine": name}
    costs, faults, seconds = [], 0, []
    for seed in seeds[:1] if name == "vroom" else seeds:
        began = time.monotonic()
        try:
            verdict = plan(limit, seed)
        except ImportError:
            return row | {"engine": f"{name} (not installed)"}
        seconds.append(time.monotonic() - began)
        if verdict.faults:
            faults += 1
        else:
            costs.append(verdict.cost)
    row |= {"seeds": len(seconds), "faulty": faults, "s": max(seconds), "best known": best}
    if costs:
        row["median"] = statistics.median(costs)
        row["gap %"] = 100 * (row["median"] / best - 1)
    return row


def _figure(rows: list[dict[str, Any]]) -> str:
    """Return the gaps of each engine, and whether the bars hold; rows that miss them are marked."""
    gaps: dict[str, dict[str, float]] = {}
    for row in rows:
        if "gap %" in row:
            gaps.setdefault(row["engine"], {})[row["instance"]] = row["gap %"]
    ours, plain = gaps.get("portfolio", {}), gaps.get("pyvrp", {})
    for row in rows:
        gap = row.get("gap %")
        mine = row["engine"] in ("portfolio", "week search")
        over = gap is not None and (
            (row["engine"] == "week search" and gap > WEEK_GAP)
            or (row["engine"] == "portfolio" and gap > plain.get(row["instance"], gap) + ABOVE)
        )
        row["violations"] = int(mine and (over or row.get("faulty", 0) > 0))
    parts = [f"{name} {statistics.fmean(one.values()):.2f} %" for name, one in gaps.items()]
    missed = [row["instance"] for row in rows if row["violations"]]
    below = statistics.fmean(ours.values()) <= statistics.fmean(plain.values()) if ours else True
    if ours and not below:
        rows[-1]["violations"] = 1
    verdict = f"missed: {', '.join(missed) or 'mean'}" if missed or not below else "all hold"
    return (
        f"mean gap to best known: {', '.join(parts)}; bars (at most {ABOVE} point above plain "
        f"PyVRP on a file and not above it on the mean, weeks within {WEEK_GAP:g} %): {verdict}"
    )


register(
    Case(
        name="classics",
        summary="fleets, depots, trips and weeks of classic files (--data), judged from the files",
        run=run_case,
        smoke={"time_limit": 0.5, "seeds": [1]},
    )
)
