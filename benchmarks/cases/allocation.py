"""The fair split at the size of a department: exact leximin, and whole lots."""

from __future__ import annotations

import importlib.util
import resource
import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_array, vstack

from benchmarks.registry import Case, register
from benchmarks.tables import Table
from solver.allocation.base import Floats, Split
from solver.allocation.fair_parts import fair_parts
from solver.allocation.leximin import Leximin
from solver.allocation.lots import Lots
from solver.allocation.picking import pick

ASSOCIATIONS, FAMILIES = 330, 60
PICKERS, LOTS = 50, 500
SPARSE, DENSE = 0.1, 1.0
OVER_KG = 1e-3
"""More than a limit by this much is a violation."""
DISTINCT = 1e-4
"""Levels this near count as one."""
PEER = (20, 10)
"""Associations and families at which the peer is measured: at 50 x 20 it takes minutes."""


def instance(seed: int, associations: int, families: int, density: float) -> Split:
    """Return a split with storage by temperature, refusals, and weeks of ledger.

    Needs are lognormal and present with the density given (a refusal is a need that is absent);
    supplies cover 30 to 90 % of them; stores hold 20 to 120 % of the needs they serve; each
    association comes with up to eight weeks behind it, 20 to 90 % served.
    """
    chance = np.random.default_rng(seed)
    need = np.where(
        chance.random((associations, families)) < density,
        chance.lognormal(3.0, 1.0, (associations, families)),
        0.0,
    )
    need[need.sum(axis=1) == 0, 0] = 20.0
    who, family = np.nonzero(need)
    arcs = np.arange(len(who))
    rows = [csr_array((np.ones(len(arcs)), (family, arcs)), shape=(families, len(arcs)))]
    limits = [need.sum(axis=0) * chance.uniform(0.3, 0.9, families)]
    cold = chance.random(families) < 0.4
    for group in (cold, ~cold):
        held = arcs[group[family]]
        rows.append(
            csr_array((np.ones(len(held)), (who[held], held)), shape=(associations, len(arcs)))
        )
        limits.append((need * group).sum(axis=1) * chance.uniform(0.2, 1.2, associations))
    due = need * chance.integers(0, 8, (associations, 1)).astype(np.float64)
    return Split(
        association=who,
        family=family,
        rows=vstack(rows, format="csr"),
        limits=np.concatenate(limits),
        need_kg=need,
        points=np.ones(families),
        floors=np.zeros(associations),
        past_kg=due * chance.uniform(0.2, 0.9, (associations, 1)),
        past_need_kg=due,
    )


def tied(split: Split, seed: int) -> Split:
    """Return a split whose families differ in points: stores tie them, flows do no longer."""
    chance = np.random.default_rng(seed)
    return replace(split, points=chance.choice([1.0, 1.5, 2.0, 3.0], len(split.points)))


def crates(seed: int, associations: int, number: int) -> Lots:
    """Return crates and pallets that any association may have, families drawn at random."""
    chance = np.random.default_rng(seed)
    families = 8
    need = chance.lognormal(4.5, 1.0, (associations, families))
    kg = chance.choice([8.0, 10.0, 15.0, 120.0], size=number, p=[0.4, 0.4, 0.15, 0.05])
    family = chance.integers(0, families, number)
    lot = np.repeat(np.arange(number), associations)
    who = np.tile(np.arange(associations), number)
    arcs = np.arange(len(lot))
    split = Split(
        association=who,
        family=family[lot],
        rows=csr_array((np.ones(len(lot)), (who, arcs)), shape=(associations, len(lot))),
        limits=need.sum(axis=1),
        need_kg=need,
        points=np.ones(families),
        floors=np.zeros(associations),
    )
    return Lots(
        split=split,
        lot=lot,
        kg=kg,
        units=np.ones(number, dtype=np.int64),
        fair=fair_parts(
            family,
            kg,
            np.ones((number, associations), dtype=np.bool_),
            need,
            split.points,
            split.floors,
        ),
        weeks=np.ones(len(lot), dtype=np.int64),
        account_kg=np.zeros_like(need),
        carried_kg=np.zeros_like(need),
        rank=np.arange(associations),
        turn=np.arange(number),
        alike=np.arange(associations),
        later=csr_array((associations, len(lot))),
    )


def _row(name: str, split: Split, rule: Callable[[Split], Floats]) -> dict[str, Any]:
    start, spent = time.perf_counter(), time.process_time()
    kg = rule(split)
    seconds, spent = time.perf_counter() - start, time.process_time() - spent
    levels = split.scopes()[-1].levels(kg)
    rows, limits = split.capped()
    return {
        "case": name,
        "arcs": len(kg),
        "seconds": seconds,
        "processor s": spent,
        "levels": len(np.unique(np.round(levels / DISTINCT))),
        "lowest": float(levels.min()),
        "violations": int((rows @ kg > limits + OVER_KG).sum()),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def run_case(options: Namespace) -> Table:
    """Measure leximin, tied by stores or not, whole lots, and the peer where it is installed."""
    big, small = (ASSOCIATIONS, FAMILIES), PEER
    if options.scale is not None:
        big, small = (10 * options.scale, 6), (6, 4)
    rows = []
    for seed in options.seeds or (1, 2, 3):
        sparse, dense = (instance(seed, *big, density) for density in (SPARSE, DENSE))
        rows += [
            _row("leximin, sparse", sparse, Leximin()) | {"seed": seed},
            _row("leximin, dense", dense, Leximin()) | {"seed": seed},
            _row("leximin, sparse, tied by stores", tied(sparse, seed), Leximin()) | {"seed": seed},
            _row("leximin, dense, tied by stores", tied(dense, seed), Leximin()) | {"seed": seed},
        ]
        lots = crates(seed, PICKERS if options.scale is None else 5, LOTS)
        start = time.perf_counter()
        units = pick(lots)
        seconds = time.perf_counter() - start
        kg = units * lots.kg[lots.lot]
        rows.append(
            {
                "case": "whole lots",
                "arcs": len(lots.lot),
                "seconds": seconds,
                "violations": int((lots.split.rows @ kg > lots.split.limits + OVER_KG).sum()),
                "given": int(units.sum()),
                "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "seed": seed,
            }
        )
    rows += _peer(small)
    worst = {
        name: max(row["seconds"] for row in rows if row["case"] == name)
        for name in dict.fromkeys(row["case"] for row in rows if "seed" in row)
    }
    figure = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in worst.items())
    return Table("allocation", tuple(rows), f"slowest of all seeds: {figure}")


def _peer(size: tuple[int, int]) -> list[dict[str, Any]]:
    """Return our time and the peer's on one instance without stores or ledger, if it is there."""
    if importlib.util.find_spec("cvxpy_leximin") is None:
        return [{"case": "cvxpy-leximin: not installed, left out"}]
    import cvxpy
    from cvxpy_leximin import Leximin as Peer
    from cvxpy_leximin import Problem

    split = instance(1, *size, DENSE)
    split = Split(
        association=split.association,
        family=split.family,
        rows=split.rows[: size[1]],
        limits=split.limits[: size[1]],
        need_kg=split.need_kg,
        points=split.points,
        floors=split.floors,
    )
    ours = _row("ours beside the peer", split, Leximin(even=False))
    start = time.perf_counter()
    kg = cvxpy.Variable(len(split.association), nonneg=True)
    table, limits = split.capped()
    scope = split.scopes()[-1]
    utility = [
        (scope.gains[[who]] @ kg)[0] / scope.entitled[who] for who in range(len(split.need_kg))
    ]
    Problem(Peer(utility), [table @ kg <= limits]).solve()
    theirs = {
        "case": "cvxpy-leximin",
        "arcs": len(split.association),
        "seconds": time.perf_counter() - start,
        "lowest": float(scope.levels(np.asarray(kg.value)).min()),
    }
    return [ours, theirs]


register(
    Case(
        name="allocation",
        summary="leximin for 330 associations and 60 families, and 500 whole lots",
        run=run_case,
        smoke={"seeds": [1], "scale": 1},
    )
)
