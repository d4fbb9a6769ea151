from __future__ import annotations

import pytest

from models.plan import Plan
from models.scenario import Scenario
from tests.helpers.plans import edited, policy
from tests.solver.review.checks.breaking import (
    LORRY,
    LORRY_TUE,
    VAN,
    VAN_TUE,
    Breaks,
    Broken,
    Case,
    going,
    without,
)

BROKEN = Breaks()


@BROKEN.depot("carries", "collected")
def _(s: Scenario, p: Plan) -> Case:
    stops = [stop for stop in p.round[LORRY_TUE].stops if stop.kind not in ("load", "drop")]
    s = edited(s, "vehicles", "lorry", carries=("frozen",))
    return s, without(going(s, p, LORRY_TUE, stops), LORRY)


@BROKEN.depot("refrigerated")
def _(s: Scenario, p: Plan) -> Case:
    offer = s.donor["super"].offers[0].changed(refrigerated=True)
    return edited(s, "donors", "super", offers=(offer,)), p


@BROKEN.depot("first_stop")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "east", first_stop=True), p


@BROKEN.depot("served_round_time")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "south", max_round_min=55), p


@BROKEN.depot("collecting_trip")
def _(s: Scenario, p: Plan) -> Case:
    depart, load, oldtown, north, hyper, unload, again, east, back = p.round[VAN].stops
    return s, going(s, p, VAN, [depart, load, oldtown, north, again, east, hyper, unload, back])


@BROKEN.depot("collecting_time")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, collecting_trip_max_min=81), p


@BROKEN.depot("alone")
def _(s: Scenario, p: Plan) -> Case:
    stops = list(p.round[LORRY_TUE].stops)
    stops.insert(4, p.round[VAN_TUE].stops[1])
    s = edited(s, "vehicles", "lorry", carries=(), cold="refrigerated").changed(errands=())
    return s, without(going(s, p, LORRY_TUE, stops), VAN_TUE)


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()
