"""Gifts larger than any vehicle: visited several times, told as one gift."""

from __future__ import annotations

from typing import Any

import pytest

from models.events import Call, Gives
from models.plan import Plan
from models.scenario import Scenario
from solver.ramasse.outer_bound import outer_bounds
from solver.ramasse.part_visits import parted
from solver.ramasse.planned import Planned
from solver.ramasse.solve import plan_week
from solver.remedies.explain import explain
from solver.replan.replan import replan
from solver.review.check import check
from solver.review.indicators import objectives
from solver.run_record import RunRecord
from solver.settings import Budget, Settings
from solver.study import study_of
from solver.study_fairness import fairness_of
from tests.helpers.budgets import first_plan
from tests.helpers.long import quick
from tests.helpers.small_towns import town
from tests.helpers.travel import straight

VAN_KG = 180.0
"""What a van of the town takes at once, its margin kept free."""


def generous(kind: str = "hub", *, kg: float = 500.0, vans: int = 1, **van: Any) -> Scenario:
    """Return a town in which one store gives more on Monday than any van takes."""
    week = town(kind)
    for store in week["donors"]:
        store["offers"][0]["days"] = ["tue"]
    week["donors"][0]["offers"].append(
        {"days": ["mon"], "kg": kg, "opens": "08:00", "closes": "12:00"}
    )
    week["vehicles"] = [one | van for one in week["vehicles"][:vans]]
    for who in week["associations"]:
        who["people"] = 0 if kind == "depot" else 900
    return Scenario.model_validate(week)


def planned(scenario: Scenario) -> Plan:
    return plan_week(scenario, straight(scenario), first_plan(0.1), seed=1).plan


def visits(plan: Plan, pickup: str) -> list[float]:
    return [
        sum(stop.kg.values())
        for item in plan.rounds
        for stop in item.collected
        if stop.pickup == pickup
    ]


@pytest.mark.parametrize("kind", ["alone", "hub", "direct", "reserve", "depot"])
@pytest.mark.parametrize("kg", quick((500.0, 200.0, 4000.0), 1))
def test_a_large_gift_is_visited_as_often_as_vans_can(kind: str, kg: float) -> None:
    scenario = generous(kind, kg=kg)
    travel = straight(scenario)
    plan = planned(scenario)
    assert [one.text.en for one in check(scenario, travel, plan)] == []
    taken = visits(plan, "s0_mon")
    assert len(taken) > 1 or kind in ("direct", "depot")
    assert all(one <= VAN_KG + 1e-6 for one in taken)
    assert sum(taken) <= kg + 1e-6


def test_nothing_is_proved_of_gifts_taken_in_parts() -> None:
    """430 kg are needed of 1,000: vans of 300 and 200 kg could bring s1 too, cut otherwise."""
    week = town("hub")
    week["shifts"], week["donors"] = week["shifts"][:1], week["donors"][:2]
    fruit = week["families"][0]
    week["families"] = [fruit, fruit | {"id": "dry", "label": "dry"}]
    week["donor_kinds"][0]["family_shares"] = {"fruit": 1.0}
    week["associations"][0]["weekly_need_kg"] = {"fruit": 430.0, "dry": 60.0}
    for other in week["associations"][1:]:
        other["people"] = 0
    for van, kg in zip(week["vehicles"], (300, 200), strict=True):
        van |= {"payload_kg": kg / 0.9, "max_trips": 1, "days": ["mon"]}
    offer = {"days": ["mon"], "opens": "08:00", "closes": "12:00"}
    week["donors"][1]["offers"] = [offer | {"kg": 60, "family_shares": {"dry": 1.0}}]
    found = []
    for gifts in ((1000.0,), (299.0, 131.0)):
        week["donors"][0]["offers"] = [offer | {"kg": kg} for kg in gifts]
        scenario = Scenario.model_validate(week)
        travel = straight(scenario)
        made = plan_week(scenario, travel, Budget(20.0, None), seed=1)
        said = fairness_of(scenario, travel, made)
        assert said is not None
        found.append((round(made.plan.usable_kg), said.proved, bool(said.ends)))
    assert found == [(460, False, False), (490, True, True)]


def test_two_trips_bring_what_the_bound_allows() -> None:
    scenario = generous(kg=1000.0, vans=1, days=["mon"])
    travel, plan = straight(scenario), planned(scenario)
    reached = objectives(scenario, travel, plan)
    assert sum(visits(plan, "s0_mon")) == pytest.approx(2 * VAN_KG)
    bound = outer_bounds(scenario, travel, reached)["food"]
    assert bound == pytest.approx(reached["food"], rel=1e-4)


def test_two_vans_take_all_of_it() -> None:
    scenario = generous(kg=500.0, vans=2)
    plan = planned(scenario)
    assert sum(visits(plan, "s0_mon")) == pytest.approx(500)
    left = [one.pickup for one in explain(scenario, straight(scenario), plan)]
    assert "s0_mon" not in left


def test_known_places_of_pallets_cut_a_gift_too() -> None:
    week = generous(kg=100.0).model_dump(mode="json")
    week["donors"][0]["offers"][1]["pallets"] = 3
    week["vehicles"][0]["pallets"] = 2
    scenario = Scenario.model_validate(week)
    plan = planned(scenario)
    assert [round(one, 3) for one in sorted(visits(plan, "s0_mon"))] == [33.333, 66.667]
    assert check(scenario, straight(scenario), plan) == ()


def test_small_gifts_stay_whole() -> None:
    assert parted(generous(kg=VAN_KG)) is None


def test_visits_that_take_more_than_is_given_are_refused() -> None:
    scenario = generous(kg=500.0, vans=2)
    plan = planned(scenario)
    less = generous(kg=300.0, vans=2)
    codes = {one.code for one in check(less, straight(less), plan)}
    assert "pickup_once" in codes


@pytest.mark.parametrize("kg", quick((450.0, 100.0, 0.0, 900.0), 2))
def test_a_running_week_goes_on_with_a_gift_visited_twice(kg: float) -> None:
    scenario = generous(kg=500.0, vans=2)
    travel, plan = straight(scenario), planned(scenario)
    record = RunRecord(Settings(1.0, weeks=0), "finished", first_plan(1.0))
    study = study_of(scenario, travel, Planned(plan, {}), record, drawn=())
    assert study.violations == ()
    call = Call(day="mon", now="07:00", events=(Gives(donor="s0", kg=kg),))
    made = replan(study, call, settings=Settings(0.3, weeks=0, patient=True))
    assert [one.text.en for one in made.study.violations] == []
    assert sum(visits(made.study.plan, "s0_mon")) <= kg + 1e-6
    if kg == 450.0:
        assert sum(visits(made.study.plan, "s0_mon")) == pytest.approx(kg)


def test_other_offers_of_the_donor_keep_their_names() -> None:
    week = generous(kg=500.0).model_dump(mode="json")
    late = {"days": ["mon", "tue"], "kg": 20, "opens": "08:00", "closes": "16:00"}
    week["donors"][0]["offers"].append(late)
    scenario = Scenario.model_validate(week)
    plan = planned(scenario)
    assert check(scenario, straight(scenario), plan) == ()
    assert sum(visits(plan, "s0_mon_2")) == pytest.approx(20)
