"""Distributions and offers of some weeks only: what a plan makes of them, and a split."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

import pytest

from models.calendar import Opening
from models.plan import Plan
from models.scenario import Scenario
from solver.allocation.supply import expected
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.review.check_split import check_split
from solver.settings import Budget
from solver.split import allocate
from tests.helpers.scenarios import changed, tiny
from tests.helpers.travel import straight

DAY_S = 86_400
FIRST_OF_MONTH = Opening(day="wed", starts="14:00", ends="17:00", of_month=("first",))


def monthly(**more: Any) -> Scenario:
    """A week in which nobody distributes until the first Wednesday of next month."""
    base = tiny("hub", week_of=date(2026, 12, 7), **more)
    return changed(
        base, associations=tuple(a.changed(openings=(FIRST_OF_MONTH,)) for a in base.associations)
    )


@functools.cache
def monthly_plan() -> Plan:
    scenario = monthly()
    return plan_week(scenario, straight(scenario), Budget(None, 1), seed=1).plan


def test_only_what_keeps_is_brought_for_a_distribution_a_month_away() -> None:
    scenario, plan = monthly(), monthly_plan()
    keeps = {one.id for one in scenario.families if one.shelf_days >= 30}
    assert keeps
    travel = straight(scenario)
    assert check(scenario, travel, plan) == ()
    assert plan.shares
    assert {one.family for one in plan.shares} <= keeps
    assert {one.opening_s // DAY_S for one in plan.shares} == {30}  # 6 January


def test_a_share_for_a_day_that_is_not_the_first_of_the_month_is_refused() -> None:
    scenario, plan = monthly(), monthly_plan()
    travel = straight(scenario)
    early = plan.changed(
        shares=tuple(one.changed(opening_s=one.opening_s - 7 * DAY_S) for one in plan.shares)
    )
    assert "share_opening" in {one.code for one in check(scenario, travel, early)}


@pytest.mark.parametrize("rule", ["leximin", "proportional"])
def test_the_split_waits_for_the_distribution_too(rule: Any) -> None:
    base = monthly()
    scenario = changed(base, policy=base.policy.changed(split=base.policy.split.changed(rule=rule)))
    made = allocate(scenario, expected(scenario), compare=False)
    assert made.portions
    assert {one.opening_s // DAY_S for one in made.portions} == {30}
    assert check_split(made) == ()


def test_an_offer_of_the_first_tuesday_is_there_in_its_week_alone() -> None:
    base = tiny("hub")
    first = base.donors[0].changed(
        offers=tuple(one.changed(of_month=("first",)) for one in base.donors[0].offers)
    )
    scenario = changed(base, donors=(first, *base.donors[1:]))
    given = {
        monday: {
            one.day
            for one in changed(scenario, week_of=monday).pickups.values()
            if one.donor == first.id
        }
        for monday in (date(2026, 11, 30), date(2026, 12, 7), date(2027, 2, 1))
    }
    every = {day for one in first.offers for day in one.days}
    assert given[date(2026, 11, 30)] == every - {"mon"}  # 30 November is a fifth Monday
    assert given[date(2026, 12, 7)] == every & {"mon"}
    assert given[date(2027, 2, 1)] == every
