"""Need-weighted leximin: the lowest level as high as can be, then the next lowest, and so on.

A level is points received over points entitled to. Rare families come first: leximin on their
pooled points, those levels held, then leximin on all points. Each level is a linear program; an
association is held at its level only when its row has a strictly positive dual, since a row that
merely happens to be tight could still rise in another optimum (the trap of plain max-min, which
stops too early). Ogryczak, Pióro & Tomaszewski (2005) describe the scheme.
"""

from __future__ import annotations

import numpy as np

from solver.allocation.base import Floats, Scope, Split
from solver.allocation.evenness import evened
from solver.allocation.floors import floor_rows
from solver.allocation.food_network import network, settle
from solver.allocation.ladder import Ladder

SLACK = 1e-6
"""Slack at which levels are held, so that rounding never makes the next program infeasible."""
POSITIVE = 1e-6
"""Least share of all duals that counts as strictly positive."""


class Leximin:
    """The default by kg; see the module."""

    name = "leximin"

    def __init__(self, *, even: bool = True) -> None:
        """Spread families evenly too, if ``even``, among splits of the same levels."""
        self.even = even

    def __call__(self, split: Split) -> Floats:
        """Return the kg along each arc (A,)."""
        if not len(split.association):
            return np.zeros(0)
        net = network(split)
        if net is not None:
            scope = split.scopes()[-1]
            kg = settle(net, scope, _least(split))
            return evened(split, kg) if self.even else kg
        ladder = Ladder(split)
        if (split.floors > 0).any():
            ladder.at_most(*floor_rows(split))
        kg = np.zeros(len(split.association))
        for scope in split.scopes():
            kg = climb(ladder, scope)
        return evened(split, kg) if self.even else kg


def _least(split: Split) -> Floats:
    """(I,): points that everyone must get at least; the floors as far as they can be held."""
    least = np.zeros(len(split.floors))
    if (split.floors > 0).any():
        least[split.floors > 0] = -floor_rows(split)[1]
    return least


def climb(ladder: Ladder, scope: Scope) -> Floats:
    """Raise the levels of a scope one after another, hold them, and return the last split (A,), kg.

    An association is held when the dual of its row is strictly positive: in no optimum can it
    have more (Ogryczak, Pióro & Tomaszewski 2005).
    """
    served = np.diff(scope.gains.indptr) > 0
    ladder.lay(scope, np.flatnonzero((scope.entitled > 0) & served))
    kg = np.zeros(scope.gains.shape[1])
    while len(ladder.open):
        level, kg, duals = ladder.raise_level()
        bound = duals > POSITIVE
        # Rounding may blur every dual: the largest is then the one that binds.
        bound |= duals == duals.max()
        ladder.hold(ladder.open[bound], level, SLACK)
    return kg
