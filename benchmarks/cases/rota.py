"""Rotas of fictional towns: seconds, levels and their bounds, beside a rota by CP-SAT alone."""

from __future__ import annotations

import time
from argparse import Namespace

from benchmarks.made_rotas import made_rota
from benchmarks.peers.rotas import cp_sat_rota
from benchmarks.registry import Case, register
from benchmarks.tables import Table
from solver.programs.cp_sat import Limits
from solver.rota.plan import Asking, duties_asked, make_rota, rules_asked
from solver.rota.problem import rota_problem

Row = dict[str, object]
SIZES = ((59, 74, 1), (60, 200, 4), (500, 2000, 4), (300, 2000, 4))
"""People, places, weeks: the size of INFORMS 2015, a town, a large one, one that is short."""
BARS = {(60, 200): 0.5, (500, 2000): 5.0}
"""Seconds of a processor for the whole study: levels, reasons, whom to look for, the check."""
PEER_S, RULES_S = 20.0, 20.0


def run_case(options: Namespace) -> Table:
    """Make each rota, whole, then by CP-SAT, then with rules between people and week-ends."""
    rows: list[Row] = []
    missed = []
    made_rota_s(options.scale or 20)
    for people, places, weeks in SIZES:
        if options.scale is not None and places > options.scale:
            continue
        for seed in options.seeds or (1,):
            row = made_rota_s(people, places, weeks, seed)
            bar = BARS.get((people, places))
            if bar is not None and (float(str(row["cpu s"])) > bar or "no" in str(row["proved"])):
                missed.append(f"{people}/{places}")
                row["violations"] = int(str(row["violations"])) + 1
            rows += [row, _peer(people, places, weeks, seed, options.time_limit or PEER_S)]
    people, places, weeks = SIZES[1] if options.scale is None else (20, options.scale, 2)
    limit = options.time_limit or RULES_S
    rows.append(made_rota_s(people, places, weeks, 1, rules=True, seconds=limit))
    told = "held" if not missed else f"MISSED by {', '.join(missed)}"
    return Table(
        "rota",
        tuple(rows),
        f"{len(rows)} rotas; bars: 60/200 in 0.5 s of a processor, 500/2000 in 5 s, loads proved: "
        f"{told}",
    )


def made_rota_s(
    people: int,
    places: int = 40,
    weeks: int = 2,
    seed: int = 1,
    *,
    rules: bool = False,
    seconds: float = RULES_S,
) -> Row:
    """Return one rota measured: its seconds, whole, its levels with their bounds."""
    world = made_rota(seed, people, places, weeks, rules=rules)
    began, worked = time.perf_counter(), time.process_time()
    study = make_rota(world, Limits(seconds))
    took, work = time.perf_counter() - began, time.process_time() - worked
    levels = ", ".join(f"{one.level} {one.value:g} ≥ {one.bound:g}" for one in study.levels)
    return {
        "rota": f"{people}/{places}{' rules' if rules else ''}",
        "seed": seed,
        "by": "flow" if not rules else "flow + CP-SAT",
        "s": round(took, 2),
        "cpu s": round(work, 2),
        "filled": len(study.plan.placements),
        "of": sum(one.places for one in study.duties),
        "loads": next(int(one.value) for one in study.levels if one.level == "loads"),
        "proved": ", ".join(f"{one.level} {'yes' if one.proved else 'no'}" for one in study.levels),
        "levels": levels,
        "reasons": len(study.shortages),
        "violations": len(study.violations),
    }


def _peer(people: int, places: int, weeks: int, seed: int, seconds: float) -> Row:
    """Return the same rota by CP-SAT alone: rank by rank, then loads."""
    world = made_rota(seed, people, places, weeks)
    duties, _ = duties_asked(world, Asking())
    rules = rules_asked(world, duties, Asking())
    found = cp_sat_rota(rota_problem(duties, world.rota.volunteers, rules), seconds, seed)
    return {
        "rota": f"{people}/{places}",
        "seed": seed,
        "by": "CP-SAT alone",
        "s": round(found.seconds, 2),
        "cpu s": "",
        "filled": found.filled,
        "of": sum(one.places for one in duties),
        "loads": found.loads,
        "proved": "all yes" if found.proved else "no",
        "levels": "",
        "reasons": 0,
        "violations": 0,
    }


CASE = register(
    Case(
        "rota",
        "volunteers' rotas: seconds, levels proved, beside CP-SAT alone",
        run_case,
        smoke={"scale": 74, "time_limit": 1.0},
    )
)
