"""Who is aboard: hours count as long as rounds are, and no seat stays empty."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.fair_odd_towns import odd_town
from benchmarks.peers.fair_weeks import fairest
from models.plan import Plan
from models.scenario import Scenario
from solver.ramasse.outer_bound import outer_bounds
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.review.indicators import objectives
from solver.settings import Budget
from tests.helpers.small_towns import town
from tests.helpers.travel import straight


def planned(mode: str, hours: float | None, **driver: Any) -> tuple[Scenario, Plan]:
    """Return a town in which one person drives one van in shifts of four hours, and its plan."""
    week = town(mode)
    week["shifts"], week["donors"] = week["shifts"][:1], week["donors"][:1]
    week["vehicles"] = [week["vehicles"][0] | {"crew": 1}]
    week["people"] = [week["people"][0] | {"max_shifts": 4, "max_hours": hours} | driver]
    for who in week["associations"]:
        who["openings"] = [{"day": "thu", "starts": "14:00", "ends": "17:00"}]
    scenario = Scenario.model_validate(week)
    travel = straight(scenario)
    plan = plan_week(scenario, travel, Budget(10.0, None), seed=1).plan
    assert check(scenario, travel, plan) == ()
    bounds = outer_bounds(scenario, travel, objectives(scenario, travel, plan))
    assert bounds["food"] >= plan.usable_kg - 0.01
    return scenario, plan


@pytest.mark.parametrize("mode", ["alone", "direct", "hub"])
def test_hours_count_as_long_as_rounds_are(mode: str) -> None:
    _, free = planned(mode, None)
    spent = [item.duration_s / 3600 for item in free.rounds]
    assert len(spent) == 2
    assert sum(spent) < 4  # less than one shift
    _, enough = planned(mode, sum(spent) + 0.05)
    assert enough.usable_kg == pytest.approx(free.usable_kg, abs=0.05)
    _, one = planned(mode, min(spent) + 0.05)
    assert 0 < one.usable_kg < free.usable_kg
    assert sum(item.duration_s for item in one.rounds) / 3600 <= min(spent) + 0.05
    _, none = planned(mode, min(spent) / 2)
    assert none.rounds == ()


def test_no_round_goes_out_without_those_it_needs() -> None:
    """Two who drive, none who helps: a van for two stays at home, whoever counts."""
    town = odd_town("limit", 13)
    people = tuple(one.changed(roles=("driver",)) for one in town.people)
    town = town.changed(donors=town.donors[:3], vehicles=town.vehicles[:1], people=people)
    assert town.vehicles[0].crew == 2
    assert fairest(town) is None
    assert plan_week(town, straight(town), Budget(10.0, None), seed=1).plan.rounds == ()
