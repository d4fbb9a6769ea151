from __future__ import annotations

import pytest

from models.plan import Plan
from models.scenario import Scenario
from tests.helpers.plans import with_stop
from tests.solver.review.checks.breaking import (
    EAST,
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


@BROKEN.depot("errand", "never made")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, VAN_TUE, 4, errand=False)


@BROKEN.depot("errand", "in another trip", beside={"errand_given"})
def _(s: Scenario, p: Plan) -> Case:
    return s.changed(errands=(s.errands[0].changed(trip=1),)), p


@BROKEN.depot("errand_given")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, VAN, EAST, errand=True)


@BROKEN.depot("errand_alone", "another temperature")
def _(s: Scenario, p: Plan) -> Case:
    return s.changed(errands=(s.errands[0].changed(rides_along=()),)), p


@BROKEN.depot("errand_alone", "another centre")
def _(s: Scenario, p: Plan) -> Case:
    stops = list(p.round[VAN_TUE].stops)
    stops.insert(5, p.round[LORRY_TUE].stops[2])
    return s, without(going(s, p, VAN_TUE, stops), LORRY_TUE)


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()
