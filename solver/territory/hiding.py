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

from models.publics import LEAST_TOLD, TEN, written_alike
from solver.programs.subtraction import is_open

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


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
    told = [
        (total[known].astype(np.float64), *_alike(float(np.nansum(counts[total]))))
        for total in sums
        if total[known].any()
    ]
    bounds = [(0.0, np.inf) if int(n) in away else _alike(counts[n]) for n in known]
    return is_open((known == cell).astype(np.float64), told, bounds, TEN - 1)


def _alike(count: float) -> tuple[float, float]:
    low, high = written_alike(int(count))
    return float(low), float(high)
