"""What fairness costs: food, and hours, against the level of the lowest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from models.plan import Plan
from solver.programs.solved import INFINITY
from solver.ramasse.fairness import LIFTED, FairWeek, all_levels, fairer
from solver.ramasse.seeker import Seeker
from solver.ramasse.week import Floats, Week

GIVEN_UP = (0.0, 0.02, 0.05, 0.1)
"""Parts of the food that may be given up, each asked for its highest lowest level."""
UNPROVED = (0.05, 0.02)
"""The same where nothing can be proved: the easier first, as time is short."""
CLOSE = 1e-3
"""Levels, and parts of the food, that differ by less are the same."""
CRUMB = 1e-6
"""Kg by which food held may be missed."""
CRUMB_KG = 0.1
"""The same, of a plan whose shares are rounded."""
HOURS_S = 1.0
"""Seconds in which the hours of a lift are made as few as they can be, at least."""
SHARE = 0.5
"""Share of the time left that prices may take."""


@dataclass(frozen=True)
class PricedPoint:
    """What giving up some food, or adding some hours, would lift the lowest to."""

    plan: Plan
    food_kg: float
    lowest: float
    proved: bool
    """Whether nothing lifts the lowest higher at this much food."""
    fewest: bool = False
    """Whether its hours were made as few as this food and this lowest level allow."""


@dataclass
class Price:
    """Plans met on the way, and the frontier of food against the lowest level."""

    met: list[PricedPoint] = field(default_factory=list)
    fewest: PricedPoint | None = None
    """The plan of fewest hours at the food held, fairness left aside, where it was sought."""

    def meet(self, week: Week, plan: Plan) -> None:
        """Remember a plan met by the search."""
        self.met.append(point(week, plan, proved=False))

    def tell_as(self, named: Callable[[Plan], Plan]) -> None:
        """Remember the plans as they are told, where large gifts were searched for in parts."""
        self.met = [replace(one, plan=named(one.plan)) for one in self.met]
        if self.fewest is not None:
            self.fewest = replace(self.fewest, plan=named(self.fewest.plan))

    @property
    def frontier(self) -> tuple[PricedPoint, ...]:
        """The points that no other beats in both food and lowest level, most food first.

        What is the most at less food is the most at more food too. Of points alike but for crumbs
        the one whose hours were made few stands.
        """
        found: list[PricedPoint] = []
        cheap = [one for one in self.met if one.fewest]
        met = [
            one for one in self.met if one.fewest or not any(_alike(one, other) for other in cheap)
        ]
        for one in sorted(met, key=lambda p: (-p.food_kg, -p.lowest)):
            if not found or one.lowest > found[-1].lowest + CLOSE:
                found.append(one)
        return tuple(
            replace(one, proved=any(_caps(other, one) for other in self.met)) for one in found
        )


def _alike(one: PricedPoint, other: PricedPoint) -> bool:
    """Tell whether two points are the same but for crumbs."""
    crumbs = abs(one.food_kg - other.food_kg) <= CRUMB_KG
    return crumbs and abs(one.lowest - other.lowest) <= CLOSE


def _caps(other: PricedPoint, one: PricedPoint) -> bool:
    """Tell whether a proved point shows that another cannot be lifted at its food."""
    less = other.food_kg <= one.food_kg + CLOSE * one.food_kg
    return other.proved and less and other.lowest <= one.lowest + CLOSE


def point(week: Week, plan: Plan, *, proved: bool) -> PricedPoint:
    """Return a plan as a point: its food, and the level of its lowest."""
    levels = all_levels(week.scenario, week.past, plan)
    return PricedPoint(plan, plan.usable_kg, min(levels.values(), default=1.0), proved)


def priced(
    price: Price, seeker: Seeker, fair: FairWeek, most_food: Floats | None
) -> tuple[Floats, Plan] | None:
    """Seek the highest lowest level at some parts of the food, and the fewest hours without it.

    The plan at hand stays; nothing is held any more afterwards. Returned is the fairest plan met
    that brings the food held, where it is fairer than the plan at hand by more than the tolerance.

    Parameters
    ----------
    most_food : (columns,)
        The solution with the most food; none where that is not proved: prices then count from the
        plan at hand, whose own food was given to fairness already, and nothing else is sought.
    """
    if not fair.columns[-1].who:
        return None
    master, kept = seeker.master, (seeker.values, seeker.plan, seeker.least_kg)
    program, lowest = master.program, fair.columns[-1].lowest(1)
    start = seeker.values if most_food is None else most_food
    held_kg, food_kg = kept[2], master.objectives.value("food", start)
    for laid in fair.columns:
        laid.release()
    for row in ("hours", "cost"):
        program.limit(row, -INFINITY, INFINITY)
    left_s = SHARE * seeker.budget.left_s
    seeker.values = start
    fairest, lifted = kept[:2], False
    now = point(fair.week, kept[1], proved=False)
    parts = GIVEN_UP if most_food is not None else UNPROVED
    for part in parts:
        _at_least(seeker, food_kg * (1 - part) - CRUMB)
        until_s = seeker.budget.elapsed_s + left_s / (len(parts) + 1)
        met = seeker.least(lowest, until_s)
        sure = met.proved and most_food is not None
        price.met.append(point(fair.week, seeker.plan, proved=sure))
        holds = held_kg is None or seeker.plan.usable_kg >= held_kg - CRUMB_KG
        if holds and fairer(fair.week, seeker.plan, fairest[1], fair.tolerance):
            fairest = seeker.values, seeker.plan
        if not lifted and price.met[-1].lowest > now.lowest + LIFTED:
            lifted = True
            _fewest_hours(price, seeker, fair, until_s)
        if seeker.budget.over:
            break
    if held_kg is not None and most_food is not None:
        _at_least(seeker, held_kg)
        seeker.values = start
        met = seeker.least(
            master.objectives.aim("hours", charged=False), seeker.budget.elapsed_s + left_s
        )
        price.fewest = point(fair.week, seeker.plan, proved=met.proved)
    seeker.values, seeker.plan, seeker.least_kg = kept
    return None if fairest[1] is kept[1] else fairest


def _fewest_hours(price: Price, seeker: Seeker, fair: FairWeek, until_s: float) -> None:
    """Lift the lowest as far as the last point does, with as few hours as that takes."""
    reached, one = price.met.pop(), fair.columns[-1]
    least_kg = seeker.least_kg
    _at_least(seeker, reached.food_kg - CRUMB_KG)
    one.hold_sum(1, min(one.levels(seeker.values).values()))
    hours = seeker.master.objectives.aim("hours", charged=False)
    seeker.least(hours, max(until_s, seeker.budget.elapsed_s + HOURS_S))
    again = replace(point(fair.week, seeker.plan, proved=reached.proved), fewest=True)
    price.met.append(again if again.lowest >= reached.lowest - CLOSE else reached)
    one.release_sums()
    if least_kg is not None:
        _at_least(seeker, least_kg)


def _at_least(seeker: Seeker, kg: float) -> None:
    """Hold the food that rounds and split bring."""
    seeker.least_kg = kg
    seeker.master.program.limit("food", kg, INFINITY)
