"""No one worse off than alone: floors of points, the same in every rule."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from solver.allocation.base import Floats, Split
from solver.allocation.linear import minimise

SLACK = 1e-7
"""Relative slack on floors, so that rounding never makes the next program infeasible."""


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
