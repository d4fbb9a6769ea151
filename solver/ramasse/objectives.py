"""What the columns of the master program count for in each objective, and what a stage aims at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from models.policy import Objective
from solver.ramasse.week import Floats, Week

HOUR_IN_KG = 0.05
"""Charge of a person-hour in the food stage, kg."""
EUR_IN_HOURS = 0.0005
"""Charge of a euro in the hours stage, person-hours."""
PROMISE_IN_NEED = 20.0
"""Reward in the food stage of a promise kept, in total needs: promises come first."""
SHORT_IN_NEED = 10.0
"""Charge in the food stage of the largest relative loss against going alone, in total needs: food
for some never pays for a loss of others."""
FED = 0.5
"""Reward of all needs met in the stage of changes, in changes: food decides between equals."""
Aim = Objective | Literal["changes"]
"""What a stage aims at; changes against a published plan are one aim more."""


@dataclass
class Objectives:
    """Columns of one program, by what they count for."""

    need_kg: float
    """What all associations need together."""
    food: list[int]
    """Columns of which each unit is a kg of usable food."""
    short: int = -1
    """The column of the largest relative loss against going alone."""
    hours: dict[int, float] = field(default_factory=dict)
    cost: dict[int, float] = field(default_factory=dict)
    changes: dict[int, float] = field(default_factory=dict)
    kept: dict[int, float] = field(default_factory=dict)
    """Promised pick-ups that rounds keep, where they keep any."""

    def value(self, objective: Aim, values: Floats) -> float:
        """Return what a solution is worth: kg, hours, euros or changes.

        Parameters
        ----------
        values : (columns,)
            Columns made after the solution was found are at zero in it.
        """
        if objective == "food":
            return float(values[self.food].sum())
        terms = {"hours": self.hours, "cost": self.cost, "changes": self.changes}[objective]
        return float(sum(a * values[column] for column, a in terms.items() if column < len(values)))

    def promises(self, values: Floats) -> int:
        """Return how many promised pick-ups a solution keeps."""
        made = (n * values[column] for column, n in self.kept.items() if column < len(values))
        return round(float(sum(made)))

    def aim(self, objective: Aim, *, charged: bool) -> dict[int, float]:
        """Return the costs of the columns for an objective that is minimised.

        When ``charged``, promises and floors weigh in before food; food carries a small charge
        per hour, and hours per euro, so that a stage does not hand a needlessly poor start to the
        next; it is far below any tolerance. Among equally few changes, more food.
        """
        if objective == "changes":
            fed = FED / max(1.0, self.need_kg) if charged else 0.0
            return self.changes | dict.fromkeys(self.food, -fed)
        if objective == "food":
            return self._food(charged=charged)
        if objective == "hours":
            charge = EUR_IN_HOURS if charged else 0.0
            return {
                column: self.hours.get(column, 0.0) + charge * self.cost.get(column, 0.0)
                for column in self.hours.keys() | self.cost.keys()
            }
        return self.cost

    def _food(self, *, charged: bool) -> dict[int, float]:
        charge = HOUR_IN_KG if charged else 0.0
        costs = {column: charge * hours for column, hours in self.hours.items()}
        if charged:
            for column, kept in self.kept.items():
                reward = PROMISE_IN_NEED * self.need_kg * kept
                costs[column] = costs.get(column, 0.0) - reward
            costs[self.short] = SHORT_IN_NEED * self.need_kg
        return costs | dict.fromkeys(self.food, -1.0)


def total_need_kg(week: Week) -> float:
    """Return what all associations need together, kg."""
    return sum(
        week.scenario.need_kg(association.id, family.id)
        for association in week.scenario.associations
        for family in week.scenario.families
    )
