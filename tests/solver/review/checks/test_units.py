from __future__ import annotations

import pytest

from models.plan import Plan
from models.scenario import Scenario
from tests.helpers.plans import edited, shifted, with_stop
from tests.solver.review.checks.breaking import LORRY, VAN_TUE, Breaks, Broken, Case

BROKEN = Breaks()


@BROKEN.depot("unit_once")
def _(s: Scenario, p: Plan) -> Case:
    return s, with_stop(p, VAN_TUE, 4, units=("east_2", "east_2"))


@BROKEN.depot("visits", "too many")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "north", max_visits=1, min_visits=1), p


@BROKEN.depot("visits", "too few")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "deliveries", "south", min_visits=2), p


@BROKEN.depot("boxes_per_day")
def _(s: Scenario, p: Plan) -> Case:
    return s.changed(boxes_per_day=2), p


@BROKEN.depot("one_round")
def _(s: Scenario, p: Plan) -> Case:
    p = with_stop(p, LORRY, 2, units=("north_1",))
    again = p.round[LORRY].stops[2].changed(units=("north_2",))
    stops = (*p.round[LORRY].stops[:2], again, *p.round[LORRY].stops[3:])
    return s, p.changed(
        rounds=(*p.rounds, shifted(p.round[LORRY].changed(id="again", stops=stops), 3600))
    )


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()
