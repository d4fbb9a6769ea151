"""Which loaded tours go out, in fractions if need be: a program of tours, and its bounds.

minimise   Σ_g price_g out_g + Σ_n eur_n x_n + Σ_i loss_i left_i
subject to Σ (tours of outing o) x <= out_g                     for each outing o of vehicles g
           Σ (tours of outing o) x >= 1                         where it has to be made
           Σ (tours that make pick-up k) x + left_k = 1         for each pick-up k
           Σ (visits to a) x + fewest_a (mean left of a) >= fewest_a   for each association a
           Σ (visits to a) x <= most_a                          where there is a limit
           Σ (tours that bring unit u) x + left_u >= 1          for each unit u
           Σ (boxes on day d) x <= boxes                        for each day d

A column is a tour with what is on board of each of its trips; those that pay at some duals are
found by a knapsack a trip (Dantzig & Wolfe 1960). Any duals prove a bound, which counts the best
column of each outing that is not in the program (Lasdon 1970); columns are sought at duals between
those of the program and the best so far, which spares most of the way (Wentges 1997).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, NoSolutionError, Solved
from solver.week_search.arrays import (
    B8,
    BOXES,
    F64,
    I64,
    PER_WEEK,
    Arrays,
)
from solver.week_search.boarding import COARSE, FINE, Boarding
from solver.week_search.catalogue import Catalogue
from solver.week_search.week_rows import rows_of_week

NO_ERRAND_EUR = 1e5
"""What leaving undone what has to be done counts: no plan does."""
WHOLE = 10_000
"""Worths of units are whole numbers of this part of a euro: the proof then has no rounding."""
ADDED = 4
"""Tours of one outing that enter the program at once."""
LOOKED_AT = 4000
"""Tours among which they are chosen."""
NEGATIVE = -1e-6
"""A tour enters below this reduced cost, euros."""
FEW = 3
"""New columns of a round; with fewer, steps of weight or towards the duals are too coarse."""
SMOOTH = 0.6
"""Part of the best duals so far in those at which columns are sought."""
DRIVEN = 1e-6
"""A tour is driven at least as often, or not at all."""
NEAR = 1e-4
"""Relative gap between program and bound that ends the work."""


NO_TOUR = -1
"""Of a column that is none."""

U8 = npt.NDArray[np.uint8]
Limits = dict[int, tuple[float, float]]
"""Fewest and most, by number of a count."""


@dataclass(frozen=True)
class Priced:
    """What some duals prove."""

    duals: F64
    """(rows,): those that were asked, none of a wrong sign, worths rounded down."""
    eur: F64
    """(tours,): reduced cost of each with its best loads, without the dual of its outing."""
    least: F64
    """(outings,): of the tour that pays most, none where none pays and none has to."""
    bound: float
    worth: I64
    """(items,): of units, in ``WHOLE``."""
    extra: I64
    """(days,): of a hundredth of a box, in ``WHOLE``."""


class Relaxation:
    """The program of loaded tours; columns are added as they are needed."""

    def __init__(self, p: Arrays, boarding: Boarding, catalogue: Catalogue) -> None:
        self.p, self.boarding, self.c = p, boarding, catalogue
        c = catalogue
        self._counts: list[U8] = []
        """(tours,): of each tour, what may be limited in ``restrict``; a row each, the last."""
        self._group = np.array([group for group, _ in c.outings], dtype=np.int64)
        self._alike = np.array([len(v) for v in c.vehicles], dtype=np.float64)
        self._week_eur = np.array([p.prices[v[0], PER_WEEK] for v in c.vehicles])
        self._rows = rows_of_week(p, boarding, c)
        self._low, self._high = self._rows.low.copy(), self._rows.high.copy()
        self._at_counts = len(self._low)
        self._row_of = {int(u): self._rows.units.start + n for n, u in enumerate(boarding.units)}
        self._seen: set[tuple[int, tuple[tuple[int, ...], ...]]] = set()
        self._tours: list[int] = []
        """Of each column after the others."""
        self._values = np.zeros(0)
        """(columns,): the last solution."""
        self.going: B8 = np.array(c.given, dtype=np.bool_)
        """(outings,): those that have to be made."""
        self.open: B8 = np.ones(len(c.eur), dtype=np.bool_)
        """(tours,): those that may be made."""
        self._in_use: B8 | None = None
        """(loads,): those of tours that may be made; all where absent."""
        self.centre = np.zeros(self._at_counts)
        """Duals of the best bound so far."""
        self.best = -np.inf
        self._program = self._begun()
        self._at_tours = self._program.columns

    def _begun(self) -> LinearProgram:
        """Return the program without any tour."""
        program = LinearProgram()
        program.add_rows(None, self._low, self._high, len(self._low))
        for group, eur in enumerate(self._week_eur):
            rows = np.flatnonzero(self._group == group)
            program.add_column(eur, self._alike[group], rows, -np.ones(len(rows)))
        for row in range(self._rows.going.start, self._rows.going.stop):
            program.add_column(NO_ERRAND_EUR, INFINITY, np.array([row]), np.ones(1))
        for item, left in zip(self._rows.items, self._rows.left, strict=True):
            rows = np.flatnonzero(left)
            program.add_column(float(self.p.loss[item]), 1.0, rows, left[rows])
        return program

    def price(self, asked: F64, steps: int) -> Priced:
        """Return what some duals prove, whatever they are.

        Parameters
        ----------
        asked : (rows,)
        steps
            Of weight, in the knapsacks.
        """
        y = np.where(self._low <= -INFINITY, np.minimum(asked, 0.0), asked)
        y = np.where(self._high >= INFINITY, np.maximum(y, 0.0), y)
        worth = np.zeros(len(self.p.items), np.int64)
        worth[self.boarding.units] = np.floor(y[self._rows.units] * WHOLE)
        y[self._rows.units] = worth[self.boarding.units] / WHOLE
        extra = np.zeros(max(self.c.days) + 1, np.int64)
        if self.boarding.boxed:
            extra[:] = np.ceil(-y[self._rows.boxes] * WHOLE)
            y[self._rows.boxes] = -extra / WHOLE
        y[self._rows.going] = 0.0
        y[self._rows.outings] = 0.0
        held = self.boarding.worths(worth, extra, steps, self._in_use) / WHOLE
        of_load = held + self._rows.visited @ y[self._rows.owed.start : self._rows.capped.stop]
        eur = self.c.eur - (self._rows.taken @ y[self._rows.picks])[self.c.collects]
        for loads in self.c.loads.T:
            eur -= of_load[loads]
        for dual, count in zip(y[self._at_counts :], self._counts, strict=True):
            if dual != 0:
                eur -= dual * count
        eur[~self.open] = np.inf
        least = np.full(len(self._group), NO_ERRAND_EUR)
        np.minimum.at(least, self.c.outing, eur)
        least = np.where(self.going, least, np.minimum(0.0, least))
        groups = len(self._week_eur)
        out = self._week_eur + np.bincount(self._group, weights=least, minlength=groups)
        must = np.bincount(self._group, weights=self.going, minlength=groups) > 0
        out = np.where(must, out, np.minimum(0.0, out))
        sides = np.where(y > 0, self._low, self._high)
        bound = float(sides[y != 0] @ y[y != 0]) + float(out @ self._alike)
        spared = self.p.loss[self._rows.items] - self._rows.left @ y[: self._at_counts]
        bound += float(np.minimum(0.0, spared).sum())
        return Priced(y, eur, least, bound, worth, extra)

    def _enter(self, tours: I64, at: Priced) -> int:
        """Add tours with their best loads; return how many were not there yet."""
        loads = np.unique(self.c.loads[tours])
        aboard = self.boarding.best_on_board(at.worth, at.extra, loads)
        added = 0
        for tour in tours.tolist():
            boards = tuple(aboard[load] for load in self.c.loads[tour].tolist())
            if (tour, boards) in self._seen:
                continue
            self._seen.add((tour, boards))
            added += 1
            column = np.zeros(len(self._low))
            column[self._rows.outings][self.c.outing[tour]] = 1
            column[self._rows.going][self.c.outing[tour]] = 1
            column[self._rows.picks] = self._rows.taken[self.c.collects[tour]]
            for load, board in zip(self.c.loads[tour].tolist(), boards, strict=True):
                column[self._rows.owed.start : self._rows.capped.stop] += self._rows.visited[load]
                for unit in board:
                    column[self._row_of[unit]] += 1
                    if self.boarding.boxed:
                        boxes = float(self.p.items[unit, BOXES])
                        column[self._rows.boxes.start + self.c.days[load]] += boxes
            column[self._at_counts :] = [count[tour] for count in self._counts]
            rows = np.flatnonzero(column)
            self._program.add_column(float(self.c.eur[tour]), INFINITY, rows, column[rows])
            self._tours.append(tour)
        return added

    def _wanted(self, eur: F64) -> I64:
        """Return the tours that pay most, a few of each outing."""
        paying = np.flatnonzero(eur < NEGATIVE)
        if len(paying) > LOOKED_AT:
            paying = paying[np.argpartition(eur[paying], LOOKED_AT)[:LOOKED_AT]]
        count = np.zeros(len(self._group), np.int64)
        wanted = []
        for tour in paying[np.argsort(eur[paying], kind="stable")].tolist():
            if count[self.c.outing[tour]] < ADDED:
                count[self.c.outing[tour]] += 1
                wanted.append(tour)
        return np.array(wanted, dtype=np.int64)

    def begin_near(self, other: Relaxation, priced: F64) -> None:
        """Begin with the best duals of a program that has rows of the same names.

        Parameters
        ----------
        priced : (stops,)
            What tours count for a visit already.
        """
        known: dict[tuple[str, int] | None, float] = dict(
            zip(other._rows.names, other.centre.tolist(), strict=True)
        )
        known |= {("capped", int(stop)): 0.0 for stop in np.flatnonzero(priced)}
        known[None] = 0.0
        self.centre = np.array([known.get(name, 0.0) for name in self._rows.names])
        at = self.price(self.centre, FINE)
        self.best = at.bound
        order = np.lexsort((at.eur, self.c.outing))
        first = np.searchsorted(self.c.outing[order], np.arange(len(self._group)))
        rank = np.arange(len(order)) - first[self.c.outing[order]]
        self._enter(order[rank < ADDED], at)

    def prices(self) -> tuple[F64, F64, F64]:
        """Return what the best duals say that outings, what is left and visits are worth.

        Returns
        -------
        (outings,), (items,), (stops,)
            What a vehicle alone of its kind saves by an outing, before its price of the week; what
            a visit costs for the limit of the week.
        """
        at = self.price(self.centre, FINE)
        left = self.p.loss.copy()
        brings, owed = self._rows.left.copy(), self._rows.owed
        brings[:, owed] /= self._low[owed]  # a day by itself owes one visit at most
        left[self._rows.items] = np.maximum(0.0, brings @ at.duals)
        visit = np.zeros(len(self.p.stops))
        for name, dual in zip(self._rows.names, at.duals, strict=False):
            if name is not None and name[0] == "capped":
                visit[name[1]] = -dual
        return -at.least, left, visit

    def count(self, count: U8) -> int:
        """Add up what all tours count of something, so that it may be limited; return its number.

        Parameters
        ----------
        count : (tours,)
        """
        self._counts.append(count)
        self._low, self._high = np.append(self._low, -INFINITY), np.append(self._high, INFINITY)
        self.centre = np.append(self.centre, 0.0)
        values = np.append(count, 0)[self._tours].astype(np.float64)
        columns = np.flatnonzero(values)
        row = self._program.add_row(-INFINITY, INFINITY, self._at_tours + columns, values[columns])
        self._program.add_column(NO_ERRAND_EUR, INFINITY, np.array([row]), np.ones(1))
        self._tours.append(NO_TOUR)
        return len(self._counts) - 1

    def restrict(self, open_: B8, going: B8, limits: Limits, centre: F64) -> None:
        """Ask anew: with some tours alone, outings that have to be made, and limited counts.

        Parameters
        ----------
        open_ : (tours,)
        going : (outings,)
            Of vehicles that are alike no other.
        limits
            Fewest and most of each count that is limited.
        centre : (rows,)
            Duals to begin near; zero for those of rows made since.
        """
        self.open, self.going, self.best = open_, going, -np.inf
        self._in_use = np.zeros(len(self.c.calls), dtype=np.bool_)
        self._in_use[self.c.loads[open_]] = True
        self.centre = np.zeros(len(self._low))
        self.centre[: len(centre)] = centre
        some = np.arange(self._at_tours, self._program.columns)
        upper = np.where(np.append(open_, True)[self._tours], INFINITY, 0.0)
        self._program.limit_columns(some, np.zeros(len(some)), upper)
        self._low[self._rows.going] = going
        rows = np.r_[self._rows.going, self._at_counts : len(self._low)]
        self._low[self._at_counts :], self._high[self._at_counts :] = -INFINITY, INFINITY
        for what, (low, high) in limits.items():
            self._low[self._at_counts + what] = low
            self._high[self._at_counts + what] = high
        self._program.limit_rows(rows, self._low[rows], self._high[rows])

    def at_hand(self) -> float:
        """Return what the program costs with the columns there are, euros."""
        found = self._solved()
        return np.inf if found is None else found.objective

    def driven(self) -> dict[int, float]:
        """Return how often each tour is driven in the last solution."""
        found: dict[int, float] = {}
        for tour, often in zip(self._tours, self._values[self._at_tours :], strict=False):
            if often > DRIVEN and tour != NO_TOUR:
                found[tour] = found.get(tour, 0.0) + float(often)
        return found

    def _solved(self) -> Solved | None:
        """Return the solution of the program; none where the solver gives up, from afresh too."""
        for afresh in (False, True):
            try:
                return self._program.solve(afresh=afresh)
            except NoSolutionError:
                continue
        return None

    def solve(
        self,
        over: Callable[[], bool],
        rounds: int | None = None,
        *,
        steps: int = COARSE,
    ) -> int:
        """Add columns until the program is solved; ``best`` is then proved. Return the rounds made.

        Parameters
        ----------
        over
            Looked at between two rounds; true ends the work with what is proved so far.
        rounds
            How many are made at most.
        steps
            Of weight, to begin with.
        """
        smooth, made = SMOOTH, 0
        while not over() and (rounds is None or made < rounds):
            found = self._solved()
            if found is None:
                return made
            made += 1
            self._values = found.values
            duals = smooth * self.centre + (1 - smooth) * found.duals
            at = self.price(duals, steps)
            if at.bound > self.best:
                self.best, self.centre = at.bound, at.duals
                for rows in (self._rows.outings, self._rows.going):
                    self.centre[rows] = duals[rows]
            if found.objective - self.best < NEAR * found.objective:
                return made
            due, must = duals[self._rows.outings], duals[self._rows.going]
            of_outing = np.minimum(due, 0.0) + np.maximum(must, 0.0)
            eur = at.eur - of_outing[self.c.outing]
            added = self._enter(self._wanted(eur), at)
            if added >= FEW:
                smooth = SMOOTH
            elif steps == COARSE:
                steps = FINE
            elif smooth > 0:
                smooth = smooth / 2 if smooth > SMOOTH / 2 else 0.0
            elif added == 0:
                return made
        return made
