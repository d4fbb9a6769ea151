"""Among splits that give everyone the same points: the one that spreads families evenly."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, eye_array, hstack, vstack

from solver.allocation.base import Floats, Split
from solver.programs.linear import LinearProgram

STEPS = 4
"""Pieces of each shortfall from an even split; the k-th weighs k."""
SLACK = 1e-6
"""Relative slack on the points kept."""


def evened(split: Split, kg: Floats) -> Floats:
    """Return a split of the same points per association, in which no family goes to a few.

    Every association comes as near as its ways allow to the same proportion of its need in each
    family; a further piece of a shortfall weighs more than the one before (a piecewise-linear
    form of least squares). Where a family comes along one arc alone, the pieces of its shortfall
    are pieces of that arc: rows are then those of stocks, stores and points alone.

    Parameters
    ----------
    kg
        (A,): a split within the rows, needs and floors.
    """
    total = split.received(kg)
    wanted = split.need_kg.sum(axis=0)
    families = len(split.points)
    level = np.divide(total.sum(axis=0), wanted, out=np.zeros(families), where=wanted > 0)
    target = (split.need_kg * level).ravel()
    need = split.need_kg.ravel()
    cell = split.association * families + split.family
    several = np.bincount(cell, minlength=len(need)) > 1
    cells = np.flatnonzero(several)
    keep = [scope.gains for scope in split.scopes()]
    least = [gains @ kg * (1 - SLACK) - SLACK for gains in keep]
    held = vstack([split.rows, *(csr_array(-gains) for gains in keep)], format="csr")
    limits = np.concatenate([split.limits, *(-points for points in least)])
    weight = np.arange(STEPS, 0.0, -1.0)
    alone = np.flatnonzero(~several[cell])
    size = np.tile(target[cell[alone]] / STEPS, STEPS)
    costs = np.concatenate(
        [
            np.zeros(len(kg)),
            -np.repeat(weight, len(alone)) / np.tile(_weighed(need[cell[alone]]), STEPS),
            np.repeat(weight, len(cells)) / np.tile(_weighed(need[cells]), STEPS),
        ]
    )
    over = np.where(several[cell], np.inf, np.maximum(need - target, 0.0)[cell])
    upper = np.concatenate([over, size, np.tile(target[cells] / STEPS, STEPS)])
    by_piece = hstack([held, *[held[:, alone]] * STEPS], format="csr")
    program = LinearProgram(presolve=False)
    program.add_columns(len(costs), costs=costs, upper=upper)
    pieces = csr_array((by_piece.shape[0], len(cells) * STEPS))
    program.add_rows(hstack([by_piece, pieces], format="csr"), -np.inf, limits)
    if len(cells):
        into, short = split.into()[cells], hstack([eye_array(len(cells))] * STEPS)
        none = csr_array((len(cells), len(alone) * STEPS))
        program.add_rows(hstack([into, none, short], format="csr"), target[cells], np.inf)
        program.add_rows(
            hstack([into, none, csr_array(short.shape)], format="csr"), -np.inf, need[cells]
        )
    found = np.maximum(program.solve().values, 0.0)
    along = found[: len(kg)]
    along[alone] += found[len(kg) :][: len(size)].reshape(STEPS, -1).sum(axis=0)
    return along


def _weighed(need: Floats) -> Floats:
    """Return needs by which shortfalls are divided."""
    return np.maximum(need, 1e-9)
