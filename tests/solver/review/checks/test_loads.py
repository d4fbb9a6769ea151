from __future__ import annotations

import pytest

from models.plan import Plan
from models.policy import ColdChain
from models.scenario import Scenario
from solver.review.check import check, check_round
from tests.helpers.depot import depot_week, roads
from tests.helpers.plans import edited, policy, week, with_stop
from tests.helpers.travel import straight
from tests.solver.review.checks.breaking import CAR, LORRY_TUE, MON, Breaks, Broken, Case

BROKEN = Breaks()


@BROKEN.week("pickup_kg", beside={"payload", "share_supply"})
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, CAR, 1, kg={"bread": 100.0})


@BROKEN.week("payload")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", payload_kg=350), p


@BROKEN.week("pallets")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", pallets=0.1), p


@BROKEN.week("cold_boxes", beside={"cold_time"})
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", cold="boxes", boxes=2), p


@BROKEN.week("cold_time")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, cold_chain=ColdChain(max_min_out=1.0)), p


@BROKEN.week("frozen")
def _(s: Scenario, p: Plan) -> Case:
    s = policy(s, cold_chain=ColdChain(max_min_out=600.0))
    return edited(s, "vehicles", "van", cold="none"), p


@BROKEN.week("carries")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", carries=("frozen",)), p


@BROKEN.week("stops")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_stops=2), p


@BROKEN.week("trips")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "car", max_trips=1), p


@BROKEN.depot("payload", "delivered")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "lorry", payload_kg=1699), p


@BROKEN.depot("payload", "collected")
def _(s: Scenario, p: Plan) -> Case:
    s = edited(s, "donors", "super", offers=(s.donor["super"].offers[0].changed(kg=2100),))
    return s, with_stop(p, LORRY_TUE, 3, kg={"dry": 2100.0})


@BROKEN.depot("pallets", "delivered")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "lorry", pallets=3.5), p


@BROKEN.depot("pallets", "collected")
def _(s: Scenario, p: Plan) -> Case:
    offer = s.donor["super"].offers[0].changed(pallets=6.5)
    return edited(s, "donors", "super", offers=(offer,)), p


@BROKEN.depot("stops")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_stops=3), p


@BROKEN.depot("trips")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_trips=1), p


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()


def test_a_round_alone_is_checked_without_its_shares() -> None:
    scenario, plan = week()
    for item in plan.rounds:
        assert check_round(scenario, straight(scenario), item) == ()
    heavy = edited(scenario, "vehicles", "van", payload_kg=350)
    assert {f.code for f in check_round(heavy, straight(heavy), plan.round[MON])} == {"payload"}


def test_payload_is_exact_and_the_two_loads_do_not_add_up() -> None:
    scenario, plan = depot_week()
    exact = edited(scenario, "vehicles", "lorry", payload_kg=1700)
    assert check(exact, roads(exact), plan) == ()
    margin = policy(exact, capacity_margin=0.4)  # units are no expectation
    assert check(margin, roads(margin), plan) == ()
