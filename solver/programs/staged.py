"""A program whose objectives are sought in turn, rows being added between one and the next."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_array

from solver.programs.linear import minimise
from solver.programs.solved import INFINITY, Floats, Ints, Solved


class Rows:
    """Rows written one after the other: columns with their factors, and a limit each."""

    def __init__(self) -> None:
        self.columns: list[int] = []
        self.factors: list[float] = []
        self.starts: list[int] = [0]
        self.limits: list[float] = []

    def __len__(self) -> int:
        return len(self.limits)

    def add(self, row: Iterable[tuple[int, float]], limit: float) -> None:
        """Add one row: (column, factor) each, and what it is limited by."""
        for column, factor in row:
            self.columns.append(int(column))
            self.factors.append(factor)
        self.starts.append(len(self.columns))
        self.limits.append(limit)

    def extend(self, others: Rows) -> None:
        """Add the rows of others."""
        shift = len(self.columns)
        self.columns += others.columns
        self.factors += others.factors
        self.starts += [start + shift for start in others.starts[1:]]
        self.limits += others.limits

    def table(self, columns: int) -> csr_array:
        """Return the factors as a table (rows, columns)."""
        return csr_array(
            (self.factors, self.columns, self.starts), shape=(len(self.limits), columns)
        )


class StagedProgram:
    """Columns at least zero, equalities and inequalities; every objective is solved afresh."""

    def __init__(self) -> None:
        self._upper: list[float] = []
        self._at_most = Rows()
        self._equal = Rows()

    def columns(self, count: int, upper: Floats | None = None) -> Ints:
        """Add columns; return their numbers (count,)."""
        first = len(self._upper)
        self._upper += [INFINITY] * count if upper is None else [float(one) for one in upper]
        return np.arange(first, first + count, dtype=np.int64)

    def at_most(self, rows: Rows) -> Ints:
        """Add rows that stay at or below their limits; return where their duals will stand."""
        first = len(self._at_most)
        self._at_most.extend(rows)
        return np.arange(first, len(self._at_most), dtype=np.int64)

    def equal(self, rows: Rows) -> None:
        """Add rows that are met exactly."""
        self._equal.extend(rows)

    def minimise(self, goal: Iterable[tuple[int, float]]) -> Solved:
        """Return the least solution for an objective given by (column, cost).

        Raises
        ------
        NoSolutionError
            When nothing satisfies all rows.
        """
        count = len(self._upper)
        costs = np.zeros(count)
        for column, cost in goal:
            costs[column] += cost
        met = np.array(self._equal.limits)
        return minimise(
            costs,
            (self._at_most.table(count), -INFINITY, np.array(self._at_most.limits)),
            (self._equal.table(count), met, met),
            upper=np.array(self._upper),
        )
