"""A linear or mixed-integer program, solved with HiGHS (Huangfu & Hall 2018).

minimise    costs @ x
subject to  low <= table @ x <= high,  lower <= x <= upper,  some x whole numbers

Rows and columns are numbered as they come. All may be added to and changed between solves, and a
solve goes on from the basis of the one before.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from solver.programs.handed import interrupting, parts, spread
from solver.programs.solved import (
    INFINITY,
    UNLIMITED,
    Flags,
    Floats,
    Ints,
    NoSolutionError,
    NotInTimeError,
    Solved,
    SolveLimits,
)

DUAL, PRIMAL = 1, 4
"""HiGHS' dual and primal simplex. By the primal, a solution stays feasible when limits that it
meets are changed."""

EXACT = 1e-9
"""How far a solution may be from rows and duals where it has to be exact."""
SAME = 1e-9
"""Values that differ by so small a part are the same."""
DEVEX = 1
"""HiGHS' prices of the dual simplex that cost least to keep."""


class LinearProgram:
    """A program that may grow between solves; see the module."""

    def __init__(self, *, warm: bool = False, exact: bool = False, presolve: bool = True) -> None:
        """Begin with no rows and no columns.

        Parameters
        ----------
        warm
            Solve by primal simplex from the last solution, without presolve: for a row of solves
            in which the last solution stays feasible.
        exact
            Solve to a hundredth of the usual tolerances, with cheap prices: for a row of solves
            that differ in the limits of rows alone, whose duals are worked with.
        presolve
            Whether rows and columns are looked through first: it costs more than it saves where
            there are few rows and many columns.
        """
        import highspy

        self._solver: Any = highspy.Highs()
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        if warm:
            self._solver.setOptionValue("simplex_strategy", PRIMAL)
        if warm or not presolve:
            self._solver.setOptionValue("presolve", "off")
        if exact:
            for name in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
                self._solver.setOptionValue(name, EXACT)
            self._solver.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)
        self._warm, self._whole = warm, False

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return int(self._solver.getNumRow())

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return int(self._solver.getNumCol())

    def add_columns(
        self,
        count: int,
        *,
        costs: Floats | float = 0.0,
        lower: Floats | float = 0.0,
        upper: Floats | float = INFINITY,
        entries: csr_array | None = None,
        whole: bool = False,
    ) -> Ints:
        """Add columns and return their numbers (count,).

        Parameters
        ----------
        costs, lower, upper : (count,) or one for all
        entries : (count, rows)
            Of each column, in the rows there are; in none when absent.
        whole
            Whether only whole numbers are allowed.
        """
        first = self.columns
        if count:
            limits = (spread(one, count) for one in (costs, lower, upper))
            self._solver.addCols(count, *limits, *parts(entries))
        made = np.arange(first, first + count, dtype=np.int64)
        if whole:
            self.make_whole(np.arange(first + count) >= first)
        return made

    def add_column(self, cost: float, upper: float, rows: Ints, values: Floats) -> int:
        """Add one column, at least zero, and return its number.

        Parameters
        ----------
        cost
            In the objective.
        upper
            Largest value.
        rows, values : (entries,)
            The rows that it enters, and with how much.
        """
        self._solver.addCol(
            cost, 0.0, upper, len(rows), rows.astype(np.int32), np.ascontiguousarray(values)
        )
        return self.columns - 1

    def add_rows(
        self,
        table: csr_array | Floats | None,
        low: Floats | float,
        high: Floats | float,
        count: int | None = None,
    ) -> Ints:
        """Add rows and return their numbers (count,).

        Parameters
        ----------
        table : (count, columns)
            Their entries; where absent, ``count`` rows without any.
        low, high : (count,) or one for all
        """
        first = self.rows
        made = None if table is None else csr_array(table)
        many = count or 0 if made is None else made.shape[0]
        if many:
            self._solver.addRows(many, spread(low, many), spread(high, many), *parts(made))
        return np.arange(first, first + many, dtype=np.int64)

    def add_row(self, low: float, high: float, columns: Ints, values: Floats) -> int:
        """Add one row, and return its number.

        Parameters
        ----------
        low, high
            Its limits.
        columns, values : (entries,)
            The columns that it adds up, and how much of each.
        """
        self._solver.addRow(
            low, high, len(columns), columns.astype(np.int32), np.ascontiguousarray(values)
        )
        return self.rows - 1

    def limit_row(self, row: int, low: float, high: float) -> None:
        """Change the limits of a row."""
        self._solver.changeRowBounds(int(row), float(low), float(high))

    def limit_rows(self, rows: Ints, low: Floats, high: Floats) -> None:
        """Change the limits of some rows.

        Parameters
        ----------
        rows, low, high : (count,)
        """
        if len(rows):
            self._solver.changeRowsBounds(
                len(rows),
                rows.astype(np.int32),
                np.ascontiguousarray(low),
                np.ascontiguousarray(high),
            )

    def limit_columns(self, columns: Ints, lower: Floats, upper: Floats) -> None:
        """Change the limits of some columns.

        Parameters
        ----------
        columns, lower, upper : (count,)
        """
        if len(columns):
            self._solver.changeColsBounds(
                len(columns),
                columns.astype(np.int32),
                np.ascontiguousarray(lower),
                np.ascontiguousarray(upper),
            )

    def change(self, row: int, column: int, value: float) -> None:
        """Change one entry."""
        self._solver.changeCoeff(int(row), int(column), float(value))

    def aim(self, costs: Floats) -> None:
        """Set the objective: (columns,)."""
        every = np.arange(len(costs), dtype=np.int32)
        self._solver.changeColsCost(len(costs), every, costs)

    def make_whole(self, whole: Flags) -> None:
        """Say which columns are whole numbers: (columns,)."""
        import highspy

        kinds = highspy.HighsVarType
        kind = np.where(whole, int(kinds.kInteger), int(kinds.kContinuous)).astype(np.uint8)
        self._solver.changeColsIntegrality(len(kind), np.arange(len(kind), dtype=np.int32), kind)
        self._whole = bool(whole.any())

    def solve(
        self,
        limits: SolveLimits = UNLIMITED,
        *,
        start: Floats | None = None,
        afresh: bool = False,
    ) -> Solved:
        """Return a least solution; of whole numbers, the best found within the limits.

        Parameters
        ----------
        start : (columns,) or fewer
            A known solution; columns beyond it are at zero.
        afresh
            Forget the last basis, and presolve.

        Raises
        ------
        NoSolutionError
            When there is none.
        NotInTimeError
            When none was found within the limits.
        """
        if not self.columns:
            return Solved(np.zeros(0), 0.0, np.zeros(self.rows), 0.0, proved=True)
        solver = self._solver
        solver.setOptionValue("time_limit", float(limits.time_limit_s))
        if self._whole:
            solver.setOptionValue("mip_rel_gap", limits.gap)
            solver.setOptionValue("random_seed", limits.seed)
        if afresh:
            solver.clearSolver()
            solver.setOptionValue("presolve", "choose")
        begun = time.monotonic()
        if start is not None:
            self._begin(start)
        try:
            found = self._run(limits)
        finally:
            if afresh and self._warm:
                solver.setOptionValue("presolve", "off")
        if start is None or not self._doubtful(found, start):
            return found
        return self._confirmed(found, limits, begun)

    def _run(self, limits: SolveLimits) -> Solved:
        solver, interrupt = self._solver, interrupting(limits)
        if interrupt is not None:
            solver.cbMipInterrupt += interrupt
        try:
            solver.run()
            return self._found()
        finally:
            if interrupt is not None:
                solver.cbMipInterrupt -= interrupt

    def _doubtful(self, found: Solved, start: Floats) -> bool:
        """Tell whether a solution begun from may have been called the best for nothing.

        HiGHS (1.13) looks through a program within the value of the solution that it is given; it
        may find it empty by rounding, and then calls that solution proved with a gap of zero.
        """
        if not self._whole or not found.proved or found.bound < found.objective:
            return False
        at = float(np.dot(self._solver.getLp().col_cost_[: len(start)], start))
        return found.objective >= at - SAME * max(1.0, abs(at))

    def _confirmed(self, found: Solved, limits: SolveLimits, begun: float) -> Solved:
        """Solve again from nothing; what is not confirmed within the limits is not proved."""
        left_s = limits.time_limit_s - (time.monotonic() - begun)
        unproved = replace(found, bound=self._floor(), proved=False)
        if left_s <= 0:
            return unproved
        self._solver.clearSolver()
        self._solver.setOptionValue("time_limit", float(left_s))
        try:
            again = self._run(limits)
        except NoSolutionError:
            return unproved
        if again.objective < found.objective:
            return again
        return replace(found, bound=min(again.bound, found.objective), proved=again.proved)

    def reduced(self) -> Floats:
        """Return the reduced cost of each column in the last solution: (columns,)."""
        return np.array(self._solver.getSolution().col_dual)

    def basis(self) -> Any:
        """Return where the last solve ended, to go on from there later."""
        import highspy

        now, kept = self._solver.getBasis(), highspy.HighsBasis()
        kept.col_status, kept.row_status = list(now.col_status), list(now.row_status)
        kept.valid = now.valid
        return kept

    def begin_at(self, basis: Any) -> None:
        """Have the next solve go on from where an earlier one ended: same rows, same columns."""
        self._solver.setBasis(basis)

    def prefer(self, *, dual: bool) -> None:
        """Solve by dual simplex, for when limits of rows alone have changed, or else by primal."""
        self._solver.setOptionValue("simplex_strategy", DUAL if dual else PRIMAL)

    def _begin(self, start: Floats) -> None:
        import highspy

        known = highspy.HighsSolution()
        padded = np.zeros(self.columns)
        padded[: len(start)] = start
        known.col_value = list(padded)
        self._solver.setSolution(known)

    def _found(self) -> Solved:
        import highspy

        status, info = self._solver.getModelStatus(), self._solver.getInfo()
        optimal = status == highspy.HighsModelStatus.kOptimal
        feasible = int(highspy.SolutionStatus.kSolutionStatusFeasible)
        if not (optimal or (self._whole and info.primal_solution_status == feasible)):
            cut = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kInterrupt)
            impossible = status not in cut
            why = self._solver.modelStatusToString(status)
            raise NoSolutionError(why) if impossible else NotInTimeError(why)
        solution = self._solver.getSolution()
        value = info.objective_function_value
        bound = info.mip_dual_bound if self._whole else value
        return Solved(
            values=np.array(solution.col_value),
            objective=value,
            duals=np.array(solution.row_dual),
            bound=bound if np.isfinite(bound) else self._floor(),
            proved=optimal,
        )

    def _floor(self) -> float:
        """Return what no values within the bounds of columns go below: a search's first bound."""
        program = self._solver.getLp()
        costs = np.array(program.col_cost_)
        ends = np.where(costs > 0, program.col_lower_, program.col_upper_)
        return float(costs[costs != 0] @ ends[costs != 0] + program.offset_)


def minimise(
    costs: Floats,
    *blocks: tuple[csr_array | Floats, Floats | float, Floats | float],
    lower: Floats | float = 0.0,
    upper: Floats | float = INFINITY,
    whole: bool = False,
    limits: SolveLimits = UNLIMITED,
) -> Solved:
    """Solve a program that is known as a whole.

    Parameters
    ----------
    costs : (columns,)
    blocks
        Rows, by tables of entries: (rows, columns), with their low and high limits, (rows,) or one
        for all. The duals of the answer follow their order.
    lower, upper : (columns,) or one for all
    whole
        Whether all columns are whole numbers.

    Raises
    ------
    NoSolutionError
        When nothing satisfies all rows; of whole numbers, when nothing was found within the limits.

    Examples
    --------
    >>> least = minimise(np.array([1.0, 2.0]), (np.array([[1.0, 1.0]]), 3.0, 3.0), upper=2.0)
    >>> least.values.tolist(), least.objective, least.duals.tolist()
    ([2.0, 1.0], 4.0, [2.0])
    """
    program = LinearProgram()
    program.add_columns(len(costs), costs=costs, lower=lower, upper=upper, whole=whole)
    for table, low, high in blocks:
        program.add_rows(table, low, high)
    return program.solve(limits)
