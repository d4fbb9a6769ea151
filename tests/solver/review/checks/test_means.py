from __future__ import annotations

import pytest

from models.plan import Plan
from models.scenario import Scenario
from models.vehicles import Taken
from solver.review.check import check
from tests.helpers.plans import edited, policy, week, with_round
from tests.helpers.travel import straight
from tests.solver.review.checks.breaking import CAR, MON, Breaks, Broken, Case

BROKEN = Breaks()


@BROKEN.week("vehicle_days")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", days=("mon", "tue")), p


@BROKEN.week("vehicle_busy")
def _(s: Scenario, p: Plan) -> Case:
    taken = Taken(day="mon", starts="08:30", ends="09:00")
    return edited(s, "vehicles", "van", busy=[taken]), p


@BROKEN.week("vehicle_overlap", beside={"crew_overlap", "crew_skill", "crew_week", "pickup_once"})
def _(s: Scenario, p: Plan) -> Case:
    return s, p.changed(rounds=(*p.rounds, p.round[MON].changed(id="again", crew=("rene", "lea"))))


@BROKEN.week("site_access")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", forbidden=("hyper",)), p


@BROKEN.week("crew_size")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_round(p, MON, crew=("paul",))


@BROKEN.week("crew_skill")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_round(p, MON, crew=("anne", "rene"))


@BROKEN.week("crew_days")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "people", "anne", days=("tue", "wed")), p


@BROKEN.week("crew_aboard")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "people", "anne", aboard=("ccas", "restos")), p


@BROKEN.week("crew_with")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "people", "anne", only_with=("rene",)), p


@BROKEN.week("crew_apart")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "people", "anne", never_with=("paul",)), p


@BROKEN.week("crew_overlap", beside={"crew_week", "pooling"})
def _(s: Scenario, p: Plan) -> Case:
    s = edited(s, "people", "anne", roles=("driver", "helper"))
    return s, with_round(p, CAR, crew=("anne",))


@BROKEN.week("crew_week")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "people", "anne", max_shifts=1), p


@BROKEN.week("pooling")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", lent=False), p


@BROKEN.depot("site_access", "delivered")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "lorry", forbidden=("north",)), p


@BROKEN.depot("crew_size", "once crews are named")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, named_crews=True), p


@BROKEN.week("crew_week", "in hours")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "people", "anne", max_hours=0.5), p


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()


def test_whoever_is_taken_at_that_hour_is_not_available() -> None:
    scenario, plan = week()
    taken = Taken(day="mon", starts="08:30", ends="09:00")
    told = check(edited(scenario, "people", "anne", busy=[taken]), straight(scenario), plan)
    assert {one.code for one in told} == {"crew_days"}


def test_a_private_donor_has_no_place_in_the_pool() -> None:
    scenario, plan = week()
    hidden = edited(scenario, "donors", "super", private=True)
    assert "pooling" in {one.code for one in check(hidden, straight(hidden), plan)}
