"""Plan a week: menus, then the program's stages, then rounds, people and shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from models.plan import Plan
from models.policy import Objective
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.allocation.base import Rule
from solver.allocation.proportional import Proportional
from solver.ramasse.carries import CarryMenu, carry_menu
from solver.ramasse.master import Master
from solver.ramasse.menus import Menu, menu
from solver.ramasse.rounds import Draft, choices, draft, with_crews
from solver.ramasse.shares import share_out
from solver.ramasse.week import Floats, Week
from solver.settings import Budget

PRICED_AT_ONCE = 12
"""Columns that one menu may add in one round of pricing."""
PRICINGS = 30
"""Rounds of pricing in one stage, at most."""
RELATIVE_GAP = 1e-4
"""Gap at which a stage counts as solved."""


@dataclass(frozen=True)
class Stage:
    """What one stage of the objectives reached."""

    objective: Objective
    value: float
    bound: float | None


@dataclass(frozen=True)
class Planned:
    """A plan and what is known about it."""

    plan: Plan
    stages: tuple[Stage, ...]
    complete: bool
    """Whether every round worth considering was in the program."""


@dataclass
class Search:
    """One week being planned; ``best`` is always a whole plan."""

    week: Week
    budget: Budget
    seed: int
    rule: Rule
    tell: Callable[[str, Plan], None]
    best: Plan = field(default_factory=Plan)
    stages: list[Stage] = field(default_factory=list)

    def run(self) -> Planned:
        """Return the best plan found within the budget."""
        menus, carries = self._menus()
        master = Master(self.week, menus, carries)
        complete = all(item.complete for item in menus)
        objectives = self.week.scenario.policy.objectives
        values: Floats | None = None
        for number, stage in enumerate(objectives):
            if self.budget.over and values is not None:
                break
            self._price(master, stage.objective)
            share = 1 / (len(objectives) - number)
            answer = self._choose(master, stage.objective, values, share)
            if answer is None:
                break
            values, value, bound = answer
            self._keep(master, values, stage.objective)
            self.stages.append(Stage(stage.objective, value, bound if complete else None))
            self._hold(master, stage.objective, value, stage.tolerance)
        return Planned(self.best, tuple(self.stages), complete)

    def _menus(self) -> tuple[list[Menu], list[CarryMenu]]:
        menus: list[Menu] = []
        carries: list[CarryMenu] = []
        for number, stream in enumerate(self.week.streams):
            for slot in self.week.slots:
                for vehicle in sorted(self.week.scenario.vehicle):
                    if self.week.may_collect(stream, vehicle, slot):
                        made = menu(self.week, number, slot, vehicle, [])
                        if made is not None:
                            menus.append(made)
                    if stream.mode == "hub":
                        carry = carry_menu(self.week, number, slot, vehicle, [])
                        if carry is not None:
                            carries.append(carry)
        return menus, carries

    def _price(self, master: Master, objective: Objective) -> None:
        """Add the rounds that the relaxation of a stage asks for."""
        for _ in range(PRICINGS):
            master.program.aim(master.aim(objective))
            relaxed = master.program.relax()
            if relaxed is None:
                return
            _, duals = relaxed
            added = 0
            for position in range(len(master.menus)):
                reduced = master.reduced_costs(position, duals, master.costs_of(objective, position))
                order = np.argsort(reduced, kind="stable")[:PRICED_AT_ONCE]
                for row in order[reduced[order] < -1e-6]:
                    before = len(master.column_of)
                    master.add_round(position, int(row))
                    added += len(master.column_of) - before
            if not added or self.budget.over:
                return

    def _choose(
        self, master: Master, objective: Objective, start: Floats | None, share: float
    ) -> tuple[Floats, float, float] | None:
        master.program.aim(master.aim(objective))
        answer = master.program.solve(
            start=start,
            time_limit_s=max(0.5, self.budget.left_s * share),
            nodes=self.budget.iterations,
            gap=RELATIVE_GAP,
            seed=self.seed,
            stop=self.budget.stop.is_set,
        )
        if answer is None:
            return None
        sign = -1.0 if objective == "food" else 1.0
        return answer.values, sign * answer.objective, sign * answer.bound

    def _keep(self, master: Master, values: Floats, objective: str) -> None:
        """Turn a solution of the program into a plan."""
        drafts: list[Draft] = []
        for choice in choices(master, values):
            made = draft(master, choice)
            if made is not None:
                drafts.append(made)
        rounds = tuple(with_crews(self.week, drafts))
        self.best = share_out(self.week, rounds, self.rule)
        self.tell(objective, self.best)

    def _hold(self, master: Master, objective: Objective, value: float, tolerance: float) -> None:
        """Let later stages give up no more of an objective than its tolerance."""
        if objective == "food":
            master.program.limit("food", value * (1 - tolerance) - 1e-6, float("inf"))
        else:
            master.program.limit(objective, -float("inf"), value * (1 + tolerance) + 1e-6)


def plan_week(
    scenario: Scenario,
    travel: TravelMatrix,
    budget: Budget,
    *,
    seed: int,
    tell: Callable[[str, Plan], None] = lambda stage, plan: None,
) -> Planned:
    """Plan the rounds and shares of a week.

    Parameters
    ----------
    tell
        Called with the stage's code and the plan whenever a better one is at hand.
    """
    return Search(Week(scenario, travel), budget, seed, Proportional(), tell).run()
