from __future__ import annotations

import pytest

from models.plan import Plan
from models.policy import Pool
from models.scenario import Scenario
from solver.review.check import check
from tests.helpers.plans import edited, policy, share_at, week, with_share
from tests.helpers.travel import straight
from tests.solver.review.checks.breaking import CAR, LAST, WED, Breaks, Broken, Case

BROKEN = Breaks()


@BROKEN.week("share_supply", beside={"share_need", "storage"})
def _(s: Scenario, p: Plan) -> Case:
    at = share_at(p, association="secours", family="dry")
    return s, with_share(p, at, kg=p.shares[at].kg + 20)


@BROKEN.week("share_need")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "secours", people=20), p


@BROKEN.week("share_refused")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "restos", refuses=("dry",)), p


@BROKEN.week("share_route")
def _(s: Scenario, p: Plan) -> Case:
    at = share_at(p, association="restos", carried_by=WED)
    return s, with_share(p, at, carried_by=None)


@BROKEN.week("share_ready")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, sorting_min=60 * 5), p


@BROKEN.week("share_expiry", beside={"storage"})
def _(s: Scenario, p: Plan) -> Case:
    at = share_at(p, association="secours", family="protein", use_by=1)
    return s, with_share(p, at, opening_s=309600)


@BROKEN.week("share_opening", beside={"storage"})
def _(s: Scenario, p: Plan) -> Case:
    at = share_at(p, association="secours", family="dry")
    return s, with_share(p, at, opening_s=p.shares[at].opening_s + 3600)


@BROKEN.week("share_keep")
def _(s: Scenario, p: Plan) -> Case:
    pool = s.policy.pools[0].changed(collectors_keep=0.99, collectors=("secours", "ccas"))
    donors = tuple(d.changed(holder="ccas") if d.holder == "restos" else d for d in s.donors)
    people = tuple(x.changed(association="ccas") if x.id == "rene" else x for x in s.people)
    car = s.vehicle["car"].changed(loans=())
    vehicles = (s.vehicle["van"], car)
    return policy(s, pools=(pool,)).changed(donors=donors, people=people, vehicles=vehicles), p


@BROKEN.week("reference", "a share of nobody")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_share(p, share_at(p, association="secours", family="dry"), association="nobody")


@BROKEN.week("reference", "a share of no round")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_share(p, share_at(p, association="secours", family="dry"), origin="none")


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()


def test_a_share_loaded_by_another_pool_does_not_arrive() -> None:
    scenario, plan = week()
    broken = with_share(plan, share_at(plan, association="ccas", carried_by=LAST), carried_by=CAR)
    assert "share_route" in {one.code for one in check(scenario, straight(scenario), broken)}


def test_members_outside_the_pool_receive_nothing() -> None:
    scenario, plan = week()
    pools = (
        scenario.policy.pools[0].changed(members=("secours", "ccas")),
        Pool(id="rest", label="Autres", mode="alone", members=("restos",)),
    )
    apart = policy(scenario, pools=pools)
    told = {one.code for one in check(apart, straight(apart), plan)}
    assert {"share_route", "pooling"} <= told
