"""A linear or mixed-integer program that grows by columns, solved with HiGHS."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from solver.ramasse.week import Floats

INFINITY = float("inf")


@dataclass(frozen=True)
class Solved:
    """What a solve returned."""

    values: Floats
    """(columns,)"""
    objective: float
    bound: float
    """No solution of this program is lower."""
    proved: bool


@dataclass
class Copy:
    """One HiGHS instance that holds the program; several can solve at once."""

    solver: Any
    columns: int = 0
    cuts: int = 0


@dataclass
class Program:
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
    cuts: list[tuple[int, int, float]] = field(default_factory=list)
    """(row, column, value) entries put in rows made after their columns."""
    _copies: list[Copy] = field(default_factory=list)

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
        """Add a column and return its number; entries of one row add up."""
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
        """Change the limits of a row."""
        row = self.keys[key]
        self.lower[row], self.upper[row] = lower, upper
        for copy in self._copies:
            if row < copy.solver.getNumRow():
                copy.solver.changeRowBounds(row, lower, upper)

    def exclude(self, columns: tuple[int, ...]) -> None:
        """Add the row that keeps some binary columns from being chosen all together."""
        row = self.row(("cut", columns), -INFINITY, len(columns) - 1.0)
        self.cuts += [(row, column, 1.0) for column in columns]

    def put(self, row: int, entries: Iterable[tuple[int, float]]) -> None:
        """Put entries (column, value) in a row made after its columns."""
        self.cuts += [(row, column, value) for column, value in entries]

    def cap(self, column: int, upper: float) -> None:
        """Lower the upper bound of a column."""
        lower = self.bounds[column][0]
        self.bounds[column] = (lower, upper)
        for copy in self._copies:
            if column < copy.columns:
                copy.solver.changeColBounds(column, lower, upper)

    def send(self, number: int = 0) -> Any:
        """Return a solver, brought up to date with what was added; call it from one thread."""
        import highspy

        while number >= len(self._copies):
            made = highspy.Highs()
            made.setOptionValue("output_flag", False)
            made.setOptionValue("threads", 1)
            self._copies.append(Copy(made))
        copy = self._copies[number]
        solver = copy.solver
        new_rows = len(self.lower) - solver.getNumRow()
        if new_rows:
            have = solver.getNumRow()
            empty = np.zeros(new_rows, dtype=np.int32)
            solver.addRows(
                new_rows,
                np.array(self.lower[have:]),
                np.array(self.upper[have:]),
                0,
                empty,
                np.zeros(0, dtype=np.int32),
                np.zeros(0),
            )
        new = len(self.costs) - copy.columns
        if new:
            first = self.starts[copy.columns]
            limits = np.array(self.bounds[copy.columns :])
            solver.addCols(
                new,
                np.array(self.costs[copy.columns :]),
                np.ascontiguousarray(limits[:, 0]),
                np.ascontiguousarray(limits[:, 1]),
                len(self.indices) - first,
                np.array(self.starts[copy.columns :], dtype=np.int32) - first,
                np.array(self.indices[first:], dtype=np.int32),
                np.array(self.entries[first:]),
            )
            copy.columns = len(self.costs)
        for row, column, value in self.cuts[copy.cuts :]:
            solver.changeCoeff(row, column, value)
        copy.cuts = len(self.cuts)
        count = len(self.costs)
        solver.changeColsCost(count, np.arange(count, dtype=np.int32), np.array(self.costs))
        return solver

    def aim(self, costs: dict[int, float]) -> None:
        """Set the objective: costs of some columns, zero for the others."""
        for column in range(len(self.costs)):
            self.costs[column] = costs.get(column, 0.0)

    def relax(self) -> tuple[float, Floats] | None:
        """Solve the linear relaxation; return its value and row duals, or none if infeasible."""
        import highspy

        solver = self.send()
        count = len(self.costs)
        kind = np.full(count, int(highspy.HighsVarType.kContinuous), dtype=np.uint8)
        solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kind)
        solver.setOptionValue("time_limit", INFINITY)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return solver.getObjectiveValue(), np.array(solver.getSolution().row_dual)

    def solve(
        self,
        *,
        start: Floats | None,
        time_limit_s: float,
        nodes: int | None,
        gap: float,
        seed: int,
        stop: Callable[[], bool],
        fixed: dict[int, float] | None = None,
        copy: int = 0,
    ) -> Solved | None:
        """Solve the mixed-integer program.

        Parameters
        ----------
        start
            A known solution, by column.
        time_limit_s, nodes
            Budget; ``nodes`` makes the answer the same on every machine.
        gap
            Relative gap at which the search may end.
        stop
            Looked at during the search; true ends it with the best so far.
        fixed
            Columns held at a value for this solve.
        copy
            Which of the program's solvers works; each may be busy in a thread of its own.

        Returns
        -------
        Solved or none
            None when no solution was found.
        """
        import highspy

        solver = self.send(copy)
        count = len(self.costs)
        kind = np.array(
            [
                int(highspy.HighsVarType.kInteger if flag else highspy.HighsVarType.kContinuous)
                for flag in self.integer
            ],
            dtype=np.uint8,
        )
        solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kind)
        held = np.array(sorted(fixed or {}), dtype=np.int32)
        if fixed:
            at = np.array([fixed[int(column)] for column in held])
            solver.changeColsBounds(len(held), held, at, at)
        solver.setOptionValue("time_limit", float(time_limit_s))
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("random_seed", seed)
        solver.setOptionValue("mip_max_nodes", 2_000_000_000 if nodes is None else nodes)
        if start is not None:
            known = highspy.HighsSolution()
            padded = np.zeros(count)
            padded[: len(start)] = start
            known.col_value = list(padded)
            solver.setSolution(known)

        def interrupt(event: Any) -> None:
            if stop():
                event.interrupt()

        solver.cbMipInterrupt += interrupt
        try:
            solver.run()
            return self._answer(solver)
        finally:
            solver.cbMipInterrupt -= interrupt
            if len(held):
                limits = np.array([self.bounds[column] for column in held])
                solver.changeColsBounds(
                    len(held),
                    held,
                    np.ascontiguousarray(limits[:, 0]),
                    np.ascontiguousarray(limits[:, 1]),
                )

    def _answer(self, solver: Any) -> Solved | None:
        import highspy

        info = solver.getInfo()
        if info.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
            return None
        return Solved(
            values=np.array(solver.getSolution().col_value),
            objective=info.objective_function_value,
            bound=info.mip_dual_bound,
            proved=solver.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        )
