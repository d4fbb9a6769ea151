"""Ways of pooling in Aubagne, to the door, over three draws of what is assumed."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from benchmarks.registry import Case, register
from benchmarks.tables import Table
from models.study import Study
from scenarios import load
from solver.settings import Settings
from solver.study import run

VARIANTS = ("alone", "today", "hub", "direct")
DRAWS = ("", "_draw2", "_draw3")
TIME_LIMIT_S = 30.0


def _row(variant: str, draw: int, study: Study) -> dict[str, Any]:
    totals = study.totals
    alone = {balance.association: balance.points for balance in study.alone_balances}
    changes = [
        balance.points - alone[balance.association]
        for balance in study.balances
        if balance.association in alone
    ]
    return {
        "variant": variant,
        "draw": draw,
        "usable kg": round(totals.usable_kg),
        "share of need %": round(100 * totals.usable_kg / totals.need_kg, 1),
        "person-hours": round(totals.person_hours, 1),
        "vehicle-hours": round(totals.vehicle_hours, 1),
        "km": round(totals.km),
        "eur": round(totals.eur),
        "worse off": sum(change < -1 for change in changes),
        "least gain kg": round(min(changes)) if changes else None,
        "violations": len(study.violations),
    }


def run_case(options: Namespace) -> Table:
    """Plan each variant under each draw of the ownership that is assumed."""
    limit = options.time_limit or TIME_LIMIT_S
    seed = (options.seeds or (1,))[0]
    rows = []
    for variant in options.variants or VARIANTS:
        for number, draw in enumerate(DRAWS, start=1):
            scenario = load("aubagne", f"{variant}{draw}").scenario
            study = run(scenario, Settings(time_limit_s=limit, seed=seed, weeks=0))
            rows.append(_row(variant, number, study))
    food = {(row["variant"], row["draw"]): row["usable kg"] for row in rows}
    gains = [
        f"{variant} {min(g):+.0f} % to {max(g):+.0f} %"
        for variant in dict.fromkeys(row["variant"] for row in rows)
        if (variant, 1) in food and ("alone", 1) in food and variant != "alone"
        for g in [[100 * (food[variant, d] / food["alone", d] - 1) for d in (1, 2, 3)]]
    ]
    return Table("pooling", tuple(rows), "usable food against alone: " + ", ".join(gains))


register(
    Case(
        name="pooling",
        summary="Aubagne alone, as today, by hub and direct, over three draws of ownership",
        run=run_case,
        smoke={"time_limit": 1.0, "seeds": [1], "variants": ["alone"]},
    )
)
