from __future__ import annotations

import threading
import time

import pytest

from models.plan import Plan, Round
from models.scenario import Scenario
from models.travel import TravelMatrix
from scenarios import load
from solver.allocation.rules import rule
from solver.ramasse.shares import share_out
from solver.ramasse.solve import plan_week
from solver.ramasse.week import Week
from solver.remedies import effort
from solver.remedies.effort import Effort
from solver.remedies.explain import explain
from solver.review.check import check
from solver.review.retiming import retimed
from solver.settings import Budget
from solver.travel import matrix
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.long import quick
from tests.helpers.plans import edited, week
from tests.helpers.scenarios import tiny
from tests.helpers.small_towns import town as small_week
from tests.helpers.travel import straight

OPEN_REASONS = {"crowded_out", "no_use"}
NO_PLANS = Effort(replans=0)


def insertable(scenario: Scenario, travel: TravelMatrix, plan: Plan, pickup: str) -> bool:
    """Tell, by every place of every round, whether a pick-up fits a plan and brings somebody more.

    What it brings is shared out again among all.
    """
    from pools.streams import streams

    week_, split = Week(scenario, travel), rule(scenario.policy.split.rule)
    wanted = scenario.pickups[pickup]
    of = {stream.id: stream for stream in streams(scenario)}
    for item in plan.rounds:
        if item.day != wanted.day or not item.collected:
            continue
        template = item.collected[0]
        for position in range(1, len(item.stops)):
            stops = list(item.stops)
            stop = template.changed(site=wanted.donor, pickup=pickup, kg=dict(wanted.kg))
            stops.insert(position, stop)
            tried: Round = retimed(scenario, travel, of[item.stream], item, tuple(stops))
            rounds = tuple(tried if r.id == item.id else r for r in plan.rounds)
            if check(scenario, travel, plan.changed(rounds=rounds)):
                continue
            before, after = (
                share_out(week_, some, split, {}).usable_kg for some in (plan.rounds, rounds)
            )
            if after > before + 0.5:
                return True
    return False


@pytest.mark.parametrize("seed", quick(range(9), 3))
def test_no_reason_is_contradicted_by_an_insertion(seed: int) -> None:
    scenario = random_scenario(seed)
    travel = straight(scenario)
    plan = plan_week(scenario, travel, Budget(None, 1), seed=1).plan
    visited = {stop.pickup for item in plan.rounds for stop in item.collected}
    for left in explain(scenario, travel, plan, effort=NO_PLANS):
        assert "{" not in left.reason.fr + left.reason.en + left.remedy.fr + left.remedy.en
        if left.code not in OPEN_REASONS and left.pickup not in visited:
            assert not insertable(scenario, travel, plan, left.pickup), left


def test_everything_left_has_a_reason() -> None:
    scenario = load("aubagne", "hub").scenario
    travel = matrix(scenario)
    plan = plan_week(scenario, travel, Budget(1.0, None, patient=True), seed=1).plan
    began = time.process_time()
    reasons = {left.pickup: left for left in explain(scenario, travel, plan, effort=NO_PLANS)}
    assert time.process_time() - began < 6.0
    visited = {stop.pickup for item in plan.rounds for stop in item.collected}
    assert set(scenario.pickups) - visited <= set(reasons)


def test_an_empty_plan_can_collect_everything_useful() -> None:
    scenario, _ = week()
    reasons = explain(scenario, straight(scenario), Plan(), effort=NO_PLANS)
    assert {left.pickup for left in reasons} == set(scenario.pickups)
    assert {left.code for left in reasons} <= {"crowded_out", "no_use"}
    (baker,) = [left for left in reasons if left.pickup == "baker_tue"]
    assert "avec une tournée de plus vers « Restos »" in baker.remedy.fr


@pytest.mark.parametrize("mode", ["hub", "alone"])
def test_where_nothing_is_received_no_vehicle_is_missed(mode: str) -> None:
    content = small_week(mode)
    closed = {"first": "2026-11-23", "last": "2026-11-23", "reason": "travaux"}
    content["associations"][0]["absences"] = [closed]
    scenario = Scenario.model_validate(content)
    left = explain(scenario, straight(scenario), Plan(), ["s0_mon", "s0_tue"], NO_PLANS)
    reasons = {one.pickup: one for one in left}
    assert reasons["s0_mon"].code == "closed"
    assert reasons["s0_mon"].reason.en == (
        "The place where it would be unloaded (a) receives nothing on Monday."
    )
    assert reasons["s0_tue"].code == "crowded_out"


def test_without_vehicles_the_reason_is_means() -> None:
    scenario, _ = week()
    reasons = explain(scenario.changed(vehicles=()), straight(scenario), Plan(), effort=NO_PLANS)
    assert {left.code for left in reasons} == {"no_means"}


def test_without_people_the_reason_is_the_crew() -> None:
    scenario, _ = week()
    reasons = explain(scenario.changed(people=()), straight(scenario), Plan(), effort=NO_PLANS)
    assert "no_crew" in {left.code for left in reasons}
    assert any("un chauffeur de plus" in left.remedy.fr.lower() for left in reasons)


def test_food_that_nobody_needs_is_of_no_use() -> None:
    scenario, _ = week()
    none = scenario.changed(associations=tuple(a.changed(people=0) for a in scenario.associations))
    assert {left.code for left in explain(none, straight(none), Plan(), effort=NO_PLANS)} == {
        "no_use"
    }


def test_cold_food_left_by_a_car_is_said() -> None:
    scenario = tiny("alone")
    travel = straight(scenario)
    plan = plan_week(scenario, travel, Budget(None, 1), seed=1).plan
    reasons = {left.pickup: left for left in explain(scenario, travel, plan, effort=NO_PLANS)}
    assert reasons["super_wed"].code == "frozen"
    assert reasons["super_wed"].families == ("frozen",)


def test_a_closed_site_is_said() -> None:
    scenario, _ = week()
    barred = edited(scenario, "vehicles", "van", forbidden=("grower",))
    barred = edited(barred, "vehicles", "car", forbidden=("grower",))
    reasons = {
        left.pickup: left for left in explain(barred, straight(barred), Plan(), effort=NO_PLANS)
    }
    assert reasons["grower_tue"].code == "site_access"


def test_who_stops_a_run_does_not_wait_for_its_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the size: what is not come to is told as not examined."""
    monkeypatch.setattr(effort, "STOPPED_S", -1.0)
    scenario, stop = tiny("hub"), threading.Event()
    asked = Effort(replans=0, stop=stop)
    every = explain(scenario, straight(scenario), Plan(), effort=asked)
    assert every
    assert "unexamined" not in {left.code for left in every}
    stop.set()
    stopped = explain(scenario, straight(scenario), Plan(), effort=asked)
    assert [(left.pickup, left.code) for left in stopped] == [
        (left.pickup, "unexamined") for left in every
    ]
