"""What is not written of an orientation, so that no small count can be found out.

What is written: how many households of each group find a place, or that they are under eleven; for
the groups shown, how many go to each outlet, to the nearest ten; how full each outlet is, to the
nearest tenth. A group with a count under eleven is not shown: its outlets are named, by name. Where
all that is written together would still leave a count one value, other groups of the same outlets
are not shown either, the smallest first, then how full its outlets are is not told (complementary
suppression). Where even that would not do, the outlet is not named for the group, if it is sent to
others. What an outlet can receive at most is its own offer, and is told; of fewer than eleven
places, that they are few, and never how full it is. Outlets that limit groups together are known to
be full: where one of them is not told, that they limit is not told either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np
import numpy.typing as npt

from models.publics import LEAST_TOLD, TEN, written_alike
from solver.programs.subtraction import is_open

Ints = npt.NDArray[np.int64]
Cell = tuple[int, int]
Cuts = Sequence[frozenset[int]]
"""Columns that together limit rows: all that they can receive is taken."""


@dataclass(frozen=True)
class Hidden:
    """What is not written of a table."""

    rows: frozenset[int]
    """Groups whose counts by outlet are not."""
    columns: frozenset[int]
    """Outlets of which nobody is told how full they are."""
    cells: frozenset[Cell]
    """Outlets that are not named for a group."""


def hidden_parts(table: Ints, capacity: Ints, cuts: Cuts = ()) -> Hidden:
    """Return what is not written.

    Parameters
    ----------
    table
        Households of groups (rows) at outlets (columns).
    capacity
        Households that each outlet receives, (columns,); 0 where no limit is known.
    cuts
        Told where none of its outlets is hidden.
    """
    cells = [(int(row), int(column)) for row, column in np.argwhere(_small(table))]
    small = sorted(cells, key=lambda cell: (int(table[cell]), cell))
    away, unnamed = {row for row, _ in small}, set[Cell]()
    untold = {n for n, one in enumerate(capacity) if 0 < one < LEAST_TOLD}
    again = True
    while again:  # what is hidden for one may show another
        before = len(away) + len(untold) + len(unnamed)
        for cell in small:
            _hide(table, capacity, cuts, cell, away, untold, unnamed)
        again = len(away) + len(untold) + len(unnamed) > before
    return Hidden(frozenset(away), frozenset(untold), frozenset(unnamed))


def _hide(
    table: Ints,
    capacity: Ints,
    cuts: Cuts,
    cell: Cell,
    away: set[int],
    untold: set[int],
    unnamed: set[Cell],
) -> None:
    """Hide what it takes for a count to stay open, as little as that."""
    rows, columns = (frozenset(range(many)) for many in table.shape)

    def safe(*, at_most: bool = False) -> bool:
        found = Hidden(frozenset(away), frozenset(untold), frozenset(unnamed))
        if at_most:
            found = replace(found, rows=rows, columns=columns)
        return _safe(table, capacity, cuts, found, cell)

    if safe():
        return
    row = cell[0]
    others = sum(table[row, c] > 0 and (row, c) not in unnamed for c in columns)
    if others > 1 and not safe(at_most=True):
        unnamed.add(cell)
    steps = _steps(table, away, untold, *cell)
    while not safe() and next(steps, None) is not None:
        pass


def _steps(table: Ints, away: set[int], untold: set[int], row: int, column: int) -> Iterator[bool]:
    """Hide one thing more at each step, until nothing is left to hide."""
    columns = [column, *(int(c) for c in np.flatnonzero(table[row]) if c != column)]
    for one in columns:
        others = sorted(
            (int(table[r].sum()), int(r)) for r in np.flatnonzero(table[:, one]) if r not in away
        )
        for _, other in others:
            away.add(other)
            yield True
        untold.add(one)
        yield True


def _small(table: Ints) -> npt.NDArray[np.bool_]:
    return (table > 0) & (table < LEAST_TOLD)


def _safe(table: Ints, capacity: Ints, cuts: Cuts, hidden: Hidden, cell: Cell) -> bool:
    """Tell whether all that is written leaves a count more than one value.

    All bounds are whole and the sums are of rows and of columns, so that the ends are whole too.
    """
    cells = [(int(r), int(c)) for r, c in np.argwhere(table > 0)]
    rows = np.array([[float(r == one) for r, _ in cells] for one in range(len(table))])
    columns = np.array([[float(c == one) for _, c in cells] for one in range(table.shape[1])])
    # of these, some may go where nobody is told
    partly = {r for r, _ in hidden.cells}
    full = {c for cut in cuts if cut.isdisjoint(hidden.columns) for c in cut}
    found = [
        *(
            (0.0 if r in partly else told(int(one))[0], told(int(one))[1])
            for r, one in enumerate(table.sum(axis=1))
        ),
        *(
            (int(most), int(most))
            if c in full
            else received(int(one), int(most), told=c not in hidden.columns)
            for c, (one, most) in enumerate(zip(table.sum(axis=0), capacity, strict=True))
        ),
    ]
    sums = [
        (one, float(low), float(high))
        for one, (low, high) in zip([*rows, *columns], found, strict=True)
    ]

    def between(row: int, column: int) -> tuple[float, float]:
        if row in hidden.rows:
            return float((row, column) not in hidden.cells), np.inf
        low, high = written_alike(int(table[row, column]))
        return low, high

    bounds = [between(*one) for one in cells]
    return is_open(np.array([float(cell == one) for one in cells]), sums, bounds, 1)


def told(count: int) -> tuple[float, float]:
    """Return between what the households of a group lie who find a place.

    Examples
    --------
    >>> told(37), told(4), told(0)
    ((37, 37), (1, 10), (0, 0))
    """
    return (1, LEAST_TOLD - 1) if 0 < count < LEAST_TOLD else (count, count)


def received(count: int, capacity: int, *, told: bool = True) -> tuple[float, float]:
    """Return between what the households of an outlet lie, told by how full it is.

    Examples
    --------
    >>> received(48, 50), received(20, 0), received(0, 50, told=False), received(2, 2)
    ((48, 50), (0.0, inf), (0, 50), (0, 10))
    """
    if capacity <= 0:
        return 0.0, float("inf")
    if capacity < LEAST_TOLD:
        return 0, LEAST_TOLD - 1  # told as few
    if not told:
        return 0, capacity
    near = round(TEN * count / capacity)
    least, most = floor((near - 0.5) * capacity / TEN), ceil((near + 0.5) * capacity / TEN)
    # halves go to the even tenth: what is written alike is looked for, not computed
    alike = [
        n
        for n in range(max(0, least), min(capacity, most) + 1)
        if round(TEN * n / capacity) == near
    ]
    return alike[0], alike[-1]
