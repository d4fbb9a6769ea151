from __future__ import annotations

import pytest

from models.plan import Plan
from models.scenario import Scenario
from tests.helpers.plans import edited, with_round, with_stop
from tests.solver.review.checks.breaking import (
    EAST,
    HYPER,
    LAST,
    LORRY,
    MON,
    VAN,
    Breaks,
    Broken,
    Case,
)

BROKEN = Breaks()


@BROKEN.week("reference", beside={"share_ready", "share_route", "share_supply"})
def _(s: Scenario, p: Plan) -> Case:
    return s, with_round(p, MON, crew=("paul", "nobody"))


@BROKEN.week("round_form", beside={"cold_time", "share_ready", "share_route", "trips"})
def _(s: Scenario, p: Plan) -> Case:
    stops = p.round[LAST].stops
    return s, with_round(p, LAST, stops=(*stops[:1], *stops[2:]))


@BROKEN.week("pickup_once", beside={"pickup_window", "service_time", "share_supply", "travel_time"})
def _(s: Scenario, p: Plan) -> Case:
    stop = p.round[MON].stops[1]
    again = p.round[MON].stops[2].changed(site=stop.site, pickup=stop.pickup, kg={})
    return s, with_round(p, MON, stops=(*p.round[MON].stops[:2], again, *p.round[MON].stops[3:]))


@BROKEN.depot("unit_week")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "south", weeks="odd"), p


@BROKEN.depot("reference", "no such unit")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "north", min_visits=0), with_stop(
        p, LORRY, 2, units=("north_9",)
    )


@BROKEN.depot("round_form", "units at a store")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(with_stop(p, VAN, HYPER, units=("east_1",)), VAN, EAST, units=())


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()
