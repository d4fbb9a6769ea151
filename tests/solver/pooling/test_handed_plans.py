"""Plans handed from one variant to another that accepts them."""

from __future__ import annotations

from models.plan import Plan
from models.policy import Stage
from models.study import Study
from solver.pooling.handed_plans import best_first, shown
from solver.review.check import check
from tests.solver.pooling.inline import around, first_plan

LESS = "car"


def whole() -> Study:
    return first_plan()


def without(vehicle: str) -> Study:
    """The week without a vehicle, its plan without that one's rounds."""
    full = whole()
    scenario = full.scenario.changed(
        vehicles=tuple(one for one in full.scenario.vehicles if one.id != vehicle)
    )
    gone = {one.id for one in full.plan.rounds if one.vehicle == vehicle}
    plan = Plan(
        rounds=tuple(one for one in full.plan.rounds if one.id not in gone),
        shares=tuple(s for s in full.plan.shares if not gone & {s.origin, s.carried_by}),
    )
    return around(scenario, plan)


def poor() -> Study:
    """The whole week, badly planned."""
    return around(whole().scenario, Plan())


def test_a_vehicle_more_never_brings_less() -> None:
    less = without(LESS)
    assert less.totals.usable_kg > 0
    found = shown({"all": [poor()], "less": [less]}, 0)
    assert found["all"].plan == less.plan
    assert abs(found["all"].totals.usable_kg - less.plan.usable_kg) < 1e-6
    assert check(found["all"].scenario, found["all"].travel, found["all"].plan) == ()
    assert found["less"].plan == less.plan


def test_a_plan_that_a_variant_cannot_drive_is_not_handed_to_it() -> None:
    less = without(LESS)
    assert any(one.vehicle == LESS for one in whole().plan.rounds)
    found = shown({"all": [whole()], "less": [less]}, 0)
    assert found["less"].plan == less.plan


def test_other_objectives_hand_nothing_on() -> None:
    base = poor()
    policy = base.scenario.policy.changed(objectives=(Stage(objective="hours"),))
    other = base.changed(scenario=base.scenario.changed(policy=policy))
    assert shown({"hours": [other], "less": [without(LESS)]}, 0)["hours"].plan == Plan()


def test_a_search_begins_from_the_best_first_plan_that_its_variant_accepts() -> None:
    full, less = whole(), without(LESS)
    plans = [full.plan, less.plan]
    assert best_first(full.scenario, full.travel, less.plan, plans) == full.plan
    assert best_first(less.scenario, less.travel, less.plan, plans) == less.plan
