"""What binds a planned week: means are granted one at a time, and the week is planned again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.means import TriedMeans
from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.granted_means import Granted, granted_longer, granted_to_all, granted_to_each
from solver.ramasse.fair_levels import scopes_of
from solver.ramasse.fairness import LIFTED, all_levels, far_behind_of, levels_of
from solver.ramasse.planned import Planned
from solver.review.check import check
from solver.settings import Budget

MOST_BEHIND = 4
"""Associations far behind for which what binds is sought, the furthest first."""
LEAST_S = 1.0
"""A shorter search is not worth making."""
SAME_KG = 1e-6
SAME = 1e-3
"""Levels that differ by less are the same."""

Replan = Callable[[Scenario, Budget, Plan], Planned]
"""Plans a week again, from a plan of one like it."""


def tried_means(
    scenario: Scenario,
    travel: TravelMatrix,
    planned: Planned,
    budget: Budget,
    replan: Replan,
    *,
    lacks_food: bool,
) -> tuple[Planned, tuple[TriedMeans, ...]]:
    """Grant means one at a time, as long as the budget lasts, and return what each brought.

    Where more search may still better the plan as it is, it is searched for as long as each of the
    others first: they are measured by what it brings then, and that plan is returned where it is
    no worse in anything; otherwise the plan that was given is.

    Parameters
    ----------
    lacks_food
        Whether all food that anyone could use is brought: no means then bring more of it. Not
        looked at where the plan has no round.
    """
    plan, past = planned.plan, planned.past
    behind = far_behind_of(all_levels(scenario, past, plan))[:MOST_BEHIND]
    if plan.rounds:
        general = () if lacks_food else granted_to_all(scenario, past, plan)
        granted = [*granted_to_each(scenario, behind), *general]
    else:  # nobody has anything, all for the same reasons
        granted = [*granted_to_all(scenario, past, plan), *granted_longer(scenario)]
    if not granted:
        return planned, ()
    waiting = len(granted) + (not planned.settled)
    base = plan

    def again(world: Scenario) -> Planned | None:
        limit = None
        if budget.iterations is None:
            limit = max(LEAST_S, budget.left_s / waiting)
        if budget.over or budget.left_s < LEAST_S:
            return None
        found = replan(world, budget.part(limit, budget.iterations), base)
        return None if check(world, travel, found.plan) else found

    if not planned.settled:
        longer = again(scenario)
        waiting -= 1
        if longer is None:
            return planned, ()
        if _betters(scenario, longer, planned):
            planned = longer
        base = max(planned.plan, longer.plan, key=lambda one: one.usable_kg)
    known = all_levels(scenario, past, base)
    # the plan that is returned may give some more than the search beside which means are measured
    levels = {
        who: max(one, known[who]) for who, one in all_levels(scenario, past, planned.plan).items()
    }
    told = []
    for one in granted:
        found = again(one.scenario)
        waiting -= 1
        # whom a search lifts that did not come to fairness is not known
        unfair = planned.fairness_sought and found is not None and not found.fairness_sought
        if found is None or (one.association and unfair):
            continue
        brought = _measured(one, base, found, levels)
        # that it lifts nobody is known only of a search that came to its end
        if one.association is None or brought.lift >= LIFTED or found.settled:
            told.append(brought)
    return planned, tuple(told)


def _betters(scenario: Scenario, found: Planned, before: Planned) -> bool:
    """Tell whether a plan brings more food or raises a level, nothing of both being lower."""
    if before.fairness_sought and not found.fairness_sought:
        return False
    more = found.plan.usable_kg - before.plan.usable_kg
    rises = [more] if abs(more) > SAME_KG else []
    for scope in scopes_of(scenario, before.past):
        new, old = (sorted(levels_of(scope, one.plan).values()) for one in (found, before))
        rises += [a - b for a, b in zip(new, old, strict=True) if abs(a - b) > SAME]
    return bool(rises) and min(rises) > 0


def _measured(one: Granted, base: Plan, again: Planned, levels: Mapping[str, float]) -> TriedMeans:
    """Return what a grant brought: the week without it stays possible, so that nothing is lost."""
    who, found = one.association, again.plan
    return TriedMeans(
        code=one.code,
        what=one.what,
        association=who,
        kg_more=max(0.0, found.usable_kg - base.usable_kg),
        level_before=None if who is None else levels[who],
        level_after=None
        if who is None
        else max(levels[who], all_levels(one.scenario, again.past, found)[who]),
    )
