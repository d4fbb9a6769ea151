"""Rules that divide each family by itself, as near as the ways of the food allow."""

from __future__ import annotations

import numpy as np
from scipy.sparse import block_array, csr_array, eye_array, hstack, vstack

from solver.allocation import division
from solver.allocation.base import Flags, Floats, Split, least_cost
from solver.allocation.division import Division
from solver.allocation.floors import floor_rows

STEPS = 10
"""Pieces of each shortfall; the k-th weighs k, so that shortfalls are spread."""
SLACK = 1e-6
"""Relative slack on totals, so that rounding never makes the next program infeasible."""
ROUNDS = 4
"""Times that what some cannot take is divided again between the others."""


class ByFamily:
    """Each family's estate divided between needs, then fitted to rows, needs and floors.

    Floors come first, then no food that could be used is withheld, rare families before the rest;
    the estate of a family is what can then be given of it. Where an association cannot have its
    award (storage, dates), what is left of it is divided again between the others. Earlier weeks
    do not count: the rule has no memory.
    """

    def __init__(self, name: str, divide: Division) -> None:
        """Name the rule, and say how one family is divided."""
        self.name = name
        self.divide = divide

    def __call__(self, split: Split) -> Floats:
        """Return the kg along each arc (A,)."""
        if not len(split.association):
            return np.zeros(0)
        rows, limits = _withheld(split)
        most = least_cost(-np.ones(len(split.association)), rows, limits)
        estate = split.received(most).sum(axis=0)
        blocked: Flags = np.zeros_like(split.need_kg, dtype=np.bool_)
        got, kg = np.zeros_like(split.need_kg), most
        for _ in range(ROUNDS):
            target = got.copy()
            for family, kg in enumerate(estate):
                free = ~blocked[:, family]
                left = max(0.0, kg - float(got[~free, family].sum()))
                target[free, family] = self.divide(split.need_kg[free, family], left)
            kg = fitted(split, rows, limits, target)
            got = split.received(kg)
            short = (got < target - np.maximum(1e-3, 1e-4 * target)) & ~blocked
            if not short.any():
                break
            blocked |= short
        return kg


def _withheld(split: Split) -> tuple[csr_array, Floats]:
    """Return rows and limits under which floors hold and no food that could be used is withheld."""
    rows, limits = split.capped()
    floors, least = floor_rows(split)
    rows, limits = vstack([rows, floors], format="csr"), np.concatenate([limits, least])
    for scope in split.scopes():
        weight = (np.diff(csr_array(scope.gains.T).indptr) > 0).astype(np.float64)
        most = least_cost(-weight, rows, limits)
        rows = vstack([rows, csr_array(-weight[None, :])], format="csr")
        limits = np.append(limits, -float(weight @ most) * (1 - SLACK) + SLACK)
    return rows, limits


def fitted(split: Split, rows: csr_array, limits: Floats, target: Floats) -> Floats:
    """Return the kg along each arc (A,) that come nearest to a target, shortfalls spread.

    Each tenth of a shortfall weighs more than the one before: a piecewise-linear form of least
    squares over associations and families.

    Parameters
    ----------
    rows, limits : (R, A), (R,)
        What the kg must keep: ``rows @ kg <= limits``.
    target : (I, F)
        What each association should have of each family, kg.

    Raises
    ------
    NoSolutionError
        When the rows contradict each other.
    """
    arcs = len(split.association)
    into = split.into()
    cells = split.need_kg.size
    pieces = hstack([eye_array(cells, format="csr")] * STEPS, format="csr")
    program = block_array([[rows, None], [-into, -pieces]], format="csr")
    wanted = target.ravel()
    bounds = np.concatenate([limits, -wanted])
    costs = np.concatenate([np.zeros(arcs), np.repeat(np.arange(1.0, STEPS + 1), cells)])
    upper = np.concatenate([np.full(arcs, np.inf), np.tile(wanted / STEPS, STEPS)])
    return least_cost(costs, program, bounds, upper)[:arcs]


DIVISIONS: dict[str, Division] = {
    "proportional": division.proportional,
    "equal_awards": division.equal_awards,
    "equal_losses": division.equal_losses,
    "talmud": division.talmud,
}
"""Equal losses, and any rule without memory, erase the small: they are here to be compared."""
