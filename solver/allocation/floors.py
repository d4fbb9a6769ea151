"""What every rule holds: no one worse off than alone; in a plan, nothing withheld."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from solver.allocation.base import Floats, Split
from solver.allocation.linear import minimise

TOTAL_SLACK = 1e-5
"""Relative slack on what must be given."""
SLACK = 1e-7
"""Relative slack on floors, so that rounding never makes the next program infeasible."""


def nothing_withheld(split: Split) -> Split:
    """Return a split in which rules give as much as can be given above the floors, in kg."""
    floors, least = floor_rows(split)
    rows, limits = split.capped()
    arcs = len(split.association)
    most = minimise(
        -np.ones(arcs),
        vstack([rows, floors], format="csr"),
        np.concatenate([limits, least]),
        None,
    )
    total = csr_array(-np.ones((1, arcs)))
    return replace(
        split,
        rows=vstack([split.rows, total], format="csr"),
        limits=np.append(split.limits, -float(most.sum()) * (1 - TOTAL_SLACK) + TOTAL_SLACK),
    )


def floor_rows(split: Split) -> tuple[csr_array, Floats]:
    """Return rows and limits that hold the floors, as far as they can all be held.

    The largest loss, relative to the floor, is minimised first; everyone then keeps at least the
    same share of its floor.

    Returns
    -------
    rows : (I', A)
        One per association that has a floor; ``rows @ kg <= limits``.
    limits : (I',)
        Points, negative.
    """
    who = np.flatnonzero(split.floors > 0)
    arcs = len(split.association)
    place = np.full(len(split.floors), -1)
    place[who] = np.arange(len(who))
    mine = np.flatnonzero(place[split.association] >= 0)
    rows = csr_array(
        (-split.points[split.family[mine]], (place[split.association[mine]], mine)),
        shape=(len(who), arcs),
    )
    floors = split.floors[who]
    if not len(who):
        return rows, floors
    limits = split.capped()
    loss = csr_array(-floors[:, None])
    nothing = csr_array((limits[0].shape[0], 1))
    program = vstack([hstack([limits[0], nothing]), hstack([rows, loss])], format="csr")
    costs = np.append(np.zeros(arcs), 1.0)
    least = minimise(costs, program, np.concatenate([limits[1], -floors]), None)[-1]
    return rows, -floors * (1 - min(1.0, least + SLACK))
