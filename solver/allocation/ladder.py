"""A linear program whose common level is raised step by step, each time from the last basis."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from solver.allocation.base import Floats, Ints, Scope, Split
from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, NoSolutionError


class Ladder:
    """The ways of a split, and one level that the open associations share.

    Columns are the arcs, then the level; rows are what limits the arcs, then one row per
    association of the scope at hand: received over entitled is at least the level.
    """

    def __init__(self, split: Split, highest: float = INFINITY) -> None:
        """Lay the arcs and their limits, and the level, which goes no further than ``highest``."""
        self.arcs = len(split.association)
        cell = split.association * split.need_kg.shape[1] + split.family
        alone = np.bincount(cell, minlength=split.need_kg.size)[cell] == 1
        upper = np.where(alone, split.need_kg.ravel()[cell], INFINITY)
        self.program = LinearProgram(warm=True)
        self.program.add_columns(
            self.arcs + 1,
            costs=np.append(np.zeros(self.arcs), -1.0),
            lower=np.append(np.zeros(self.arcs), -INFINITY),
            upper=np.append(upper, highest),
        )
        self.at_most(split.rows, split.limits)
        shared = np.unique(cell[~alone])
        if len(shared):
            self.at_most(split.into()[shared], split.need_kg.ravel()[shared])
        self.row_of: Ints = np.zeros(0, dtype=np.int64)
        self.open: Ints = np.zeros(0, dtype=np.int64)

    def at_most(self, rows: csr_array, limits: Floats) -> None:
        """Add rows (R, A) that the kg along the arcs keep: ``rows @ kg <= limits``."""
        self.program.add_rows(rows, -INFINITY, limits)

    def lay(self, scope: Scope, who: Ints) -> None:
        """Add a row per association of a scope, open to the level.

        Parameters
        ----------
        who
            Numbers of the associations that take part.
        """
        first = self.program.rows
        self.scope, self.open = scope, who
        self.row_of = np.full(len(scope.entitled), -1)
        self.row_of[who] = first + np.arange(len(who))
        scale = np.where(scope.entitled > 0, scope.entitled, 1.0)
        share = csr_array(scope.gains / scale[:, None])[who]
        self.at_most(csr_array(-share), (scope.past / scale)[who])
        for row in self.row_of[who]:
            self.program.change(row, self.arcs, 1.0)

    def raise_level(self) -> tuple[float, Floats, Floats]:
        """Return the highest common level, a split that reaches it, and the dual of each open row.

        Raises
        ------
        NoSolutionError
            When the program has no optimum: the ways of the split contradict each other.
        """
        try:
            found = self.program.solve()
        except NoSolutionError:  # a basis can be too worn to go on from
            found = self.program.solve(afresh=True)
        duals = np.abs(found.duals[self.row_of[self.open]])
        return float(found.values[-1]), np.maximum(found.values[:-1], 0.0), duals

    def hold(self, who: Ints, level: float, slack: float) -> None:
        """Keep some associations at a level from now on, and let the level rise without them.

        Parameters
        ----------
        who
            Numbers of the associations.
        level
            Points received over points entitled to.
        slack
            How far below they may fall by rounding, so that the next program has a solution.
        """
        scale = self.scope.entitled
        for one in who:
            row = int(self.row_of[one])
            self.program.change(row, self.arcs, 0.0)
            limit = self.scope.past[one] / scale[one] - level + slack
            self.program.limit_row(row, -INFINITY, float(limit))
        self.open = np.setdiff1d(self.open, who)
