"""The attack of a subtraction, by the checker: what is written leaves of a count."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, inf, isfinite

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

Floats = npt.NDArray[np.float64]
Sum = tuple[Floats, float, float]
"""Which numbers are added up, and between what the sum lies."""


def left_open(
    goal: Floats,
    sums: Sequence[Sum],
    bounds: Sequence[tuple[float, float]],
) -> float:
    """Return how far apart the least and the most are that a count may be.

    Parameters
    ----------
    goal : (numbers,)
        Which numbers the count adds up.
    sums
        Which numbers each sum adds up that is written, and between what it lies.
    bounds
        Between what each number lies; all ends that are known are whole.
    """
    rows, right = list[Floats](), list[float]()
    for row, low, high in sums:
        if isfinite(high):
            rows += [row, -row]
            right += [floor(high + 1e-6), -ceil(low - 1e-6)]
    table = np.array(rows) if rows else None
    known = right if rows else None
    least = linprog(goal, A_ub=table, b_ub=known, bounds=bounds, method="highs")
    most = linprog(-goal, A_ub=table, b_ub=known, bounds=bounds, method="highs")
    if most.status == 3:  # without end
        return inf
    if least.status or most.status:
        return 0.0
    return float(-(most.fun or 0.0) - (least.fun or 0.0))
