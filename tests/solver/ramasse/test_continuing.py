"""Searches of counted steps: more steps go on from fewer, and never bring less."""

from __future__ import annotations

import itertools

import pytest

from models.plan import Plan
from models.policy import Commitment
from models.scenario import Scenario
from solver.ramasse.continuing import keeps, passes
from solver.ramasse.fair_levels import scopes_of
from solver.ramasse.fairness import levels_of
from solver.ramasse.solve import plan_week
from solver.ramasse.week import Week
from solver.settings import Budget
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.scarce import scarce
from tests.helpers.travel import straight


def levels(scenario: Scenario, plan: Plan) -> list[list[float]]:
    return [
        sorted(round(level, 6) for level in levels_of(scope, plan).values())
        for scope in scopes_of(scenario)
    ]


@pytest.mark.parametrize("steps", [1, 2, 3, 7, 10])
def test_twice_as_many_steps_begin_with_the_same_passes(steps: int) -> None:
    assert sum(passes(steps)) == steps
    assert passes(2 * steps)[:-1] == passes(steps)


@pytest.mark.parametrize("seed", [203, 204, 206])
def test_more_steps_never_bring_less_nor_lower_levels(seed: int) -> None:
    scenario = random_scenario(seed)
    travel = straight(scenario)
    made = [plan_week(scenario, travel, Budget(None, steps), seed=seed).plan for steps in (1, 2, 4)]
    for less, more in itertools.pairwise(made):
        assert more.usable_kg >= less.usable_kg - 1e-6
        if abs(more.usable_kg - less.usable_kg) <= 1e-6:
            assert levels(scenario, more) >= levels(scenario, less)


def test_a_promise_is_kept_before_more_food() -> None:
    """One round in the week: Tuesday's brings twice as much as Monday's, that is promised."""
    world = scarce()
    promise = Commitment(donor="s1", vehicle="van", day="mon")
    once = world.changed(
        people=tuple(one.changed(max_shifts=1) for one in world.people),
        policy=world.policy.changed(commitments=(promise,)),
    )
    kept = plan_week(once, straight(once), Budget(None, 1), seed=1).plan
    assert [item.day for item in kept.rounds] == ["mon"]
    free = once.changed(policy=world.policy)
    richer = plan_week(free, straight(free), Budget(None, 1), seed=1).plan
    assert [item.day for item in richer.rounds] == ["tue"]
    assert richer.usable_kg > 1.5 * kept.usable_kg
    week = Week(once, straight(once))
    assert keeps(week, kept, richer)
    assert not keeps(week, richer, kept)
