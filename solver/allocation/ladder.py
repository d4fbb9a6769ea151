"""A linear program whose common level is raised step by step, each time from the last basis."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_array

from solver.allocation.base import Floats, Ints, Scope, Split

INFINITY = float("inf")
PRIMAL = 4
"""HiGHS' primal simplex: a solution stays feasible when levels are held, its basis too."""


class Ladder:
    """The ways of a split, and one level that the open associations share.

    Columns are the arcs, then the level; rows are what limits the arcs, then one row per
    association of the scope at hand: received over entitled is at least the level.
    """

    def __init__(self, split: Split, highest: float = INFINITY) -> None:
        """Lay the arcs and their limits, and the level, which goes no further than ``highest``."""
        import highspy

        self.arcs = len(split.association)
        cell = split.association * split.need_kg.shape[1] + split.family
        alone = np.bincount(cell, minlength=split.need_kg.size)[cell] == 1
        upper = np.where(alone, split.need_kg.ravel()[cell], INFINITY)
        solver: Any = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("simplex_strategy", PRIMAL)
        solver.setOptionValue("presolve", "off")
        nothing = np.zeros(0, dtype=np.int32)
        count = self.arcs + 1
        solver.addCols(
            count,
            np.append(np.zeros(self.arcs), -1.0),
            np.append(np.zeros(self.arcs), -INFINITY),
            np.append(upper, highest),
            0,
            nothing,
            nothing,
            np.zeros(0),
        )
        self.solver = solver
        self.at_most(split.rows, split.limits)
        shared = np.unique(cell[~alone])
        if len(shared):
            self.at_most(split.into()[shared], split.need_kg.ravel()[shared])
        self.row_of: Ints = np.zeros(0, dtype=np.int64)
        self.open: Ints = np.zeros(0, dtype=np.int64)

    def at_most(self, rows: csr_array, limits: Floats) -> None:
        """Add ``rows @ kg <= limits``."""
        if rows.shape[0]:
            table = csr_array(rows)
            self.solver.addRows(
                table.shape[0],
                np.full(table.shape[0], -INFINITY),
                np.asarray(limits, dtype=np.float64),
                table.nnz,
                table.indptr.astype(np.int32),
                table.indices.astype(np.int32),
                table.data.astype(np.float64),
            )

    def lay(self, scope: Scope, who: Ints) -> None:
        """Add a row per association of a scope, open to the level."""
        first = self.solver.getNumRow()
        self.scope, self.open = scope, who
        self.row_of = np.full(len(scope.entitled), -1)
        self.row_of[who] = first + np.arange(len(who))
        scale = np.where(scope.entitled > 0, scope.entitled, 1.0)
        share = csr_array(scope.gains / scale[:, None])[who]
        self.at_most(csr_array(-share), (scope.past / scale)[who])
        for row in self.row_of[who]:
            self.solver.changeCoeff(int(row), self.arcs, 1.0)

    def raise_level(self) -> tuple[float, Floats, Floats]:
        """Return the highest common level, a split that reaches it, and the dual of each open row.

        Raises
        ------
        RuntimeError
            When the program has no optimum: the ways of the split contradict each other.
        """
        import highspy

        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            # A basis can be too worn to go on from: start afresh, once.
            self.solver.clearSolver()
            self.solver.setOptionValue("presolve", "choose")
            self.solver.run()
            self.solver.setOptionValue("presolve", "off")
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the split has no solution: {status}")
        found = self.solver.getSolution()
        values = np.array(found.col_value)
        duals = np.abs(np.array(found.row_dual)[self.row_of[self.open]])
        return float(values[-1]), np.maximum(values[:-1], 0.0), duals

    def hold(self, who: Ints, level: float, slack: float) -> None:
        """Keep some associations at a level from now on, and take them out of the race."""
        scale = self.scope.entitled
        for one in who:
            row = int(self.row_of[one])
            self.solver.changeCoeff(row, self.arcs, 0.0)
            limit = self.scope.past[one] / scale[one] - level + slack
            self.solver.changeRowBounds(row, -INFINITY, float(limit))
        self.open = np.setdiff1d(self.open, who)
