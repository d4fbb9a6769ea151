"""Among splits that give everyone the same points: the one that spreads families evenly."""

from __future__ import annotations

import numpy as np
from scipy.sparse import block_array, csr_array, eye_array, hstack, vstack

from solver.allocation.base import Floats, Split, least_cost

STEPS = 4
"""Pieces of each shortfall from an even split; the k-th weighs k."""
SLACK = 1e-6
"""Relative slack on the points kept."""


def evened(split: Split, kg: Floats) -> Floats:
    """Return a split of the same points per association, in which no family goes to a few.

    Every association comes as near as its ways allow to the same proportion of its need in each
    family; a further piece of a shortfall weighs more than the one before (a piecewise-linear
    form of least squares).

    Parameters
    ----------
    kg
        (A,): a split within the rows, needs and floors.
    """
    rows, limits = split.capped()
    total = split.received(kg)
    wanted = split.need_kg.sum(axis=0)
    families = len(split.points)
    level = np.divide(total.sum(axis=0), wanted, out=np.zeros(families), where=wanted > 0)
    cells = np.unique(split.association * families + split.family)
    target = (split.need_kg * level).ravel()[cells]
    keep = [scope.gains for scope in split.scopes()]
    least = [gains @ kg * (1 - SLACK) - SLACK for gains in keep]
    pieces = hstack([eye_array(len(cells), format="csr")] * STEPS, format="csr")
    held = vstack([rows, *(csr_array(-gains) for gains in keep)], format="csr")
    program = block_array([[held, None], [-split.into()[cells], -pieces]], format="csr")
    bounds = np.concatenate([limits, *(-points for points in least), -target])
    weight = np.repeat(np.arange(1.0, STEPS + 1), len(cells))
    need = np.tile(np.maximum(split.need_kg.ravel()[cells], 1e-9), STEPS)
    costs = np.concatenate([np.zeros(len(kg)), weight / need])
    upper = np.concatenate([np.full(len(kg), np.inf), np.tile(target / STEPS, STEPS)])
    return least_cost(costs, program, bounds, upper)[: len(kg)]
