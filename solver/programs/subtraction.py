"""The attack of a subtraction: what numbers lie open to whoever reads sums of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

Floats = npt.NDArray[np.float64]
ROUNDED = 1e-6
INFEASIBLE, UNBOUNDED = 2, 3
"""Status of ``linprog``."""
Sum = tuple[Floats, float, float]
"""Which numbers are added up, and between what their sum is known to lie."""


def width(goal: Floats, sums: Sequence[Sum], bounds: Sequence[tuple[float, float]]) -> float:
    """Return how far apart the ends of a sum are that all that is written allows.

    Sums of whole numbers within whole bounds, each number in one row and one column, have whole
    ends: then the width is exact.

    Parameters
    ----------
    goal : (numbers,)
        What is asked for: how often each number counts in it.
    sums
        What is written, or known, of sums of them.
    bounds
        Between what each number is known to lie.

    Examples
    --------
    Of two that are 12 together, one of them 3 at most, the other is known to three values.

    >>> both, other = np.array([1.0, 1.0]), np.array([0.0, 1.0])
    >>> width(other, [(both, 12, 12)], [(1, 3), (0, np.inf)])
    2.0
    """
    limited = [one for one in sums if np.isfinite(one[2])]
    rows = np.array([sign * one for one, _, _ in limited for sign in (1, -1)])
    most = np.array([end for _, low, high in limited for end in (high, -low)])
    ends = [
        linprog(
            sign * goal,
            A_ub=rows if limited else None,
            b_ub=most if limited else None,
            bounds=bounds,
            method="highs",
        )
        for sign in (1, -1)
    ]
    if any(one.status == UNBOUNDED for one in ends):
        return float("inf")
    if any(one.status != 0 for one in ends):
        return 0.0
    return float(-(ends[1].fun or 0.0) - (ends[0].fun or 0.0))


def is_open(
    goal: Floats, sums: Sequence[Sum], bounds: Sequence[tuple[float, float]], by: int
) -> bool:
    """Tell whether a sum may lie as far apart as that."""
    return width(goal, sums, bounds) >= by - ROUNDED
