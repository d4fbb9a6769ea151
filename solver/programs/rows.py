"""Rows of a program, written one after the other before they are handed over together."""

from __future__ import annotations

from collections.abc import Iterable

from scipy.sparse import csr_array


class Rows:
    """Rows: columns with their factors, and a limit each."""

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
