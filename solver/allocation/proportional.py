"""Shares in proportion to need.

No food that could be used is withheld: the total is the largest that the rows allow. Among such
splits, each association comes as near as possible to the same proportion of its need in every
family; shortfalls are spread, since each further tenth of a shortfall weighs more than the one
before (a piecewise-linear form of least squares).
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_array, csr_array, eye_array, hstack, vstack

from solver.allocation.base import Floats, Split

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
        associations, families = split.need_kg.shape
        cell = split.association * families + split.family
        into = csr_array(
            (np.ones(arcs), (cell, np.arange(arcs))), shape=(associations * families, arcs)
        )
        need = split.need_kg.ravel()
        rows = vstack([split.rows, into], format="csr")
        limits = np.concatenate([split.limits, need])
        most = _solve(-np.ones(arcs), rows, limits, None)
        total = split.received(most)
        wanted = split.need_kg.sum(axis=0)
        level = np.divide(
            total.sum(axis=0), wanted, out=np.zeros(families), where=wanted > 0
        )
        target = (split.need_kg * level).ravel()
        # into @ kg + sum of the pieces of the shortfall >= target
        cells = associations * families
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
        return _solve(costs, program, bounds, upper)[:arcs]


def _solve(costs: Floats, rows: csr_array, limits: Floats, upper: Floats | None) -> Floats:
    high = np.full(len(costs), np.inf) if upper is None else upper
    answer = linprog(
        costs,
        A_ub=rows,
        b_ub=limits,
        bounds=np.stack([np.zeros(len(costs)), high], axis=1),
        method="highs",
    )
    if answer.status != 0:
        raise RuntimeError(f"the split has no solution: {answer.message}")
    kg: Floats = np.maximum(answer.x, 0.0)
    return kg
