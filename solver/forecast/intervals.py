"""Intervals of what a visit gives: conformal, from a store's own last errors."""

from __future__ import annotations

import numpy as np

from solver.forecast.recent import Floats, Ints

INTERVAL = 0.8
NORMAL = 1.2816
"""Standard deviations of a normal interval of 80 %."""
KEPT = 60
"""Errors kept of each store."""
OWN = 24
"""Errors from which on a store's intervals are its own."""
LONG = 48
"""Visits from which on a level is as sure as it becomes."""


class Errors:
    """The last relative errors of many stores: logarithms of given over expected."""

    def __init__(self, stores: int) -> None:
        self._last: Floats = np.full((stores, KEPT), np.nan)
        self._count: Ints = np.zeros(stores, dtype=np.int64)

    def add(self, which: Ints, errors: Floats) -> None:
        """Take in one error more of some stores."""
        self._last[which, 1:] = self._last[which, :-1]
        self._last[which, 0] = errors
        self._count[which] += 1

    def ends(self, which: Ints, wide: Floats, counting: Ints) -> tuple[Floats, Floats]:
        """Return by what to multiply the forecasts of some stores for both ends of an interval.

        Parameters
        ----------
        wide
            Standard deviation of the logarithm, for stores with few errors: lognormal.
        counting
            Visits that the level is made of: with few of them the interval is wider.
        """
        low, high = np.exp(-NORMAL * wide), np.exp(NORMAL * wide)
        mine = self._count[which] >= OWN
        if mine.any():
            ascending = np.sort(self._last[which[mine]], axis=1)
            many = np.minimum(self._count[which[mine]], KEPT)
            # (n + 1) p, the finite-sample rank of split conformal prediction
            rank = (1 - INTERVAL) / 2 * (many + 1)
            more = np.sqrt((1 + 1 / counting[mine]) / (1 + 1 / np.minimum(many, LONG)))
            low[mine] = np.exp(more * _ranked(ascending, rank))
            high[mine] = np.exp(more * _ranked(ascending, many + 1 - rank))
        return np.minimum(low, 1.0), np.maximum(high, 1.0)


def _ranked(ascending: Floats, rank: Floats) -> Floats:
    """Return the values of a rank that counts from 1, between two where it is not whole."""
    last = (~np.isnan(ascending)).sum(axis=1)
    rank = np.clip(rank, 1, last)
    under = np.floor(rank).astype(np.int64)
    over = np.minimum(under + 1, last)
    row = np.arange(len(ascending))
    low, high = ascending[row, under - 1], ascending[row, over - 1]
    found: Floats = low + (rank - under) * (high - low)
    return found
