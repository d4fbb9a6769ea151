"""Telling whoever watches how a search comes along, and keeping what was told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from models.plan import Plan
from models.scenario import Scenario
from models.study import Candidate
from models.travel import TravelMatrix
from solver.review.indicators import objectives
from solver.settings import Budget, Progress, Watcher


@dataclass
class Telling:
    """What is told of one search."""

    scenario: Scenario
    travel: TravelMatrix
    budget: Budget
    watch: Watcher | None = None
    keep: Callable[[Plan], None] | None = None
    """Given every better plan."""
    progress: list[Candidate] = field(default_factory=list)
    """Every better plan so far, in figures."""

    def stage(self, code: str) -> None:
        """Tell that a stage begins."""
        if self.watch is not None:
            self.watch(Progress(code, elapsed_s=self.budget.elapsed_s))

    def better(self, code: str, plan: Plan) -> None:
        """Tell a better plan by its figures, and keep it.

        Parameters
        ----------
        code
            Of the stage that found it.
        """
        value = objectives(self.scenario, self.travel, plan)
        kg, hours, eur = value["food"], value["hours"], value["cost"]
        elapsed_s = self.budget.elapsed_s
        self.progress.append(
            Candidate(elapsed_s=elapsed_s, usable_kg=kg, person_hours=hours, eur=eur)
        )
        if self.watch is not None:
            self.watch(Progress(code, kg, hours, eur, self.budget.elapsed_s))
        if self.keep is not None:
            self.keep(plan)
