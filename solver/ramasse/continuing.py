"""A search of counted steps goes on from one of half as many: more steps never bring less."""

from __future__ import annotations

from collections.abc import Callable

from models.plan import Plan
from solver.ramasse.fairness import fairer
from solver.ramasse.planned import Planned
from solver.ramasse.week import Week
from solver.settings import Budget

SAME_KG = 1e-6
"""Plans whose food differs by less bring the same."""
SAME_LEVEL = 1e-6
"""Levels that differ by less are the same."""

Pass = Callable[[Budget, Plan | None, int], Planned]
"""Searches within a budget from a plan, if any; the last is the number of the pass."""


def passes(steps: int) -> list[int]:
    """Return the steps of each pass, such that twice as many begin with the same ones.

    Examples
    --------
    >>> passes(1), passes(3), passes(6), passes(12)
    ([1], [1, 2], [1, 2, 3], [1, 2, 3, 6])
    """
    half = steps // 2
    return [*passes(half), steps - half] if half else [steps]


def continued(week: Week, budget: Budget, search: Pass) -> Planned:
    """Search a week in passes, each from the plan before it; by the clock, in one.

    A pass is kept when it keeps more promises; with as many, when it brings more food, or as much
    and no lower levels.
    """
    if budget.iterations is None:
        return search(budget, None, 0)
    best: Planned | None = None
    for number, steps in enumerate(passes(budget.iterations)):
        begin = None if best is None else best.plan
        found = search(budget.part(None, steps), begin, number)
        if best is None or keeps(week, found.plan, best.plan):
            best = found
        if best.settled or budget.over:
            break
    assert best is not None
    return best


def keeps(week: Week, plan: Plan, before: Plan) -> bool:
    """Tell whether a plan stands instead of one before it: by promises, then food, then levels."""
    mine, theirs = (promises_made(week, one) for one in (plan, before))
    if mine != theirs:
        return mine > theirs
    more = plan.usable_kg - before.usable_kg
    if abs(more) > SAME_KG:
        return more > 0
    return not fairer(week, before, plan, SAME_LEVEL)


def promises_made(week: Week, plan: Plan) -> int:
    """Return how many promised pick-ups a plan makes."""
    promised = {week.pickups[number].id for number in week.committed}
    made = {stop.pickup for item in plan.rounds for stop in item.collected}
    return len(promised & made)
