"""Whether given trips could carry all units: a linear program over what is on board of each."""

from __future__ import annotations

import numpy as np

from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, NoSolutionError
from solver.week_search.arrays import BOXES, DAY_BOXES, F64, I64, Arrays
from solver.week_search.boarding import Boarding
from solver.week_search.catalogue import Catalogue

FINE = 10_000
"""Worths of units are whole numbers up to this: the proof then has no rounding in it."""

ROUNDS = 60
"""Times that boards are added before the duals are taken as they are."""


class Packing:
    """Trips, each driven so many times, and the units that they leave behind at least.

    minimise   Σ_u s_u
    subject to Σ (boards that hold u) λ + s_u >= 1 - left_u   for each unit u
               Σ (boards of load q) λ <= times of q   for each load q
               Σ (boards of day d) boxes λ <= boxes   for each day d

    Its duals are worths of units: every plan drives trips that can hold, at these worths, all
    units together; the given trips cannot.
    """

    def __init__(self, p: Arrays, boarding: Boarding, catalogue: Catalogue) -> None:
        self.p, self.boarding, self.catalogue = p, boarding, catalogue
        self.units = units = boarding.units
        self.program = LinearProgram()
        self.row_of = {int(u): n for n, u in enumerate(units)}
        self.program.add_rows(None, 1.0, INFINITY, len(units))
        self.days = sorted(set(catalogue.days)) if boarding.boxed else []
        self.program.add_rows(None, -INFINITY, float(p.facts[DAY_BOXES]), len(self.days))
        for n in range(len(units)):
            self.program.add_column(1.0, INFINITY, np.array([n]), np.ones(1))
        self.load_row: dict[int, int] = {}
        self.seen: set[tuple[int, bytes]] = set()

    def worths(self, loads: I64, times: F64, left: F64) -> tuple[float, I64, I64]:
        """Return (shortage, worth of each item, price of a box each day), whole numbers.

        Parameters
        ----------
        loads, times
            The trips, each different one once, and how many times it is driven.
        left : (units,)
            How much of each unit is left behind.
        """
        for n, some in enumerate(left):
            self.program.limit_row(n, 1.0 - float(some), INFINITY)
        for row in self.load_row.values():
            self.program.limit_row(row, -INFINITY, 0.0)
        for load, many in zip(loads, times, strict=True):
            if int(load) not in self.load_row:
                self.load_row[int(load)] = int(self.program.add_rows(None, -INFINITY, 0.0, 1)[0])
            self.program.limit_row(self.load_row[int(load)], -INFINITY, float(many))
        rows = np.array([self.load_row[int(load)] for load in loads], dtype=np.int64)
        worth = np.zeros(len(self.p.items), np.int64)
        extra = np.zeros(max(self.catalogue.days) + 1, np.int64)
        short = 0.0
        for _ in range(ROUNDS):
            try:
                found = self.program.solve()
            except NoSolutionError:  # the solver gave up: the worths at hand ask what they can
                break
            short, dual = found.objective, found.duals
            worth[:] = 0
            worth[self.units] = np.floor(np.maximum(0.0, dual[: len(self.units)]) * FINE + 1e-6)
            for n, day in enumerate(self.days):
                extra[day] = int(np.ceil(max(0.0, -dual[len(self.units) + n]) * FINE - 1e-6))
            best, chosen = self.boarding.best_on_board(worth, extra, loads)
            price = -dual[rows] * FINE
            new = np.flatnonzero(best > price + 1e-4 * FINE)
            added = sum(self._add(int(loads[n]), chosen[n]) for n in new)
            if added == 0:
                break
        return short, worth, extra

    def _add(self, load: int, chosen: np.ndarray) -> bool:
        units = np.flatnonzero(chosen)
        key = (load, units.tobytes())
        if key in self.seen or len(units) == 0:
            return False
        self.seen.add(key)
        rows = [self.row_of[int(u)] for u in units] + [self.load_row[load]]
        values = [1.0] * len(rows)
        boxes = float(self.p.items[units, BOXES].sum())
        if self.boarding.boxed and boxes > 0:
            rows.append(len(self.units) + self.days.index(self.catalogue.days[load]))
            values.append(boxes)
        self.program.add_column(0.0, INFINITY, np.array(rows), np.array(values))
        return True
