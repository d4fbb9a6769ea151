"""Floors with measure: hard where all can be met, else worth a small part of the food.

A floor is what an association had alone. Where no choice of rounds meets them all, meeting them as
far as can be may cost at most ``WORTH`` of the food possible without them; within that the largest
relative shortfall is as small as it can be, then the next largest. A floor that nothing reaches
then takes no food from anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solver.programs.solved import INFINITY
from solver.ramasse.fair_levels import LevelColumns, floor_scope
from solver.ramasse.fairness import raised
from solver.ramasse.seeker import Met, Seeker

SPLIT_S = 0.5
"""Seconds that splitting the food of given rounds may take, at most."""
WORTH = 0.01
"""Part of the food possible without floors that floors which cannot all be met may cost."""
NEARLY = 1e-3
"""Largest relative shortfall of a relaxation at which all floors may be within reach."""
MET = 1e-6
"""Largest relative shortfall at which floors count as met."""


@dataclass(frozen=True)
class HeldFloors:
    """What floors became in a week."""

    asked: Mapping[str, float]
    """Points that each association would have alone."""
    held: Mapping[str, float]
    """Points below which nobody may fall."""
    free_kg: float | None = None
    """Most food without any floor, where it was sought; no plan has more if ``proved``."""
    proved: bool = False
    """Whether it is proved that they can, or cannot, all be met, and what they cost."""

    @property
    def short(self) -> dict[str, float]:
        """Points by which floors are not met, where they are not."""
        return {
            who: floor - self.held[who]
            for who, floor in self.asked.items()
            if self.held[who] < floor * (1 - MET)
        }


def measured(
    seeker: Seeker, floors: Mapping[str, float], until_s: float, *, exact: bool
) -> HeldFloors:
    """Decide what floors become, and hold them in the program.

    Parameters
    ----------
    floors
        Points, by association.
    exact
        Whether every round is in the program, and time allows for proofs.
    """
    master = seeker.master
    short, food = master.objectives.short, dict.fromkeys(master.objectives.food, -1.0)
    if not any(points > 0 for points in floors.values()):
        master.program.cap(short, 0.0)
        return HeldFloors(floors, floors, proved=True)
    missed = float(seeker.values[short])
    all_met = missed <= MET
    proved = all_met
    if exact and not all_met:
        met = seeker.least({short: 1.0}, until_s)
        all_met = met.value <= MET
        proved = all_met or (met.proved and met.bound > MET)
    if all_met:
        free = _free(seeker, food, short, until_s) if exact else None
        master.program.cap(short, MET)
        free_kg = None if free is None else -free.bound
        return HeldFloors(floors, floors, free_kg, free is not None and free.proved)
    if not proved and _all_within_reach(seeker, short):
        return HeldFloors(floors, floors)  # the search has not met them all, but might
    return _worth(seeker, floors, until_s, proved=proved)


def _all_within_reach(seeker: Seeker, short: int) -> bool:
    """Tell whether the relaxation of the rounds in the program meets all floors."""
    seeker.master.program.aim({short: 1.0})
    relaxed = seeker.master.program.relax()
    return relaxed is None or relaxed.objective <= NEARLY


def _free(seeker: Seeker, food: dict[int, float], short: int, until_s: float) -> Met:
    """Return the most food without floors; the plan at hand stays."""
    kept = seeker.values, seeker.plan
    seeker.master.program.cap(short, 1.0)
    _from_the_richest(seeker, food, until_s)
    met = seeker.least(food, until_s)
    seeker.values, seeker.plan = kept
    return met


def _worth(
    seeker: Seeker, floors: Mapping[str, float], until_s: float, *, proved: bool
) -> HeldFloors:
    """Hold floors as far as a small part of the food allows, the furthest from its own first."""
    master = seeker.master
    program, short = master.program, master.objectives.short
    program.cap(short, 1.0)
    food = dict.fromkeys(master.objectives.food, -1.0)
    _from_the_richest(seeker, food, until_s)
    left_s = until_s - seeker.budget.elapsed_s
    free = seeker.least(food, seeker.budget.elapsed_s + left_s / 2)
    program.limit("food", -free.value * (1 - WORTH) - MET, INFINITY)
    one = LevelColumns(floor_scope(seeker.master.week.scenario, floors), program, master.brings)
    seeker.laid.append(one)
    steps = raised(one, seeker, until_s)
    one.release_sums()
    held = _reached(seeker, floors)
    for who, points in held.items():
        program.limit(("floor", who), points, INFINITY)
    program.cap(short, MET)
    program.limit("food", 0.0, INFINITY)
    sure = proved and free.proved and all(step.proved for step in steps)
    return HeldFloors(floors, held, -free.bound if free.proved else None, sure)


def _from_the_richest(seeker: Seeker, food: Mapping[int, float], until_s: float) -> None:
    """Begin from the rounds with the most food met, split for food alone.

    What was found since paid any price for floors. Promises come before food: rounds that keep
    fewer are no beginning.
    """
    if seeker.richest is None or seeker.richest[1].usable_kg <= seeker.plan.usable_kg:
        return
    promises = seeker.master.objectives.promises
    if promises(seeker.richest[0]) < promises(seeker.values):
        return
    seeker.values, seeker.plan = seeker.richest
    until_s = max(until_s, seeker.budget.elapsed_s + SPLIT_S)
    seeker.least(food, until_s, fixed=seeker.master.held(seeker.values, frozenset()))


def _reached(seeker: Seeker, floors: Mapping[str, float]) -> dict[str, float]:
    """Return how far each floor is met by the solution at hand, points."""
    scope = floor_scope(seeker.master.week.scenario, floors)
    got = dict.fromkeys(floors, 0.0)
    for who in floors:
        for column, family in seeker.master.brings.get(who, ()):
            if column < len(seeker.values):
                got[who] += float(seeker.values[column]) * scope.worth[family]
    return {
        who: floor if got[who] >= floor * (1 - MET) else max(0.0, got[who] * (1 - MET))
        for who, floor in floors.items()
    }
