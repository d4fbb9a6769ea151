"""What a search does beside its race: exact ends of its stages, floors, fairness, its price.

The race of an objective (``search``) is left as it is. A week small enough to have every round in
its program then gets each stage to its proved end, so that nothing of the plan hangs on a seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field

from models.plan import Plan
from models.policy import Objective
from solver.programs.solved import INFINITY
from solver.ramasse.fair_price import Price, priced
from solver.ramasse.fairness import FairWeek
from solver.ramasse.measured_floors import HeldFloors, measured
from solver.ramasse.seeker import Met, Seeker
from solver.ramasse.week import Floats

KEPT = 0.12
"""Share of the time kept from the other objectives for fairness in weeks too large for proofs."""
KEPT_FLOORS = 0.25
"""Part of it for floors that cannot all be met."""
KEPT_LAST = 0.25
"""Part of it for raising the lowest again at the end."""
SHARES = {"floors": 0.1, "food": 0.15, "fairness": 0.4, "last": 0.6}
"""Share of the time left that each proved stage may take."""
OTHERS = 0.35
"""Share of the time left for the proof of any other objective."""


@dataclass(frozen=True)
class KnownFairness:
    """What a search knows of the fairness of its plan."""

    fair: FairWeek
    floors: HeldFloors
    price: Price
    ends: Mapping[Objective, Met]
    """How each objective ended, where its proved end was sought."""
    levels: Mapping[str, float]
    """Of each association in the program, over all families."""
    proved: bool
    """Whether every stage is proved: the levels are then the same for every seed."""


@dataclass
class FairStages:
    """The fairness of one search; see the module."""

    seeker: Seeker
    fair: FairWeek
    kept_s: float
    """Seconds kept from the other objectives."""
    small: bool = False
    """Whether every round there is is in the program: stages may be proved."""
    exact: bool = False
    """Whether every stage so far came to a proved end."""
    ends: dict[Objective, Met] = field(default_factory=dict)
    """How each objective ended, where its end was sought."""
    floors: HeldFloors | None = None
    most_food: Floats | None = None
    """The solution with the most food, where that is proved."""
    price: Price = field(default_factory=Price)

    def open(self, floors: Mapping[str, float]) -> Mapping[str, float]:
        """Decide what floors become; return those that the split must hold."""
        self.small = self.exact = not self.fair.running and self.seeker.complete()
        self._promise()
        self.price.meet(self.fair.week, self.seeker.plan)
        until_s = self._until("floors", KEPT_FLOORS)
        self.floors = measured(self.seeker, floors, until_s, exact=self.exact)
        return self.floors.held

    def _promise(self) -> None:
        """Keep as many promises as can be: food is brought to its end without their worth."""
        week, master = self.fair.week, self.seeker.master
        if not week.committed:
            return
        kept = master.objectives.promises(self.seeker.values)
        if self.exact and kept < len(week.committed):
            worth = {column: -float(n) for column, n in master.objectives.kept.items()}
            self.seeker.least(worth, self._until("floors", KEPT_FLOORS))
            kept = master.objectives.promises(self.seeker.values)
        master.program.limit("kept", kept - 0.5, INFINITY)

    def settle(self, objective: Objective) -> bool:
        """Bring an objective to its proved end; tell whether that was reached."""
        if not self.exact:
            return False
        aim = self.seeker.master.objectives.aim(objective, charged=False)
        with nullcontext() if objective == "food" else self.seeker.aside():
            met = self.seeker.least(aim, self._share(objective))
        self.ends[objective] = met
        self.exact = met.proved
        if objective == "food" and met.proved:
            self.most_food = self.seeker.values
        return self.exact

    def seek(self, tolerance: float) -> None:
        """Seek the fairest plan; from now on a split gives the food held, and may give no more."""
        self.seeker.least_kg = held_kg(self.seeker)
        self.fair.tolerance = tolerance
        until_s = self._until("fairness", 1 - KEPT_LAST)
        if self.fair.running and self.seeker.least_kg is not None:
            self.seeker.least_kg = min(self.seeker.least_kg, self.seeker.plan.usable_kg)
        with self.seeker.aside() if self.fair.running else nullcontext():
            self.fair.seek(self.seeker, until_s, exact=self.exact)
        if self.fair.running:
            self.fair.met(self.seeker.plan)
        self.exact = self.exact and self.fair.exact
        self.price.meet(self.fair.week, self.seeker.plan)

    def last(self) -> None:
        """Raise the lowest again, then price what was done; in a running week nothing is priced."""
        until_s = min(self._until("last", KEPT_LAST), self._now() + self.seeker.budget.left_s)
        with self.seeker.aside() if self.fair.running else nullcontext():
            self.fair.again(self.seeker, until_s)
        self.price.meet(self.fair.week, self.seeker.plan)
        if self.fair.running:
            return
        counted = self.seeker.budget.iterations is not None
        if self.most_food is not None or not (counted or self.seeker.budget.over):
            held_kg = self.seeker.least_kg
            with self.seeker.aside():
                found = priced(self.price, self.seeker, self.fair, self.most_food)
            if found is not None:
                self._take(found, held_kg)

    def _take(self, found: tuple[Floats, Plan], held_kg: float | None) -> None:
        """Take the fairer plan that a stage cut short had missed, and what comes next of it.

        The objective after fairness is sought in the time left. What was proved of those after
        fairness is not true of this plan.
        """
        program = self.seeker.master.program
        program.limit("food", held_kg or 0.0, INFINITY)
        self.exact = False
        self.ends = {one: met for one, met in self.ends.items() if one == "food"}
        self.fair.take(self.seeker, *found)
        order = [one.objective for one in self.fair.week.scenario.policy.stages]
        later = order[order.index("fairness") + 1 :]
        if later and not self.seeker.budget.over:
            aim = self.seeker.master.objectives.aim(later[0], charged=False)
            self.seeker.least(aim, self._now() + self.seeker.budget.left_s)
        self.price.meet(self.fair.week, self.seeker.plan)

    def known(self) -> KnownFairness:
        """Return what is known at the end."""
        assert self.floors is not None
        proved = self.exact and self.fair.ended
        levels = self.fair.columns[-1].levels(self.seeker.values) if self.fair.columns else {}
        return KnownFairness(self.fair, self.floors, self.price, self.ends, levels, proved)

    def _until(self, stage: str, kept: float) -> float:
        """Return when a stage is over: a share of the time left, or a part of the seconds kept.

        Counted steps know no time.
        """
        if self.small:
            return self._share(stage)
        if self.seeker.budget.iterations is not None:
            return INFINITY
        return self._now() + self.kept_s * kept

    def _now(self) -> float:
        return self.seeker.budget.elapsed_s

    def _share(self, stage: str) -> float:
        return self._now() + SHARES.get(stage, OTHERS) * self.seeker.budget.left_s


def held_kg(seeker: Seeker) -> float | None:
    """Return the food that later stages hold; none where no stage of food came before."""
    least = seeker.master.program.lower[seeker.master.program.row("food")]
    return least if least > 0 else None


def kept_s(left_s: float) -> float:
    """Return the seconds that fairness keeps from the other objectives."""
    return KEPT * left_s if left_s < INFINITY else 0.0
