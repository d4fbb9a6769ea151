"""Need-weighted leximin: the lowest level as high as can be, then the next lowest, and so on.

A level is points received over points entitled to. Rare families come first: leximin on their
pooled points, those levels held, then leximin on all points. Where food flows through a network,
maximum flows find it (``food_network``); else linear programs do (``cuts``). An association is held
at a level only when it can have more in no optimum: one whose row merely happens to be tight could
still rise in another (the trap of plain max-min, which stops too early).
"""

from __future__ import annotations

import numpy as np

from solver.allocation.base import Floats, Split
from solver.allocation.cuts import Levels
from solver.allocation.evenness import evened
from solver.allocation.floors import floor_rows
from solver.allocation.food_network import network, settle


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
        levels = Levels(split)
        if (split.floors > 0).any():
            levels.at_most(*floor_rows(split))
        kg = np.zeros(len(split.association))
        for scope in split.scopes():
            kg = levels.climb(scope)
        return evened(split, kg) if self.even else kg


def _least(split: Split) -> Floats:
    """(I,): points that everyone must get at least; the floors as far as they can be held."""
    least = np.zeros(len(split.floors))
    if (split.floors > 0).any():
        least[split.floors > 0] = -floor_rows(split)[1]
    return least
