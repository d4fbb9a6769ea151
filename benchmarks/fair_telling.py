"""Whether what a study of a tiny town tells to do brings what it tells: done, and planned anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peers.refusals import after
from models.plan import Plan
from models.scenario import Scenario
from models.study import Study
from solver.granted_means import granted_longer, granted_to_all, granted_to_each
from solver.ramasse.fairness import LIFTED, all_levels
from solver.ramasse.solve import plan_week
from solver.settings import Budget, Settings
from solver.study import run
from solver.study_beginning import points_of
from solver.study_means import NOTABLE_KG
from solver.travel import matrix

LIMIT_S = 20.0
"""Seconds of one study, which tiny towns do not need."""
LEAST_KG = 1e-3
SAME = 1e-3
"""Levels that differ by less are the same."""
ANEW = 2
"""Seed of the plans that try what was told."""
REMEDIES = "every remedy told works"
BINDS = "what binds an association, relaxed, lifts it"
MEANS = "means told to bring food bring some"
NO_EFFECT = "what is told to be of no effect has none"
TOLD = (REMEDIES, BINDS, MEANS, NO_EFFECT)
MARGIN = 0.01
"""Level, and part of the food, by which what is told to be of no effect may still help."""


def told(scenario: Scenario) -> Iterator[tuple[str, bool]]:
    """Yield whether each thing that a study tells to do works; nothing where it tells nothing."""
    yield from told_of(run(scenario, Settings(time_limit_s=LIMIT_S, weeks=0)))


def told_of(made: Study) -> Iterator[tuple[str, bool]]:
    """Yield the same of a study."""
    yield from ((REMEDIES, holds) for holds in _remedies(made))
    yield from _means(made)


def _remedies(made: Study) -> Iterator[bool]:
    """Yield, for each remedy, whether a plan of the file changed so takes more of its pick-up."""
    with TemporaryDirectory() as folder:
        for left in made.unserved:
            if left.changes:
                changed = after(made.scenario, left.changes, Path(folder))
                more = _taken_kg(_anew(made, changed), left.pickup)
                yield more > _taken_kg(made.plan, left.pickup) + LEAST_KG


def _means(made: Study) -> Iterator[tuple[str, bool]]:
    """Yield whether means that are told as a help are one, and others none, in plans anew."""
    scenario, past = made.scenario, made.past
    now = all_levels(scenario, past, made.plan)
    for one in made.tried:
        helps = one.kg_more >= NOTABLE_KG if one.association is None else one.lift >= LIFTED
        granted = (
            (*granted_to_all(scenario, past, made.plan), *granted_longer(scenario))
            if one.association is None
            else granted_to_each(scenario, [one.association])
        )
        world = next(each.scenario for each in granted if each.code == one.code)
        plan = _anew(made, world)
        more_kg = plan.usable_kg - made.plan.usable_kg
        if one.association is None:
            if helps:
                yield MEANS, more_kg > LEAST_KG
            else:
                yield NO_EFFECT, more_kg <= NOTABLE_KG + MARGIN * made.plan.usable_kg
            continue
        rise = all_levels(world, past, plan)[one.association] - now[one.association]
        yield (BINDS, rise > SAME) if helps else (NO_EFFECT, rise <= LIFTED + MARGIN)


def _anew(made: Study, scenario: Scenario) -> Plan:
    """Return a plan made from nothing, floors held as they were before the change."""
    floors = {} if made.alone is None else points_of(made.scenario, made.alone)
    budget = Budget(LIMIT_S, None)
    return plan_week(scenario, matrix(scenario), budget, seed=ANEW, floors=floors).plan


def _taken_kg(plan: Plan, pickup: str) -> float:
    stops = (stop for item in plan.rounds for stop in item.collected if stop.pickup == pickup)
    return sum(sum(stop.kg.values()) for stop in stops)
