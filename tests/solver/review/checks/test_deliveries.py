from __future__ import annotations

import pytest

from models.plan import Plan
from models.policy import ColdChain
from models.scenario import Scenario
from solver.review.check import check
from tests.helpers.depot import depot_week, roads
from tests.helpers.plans import edited, policy, with_stop
from tests.solver.review.checks.breaking import (
    EAST,
    LORRY_TUE,
    NORTH,
    VAN,
    Breaks,
    Broken,
    Case,
    unit,
)

BROKEN = Breaks()


@BROKEN.depot("unit_door")
def _(s: Scenario, p: Plan) -> Case:
    p = with_stop(p, VAN, NORTH, units=("east_1", "north_4"))
    return s, with_stop(p, VAN, EAST, units=("north_3",))


@BROKEN.depot("unit_day")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "south", days=("mon",)), p


@BROKEN.depot("empty_visit")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, VAN, EAST, units=())


@BROKEN.depot("carries", "delivered")
def _(s: Scenario, p: Plan) -> Case:
    return unit(s, "north", 1, family="dairy"), p


@BROKEN.depot("unit_cold", "frozen pallets without a cover")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", frozen_pallets=False), p


@BROKEN.depot("unit_cold", "frozen as it is, without a cover")
def _(s: Scenario, p: Plan) -> Case:
    return unit(s, "north", 2, family="frozen", pallets=0), p


@BROKEN.depot("unit_cold", "chilled pallets without refrigeration")
def _(s: Scenario, p: Plan) -> Case:
    return unit(edited(s, "vehicles", "lorry", carries=()), "north", 2, family="dairy"), p


@BROKEN.depot("cold_time", "frozen boxes")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, cold_chain=ColdChain(max_min_boxes=25)), p


@BROKEN.depot("pooling", "a delivery of no pool")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "south", source="north"), p


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()


def test_chilled_boxes_may_travel_without_refrigeration_for_a_while() -> None:
    scenario, plan = depot_week()

    def told(world: Scenario) -> set[str]:
        return {one.code for one in check(world, roads(world), plan)}

    bare = unit(edited(scenario, "vehicles", "lorry", carries=()), "south", 1, family="dairy")
    assert told(bare) == {"unit_cold"}
    boxed = unit(bare, "south", 1, boxes=3)
    assert told(boxed) == set()
    drop = plan.round[LORRY_TUE].stops[2]
    aboard_min = (drop.start_s - plan.round[LORRY_TUE].stops[1].leave_s) / 60
    boxed = unit(boxed, "north", 4, boxes=0, pallets=0.5)  # frozen boxes have the same limit
    boxed = unit(boxed, "oldtown", 3, boxes=0, pallets=0.5)
    for limit, codes in ((aboard_min, set()), (aboard_min - 0.1, {"cold_time"})):
        assert told(policy(boxed, cold_chain=ColdChain(max_min_boxes=limit))) == codes
