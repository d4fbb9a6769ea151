"""Drops of a shift are for whatever distribution they are in time for, within it or after it."""

from __future__ import annotations

import pytest

from models.plan import Plan
from models.scenario import Scenario
from solver.ramasse.last_mile import carry_menu, targets
from solver.ramasse.solve import plan_week
from solver.ramasse.week import DAY_S, Week
from solver.review.check import check
from solver.settings import Budget
from solver.travel import matrix
from tests.helpers.scarce import scarce

TUESDAY_S, HOUR_S = DAY_S, 3600


def opening(*openings: tuple[str, str], shelf_days: int | None = None) -> Scenario:
    """Return the scarce town whose second association distributes at these days and hours."""
    content = scarce().model_dump()
    content["associations"][1]["openings"] = [
        {"day": day, "starts": at, "ends": "17:00"} for day, at in openings
    ]
    for family in content["families"]:
        family["shelf_days"] = shelf_days or family["shelf_days"]
    return Scenario.model_validate(content)


def tuesday(scenario: Scenario) -> tuple[Week, int]:
    week = Week(scenario, matrix(scenario))
    return week, next(n for n, slot in enumerate(week.slots) if slot.day == "tue")


def test_a_shift_is_parted_by_the_distributions_within_it() -> None:
    week, number = tuesday(opening(("tue", "08:30"), ("tue", "11:00"), ("sun", "14:00")))
    assert targets(week, "b", week.slots[number]) == [
        (TUESDAY_S + 8.5 * HOUR_S, 7.5 * HOUR_S, 8.5 * HOUR_S),
        (TUESDAY_S + 11 * HOUR_S, 8.5 * HOUR_S + 60, 11 * HOUR_S),
        (6 * DAY_S + 14 * HOUR_S, 11 * HOUR_S + 60, 12.5 * HOUR_S),
    ]
    week, number = tuesday(opening(("mon", "08:30")))
    (next_week,) = targets(week, "b", week.slots[number])
    assert next_week == (7 * DAY_S + 8.5 * HOUR_S, 7.5 * HOUR_S, 12.5 * HOUR_S)


def test_no_last_mile_drops_at_a_place_twice() -> None:
    week, number = tuesday(opening(("tue", "08:30"), ("tue", "11:00"), ("sun", "14:00")))
    menu = carry_menu(week, 0, week.slots[number], "van")
    assert menu is not None
    assert menu.doors == ("b", "b", "b")
    assert sorted(menu.drops.sum(axis=1)) == [1, 1, 1]
    assert menu.served["b"].all()


@pytest.mark.parametrize("at", ["08:45", "09:59", "11:00"])
def test_food_that_keeps_until_the_next_day_is_carried_to_that_mornings_distribution(
    at: str,
) -> None:
    scenario = opening(("tue", at), shelf_days=1)
    made = plan_week(scenario, matrix(scenario), Budget(None, 2), seed=1)
    assert check(scenario, matrix(scenario), made.plan) == ()
    assert eaten(made.plan) == {("b", TUESDAY_S + int(at[:2]) * HOUR_S + int(at[3:]) * 60)}
    assert made.fairness is not None
    assert made.fairness.ends["food"].proved
    assert -made.fairness.ends["food"].value == pytest.approx(made.plan.usable_kg, rel=0.011)


def eaten(plan: Plan) -> set[tuple[str, int]]:
    return {(one.association, one.opening_s) for one in plan.shares if one.association == "b"}
