"""What every rule holds: no one worse off than alone; in a plan, nothing withheld."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array, vstack

from solver.allocation.base import Floats, Scope, Split, least_cost
from solver.allocation.ladder import Ladder

TOTAL_SLACK = 1e-5
"""Relative slack on what must be given."""
SLACK = 1e-6
"""Relative slack on floors, so that rounding never makes the next program infeasible."""
POSITIVE = 1e-6
"""Least share of all duals that counts as strictly positive."""


def nothing_withheld(split: Split, least_kg: float | None = None) -> Split:
    """Return a split in which rules give as much as can be given above the floors, in kg.

    Parameters
    ----------
    least_kg
        What is enough to give, where a week's policy lets fairness cost some food.
    """
    floors, least = floor_rows(split)
    rows, limits = split.capped()
    arcs = len(split.association)
    most = least_cost(
        -np.ones(arcs), vstack([rows, floors], format="csr"), np.concatenate([limits, least])
    )
    total = csr_array(-np.ones((1, arcs)))
    given = float(most.sum()) * (1 - TOTAL_SLACK) - TOTAL_SLACK
    given = given if least_kg is None else min(given, least_kg)
    return replace(
        split,
        rows=vstack([split.rows, total], format="csr"),
        limits=np.append(split.limits, -given),
    )


def points_held(split: Split, worth: Floats, least: Floats) -> Split:
    """Return a split in which associations get some points at least, of some families.

    Parameters
    ----------
    worth : (F,)
        Points of a kg.
    least : (I,)
        Points; nothing is asked where there are none.
    """
    who = np.flatnonzero(least > 0)
    arcs = np.arange(len(split.association))
    gains = csr_array(
        (worth[split.family], (split.association, arcs)), shape=(len(least), len(arcs))
    )
    held = least[who] * (1 - TOTAL_SLACK) - TOTAL_SLACK
    return replace(
        split,
        rows=vstack([split.rows, -gains[who]], format="csr"),
        limits=np.concatenate([split.limits, -held]),
    )


def floor_rows(split: Split) -> tuple[csr_array, Floats]:
    """Return rows and limits that hold the floors, as far as they can be held.

    The largest loss, relative to the floor, is made as small as it can be, then the next largest:
    a floor that nothing can reach takes nothing from those of the others.

    Returns
    -------
    rows : (I', A)
        One per association that has a floor; ``rows @ kg <= limits``.
    limits : (I',)
        Points, negative.
    """
    who = np.flatnonzero(split.floors > 0)
    every = split.scope(np.ones(len(split.points), dtype=np.bool_))
    rows = csr_array(-every.gains[who])
    floors = split.floors[who]
    if not len(who):
        return rows, floors
    scope = Scope(every.gains, np.zeros_like(split.floors), split.floors, split.floors)
    served = who[np.diff(every.gains.indptr)[who] > 0]
    kept = np.zeros(len(split.floors))
    ladder = Ladder(split, highest=1.0)
    ladder.lay(scope, served)
    while len(ladder.open):
        level, _, duals = ladder.raise_level()
        if level >= 1 - SLACK:
            kept[ladder.open] = 1.0
            break
        bound = ladder.open[(duals > POSITIVE) | (duals == duals.max())]
        kept[bound] = max(0.0, level)
        ladder.hold(bound, level, SLACK)
    return rows, -floors * np.maximum(0.0, kept[who] - SLACK)
