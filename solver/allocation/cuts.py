"""Leximin where food does not flow through a network: a common level found by cuts from above.

Everyone is to have the common level, or all that their own stores and needs allow where that is
less. One linear program tells by how much a level cannot be had; its duals weigh associations so
that the weighted sum of their levels has a largest value, whoever receives what: a cut, true of
every split. The highest level that all cuts allow is tried next (Newton's method for the root of a
concave function, as Dinkelbach 1967 and Radzik 1998 use it), and few are needed: cuts found for a
level hold for all later ones, and only the right-hand sides change between programs. Who bears
weight in the cut that stops the level, or has all that is possible, is held there (the scheme of
Ogryczak, Pióro & Tomaszewski 2005).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from solver.allocation.base import Flags, Floats, Ints, Scope, Split, least_cost
from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, NoSolutionError, Solved

MISSING = 1e-7
"""Shortfall of a level that counts as none."""
SLACK = 1e-8
"""Slack at which levels are held, so that rounding never makes the next program infeasible."""
WEIGHT = 1e-5
"""Least weight, of the largest of a cut, that holds an association."""
HEAVY = 0.02
"""Least weight that a cut leaves on the open associations to say something sure of their level."""
SAME = 1e-8
"""Levels this near are the same."""
BARRED, LEAST_BARRED = 1e-4, 1e-8
"""Least reduced cost, of the largest of a cut and at all, by which an arc brings nothing."""


@dataclass(frozen=True)
class _Cut:
    """``weights @ levels <= most``, whoever receives what."""

    weights: Floats
    most: float
    barred: Flags | None = None
    """(A,): arcs that bring nothing wherever the cut is met; none where that is not known."""

    def highest(self, most_alone: Floats, held: Floats) -> float:
        """Return the highest common level that it allows; infinite where it says nothing.

        Parameters
        ----------
        most_alone : (I,)
            The most that each can reach alone: nobody is raised further.
        held : (I,)
            Levels of those held, not a number for the open ones.
        """
        is_open = np.isnan(held)
        weights = self.weights[is_open]
        if weights.sum() < HEAVY:
            return INFINITY
        left = self.most - float(self.weights[~is_open] @ held[~is_open])
        order = np.argsort(most_alone[is_open], kind="stable")
        ends, weights = most_alone[is_open][order], weights[order]
        # the sum of weights × min(level, end) at each end, then within the piece where it is met
        full = np.cumsum(weights * ends)
        rest = weights.sum() - np.cumsum(weights)
        over = np.flatnonzero(full + rest * ends > left)
        if not len(over):
            return INFINITY
        first = int(over[0])
        before = full[first] - weights[first] * ends[first]
        return float((left - before) / (rest[first] + weights[first]))


class Levels:
    """The ways of a split, and what its associations are held at."""

    def __init__(self, split: Split) -> None:
        """Lay the arcs and what limits them, and one shortfall that all open levels share."""
        self.split, self.arcs = split, len(split.association)
        cell = split.association * split.need_kg.shape[1] + split.family
        alone = np.bincount(cell, minlength=split.need_kg.size)[cell] == 1
        self.upper = np.where(alone, split.need_kg.ravel()[cell], INFINITY)
        shared = np.unique(cell[~alone])
        self.rows = vstack([split.rows, split.into()[shared]], format="csr")
        self.limits = np.concatenate([split.limits, split.need_kg.ravel()[shared]])
        self.program = LinearProgram(exact=True)
        self.program.add_columns(
            self.arcs + 1,
            costs=np.append(np.zeros(self.arcs), 1.0),
            upper=np.append(self.upper, INFINITY),
        )
        self.program.add_rows(self.rows, -INFINITY, self.limits)
        self.own, self.reach = self._own()

    def at_most(self, rows: csr_array, limits: Floats) -> None:
        """Add rows (R, A) that the kg along the arcs keep: ``rows @ kg <= limits``."""
        self.program.add_rows(rows, -INFINITY, limits)

    def climb(self, scope: Scope) -> Floats:
        """Raise the levels of a scope, hold them from now on, and return the last split (A,), kg.

        Raises
        ------
        NoSolutionError
            When the ways of the split contradict each other.
        """
        served = np.diff(scope.gains.indptr) > 0
        who = np.flatnonzero((scope.entitled > 0) & served)
        if not len(who):
            return np.zeros(self.arcs)
        due = scope.entitled[who]
        share = csr_array(scope.gains[who] / due[:, None])
        past = scope.past[who] / due
        most_alone = past + share @ self._alone(share)
        rows = self.program.add_rows(share, -INFINITY, INFINITY, len(who))
        for row in rows:
            self.program.change(int(row), self.arcs, 1.0)
        held = np.full(len(who), np.nan)
        cuts = [self._total(share, past, due)]
        kg = np.zeros(self.arcs)
        while np.isnan(held).any():
            level, short, kg, cut = self._highest(rows, past, most_alone, held, cuts)
            is_open = np.isnan(held)
            stops = is_open & (most_alone <= level + MISSING)
            if cut is not None:
                stops |= is_open & (cut.weights > WEIGHT * cut.weights[is_open].max())
            held[stops] = np.minimum(level, most_alone)[stops] - short
            for row in rows[stops]:
                self.program.change(int(row), self.arcs, 0.0)
            is_open = np.isnan(held)
            if cut is not None and cut.barred is not None and is_open.any():
                waiting = np.isin(self.split.association, who[is_open])
                if self._bar(cut.barred & waiting):
                    alone = past + share @ self._alone(share)
                    most_alone[is_open] = np.minimum(most_alone, alone)[is_open]
        # what a later scope keeps
        self.program.limit_rows(rows, held - SLACK - past, np.full(len(rows), INFINITY))
        return kg

    def _highest(
        self,
        rows: Ints,
        past: Floats,
        most_alone: Floats,
        held: Floats,
        cuts: list[_Cut],
    ) -> tuple[float, float, Floats, _Cut | None]:
        """Return the highest common level, what rounding lacks of it, a split, what stops it."""
        is_open = np.isnan(held)
        found = [(cut.highest(most_alone, held), number) for number, cut in enumerate(cuts)]
        level, number = min(found)
        stop = cuts[number]
        most = float(most_alone[is_open].max())
        binding: _Cut | None = stop
        if level >= most:
            level, binding = most, None
        while True:
            asked = np.where(is_open, np.minimum(level, most_alone), held) - SLACK
            self.program.limit_rows(rows, asked - past, np.full(len(rows), INFINITY))
            try:
                solved = self._solved()
            except NoSolutionError:
                held -= self._missing(rows, is_open)
                continue
            short, kg = float(solved.values[-1]), np.maximum(solved.values[:-1], 0.0)
            if short <= MISSING:
                return level, short, kg, binding
            weights = np.maximum(solved.duals[rows], 0.0)
            cut = _Cut(weights, float(weights @ asked) - short, self._barred())
            cuts.append(cut)
            lower = cut.highest(most_alone, held)
            binding = cut
            if lower >= level - SAME:
                return level, short, kg, binding
            level = lower

    def _solved(self) -> Solved:
        try:
            return self.program.solve()
        except NoSolutionError:  # a basis can be too worn to go on from
            return self.program.solve(afresh=True)

    def _missing(self, rows: Ints, is_open: Flags) -> float:
        """Return by how much levels that are held cannot be had together, for want of digits."""
        kept = rows[~is_open]
        free = np.full(int(is_open.sum()), INFINITY)
        self.program.limit_rows(rows[is_open], -free, free)
        for row in kept:
            self.program.change(int(row), self.arcs, 1.0)
        short = float(self._solved().values[-1])
        for row in kept:
            self.program.change(int(row), self.arcs, 0.0)
        return short + SLACK

    def _total(self, share: csr_array, past: Floats, due: Floats) -> _Cut:
        """Return the cut of all points: however they are split, there are no more."""
        worth: Floats = np.asarray(due @ share, dtype=np.float64)
        kg = least_cost(-worth, self.rows, self.limits, self.upper)
        weights = due / due.sum()
        return _Cut(weights, float(weights @ past + worth @ kg / due.sum()))

    def _bar(self, barred: Flags) -> bool:
        """Have arcs bring nothing from now on; tell whether some are new."""
        new = np.flatnonzero(barred & (self.reach > 0))
        self.reach[new] = 0.0
        self.program.limit_columns(new, np.zeros(len(new)), np.zeros(len(new)))
        return bool(len(new))

    def _barred(self) -> Flags:
        """Return which arcs (A,) bring nothing wherever the last cut is met: by reduced costs."""
        reduced = self.program.reduced()[: self.arcs]
        least = BARRED * float(np.abs(reduced).max(initial=0.0))
        barred: Flags = reduced > max(LEAST_BARRED, least)
        return barred

    def _own(self) -> tuple[Flags, Floats]:
        """Return which rows (R,) are of one association, and what each arc (A,) may bring alone."""
        reach = self.upper.copy()
        own: Flags = np.zeros(self.rows.shape[0], dtype=np.bool_)
        table = self.rows
        for row, limit in enumerate(self.limits):
            part = slice(table.indptr[row], table.indptr[row + 1])
            arcs, values = table.indices[part], table.data[part]
            if not len(arcs) or (values <= 0).any():
                continue
            reach[arcs] = np.minimum(reach[arcs], max(float(limit), 0.0) / values)
            whose = self.split.association[arcs]
            own[row] = bool((whose == whose[0]).all())
        return own, reach

    def _alone(self, share: csr_array) -> Floats:
        """Return a split (A,) in which each takes all it can, as if there were nobody else."""
        worth: Floats = np.asarray(share.sum(axis=0), dtype=np.float64).ravel()
        rows = csr_array(self.rows[np.flatnonzero(self.own)])
        return least_cost(-worth, rows, self.limits[self.own], self.reach)
