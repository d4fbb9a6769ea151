"""Parts of the arrays that every week needs: neighbours, windows in a shift, lists of choices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.calendar import Shift
from solver.week_search.arrays import B8, FAR, I32, I64

NEIGHBOURS = 10
"""Associations near each stop that exchanges look at."""


def nearest(metres: I64, node: I64, served: Sequence[int]) -> I64:
    """Return (stops, M): of the associations that have units, those near each stop, nearest first.

    Parameters
    ----------
    metres : (N, N)
    node : (stops,)
    """
    if not served:
        return np.zeros((len(node), 1), dtype=np.int64)
    way = metres[np.ix_(node, node[served])] + metres[np.ix_(node[served], node)].T
    order = np.argsort(way, axis=1, kind="stable")[:, :NEIGHBOURS]
    found: I64 = np.array(served, dtype=np.int64)[order]
    return found


def two_windows(windows: Sequence[tuple[int, int]], shift: Shift) -> tuple[int, int, int, int]:
    """Return when service may be in a shift: the two windows that overlap it most, in order.

    Examples
    --------
    >>> day = Shift(id="day", label="Day", starts="08:00", ends="16:00", max_min=480)
    >>> two_windows([(28_800, 43_200), (50_400, 61_200)], day)
    (28800, 43200, 50400, 61200)
    """
    widest = sorted(
        windows,
        key=lambda w: (max(w[0], shift.starts_s) - min(w[1], shift.ends_s), w[0]),
    )
    first, second = sorted([*widest[:2], (FAR, 0), (FAR, 0)])[:2]
    return *first, *second


def rows_of(allowed: B8) -> tuple[I64, I32]:
    """Return the true columns of each row of a table, one row after the other.

    Returns
    -------
    (rows + 1,), (true,)
        Where each row begins among the columns, and the columns.
    """
    begins = np.concatenate([[0], np.cumsum(allowed.sum(axis=1))]).astype(np.int64)
    return begins, np.nonzero(allowed)[1].astype(np.int32)
