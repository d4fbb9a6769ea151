"""Shares in proportion to need.

Floors come first; then no food that could be used is withheld: the total is the largest that the
rows allow. Among such
splits, each association comes as near as possible to the same proportion of its need in every
family; shortfalls are spread, since each further tenth of a shortfall weighs more than the one
before (a piecewise-linear form of least squares).
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import block_array, csr_array, eye_array, hstack, vstack

from solver.allocation.base import Floats, Split
from solver.allocation.floors import floor_rows
from solver.allocation.linear import minimise

STEPS = 10
"""Pieces of each shortfall; the k-th weighs k."""
SLACK = 1e-6
"""Relative slack on the total, so that rounding never makes the second program infeasible."""


class Proportional:
    """The same proportion of need for everyone, as far as the ways of the food allow."""

    name = "proportional"

    def __call__(self, split: Split) -> Floats:
        """Return the kg along each arc; see the module for the rule."""
        arcs = len(split.association)
        if not arcs:
            return np.zeros(0)
        families = split.need_kg.shape[1]
        rows, limits = split.capped()
        floors, least = floor_rows(split)
        rows = vstack([rows, floors], format="csr")
        limits = np.concatenate([limits, least])
        most = minimise(-np.ones(arcs), rows, limits, None)
        total = split.received(most)
        wanted = split.need_kg.sum(axis=0)
        level = np.divide(total.sum(axis=0), wanted, out=np.zeros(families), where=wanted > 0)
        target = (split.need_kg * level).ravel()
        # into @ kg + sum of the pieces of the shortfall >= target
        into = split.into()
        cells = split.need_kg.size
        pieces = hstack([eye_array(cells, format="csr")] * STEPS, format="csr")
        program = block_array(
            [
                [rows, None],
                [-into, -pieces],
                [csr_array(-np.ones((1, arcs))), None],
            ],
            format="csr",
        )
        bounds = np.concatenate([limits, -target, [-most.sum() * (1 - SLACK)]])
        costs = np.concatenate([np.zeros(arcs), np.repeat(np.arange(1.0, STEPS + 1), cells)])
        upper = np.concatenate([np.full(arcs, np.inf), np.tile(target / STEPS, STEPS)])
        return minimise(costs, program, bounds, upper)[:arcs]
