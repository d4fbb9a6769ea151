"""The whole plan with a pick-up in it, under a changed scenario: checked, then planned again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from models.findings import Finding
from models.plan import Plan, Round
from models.scenario import Scenario
from models.words import UNSAID
from pools.streams import depots
from solver.allocation.rules import rule
from solver.edits.edit import Edit, Edits
from solver.ramasse.districts import large_stream
from solver.ramasse.shares import share_out
from solver.ramasse.solve import plan_week
from solver.ramasse.week import Week
from solver.remedies.changes import offer_path
from solver.remedies.effort import NO_FLOORS, Effort
from solver.remedies.worlds import Worlds
from solver.review.check import check
from solver.review.insertion import InsertionTrial
from solver.review.left_behind import LEAST_KG
from solver.settings import Budget

CLEARLY = 0.02
"""Part of the food by which a plan without a pick-up must bring less, beside what later objectives
may give up: searches differ by about as much."""
Verdict = Literal["served", "replaced", "left"]
"""New plans serve a pick-up; they do, but others as good do not; they leave it."""


@dataclass(frozen=True)
class Inserted:
    """A whole plan with a pick-up in it."""

    plan: Plan
    gain_kg: float
    """Usable kg that it brings more."""
    faults: tuple[Finding, ...]
    """What it breaks that the plan did not break before."""
    due: bool = False
    """Whether it is wanted even if nobody needs it this week."""

    @property
    def stands(self) -> bool:
        """Whether nothing is broken, and somebody has more."""
        return not self.faults and (self.due or self.gain_kg >= LEAST_KG)


@dataclass
class WholePlans:
    """A plan, and what becomes of it when a round is changed or added."""

    worlds: Worlds
    _before: dict[tuple[str, ...], float] = field(default_factory=dict)

    @cached_property
    def told(self) -> frozenset[str]:
        """What the plan breaks already."""
        return self.worlds.rounds(()).told

    def _as_it_is_kg(self, edits: Edits) -> float:
        """Return what the plan's own rounds bring in larger stores and vehicles."""
        moving = tuple(e for e in edits if e.path.startswith(("associations.", "vehicles.")))
        key = tuple(map(str, moving))
        if key not in self._before:
            rounds = self.worlds.plan.rounds
            self._before[key] = self._shared(self.worlds.of(moving), rounds).usable_kg
        return self._before[key]

    def inserted(self, trial: InsertionTrial, edits: Edits, *others: Round) -> Inserted:
        """Return the plan with a trial in it, its food shared out again, under some changes.

        Parameters
        ----------
        others
            Rounds that come with it, and that are not what is gained.
        """
        now = self.worlds.of(edits)
        before = None if trial.before is None else trial.before.id
        rest = tuple(item for item in self.worlds.plan.rounds if item.id != before)
        plan = self._shared(now, (*rest, self._named(trial.item), *others))
        faults = check(now, self.worlds.travel, plan)
        new = tuple(one for one in faults if one.code not in self.told)
        without_kg = self._as_it_is_kg(edits)
        if others:
            without_kg = self._shared(now, (*self.worlds.plan.rounds, *others)).usable_kg
        gain_kg = plan.usable_kg - without_kg
        return Inserted(plan, gain_kg, new, now.policy.all_due)

    def _shared(self, scenario: Scenario, rounds: tuple[Round, ...]) -> Plan:
        split = rule(scenario.policy.split.rule)
        return share_out(Week(scenario, self.worlds.travel), rounds, split, NO_FLOORS)

    def _named(self, item: Round) -> Round:
        """Return a round with an id that no other has."""
        if item.id != "trial":
            return item
        name = f"{item.day}-{item.shift}-{item.vehicle}"
        taken = self.worlds.plan.round
        return item.changed(id=next(n for n in (name, f"{name}-more") if n not in taken))


class Replans:
    """New plans of changed weeks, from a plan with the pick-up in it, while some may be made."""

    def __init__(self, whole: WholePlans, effort: Effort) -> None:
        self._whole, self._effort = whole, effort
        self._left = effort.replans
        self._made: dict[tuple[str, ...], list[Plan | None]] = {}

    @cached_property
    def _possible(self) -> bool:
        """Whether a week like this is planned quickly from a plan at hand."""
        scenario = self._whole.worlds.scenario
        return not depots(scenario) and large_stream(scenario) is None

    def may(self, edits: Edits) -> bool:
        """Tell whether new plans of the week with some changes may be made still."""
        doubts = self._effort.doubted
        lacking = (0 if _key(edits) in self._made else 1 + doubts) + doubts
        return self._left >= lacking and self._possible and not self._effort.stop.is_set()

    def verdict(self, edits: Edits, begin: Plan, pickup: str, least_kg: float) -> Verdict:
        """Tell whether new plans of the changed week take more than so many kg of a pick-up.

        One is searched from a plan with the pick-up in it and, in doubt, one from nothing; those
        made for the same changes are not made again. Then, in doubt, the week is planned from
        there as if the pick-up were not on offer: where that brings nearly as much, the changes
        serve others as well, and another search may leave it.
        """
        key, now = _key(edits), self._whole.worlds.of(edits)
        starts = (begin, None) if self._effort.doubted else (begin,)
        if key not in self._made:
            self._left -= len(starts)
            self._made[key] = [self._searched(now, start) for start in starts]
        plans = [plan for plan in self._made[key] if plan is not None]
        serving = [plan for plan in plans if taken_kg(plan, pickup) > least_kg]
        if self._made[key][0] not in serving:
            return "left"
        if not self._effort.doubted:
            return "served"
        if len(serving) < len(starts):
            return "replaced"
        self._left -= 1
        best = max(serving, key=lambda plan: plan.usable_kg)
        without = self._searched(self._whole.worlds.of((*edits, self._withdrawn(pickup))), best)
        stages = self._whole.worlds.scenario.policy.objectives
        given_up = next((one.tolerance for one in stages if one.objective == "food"), 1.0)
        least_kg = (1 - given_up - CLEARLY) * best.usable_kg
        return "served" if without is not None and without.usable_kg < least_kg else "replaced"

    def _withdrawn(self, pickup: str) -> Edit:
        """Return the change by which nothing is on offer that day."""
        scenario = self._whole.worlds.scenario
        gone = scenario.pickups[pickup]
        path = offer_path(scenario, gone)
        if ".exceptions." in path:
            return Edit(f"{path}.kg", 0.0, UNSAID)
        offer = scenario.donor[gone.donor].offers[int(path.rpartition(".")[2])]
        return Edit(f"{path}.day_kg", {**offer.day_kg, gone.day: 0.0}, UNSAID)

    def _searched(self, now: Scenario, begin: Plan | None) -> Plan | None:
        """Return a new plan of a changed week; none when the checker does not accept it."""
        whole, effort = self._whole, self._effort
        travel = whole.worlds.travel
        planned = plan_week(
            now,
            travel,
            Budget(effort.seconds, effort.iterations, effort.stop),
            seed=effort.seed,
            floors=effort.floors,
            engine=effort.engine,
            begin=begin,
        )
        faults = {one.code for one in check(now, travel, planned.plan)}
        return planned.plan if faults <= whole.told else None


def _key(edits: Edits) -> tuple[str, ...]:
    return tuple(sorted(map(str, edits)))


def taken_kg(plan: Plan, pickup: str) -> float:
    """Return how many kg of a pick-up a plan takes."""
    return sum(
        sum(stop.kg.values())
        for item in plan.rounds
        for stop in item.collected
        if stop.pickup == pickup
    )
