"""What a store's visits say beyond chance: it gives much less or more, or wastes."""

from __future__ import annotations

import numpy as np

from solver.forecast.levels import Levels
from solver.forecast.rates import Shares
from solver.forecast.recent import Flags

SURE = 4.0
"""Standard errors of a shift that is told; tuned, as the next ones, on
``benchmarks.made_years.TUNING`` for less than one false alarm in fifty store-years."""
LESS, MORE = 0.7, 1.35
"""Against before."""
WASTES, WORSE = 3.0, 0.05
"""Standard errors above the others of its kind and five points."""
LEAST = 6
"""Visits of which rejects are known, before a store is said to waste."""


def gives_less(levels: Levels) -> Flags:
    """Return which stores give much less than before."""
    ratio, z = levels.change()
    found: Flags = (z < -SURE) & (ratio <= LESS)
    return found


def gives_more(levels: Levels) -> Flags:
    """Return which stores give much more than before."""
    ratio, z = levels.change()
    found: Flags = (z > SURE) & (ratio >= MORE)
    return found


def wastes(rejects: Shares) -> Flags:
    """Return which stores have more thrown away than their like."""
    above = rejects.mean - rejects.others - WORSE
    found: Flags = (above > WASTES * rejects.error) & (rejects.seen >= LEAST)
    return np.asarray(found)
