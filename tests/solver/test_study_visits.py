"""Visits for which the split left nothing are taken out of their round."""

from __future__ import annotations

from models.plan import Plan
from models.scenario import Scenario
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.settings import Budget
from solver.study_visits import without_empty_visits
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.studies import planned
from tests.helpers.travel import straight
from tests.solver.ramasse.test_depots import with_reserve


def reserve() -> tuple[Scenario, Plan]:
    scenario = with_reserve(random_scenario(1, mode="hub"), kg=25.0)
    return scenario, plan_week(scenario, straight(scenario), Budget(None, 1), seed=1).plan


def test_a_drop_without_food_is_not_driven() -> None:
    scenario, plan = reserve()
    travel = straight(scenario)
    assert check(scenario, travel, plan) == ()
    drops = [
        (item.id, stop.site)
        for item in plan.rounds
        for stop in item.stops
        if stop.kind == "drop" and not stop.units and len(item.stops) > 4
    ]
    round_id, door = drops[0]
    kept = tuple(
        share
        for share in plan.shares
        if not (share.association == door and round_id in (share.carried_by, share.origin))
    )
    emptied = plan.changed(shares=kept)
    assert [one.code for one in check(scenario, travel, emptied)] == ["empty_visit"]
    mended = without_empty_visits(scenario, travel, emptied)
    assert check(scenario, travel, mended) == ()
    assert door not in {stop.site for stop in mended.round[round_id].stops if stop.kind == "drop"}


def test_other_plans_stay_as_they_are() -> None:
    scenario, plan = reserve()
    assert without_empty_visits(scenario, straight(scenario), plan) == plan
    assert without_empty_visits(random_scenario(3, mode="hub"), straight(scenario), plan) == plan


def test_a_direct_round_stops_at_no_door_for_which_it_has_nothing() -> None:
    study = planned("direct")
    item, door = next(
        (item, stop.site)
        for item in study.plan.rounds
        for stop in item.stops[1:-2]
        if stop.kind == "drop" and [s.kind for s in item.stops].count("drop") > 1
    )
    shares = tuple(
        one for one in study.plan.shares if (one.carried_by, one.association) != (item.id, door)
    )
    emptied = study.plan.changed(shares=shares)
    made = without_empty_visits(study.scenario, study.travel, emptied)
    assert door not in {stop.site for stop in made.round[item.id].stops if stop.kind == "drop"}
    assert made.round[item.id].duration_s < item.duration_s
    assert check(study.scenario, study.travel, made) == ()
    same = without_empty_visits(study.scenario, study.travel, emptied, {item.id})
    assert same.round[item.id] == item


def test_no_planned_week_stops_for_nothing() -> None:
    for mode in ("hub", "direct"):
        study = planned(mode)
        plan = study.plan
        assert without_empty_visits(study.scenario, study.travel, plan) == plan
