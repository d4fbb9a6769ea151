"""Areas whose count no public edition writes, so that no small count can be found out.

Written there: people in need of each area, camps left out, to the nearest ten; of all areas
together, and of those that reach nothing by each way, likewise. A count under eleven is not
written. Where what is written would still place one within ten, other areas are left out too
(complementary suppression), the smallest first, then by id.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from models.publics import LEAST_TOLD

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
TEN = 10
ROUNDED = 1e-6


def hidden(counts: Floats, sums: Sequence[Flags]) -> tuple[int, ...]:
    """Return the areas that are not written.

    Parameters
    ----------
    counts : (areas,)
        People in need, camps left out; not a number where nobody knows.
    sums
        (areas,) each: the areas of which the total is written.
    """
    small = [int(n) for n in np.flatnonzero((counts > 0) & (counts < LEAST_TOLD))]
    away = set(small)
    for one in small:
        while not safe(counts, sums, away, one):
            others = [
                (float(counts[n]), n)
                for total in sums
                if total[one]
                for n in map(int, np.flatnonzero(total & (counts > 0)))
                if n not in away
            ]
            if not others:
                break
            away.add(min(others)[1])
    return tuple(sorted(away))


def safe(counts: Floats, sums: Sequence[Flags], away: set[int], cell: int) -> bool:
    """Tell whether all that is written leaves a count open by ten at least.

    What stands for it stands for what nobody knows too.
    """
    alike = [n for n in sorted(away) if all(total[n] == total[cell] for total in sums)]
    if len(alike) > 1 and counts[alike].sum() >= TEN - 1:
        return True  # people may be moved between these, and no sum tells
    known = np.flatnonzero(counts > 0)
    rows, most = [], list[float]()
    for total in sums:
        if total[known].any():
            low, high = written(float(np.nansum(counts[total])))
            row = total[known].astype(float)
            rows += [row, -row]
            most += [high, -low]
    if not rows:
        return True
    goal = (known == cell).astype(float)
    bounds = [(0, None) if int(n) in away else written(float(counts[n])) for n in known]
    ends = [
        linprog(
            sign * goal, A_ub=np.array(rows), b_ub=np.array(most), bounds=bounds, method="highs"
        )
        for sign in (1, -1)
    ]
    if ends[1].status == 3:  # without end
        return True
    return bool(
        all(one.status == 0 for one in ends)
        and -(ends[1].fun or 0.0) - (ends[0].fun or 0.0) >= TEN - 1 - ROUNDED
    )


def written(count: float) -> tuple[float, float]:
    """Return between what a count lies of which the nearest ten is written, or that it is small.

    Examples
    --------
    >>> written(37), written(12), written(4), written(0)
    ((35, 44), (11, 14), (1, 10), (0, 0))
    """
    if count < LEAST_TOLD:
        return (1, LEAST_TOLD - 1) if count > 0 else (0, 0)
    near = (int(count) + TEN // 2) // TEN * TEN
    return max(LEAST_TOLD, near - TEN // 2), near + TEN // 2 - 1
