"""Linear programs of the warehouse, solved with HiGHS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from solver.warehouse.stock_facts import Floats, Ints


class NoSolutionError(RuntimeError):
    """A program that nothing satisfies."""


class Rows:
    """Rows of a program: columns with their factors, and a right-hand side each."""

    def __init__(self) -> None:
        self.columns: list[int] = []
        self.factors: list[float] = []
        self.starts: list[int] = [0]
        self.limits: list[float] = []

    def __len__(self) -> int:
        return len(self.limits)

    def add(self, row: Sequence[tuple[int, float]], limit: float) -> None:
        """Add one row."""
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
        """Return the rows as a sparse table."""
        return csr_array(
            (self.factors, self.columns, self.starts), shape=(len(self.limits), columns)
        )


class Program:
    """Columns at least zero, equalities and inequalities, and objectives sought in turn."""

    def __init__(self) -> None:
        self._upper: list[float] = []
        self._equal = Rows()
        self._at_most = Rows()

    @property
    def inequalities(self) -> int:
        """Rows of ``at_most`` so far."""
        return len(self._at_most)

    def columns(self, count: int, upper: Floats | None = None) -> Ints:
        """Add columns; return their numbers."""
        first = len(self._upper)
        self._upper += [np.inf] * count if upper is None else [float(one) for one in upper]
        return np.arange(first, first + count)

    def equal(self, rows: Rows) -> None:
        """Add rows that are met exactly."""
        self._equal.extend(rows)

    def at_most(self, rows: Rows) -> None:
        """Add rows that stay at or below their limits."""
        self._at_most.extend(rows)

    def minimise(self, goal: Sequence[tuple[int, float]]) -> tuple[float, Floats, Floats]:
        """Return the least value, the columns, and the duals of the ``at_most`` rows (≤ 0).

        Raises
        ------
        NoSolutionError
            When nothing satisfies all rows.
        """
        count = len(self._upper)
        costs = np.zeros(count)
        for column, factor in goal:
            costs[column] += factor
        if not count:
            return 0.0, costs, np.zeros(len(self._at_most))
        # the stubs of linprog know no sparse table
        solve: Any = linprog
        answer = solve(
            costs,
            A_ub=self._at_most.table(count) if len(self._at_most) else None,
            b_ub=np.array(self._at_most.limits) if len(self._at_most) else None,
            A_eq=self._equal.table(count) if len(self._equal) else None,
            b_eq=np.array(self._equal.limits) if len(self._equal) else None,
            bounds=np.column_stack([np.zeros(count), self._upper]),
            method="highs",
        )
        if answer.x is None or answer.status != 0:
            raise NoSolutionError(answer.message)
        duals = np.asarray(answer.ineqlin.marginals) if len(self._at_most) else np.zeros(0)
        return float(answer.fun), np.asarray(answer.x), duals
