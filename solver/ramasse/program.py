"""A linear or mixed-integer program that grows by columns, solved with HiGHS."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from solver.ramasse.week import Floats

INFINITY = float("inf")


@dataclass(frozen=True)
class Answer:
    """What a solve returned."""

    values: Floats
    """(columns,)"""
    objective: float
    bound: float
    """No solution of this program is lower."""
    proved: bool


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
    _solver: Any = None
    _sent: int = 0

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
        if self._solver is not None and row < self._solver.getNumRow():
            self._solver.changeRowBounds(row, lower, upper)

    def _send(self) -> Any:
        """Return the solver, brought up to date with what was added."""
        import highspy

        if self._solver is None:
            solver = highspy.Highs()
            solver.setOptionValue("output_flag", False)
            solver.setOptionValue("threads", 1)
            self._solver = solver
        solver = self._solver
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
        new = len(self.costs) - self._sent
        if new:
            first = self.starts[self._sent]
            limits = np.array(self.bounds[self._sent :])
            solver.addCols(
                new,
                np.array(self.costs[self._sent :]),
                np.ascontiguousarray(limits[:, 0]),
                np.ascontiguousarray(limits[:, 1]),
                len(self.indices) - first,
                np.array(self.starts[self._sent :], dtype=np.int32) - first,
                np.array(self.indices[first:], dtype=np.int32),
                np.array(self.entries[first:]),
            )
            self._sent = len(self.costs)
        return solver

    def aim(self, costs: dict[int, float]) -> None:
        """Set the objective: costs of some columns, zero for the others."""
        for column in range(len(self.costs)):
            self.costs[column] = costs.get(column, 0.0)
        solver = self._send()
        count = len(self.costs)
        solver.changeColsCost(count, np.arange(count, dtype=np.int32), np.array(self.costs))

    def relax(self) -> tuple[float, Floats] | None:
        """Solve the linear relaxation; return its value and row duals, or none if infeasible."""
        import highspy

        solver = self._send()
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
        off: Iterable[int] = (),
    ) -> Answer | None:
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
        off
            Columns fixed at zero for this solve.

        Returns
        -------
        Answer or none
            None when no solution was found.
        """
        import highspy

        solver = self._send()
        count = len(self.costs)
        kind = np.array(
            [
                int(highspy.HighsVarType.kInteger if flag else highspy.HighsVarType.kContinuous)
                for flag in self.integer
            ],
            dtype=np.uint8,
        )
        solver.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kind)
        out = np.array(sorted(off), dtype=np.int32)
        if len(out):
            zero = np.zeros(len(out))
            solver.changeColsBounds(len(out), out, zero, zero)
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
        finally:
            solver.cbMipInterrupt -= interrupt
            if len(out):
                limits = np.array([self.bounds[column] for column in out])
                solver.changeColsBounds(
                    len(out),
                    out,
                    np.ascontiguousarray(limits[:, 0]),
                    np.ascontiguousarray(limits[:, 1]),
                )
        info = solver.getInfo()
        if info.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
            return None
        return Answer(
            values=np.array(solver.getSolution().col_value),
            objective=info.objective_function_value,
            bound=info.mip_dual_bound,
            proved=solver.getModelStatus() == highspy.HighsModelStatus.kOptimal,
        )
