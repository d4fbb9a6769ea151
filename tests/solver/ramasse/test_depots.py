"""Weeks in which a depot delivers and its pool collects: people aboard, every rule kept."""

from __future__ import annotations

import pytest

from models.deliveries import Delivery, LoadUnit
from models.plan import Plan
from models.scenario import Scenario
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.settings import Budget
from solver.study_visits import without_empty_visits
from tests.helpers.depot import depot
from tests.helpers.depot import roads as depot_roads
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.long import quick
from tests.helpers.scenarios import changed, tiny
from tests.helpers.travel import straight


def with_reserve(scenario: Scenario, kg: float = 60.0) -> Scenario:
    """The scenario whose hub also brings a unit to each other member of its pool."""
    pool = next(pool for pool in scenario.policy.pools if pool.mode == "hub")
    return changed(
        scenario,
        deliveries=tuple(
            Delivery(
                id=f"reserve-{who}",
                source=str(pool.hub),
                to=who,
                units=(LoadUnit(family=scenario.families[0].id, kg=kg),),
            )
            for who in pool.members
            if who != pool.hub
        ),
    )


def delivered(plan: Plan) -> set[str]:
    return {unit for item in plan.rounds for stop in item.stops for unit in stop.units}


def test_a_hub_delivers_its_reserve_and_its_pool_still_collects() -> None:
    scenario = with_reserve(tiny("hub"))
    travel = straight(scenario)
    plan = plan_week(scenario, travel, Budget(None, 3), seed=1).plan
    assert delivered(plan) == set(scenario.units)
    assert [finding.text.en for finding in check(scenario, travel, plan)] == []
    assert plan.usable_kg > 0
    assert all(item.crew for item in plan.rounds)


@pytest.mark.parametrize("seed", quick((1, 3, 5, 0, 2, 4, 6), 3))
def test_drawn_pools_with_a_reserve_keep_every_rule(seed: int) -> None:
    scenario = with_reserve(random_scenario(seed, mode="hub"), kg=25.0)
    travel = straight(scenario)
    # a visit for which the split left nothing is not made
    made = plan_week(scenario, travel, Budget(None, 1), seed=seed).plan
    plan = without_empty_visits(scenario, travel, made)
    assert [finding.text.en for finding in check(scenario, travel, plan)] == []


def test_a_depot_that_keeps_what_it_collects_plans_all_of_it_at_once() -> None:
    scenario = depot()
    plan = plan_week(scenario, depot_roads(scenario), Budget(None, 4), seed=1).plan
    assert delivered(plan) == set(scenario.units)
    assert {str(stop.pickup) for item in plan.rounds for stop in item.collected} == set(
        scenario.pickups
    )


def test_rounds_that_find_no_crew_are_planned_otherwise() -> None:
    scenario = with_reserve(tiny("hub"))
    people = tuple(person.changed(days=scenario.days[:1]) for person in scenario.people)
    scenario = scenario.changed(people=people)
    travel = straight(scenario)
    plan = plan_week(scenario, travel, Budget(None, 3), seed=1).plan
    assert {item.day for item in plan.rounds} <= {scenario.days[0]}
    assert check(scenario, travel, plan) == ()
