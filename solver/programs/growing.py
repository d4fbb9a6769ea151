"""A program that grows by rows named by keys and by columns, solved by several solvers at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, Floats, NoSolutionError, Solved, SolveLimits


@dataclass
class SolverCopy:
    """One solver that holds the program as it was when last brought up to date."""

    solver: LinearProgram
    columns: int = 0
    puts: int = 0


@dataclass
class GrowingProgram:
    """Rows named by keys, columns numbered as they come; the objective is minimised."""

    keys: dict[Hashable, int] = field(default_factory=dict)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    bounds: list[tuple[float, float]] = field(default_factory=list)
    integer: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)
    entries: list[float] = field(default_factory=list)
    puts: list[tuple[int, int, float]] = field(default_factory=list)
    """(row, column, value) entries put in rows made after their columns."""
    _copies: list[SolverCopy] = field(default_factory=list)

    def row(self, key: Hashable, lower: float = -INFINITY, upper: float = INFINITY) -> int:
        """Return the number of a row, made with these limits if it is new."""
        if key not in self.keys:
            self.keys[key] = len(self.lower)
            self.lower.append(lower)
            self.upper.append(upper)
        return self.keys[key]

    def column(
        self,
        entries: Iterable[tuple[int, float]],
        *,
        lower: float = 0.0,
        upper: float = INFINITY,
        integer: bool = False,
        cost: float = 0.0,
    ) -> int:
        """Add a column and return its number.

        Parameters
        ----------
        entries
            (row, value) each; those of one row add up.
        lower, upper
            Limits of its value.
        integer
            Whether only whole numbers are allowed.
        cost
            In the objective, until ``aim`` sets another.
        """
        merged: dict[int, float] = {}
        for row, value in entries:
            if value:
                merged[row] = merged.get(row, 0.0) + value
        self.starts.append(len(self.indices))
        self.indices.extend(merged)
        self.entries.extend(merged.values())
        self.bounds.append((lower, upper))
        self.integer.append(integer)
        self.costs.append(cost)
        return len(self.costs) - 1

    def limit(self, key: Hashable, lower: float, upper: float) -> None:
        """Change the limits of a row, in every solver that has it.

        Raises
        ------
        KeyError
            When no row has this key.
        """
        row = self.keys[key]
        self.lower[row], self.upper[row] = lower, upper
        for copy in self._copies:
            if row < copy.solver.rows:
                copy.solver.limit_row(row, lower, upper)

    def exclude(self, columns: tuple[int, ...]) -> None:
        """Add the row that keeps some binary columns from being chosen all together."""
        row = self.row(("cut", columns), -INFINITY, len(columns) - 1.0)
        self.puts += [(row, column, 1.0) for column in columns]

    def put(self, row: int, entries: Iterable[tuple[int, float]]) -> None:
        """Put entries (column, value) in a row made after its columns."""
        self.puts += [(row, column, value) for column, value in entries]

    def cap(self, column: int, upper: float) -> None:
        """Set the upper limit of a column, in every solver that has it."""
        self._bound(column, self.bounds[column][0], upper)

    def lift(self, column: int, lower: float) -> None:
        """Set the lower limit of a column, in every solver that has it."""
        self._bound(column, lower, self.bounds[column][1])

    def _bound(self, column: int, lower: float, upper: float) -> None:
        self.bounds[column] = (lower, upper)
        for copy in self._copies:
            if column < copy.columns:
                one = np.array([column])
                copy.solver.limit_columns(one, np.array([lower]), np.array([upper]))

    def send(self, number: int = 0) -> LinearProgram:
        """Return a solver, brought up to date with what was added; call it from one thread."""
        while number >= len(self._copies):
            self._copies.append(SolverCopy(LinearProgram()))
        copy = self._copies[number]
        solver, have = copy.solver, copy.solver.rows
        new = len(self.lower) - have
        puts = self.puts[copy.puts :]
        within = {
            (row - have, column): value
            for row, column, value in puts
            if row >= have and column < copy.columns
        }
        solver.add_rows(
            _table(within, (new, copy.columns)),
            np.array(self.lower[have:]),
            np.array(self.upper[have:]),
            new,
        )
        if len(self.costs) > copy.columns:
            self._send_columns(copy)
        for row, column, value in puts:
            if (row - have, column) not in within:
                solver.change(row, column, value)
        copy.puts = len(self.puts)
        solver.aim(np.array(self.costs))
        return solver

    def _send_columns(self, copy: SolverCopy) -> None:
        first, new = self.starts[copy.columns], slice(copy.columns, None)
        limits = np.array(self.bounds[new])
        starts = np.array([*self.starts[new], len(self.indices)]) - first
        shape = (len(self.costs) - copy.columns, len(self.lower))
        copy.solver.add_columns(
            shape[0],
            costs=np.array(self.costs[new]),
            lower=limits[:, 0],
            upper=limits[:, 1],
            entries=csr_array((self.entries[first:], self.indices[first:], starts), shape=shape),
        )
        copy.columns = len(self.costs)

    def aim(self, costs: dict[int, float]) -> None:
        """Set the objective: costs of some columns, zero for the others."""
        self.costs = [0.0] * len(self.costs)
        for column, cost in costs.items():
            self.costs[column] = cost

    def relax(self, held: Mapping[int, float] | None = None) -> Solved | None:
        """Solve the linear relaxation; none if nothing satisfies the rows.

        Parameters
        ----------
        held
            Columns held at a value for this solve.
        """
        known = self._copies[0].columns if self._copies else 0
        solver = self.send()
        solver.make_whole(np.zeros(len(self.costs), dtype=np.bool_))
        # beside new columns, the last solution stays feasible
        solver.prefer(dual=not 0 < known < len(self.costs))
        with self._holding(solver, held):
            try:
                return solver.solve()
            except NoSolutionError:
                return None
            finally:
                solver.prefer(dual=True)

    @contextmanager
    def _holding(self, solver: LinearProgram, held: Mapping[int, float] | None) -> Iterator[None]:
        """Hold columns of a solver at some values, and let them go again."""
        columns = np.array(sorted(held or {}), dtype=np.int64)
        if held:
            at = np.array([held[int(column)] for column in columns])
            solver.limit_columns(columns, at, at)
        try:
            yield
        finally:
            if held:
                bounds = np.array([self.bounds[column] for column in columns])
                solver.limit_columns(columns, bounds[:, 0], bounds[:, 1])

    def solve(
        self,
        limits: SolveLimits,
        *,
        start: Floats | None = None,
        fixed: Mapping[int, float] | None = None,
        copy: int = 0,
    ) -> Solved | None:
        """Solve the mixed-integer program.

        Parameters
        ----------
        start
            A known solution, by column.
        fixed
            Columns held at a value for this solve.
        copy
            Which of the program's solvers works; each may be busy in a thread of its own.

        Returns
        -------
        Solved or none
            None when no solution was found.
        """
        solver = self.send(copy)
        solver.make_whole(np.array(self.integer))
        with self._holding(solver, fixed):
            try:
                return solver.solve(limits, start=start)
            except NoSolutionError:
                return None


def _table(entries: Mapping[tuple[int, int], float], shape: tuple[int, int]) -> csr_array | None:
    """Return entries by (row, column) as a table; none when there is nothing to write."""
    if not entries:
        return None
    places = np.array(list(entries), dtype=np.int64)
    made: csr_array = csr_array((list(entries.values()), (places[:, 0], places[:, 1])), shape=shape)
    return made
