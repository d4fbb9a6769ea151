"""The best solution at hand, bettered by whole solves of the program, each with its bound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from models.plan import Plan
from solver.programs.solved import Solved
from solver.ramasse.fair_levels import LevelColumns, started
from solver.ramasse.master import Master
from solver.ramasse.week import Floats
from solver.settings import Budget

EVERY_ROUND = 1500
"""Weeks with at most so many rounds on their menus have each of them in the program: what is
proved then holds over all of them."""
COUNTED_ROUNDS = 100
"""The same under an iteration budget, in which no time bounds a solve."""
EXACT_GAP = 1e-6
"""Gap of a solve that is to prove something."""
EXACT_WORK = 2000
"""Work of such a solve under an iteration budget, as the search counts it."""
REPAIRS = 8
"""Solves tried again because half rounds did not join."""
KEPT, CRUMB_KG = 1e-3, 0.1
"""Part of the food held, and kg, by which shares of a plan may miss it by rounding."""
LATE_S = 0.05
"""A solve that ends so shortly before its time is cut by it."""
WORSE = 1e-7
"""How much worse a solution may be by rounding than the one it started from."""


class Solve(Protocol):
    """Solves the program of a search."""

    def __call__(
        self,
        limit_s: float,
        *,
        start: Floats | None,
        fixed: dict[int, float] | None = None,
        gap: float | None = None,
        work: int | None = None,
    ) -> Solved | None:
        """Return the best solution found, if any."""
        ...


Drawn = Callable[[Floats], Plan | None]
"""Makes the plan of a solution; none, and a cut in the program, when its halves do not join."""


@dataclass(frozen=True)
class Met:
    """What a solve came to; the objective is minimised."""

    value: float
    bound: float
    """No choice of rounds is lower."""
    proved: bool
    """Whether the bound is met, over all rounds there are."""


@dataclass
class Seeker:
    """A program, the best solution at hand, and what is needed to better it."""

    master: Master
    budget: Budget
    solve: Solve
    drawn: Drawn
    values: Floats
    plan: Plan
    least_kg: float | None = None
    """Food that a split must give where rounds bring it, once fairness may give some up."""
    richest: tuple[Floats, Plan] | None = None
    """The solution with the most food met so far; it may miss floors."""
    work: int | None = EXACT_WORK
    """Of a solve of the whole program under an iteration budget; none: that of a search step."""
    laid: list[LevelColumns] = field(default_factory=list)
    """Levels that the program has columns for."""
    cut: bool = False
    """Whether some solve ended only because its time did."""

    def complete(self) -> bool:
        """Put every round there is into the program, unless too many; tell whether they are."""
        master = self.master
        many = sum(map(len, master.menus)) + sum(map(len, master.carries))
        most = EVERY_ROUND if self.budget.iterations is None else COUNTED_ROUNDS
        if many > most or not all(menu.complete for menu in master.menus):
            return False
        for position, menu in enumerate(master.menus):
            for row in range(len(menu)):
                master.add_round(position, row)
        return True

    def keeps(self, plan: Plan) -> bool:
        """Tell whether a plan gives the food that is held: drawn, it may give less."""
        return self.least_kg is None or plan.usable_kg >= self.least_kg * (1 - KEPT) - CRUMB_KG

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Seek what the plan does not hang on: that it is cut short does not count."""
        cut = self.cut
        yield
        self.cut = cut

    def least(
        self, costs: Mapping[int, float], until_s: float, *, fixed: dict[int, float] | None = None
    ) -> Met:
        """Minimise costs of columns, from the best solution at hand, which is bettered if it can.

        Parameters
        ----------
        until_s
            On the clock of the budget.
        fixed
            Columns held at a value; nothing is proved then.
        """
        master = self.master
        master.program.aim(dict(costs))
        for _ in range(REPAIRS):
            start = started(self.values, len(master.program.costs), self.laid)
            at = float(sum(cost * start[column] for column, cost in costs.items()))
            limit_s = until_s - self.budget.elapsed_s
            answer = self.solve(
                limit_s,
                start=start,
                fixed=fixed,
                gap=None if fixed else EXACT_GAP,
                work=None if fixed else self.work,
            )
            ended = fixed or (answer is not None and answer.proved)
            self.cut |= not ended and self.budget.elapsed_s >= until_s - LATE_S
            if answer is None or answer.objective > at + WORSE * max(1.0, abs(at)):
                bound = -np.inf if answer is None else answer.bound
                return Met(at, float(bound), proved=False)
            plan = self.drawn(answer.values)
            if plan is not None and not self.keeps(plan):
                return Met(at, -np.inf, proved=False)
            if plan is not None:
                self.values, self.plan = answer.values, plan
                proved = answer.proved and not fixed
                return Met(answer.objective, answer.bound, proved=proved)
        return Met(at, -np.inf, proved=False)
