"""Which tours go out, if what they carry is only asked to hold together: a program of tours.

minimise   Σ_g price_g out_g + Σ_n eur_n x_n
subject to Σ (tours of outing o) x <= out_g           for each outing o of group g
           Σ (tours of outing o) x >= 1               where an errand is given
           Σ (tours that make pick-up k) x = 1        for each pick-up k
           Σ (calls at a) x >= fewest                 for each association a
           Σ (calls at a) x <= most                   for each association a
           Σ (worth of what its trips can hold) x >= worth of all   for each set of worths

Each row is true of every plan that serves everything, so the program's least value is a bound.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from solver.deliveries.arrays import (
    ASSOCIATIONS,
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
from solver.deliveries.boarding import Boarding
from solver.deliveries.catalogue import Catalogue

SHORT_EUR = 2000.0
"""What leaving a row short by all of it counts: more than it could cost to serve it."""
ADDED = 40
"""Tours of one outing that enter the program at once."""


class Relaxation:
    """The program of tours, being solved; columns and worths are added as they are needed."""

    def __init__(
        self, p: Arrays, boarding: Boarding, catalogue: Catalogue, units: I64
    ) -> None:
        import highspy

        self.p, self.boarding, self.c, self.units = p, boarding, catalogue, units
        self.inf = highspy.kHighsInf
        self.outings, self.groups = len(catalogue.outings), len(catalogue.vehicles)
        stops = len(p.stops)
        driven = np.unique(catalogue.collects)
        self.picks = sorted({k for n in driven for k in catalogue.collections[n]})
        used = np.unique(catalogue.loads)
        called = sorted({a for n in used for a in catalogue.calls[n]})
        owed = set(p.items[units, ITEM_STOP].tolist())
        self.called = [a for a in called if a in owed]
        self.capped = [a for a in called if p.stops[a, MAX_VISITS] < FAR]
        self.given = [n for n in range(self.outings) if catalogue.given[n]]
        # rows: outings, given, picks, called, worths
        self.lower: list[float] = [-self.inf] * self.outings + [1.0] * len(self.given)
        self.upper: list[float] = [0.0] * self.outings + [self.inf] * len(self.given)
        self.lower += [1.0] * len(self.picks)
        self.upper += [1.0] * len(self.picks)
        for a in self.called:
            self.lower.append(float(max(1, p.stops[a, MIN_VISITS])))
            self.upper.append(self.inf)
        for a in self.capped:
            self.lower.append(-self.inf)
            self.upper.append(float(p.stops[a, MAX_VISITS]))
        self.first_worth = len(self.lower)
        self.hold: list[F64] = []
        """Of each set of worths, what each load can hold, of the worth of all."""
        self.calls = np.zeros((len(self.called) + len(self.capped), len(catalogue.calls)))
        for load, stops_of in enumerate(catalogue.calls):
            for a in stops_of:  # an errand is a visit only if units ride along
                if a in self.called and catalogue.boards[load]:
                    self.calls[self.called.index(a), load] = 1
                if a in self.capped and not catalogue.errands[load]:
                    self.calls[len(self.called) + self.capped.index(a), load] = 1
        self.taken = np.zeros((len(self.picks), len(catalogue.collections)))
        for n, picks in enumerate(catalogue.collections):
            for k in picks:
                if k in self.picks:
                    self.taken[self.picks.index(k), n] = 1
        self.solver: Any = self._solver()
        self.columns: list[int] = []
        self.entered = np.zeros(len(catalogue.eur), dtype=np.bool_)
        self.group_of = np.array([g for g, _ in catalogue.outings], dtype=np.int64)
        self.size_of = np.array([len(v) for v in catalogue.vehicles], dtype=np.float64)
        self.week_eur = np.array([p.prices[v[0], PER_WEEK] for v in catalogue.vehicles])
        for lower, upper in zip(self.lower, self.upper, strict=True):
            self.solver.addRow(lower, upper, 0, np.zeros(0, np.int32), np.zeros(0))
        for group in range(self.groups):
            rows = np.flatnonzero(self.group_of == group).astype(np.int32)
            self.solver.addCol(
                self.week_eur[group], 0.0, self.size_of[group], len(rows), rows, -np.ones(len(rows))
            )
        for row in range(self.outings, self.first_worth):
            sign = np.array([1.0 if self.lower[row] > -self.inf else -1.0])
            self.solver.addCol(SHORT_EUR, 0.0, self.inf, 1, np.array([row], np.int32), sign)
        self.fixed_columns = self.groups + self.first_worth - self.outings
        self.kinds: list[int] = [-1] * self.fixed_columns  # tour number or -1

    @staticmethod
    def _solver() -> Any:
        import highspy

        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        return solver

    def add_worths(self, worth: I64, extra: I64) -> bool:
        """Ask that trips can hold all units at some worths; false if that asks nothing."""
        extra = extra if self.boarding.boxed else np.zeros_like(extra)
        whole = float(worth.sum()) - float(extra.sum()) * float(
            self.p.facts[DAY_BOXES] if self.boarding.boxed else 0
        )
        if whole <= 0:
            return False
        hold = self.boarding.worths(worth, extra) / whole
        self.hold.append(hold)
        row = self.solver.getNumRow()
        tours = np.array([k for k in self.kinds if k >= 0], dtype=np.int64)
        places = np.array([n for n, k in enumerate(self.kinds) if k >= 0], dtype=np.int32)
        values = hold[self.c.loads[tours]].sum(axis=1)
        keep = values > 0
        self.solver.addRow(
            1.0, self.inf, int(keep.sum()), places[keep], np.ascontiguousarray(values[keep])
        )
        self.solver.addCol(SHORT_EUR, 0.0, self.inf, 1, np.array([row], np.int32), np.ones(1))
        self.kinds.append(-1)
        return True

    def _enter(self, tours: I64) -> None:
        loads, collects = self.c.loads[tours], self.c.collects[tours]
        calls = self.calls[:, loads].sum(axis=2)
        taken = self.taken[:, collects]
        held = np.array([hold[loads].sum(axis=1) for hold in self.hold]).reshape(-1, len(tours))
        given_at = {outing: n for n, outing in enumerate(self.given)}
        for n, tour in enumerate(tours):
            outing = int(self.c.outing[tour])
            rows = [outing]
            values = [1.0]
            if outing in given_at:
                rows.append(self.outings + given_at[outing])
                values.append(1.0)
            at = self.outings + len(self.given)
            for block in (taken, calls, held):
                here = np.flatnonzero(block[:, n])
                rows += (here + at).tolist()
                values += block[here, n].tolist()
                at += len(block)
            self.solver.addCol(
                float(self.c.eur[tour]), 0.0, self.inf, len(rows), np.array(rows, np.int32),
                np.array(values),
            )
            self.kinds.append(int(tour))
            self.entered[tour] = True

    def prices(self, dual: F64) -> tuple[F64, float]:
        """Return (tours,) reduced costs at duals made sound, and the bound that they prove."""
        y = dual.copy()
        low, high = np.array(self.lower), np.array(self.upper)
        worths = len(self.hold)
        low = np.concatenate([low, np.ones(worths)])
        high = np.concatenate([high, np.full(worths, self.inf)])
        y[low <= -self.inf] = np.minimum(0.0, y[low <= -self.inf])
        y[high >= self.inf] = np.maximum(0.0, y[high >= self.inf])
        value = float((np.where(y > 0, low, high)[y != 0] * y[y != 0]).sum())
        at = self.outings
        of_outing = y[:at].copy()
        of_outing[self.given] += y[at : at + len(self.given)]
        at += len(self.given)
        of_pick = y[at : at + len(self.picks)] @ self.taken
        at += len(self.picks)
        of_load = y[at : at + len(self.calls)] @ self.calls
        at += len(self.calls)
        for n, hold in enumerate(self.hold):
            if y[at + n] > 0:
                of_load = of_load + y[at + n] * hold
        cost = self.c.eur - of_outing[self.c.outing] - of_pick[self.c.collects]
        for t in range(self.c.loads.shape[1]):
            cost -= of_load[self.c.loads[:, t]]
        # out_g: costs week_eur + Σ y of its outings; between 0 and the size of the group
        out = self.week_eur.copy()
        np.add.at(out, self.group_of, y[: self.outings])
        value += float((np.minimum(0.0, out) * self.size_of).sum())
        # tours of one outing: at most as many as the group has vehicles
        least = np.zeros(self.outings)
        np.minimum.at(least, self.c.outing, cost)
        value += float((least * self.size_of[self.group_of]).sum())
        return cost, value

    def solve(self, over: Callable[[], bool]) -> tuple[float, F64]:
        """Solve the linear relaxation; return the best bound proved and the last duals."""
        import highspy

        kinds = np.full(len(self.kinds), int(highspy.HighsVarType.kContinuous), np.uint8)
        self.solver.changeColsIntegrality(
            len(kinds), np.arange(len(kinds), dtype=np.int32), kinds
        )
        best, best_dual = -np.inf, np.zeros(self.first_worth + len(self.hold))
        while True:
            self.solver.run()
            dual = np.array(self.solver.getSolution().row_dual)
            cost, value = self.prices(dual)
            if value > best:
                best, best_dual = value, dual
            cost[self.entered] = 0
            wanted: list[int] = []
            order = np.argsort(cost, kind="stable")
            order = order[: int(np.searchsorted(cost[order], -1e-6))]
            count = np.zeros(self.outings, np.int64)
            for tour in order:
                outing = self.c.outing[tour]
                if count[outing] < ADDED:
                    count[outing] += 1
                    wanted.append(int(tour))
            if not wanted or over():
                return best, best_dual
            self._enter(np.array(wanted))

    def driven(self) -> tuple[I64, F64]:
        """Return the loads of the trips of the last solution, and how often each is driven."""
        x = np.array(self.solver.getSolution().col_value)
        times = np.zeros(len(self.c.calls))
        for place, tour in enumerate(self.kinds):
            if tour >= 0 and x[place] > 1e-9:
                for load in self.c.loads[tour]:
                    times[load] += x[place]
        times[0] = 0
        loads = np.flatnonzero(times > 0)
        return loads, times[loads]
