"""Stock passed on between places on trips that take place anyway, with its bound."""

from __future__ import annotations

import time
from argparse import Namespace
from typing import Any

from benchmarks.made_stock import stocked_town
from benchmarks.peers.nearest_transfers import nearest
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from solver.programs.solved import SolveLimits
from solver.review.checks.transfers import check_transfers
from solver.transfers.plan import passed_on
from solver.transfers.problem import transfer_problem
from solver.transfers.reasons import lost_of
from solver.travel import matrix

SIZE = (60, 14, 500)
"""Places, days and lots."""
BAR_S, BAR_GAP = 5.0, 0.02
SEARCH = SolveLimits(4.0, gap=1e-4)


def run_case(options: Namespace) -> Table:
    """Plan transfers of made-up towns; the nearest place at a time beside them."""
    places, days, lots = SIZE
    if options.scale is not None:
        places, lots = options.scale, 6 * options.scale
    rows = [_row(places, days, lots, seed) for seed in options.seeds or (1, 2, 3)]
    slowest, gap = max(row["cpu s"] for row in rows), max(row["gap"] for row in rows)
    wrong = sum(row["violations"] for row in rows)
    worse = sum(row["saved kg"] < row["nearest saves kg"] for row in rows)
    if options.scale is None and (slowest > BAR_S or gap > BAR_GAP or wrong or worse):
        raise SystemExit(f"a bar is missed: {slowest:.1f} s, gap {gap:.1%}, {wrong} violations")
    return Table(
        "transfers",
        tuple(rows),
        f"{slowest:.1f} s of a processor at most (bar {BAR_S:.0f}); at most {gap:.2%} below the "
        f"bound (bar {BAR_GAP:.0%}); {wrong} violations",
    )


def _row(places: int, days: int, lots: int, seed: int) -> dict[str, Any]:
    world = stocked_town(places, days, lots, seed)
    travel = matrix(world)
    began, clock = time.process_time(), time.monotonic()
    problem = transfer_problem(world, travel)
    answer, plan = passed_on(problem, SEARCH)
    cpu, wall = time.process_time() - began, time.monotonic() - clock
    lost = sum(lost_of(problem, answer).values())
    saved, bound = problem.lost_kg - lost, problem.lost_kg - answer.levels["saved"].bound
    by_hand = problem.lost_kg - nearest(problem, travel)
    return {
        "places": places,
        "days": days,
        "lots": lots,
        "seed": seed,
        "arcs": len(problem.arcs),
        "cpu s": round(cpu, 2),
        "wall s": round(wall, 2),
        "bound for the bin kg": round(problem.lost_kg),
        "saved kg": round(saved, 1),
        "bound kg": round(bound, 1),
        "gap": (bound - saved) / bound if bound else 0.0,
        "nearest saves kg": round(by_hand, 1),
        "least cover days": round(answer.levels["cover"].value, 2),
        "handed over kg": round(sum(answer.arcs.values())),
        "hand-overs": len({(one.trip, one.giver, one.to) for one in plan.handovers}),
        "violations": len(check_transfers(world, travel, plan)),
    }


register(
    Case(
        name="transfers",
        summary="stock passed on: 60 places, 14 days, 500 lots, with its bound; the nearest beside",
        run=run_case,
        smoke={"seeds": [1], "scale": 6},
    )
)
