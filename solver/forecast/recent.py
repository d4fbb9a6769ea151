"""The last values of many series, and how many of them still speak of today.

A series that shifts must be followed: after every value the last few are held against those
before (generalised likelihood ratio of a shift of the mean, Basseville & Nikiforov 1993, 2.4),
and what was before a shift counts no more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

KEPT = 64
"""Values kept of a series."""
TRIED = np.array([3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24], dtype=np.int64)
"""How many of the last values may be those after a shift."""
LEAST_BEFORE = 6
"""Values before a shift, at least."""


@dataclass(frozen=True)
class Shifted:
    """What was found at one step, of the series that have a value."""

    found: Flags
    """Whether the series shifted."""
    before: Floats
    """Its mean before."""
    count: Ints
    """Values that mean is made of."""


class Recent:
    """The last values of many series (series, KEPT), the newest first.

    Parameters
    ----------
    series
        How many there are.
    threshold
        Standard errors between the last values and those before that make a shift.
    least
        Values after a shift, at least.
    """

    def __init__(self, series: int, threshold: float, least: int = 3) -> None:
        self.values: Floats = np.zeros((series, KEPT))
        self.counting: Ints = np.zeros(series, dtype=np.int64)
        """How many of the values still speak of today."""
        self._threshold = threshold
        self._tried = TRIED[least <= TRIED]

    def add(self, which: Ints, values: Floats) -> None:
        """Put one value more in front of some series."""
        self.values[which, 1:] = self.values[which, :-1]
        self.values[which, 0] = values
        self.counting[which] = np.minimum(self.counting[which] + 1, KEPT)

    def sums(
        self, which: Ints, most: int = KEPT, highest: Floats | None = None
    ) -> tuple[Floats, Ints]:
        """Return the sum of the values that count, and how many they are, at most so many."""
        count = np.minimum(self.counting[which], most)
        counted = np.arange(most) < count[:, None]
        values = self.values[which, :most]
        if highest is not None:
            values = np.minimum(values, highest[:, None])
        return np.where(counted, values, 0.0).sum(axis=1), count

    def mean(self, which: Ints, most: int = KEPT, highest: Floats | None = None) -> Floats:
        """Return the mean of the values that count, at most so many; 0 where there is none.

        Parameters
        ----------
        highest
            (series,): what is larger counts for as much.
        """
        total, count = self.sums(which, most, highest)
        return total / np.maximum(count, 1)

    def shorten(self, which: Ints, sigma: Floats) -> Shifted:
        """Forget what was before a shift, where there is one.

        Parameters
        ----------
        which
            Series that had a value more.
        sigma
            Their standard deviation about the mean.
        """
        running = np.cumsum(self.values[which], axis=1)
        counting, tried = self.counting[which], self._tried
        whole = running[np.arange(len(which)), np.maximum(counting, 1) - 1]
        after = running[:, tried - 1]
        rest = counting[:, None] - tried
        enough = rest >= LEAST_BEFORE
        many = np.maximum(rest, 1)
        before = (whole[:, None] - after) / many
        error = sigma[:, None] * np.sqrt(1 / tried + 1 / many)
        z = np.where(enough, np.abs(after / tried - before) / np.maximum(error, 1e-12), 0.0)
        best = z.argmax(axis=1)
        row = np.arange(len(which))
        found = z[row, best] > self._threshold
        self.counting[which] = np.where(found, tried[best], counting)
        return Shifted(found, before[row, best], many[row, best])
