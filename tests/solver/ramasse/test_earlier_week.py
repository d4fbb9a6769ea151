"""The plan of the week before is the one to change least, within what the objectives give up."""

from __future__ import annotations

import functools
from datetime import timedelta
from typing import Any

import pytest

from models.exceptions import Absence
from models.plan import Plan
from models.policy import Stage
from models.scenario import Scenario
from models.study import Study
from solver.ramasse.earlier_week import still_there
from solver.ramasse.planned import Planned
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.review.tally import tally
from solver.settings import Budget, Settings
from solver.study import run
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.long import quick
from tests.helpers.plans import edited
from tests.helpers.scenarios import tiny
from tests.helpers.travel import straight


def week_after(scenario: Scenario) -> Scenario:
    """The same town a week later."""
    return scenario.changed(week_of=scenario.week_of + timedelta(days=7))


@functools.cache
def drawn(seed: int) -> tuple[Scenario, Plan]:
    """A drawn week, and its plan."""
    scenario = random_scenario(seed)
    return scenario, plan_week(scenario, straight(scenario), Budget(None, 1), seed=1).plan


@pytest.mark.parametrize("seed", quick(range(4), 2))
def test_no_more_changes_than_the_plan_before(seed: int) -> None:
    scenario, before = drawn(seed)
    travel = straight(scenario)
    later = week_after(scenario)
    like = still_there(later, before)
    made = plan_week(later, travel, Budget(None, 1), seed=7, like=like)
    assert check(later, travel, made.plan) == ()
    if made.freest is None:
        pytest.skip("a week of depots, or without a round")
    assert tally(later, like, made.plan).count <= tally(later, like, made.freest).count
    tolerance = max(one.tolerance for one in later.policy.stages)
    least = (1 - max(tolerance, 0.01) - 0.01) * made.freest.usable_kg
    assert made.plan.usable_kg >= least


def test_the_same_week_again_changes_nothing() -> None:
    scenario = tiny("hub")
    travel = straight(scenario)
    before = plan_week(scenario, travel, Budget(None, 1), seed=1).plan
    made = plan_week(week_after(scenario), travel, Budget(None, 1), seed=5, like=before)
    assert tally(scenario, before, made.plan).count == 0
    assert {one.crew for one in made.plan.rounds} == {one.crew for one in before.rounds}


def test_what_is_closed_or_gone_is_left_out_of_the_model() -> None:
    scenario = tiny("hub")
    travel = straight(scenario)
    before = plan_week(scenario, travel, Budget(None, 1), seed=1).plan
    away = Absence(
        first=scenario.week_of + timedelta(days=7), last=scenario.week_of.replace(day=30)
    )
    later = edited(week_after(scenario), "donors", "hyper", absences=(away,))
    monday = [p for p in scenario.pickups.values() if p.donor == "hyper" and p.day == "mon"]
    like = still_there(later, before)
    stops = {str(stop.pickup) for item in like.rounds for stop in item.collected}
    assert not stops & {one.id for one in monday}
    made = plan_week(later, travel, Budget(None, 1), seed=1, like=like)
    assert check(later, travel, made.plan) == ()
    assert still_there(later.changed(vehicles=later.vehicles[1:]), before).rounds != like.rounds


def test_the_study_says_what_it_keeps_and_what_that_costs() -> None:
    settings = Settings(None, 1, 1, weeks=0, explained=False)
    before = run(tiny("hub"), settings)
    later: Study = run(week_after(tiny("hub")), settings, earlier=before)
    told = later.stability
    assert told is not None
    assert (told.week_of, told.not_sought) == (before.scenario.week_of, None)
    assert told.kept + sum(s.before is not None for s in told.tally.stops) == told.stops
    assert told.freest is not None
    assert told.tally.count <= told.freest
    assert later.violations == ()
    assert Study.model_validate_json(later.model_dump_json()).stability == told


@pytest.mark.parametrize("seed", quick(range(4), 2))
def test_stability_is_sought_where_the_policy_names_it(seed: int) -> None:
    """Named first it changes least; named after food it costs no more food than food gives up."""
    scenario, before = drawn(seed)
    travel = straight(scenario)
    later = week_after(scenario)
    like = still_there(later, before)

    def made(*names: Any) -> Planned:
        order = tuple(Stage(objective=name) for name in names)
        world = later.changed(policy=later.policy.changed(objectives=order))
        found = plan_week(world, travel, Budget(None, 1), seed=7, like=like)
        assert check(world, travel, found.plan) == ()
        return found

    first, second = made("stability", "food", "hours"), made("food", "stability", "hours")
    if first.freest is None or second.freest is None:
        pytest.skip("a week of depots, or without a round")
    counts = [tally(later, like, one.plan).count for one in (first, second)]
    assert counts[0] <= counts[1] <= tally(later, like, second.freest).count
    assert second.plan.usable_kg >= second.freest.usable_kg - 0.01


def test_the_study_says_what_is_sought_after_stability() -> None:
    """Of what comes after it no price is told; without a week before that is told."""
    settings = Settings(None, 1, 1, weeks=0, explained=False)
    names: tuple[Any, ...] = ("food", "stability", "hours")
    order = tuple(Stage(objective=name) for name in names)
    town = tiny("hub")
    policy = town.policy.changed(objectives=order)
    world = town.changed(policy=policy, donors=town.donors[:2])
    before = run(world, settings)
    assert "aucune semaine d'avant" in " ".join(one.text.fr for one in before.findings)
    later = run(week_after(world), settings, earlier=before)
    assert later.stability is not None
    assert later.stability.after == ("hours",)
    assert (later.stability.hours, later.stability.eur) == (0.0, 0.0)
    assert later.violations == ()
