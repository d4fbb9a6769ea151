"""Column generation: rounds that the relaxation of a stage asks for (Gilmore & Gomory 1961)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from solver.programs.solved import Solved
from solver.ramasse.master import Master
from solver.ramasse.objectives import Aim
from solver.ramasse.week import Floats
from solver.settings import Budget

PRICED_AT_ONCE = 12
"""Columns that one menu may add in one round of pricing."""
PRICINGS = 30
"""Rounds of pricing in one stage, at most."""
PRICINGS_HELD = 3
"""Rounds of pricing where some columns are held, at most."""
ENRICHED = 10
"""Further columns that one menu adds once a stage has a first solution."""


@dataclass
class Pricing:
    """Adds rounds of the menus to a master program by their reduced costs."""

    master: Master
    budget: Budget
    duals: Floats = field(default_factory=lambda: np.zeros(0))
    """(rows,): of the last relaxation."""

    def relax(self, objective: Aim, *, charged: bool) -> float | None:
        """Add the rounds that the relaxation of a stage asks for.

        Returns
        -------
        float or none
            The value of the relaxation over *all* rounds of the menus, when pricing came to its
            end: no choice of rounds has a lower one.
        """
        program = self.master.program
        for _ in range(PRICINGS):
            program.aim(self.master.objectives.aim(objective, charged=charged))
            relaxed = program.relax()
            if relaxed is None:
                return None
            value, self.duals = relaxed.objective, relaxed.duals
            if not self._add(objective, PRICED_AT_ONCE, -1e-6, charged=charged):
                return value
            if self.budget.over:
                return None
        return None

    def priced(self, objective: Aim, held: Mapping[int, float]) -> Solved | None:
        """Return the relaxation of a stage, some columns held, after some rounds of pricing.

        Returns
        -------
        Solved or none
            Columns that were added last are at zero; none if nothing satisfies the rows.
        """
        program = self.master.program
        found = self._relaxed(objective, held)
        for _ in range(PRICINGS_HELD):
            if found is None or not self._add(objective, PRICED_AT_ONCE, -1e-6, charged=True):
                break
            found = self._relaxed(objective, held)
        if found is None:
            return None
        absent = np.zeros(len(program.costs) - len(found.values))
        return replace(found, values=np.append(found.values, absent))

    def _relaxed(self, objective: Aim, held: Mapping[int, float]) -> Solved | None:
        program = self.master.program
        program.aim(self.master.objectives.aim(objective, charged=True))
        found = program.relax(held)
        if found is not None:
            self.duals = found.duals
        return found

    def enrich(self, objective: Aim, gap: float) -> None:
        """Add rounds that a solution better than the best may hold.

        Parameters
        ----------
        gap
            Between the best solution and the relaxation: no round of higher reduced cost can be
            part of a better solution.
        """
        self._add(objective, ENRICHED, gap, charged=True)
        self.master.program.aim(self.master.objectives.aim(objective, charged=True))

    def _add(self, objective: Aim, most: int, below: float, *, charged: bool) -> int:
        """Add, from each menu, the rounds of least reduced cost; return how many were new."""
        master = self.master
        before = len(master.column_of)
        for position in range(len(master.menus)):
            costs = master.collects.costs_of(objective, position, charged=charged)
            reduced = master.collects.reduced_costs(position, self.duals, costs)
            wanted = np.flatnonzero(reduced < below)
            for row in wanted[np.argsort(reduced[wanted], kind="stable")[:most]]:
                master.add_round(position, int(row))
        return len(master.column_of) - before
