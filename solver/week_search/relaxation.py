"""Which tours go out, if what they carry is only asked to hold together: a program of tours.

minimise   Σ_g price_g out_g + Σ_n eur_n x_n + Σ_i loss_i left_i
subject to Σ (tours of outing o) x <= out_g                     for each outing o of vehicles g
           Σ (tours of outing o) x >= 1                         where an errand is given
           Σ (tours that make pick-up k) x + left_k = 1         for each pick-up k
           Σ (visits to a) x + fewest_a (mean left of a) >= fewest_a   for each association a
           Σ (visits to a) x <= most_a                          where there is a limit
           Σ (what its trips can hold) x + Σ worth_i left_i >= worth of all   for each set of worths

Each row is true of every plan, so its least value, and any value of the dual, is a bound. The last
rows are found one by one (Benders 1962; the worths are duals of ``packing``); tours enter when
their reduced cost says so, and the bound counts those outside at their reduced cost (Lasdon 1970).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, NoSolutionError
from solver.week_search.arrays import (
    DAY_BOXES,
    F64,
    FAR,
    I64,
    ITEM_STOP,
    MAX_VISITS,
    MIN_VISITS,
    PER_WEEK,
    Arrays,
)
from solver.week_search.boarding import Boarding
from solver.week_search.catalogue import Catalogue

NO_ERRAND_EUR = 1e5
"""What leaving a given errand undone counts: no plan does."""
ADDED = 40
"""Tours of one outing that enter the program at once."""
NEGATIVE = -1e-6
"""A tour enters below this reduced cost, euros."""


class Relaxation:
    """The program of tours, being solved; tours and worths are added as they are needed."""

    def __init__(self, p: Arrays, boarding: Boarding, catalogue: Catalogue) -> None:
        self.p, self.boarding, self.c = p, boarding, catalogue
        self._group = np.array([group for group, _ in catalogue.outings], dtype=np.int64)
        self._alike = np.array([len(v) for v in catalogue.vehicles], dtype=np.float64)
        self._week_eur = np.array([p.prices[v[0], PER_WEEK] for v in catalogue.vehicles])
        self._given = [n for n, given in enumerate(catalogue.given) if given]
        picks = sorted({k for taken in catalogue.collections for k in taken})
        self._items = np.concatenate([boarding.units, p.first_item[picks]]).astype(np.int64)
        """Items that may be left behind, one column each."""
        self._taken = np.array(
            [[k in taken for taken in catalogue.collections] for k in picks], dtype=np.float64
        ).reshape(len(picks), -1)
        self._visits, fewest, most = self._visit_rows()
        self._hold: list[F64] = []
        """Of each set of worths, what each load can hold, of the worth of all."""
        self._tours: list[int] = []
        """Tours in the program, in the order of their columns."""
        self._entered = np.zeros(len(catalogue.eur), dtype=np.bool_)
        outings, given = len(catalogue.outings), len(self._given)
        self._low = [-INFINITY] * outings + [1.0] * (given + len(picks)) + fewest
        self._high = [0.0] * outings + [INFINITY] * given + [1.0] * len(picks) + most
        self._at_picks = outings + given
        self._at_visits = self._at_picks + len(picks)
        self._at_worths = len(self._low)
        self._left = self._left_entries(picks, fewest)
        """(rows but those of worths, items): what leaving an item behind brings to each row."""
        self._worth_left: list[F64] = []
        self._values = np.zeros(0)
        """(columns,): the last solution."""
        self._program = LinearProgram()
        self._program.add_rows(None, np.array(self._low), np.array(self._high), len(self._low))
        for group, eur in enumerate(self._week_eur):
            rows = np.flatnonzero(self._group == group)
            self._program.add_column(eur, self._alike[group], rows, -np.ones(len(rows)))
        for row in range(outings, self._at_picks):
            self._program.add_column(NO_ERRAND_EUR, INFINITY, np.array([row]), np.ones(1))
        for n, item in enumerate(self._items):
            rows = np.flatnonzero(self._left[:, n])
            self._program.add_column(float(p.loss[item]), 1.0, rows, self._left[rows, n])
        self._at_items = len(self._week_eur) + given
        self._at_tours = self._at_items + len(self._items)

    @property
    def sets(self) -> int:
        """Sets of worths asked so far."""
        return len(self._hold)

    def _visit_rows(self) -> tuple[F64, list[float], list[float]]:
        """Return (rows, loads) visits of each load, and the bounds of these rows.

        An errand is a visit only if units ride along, which a load does not tell.
        """
        c, p = self.c, self.p
        owed = {int(a) for a in p.items[self.boarding.units, ITEM_STOP]}
        called = sorted({a for stops in c.calls for a in stops})
        self._owed = [a for a in called if a in owed]
        capped = [a for a in called if p.stops[a, MAX_VISITS] < FAR]
        visits = np.zeros((len(self._owed) + len(capped), len(c.calls)))
        least = {a: n for n, a in enumerate(self._owed)}
        at_most = {a: len(least) + n for n, a in enumerate(capped)}
        for load, stops in enumerate(c.calls):
            for a in stops:
                if a in least and c.boards[load]:
                    visits[least[a], load] = 1
                if a in at_most and not c.errands[load]:
                    visits[at_most[a], load] = 1
        low = [float(max(1, p.stops[a, MIN_VISITS])) for a in self._owed] + [-INFINITY] * len(
            capped
        )
        high = [INFINITY] * len(least) + [float(p.stops[a, MAX_VISITS]) for a in capped]
        return visits, low, high

    def _left_entries(self, picks: list[int], fewest: list[float]) -> F64:
        left = np.zeros((self._at_worths, len(self._items)))
        units = len(self.boarding.units)
        left[self._at_picks + np.arange(len(picks)), units + np.arange(len(picks))] = 1
        stop = self.p.items[self.boarding.units, ITEM_STOP]
        for n, a in enumerate(self._owed):
            own = np.flatnonzero(stop == a)
            left[self._at_visits + n, own] = fewest[n] / len(own)
        return left

    def ask(self, worth: I64, extra: I64) -> bool:
        """Ask that trips can hold all units at some worths; false if that asks nothing.

        Parameters
        ----------
        worth : (items,)
            What each unit is worth.
        extra : (days,)
            What one hundredth of a box costs on each day.
        """
        whole = float(worth.sum())
        if self.boarding.boxed:
            whole -= float(extra.sum()) * float(self.p.facts[DAY_BOXES])
        if whole <= 0:
            return False
        hold = self.boarding.worths(worth, extra) / whole
        left = worth[self._items] / whole
        self._hold.append(hold)
        self._worth_left.append(left)
        loads = self.c.loads[np.array(self._tours, dtype=np.int64)]
        values = np.concatenate(
            [np.zeros(self._at_items), left, hold[loads].sum(axis=1) if len(loads) else []]
        )
        places = np.flatnonzero(values)
        self._program.add_row(1.0, INFINITY, places, values[places])
        return True

    def _enter(self, tours: I64) -> None:
        """Add tours to the program."""
        loads = self.c.loads[tours]
        blocks = np.concatenate(
            [
                self._taken[:, self.c.collects[tours]],
                self._visits[:, loads].sum(axis=2),
                np.array([hold[loads].sum(axis=1) for hold in self._hold]).reshape(-1, len(tours)),
            ]
        )
        given = {outing: len(self._group) + n for n, outing in enumerate(self._given)}
        for n, tour in enumerate(tours):
            outing = int(self.c.outing[tour])
            first = [outing, given[outing]] if outing in given else [outing]
            more = np.flatnonzero(blocks[:, n])
            rows = np.concatenate([first, more + self._at_picks])
            values = np.concatenate([np.ones(len(first)), blocks[more, n]])
            self._program.add_column(self.c.eur[tour], INFINITY, rows, values)
            self._tours.append(int(tour))
            self._entered[tour] = True

    def proves(self, dual: F64) -> tuple[F64, float]:
        """Return (tours,) reduced costs at some duals, and the bound that these prove.

        Whatever the duals are: those of a wrong sign count as none.
        """
        many = len(self._hold)
        low = np.array(self._low + [1.0] * many)
        high = np.array(self._high + [INFINITY] * many)
        y = np.where(low <= -INFINITY, np.minimum(dual, 0.0), dual)
        y = np.where(high >= INFINITY, np.maximum(y, 0.0), y)
        sides = np.where(y > 0, low, high)
        value = float(sides[y != 0] @ y[y != 0])
        outings = len(self._group)
        of_outing = y[:outings].copy()
        of_outing[self._given] += y[outings : self._at_picks]
        of_collection = y[self._at_picks : self._at_visits] @ self._taken
        of_load = y[self._at_visits : self._at_worths] @ self._visits
        of_item = y[: self._at_worths] @ self._left
        for price, hold, left in zip(
            y[self._at_worths :], self._hold, self._worth_left, strict=True
        ):
            if price > 0:
                of_load += price * hold
                of_item += price * left
        cost = self.c.eur - of_outing[self.c.outing] - of_collection[self.c.collects]
        for loads in self.c.loads.T:
            cost -= of_load[loads]
        out = self._week_eur + np.bincount(
            self._group, weights=y[:outings], minlength=len(self._week_eur)
        )
        value += float(np.minimum(0.0, out) @ self._alike)
        value += float(np.minimum(0.0, self.p.loss[self._items] - of_item).sum())
        value += float(
            np.minimum(0.0, NO_ERRAND_EUR - y[outings : self._at_picks]).sum()
        )  # at most one errand of an outing is left
        least = np.zeros(outings)
        np.minimum.at(least, self.c.outing, cost)
        value += float(least @ self._alike[self._group])
        return cost, value

    def solve(self, over: Callable[[], bool]) -> float:
        """Solve the linear relaxation by column generation; return the best bound proved, euros.

        Parameters
        ----------
        over
            Looked at between two solves; true ends the work with what is proved so far.
        """
        best = -np.inf
        while True:
            try:
                found = self._program.solve()
            except NoSolutionError:  # the solver gave up: what was proved holds
                return best
            self._values = found.values
            cost, value = self.proves(found.duals)
            best = max(best, value)
            cost[self._entered] = 0
            order = np.flatnonzero(cost < NEGATIVE)
            order = order[np.argsort(cost[order], kind="stable")]
            count = np.zeros(len(self._group), np.int64)
            wanted: list[int] = []
            for tour in order:
                if count[self.c.outing[tour]] < ADDED:
                    count[self.c.outing[tour]] += 1
                    wanted.append(int(tour))
            if not wanted or over():
                return best
            self._enter(np.array(wanted))

    def driven(self) -> tuple[I64, F64, F64]:
        """Return the loads of the trips of the last solution, how often, and what is left.

        The last is (units,), in the order of ``boarding.units``.
        """
        x = self._values
        times = np.zeros(len(self.c.calls))
        for tour, many in zip(self._tours, x[self._at_tours :], strict=True):
            if many > 1e-9:
                np.add.at(times, self.c.loads[tour], many)
        times[0] = 0
        loads = np.flatnonzero(times > 0)
        left = x[self._at_items : self._at_items + len(self.boarding.units)]
        return loads, times[loads], np.clip(left, 0.0, 1.0)
