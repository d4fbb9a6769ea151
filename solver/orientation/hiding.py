"""Groups whose shares by outlet are not written, so that no small count can be found out.

What is written: how many households of each group find a place; for the groups shown, how many go
to each outlet, to the nearest ten; how full each outlet is, to the nearest tenth. A group with a
count under eleven is not shown. Where a subtraction would still give a small count away, other
groups of the same outlets are not shown either (complementary suppression), the smallest first.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

Ints = npt.NDArray[np.int64]
LEAST_TOLD = 11
"""The smallest count that is written; 0 is written too."""
TEN = 10


def hidden_rows(table: Ints, capacity: Ints) -> frozenset[int]:
    """Return the rows of a table that are not written.

    Parameters
    ----------
    table
        Households of groups (rows) at outlets (columns).
    capacity
        Households that each outlet receives, (columns,); 0 where no limit is known.
    """
    small = [(int(row), int(column)) for row, column in np.argwhere(_small(table))]
    away = {row for row, _ in small}
    for row, column in small:
        while not _safe(table, capacity, away, row, column):
            others = [
                (int(table[one].sum()), int(one))
                for one in np.flatnonzero(table[:, column])
                if one not in away
            ]
            if not others:
                break
            away.add(min(others)[1])
    return frozenset(away)


def _small(table: Ints) -> npt.NDArray[np.bool_]:
    return (table > 0) & (table < LEAST_TOLD)


def _safe(table: Ints, capacity: Ints, away: set[int], row: int, column: int) -> bool:
    """Tell whether all that is written leaves a count more than one value."""
    rows = sorted(away)
    cells = [(one, int(c)) for one in rows for c in np.flatnonzero(table[one])]
    place = {cell: n for n, cell in enumerate(cells)}
    equal = np.zeros((len(rows), len(cells)))
    for (one, _), n in place.items():
        equal[rows.index(one), n] = 1
    most = list[float]()
    columns = sorted({c for _, c in cells})
    at_most = np.zeros((2 * len(columns), len(cells)))
    for position, one in enumerate(columns):
        low, high = received(int(table[:, one].sum()), int(capacity[one]))
        for r in range(len(table)):
            if r not in away and table[r, one]:
                around = tens(int(table[r, one]))
                low, high = low - around[1], high - around[0]
        for (_, c), n in place.items():
            if c == one:
                at_most[2 * position, n], at_most[2 * position + 1, n] = 1, -1
        most += [high, -low]
    goal = np.zeros(len(cells))
    goal[place[row, column]] = 1
    ends = [
        linprog(
            sign * goal,
            A_ub=at_most,
            b_ub=np.array(most, dtype=float),
            A_eq=equal,
            b_eq=table[rows].sum(axis=1),
            method="highs",
        )
        for sign in (1, -1)
    ]
    return (
        all(one.status == 0 for one in ends) and -(ends[1].fun or 0.0) - (ends[0].fun or 0.0) >= 1
    )


def tens(count: int) -> tuple[int, int]:
    """Return between what a count lies that is written to the nearest ten.

    Examples
    --------
    >>> tens(37), tens(12)
    ((35, 44), (11, 14))
    """
    near = (count + TEN // 2) // TEN * TEN
    return max(LEAST_TOLD, near - TEN // 2), near + TEN // 2 - 1


def received(count: int, capacity: int) -> tuple[float, float]:
    """Return between what the households of an outlet lie, told by how full it is.

    Examples
    --------
    >>> received(48, 50), received(20, 0)
    ((47.5, 50.0), (0.0, inf))
    """
    if capacity <= 0:
        return 0.0, float("inf")
    near = round(TEN * count / capacity) / TEN
    return max(0.0, near - 0.05) * capacity, min(1.0, near + 0.05) * capacity
