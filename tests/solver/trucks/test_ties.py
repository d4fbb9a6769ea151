from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.booking_properties import shuffled
from benchmarks.booking_weeks import tiny_week
from models.booking_study import Booking
from models.scenario import Scenario
from solver.trucks.levels import book
from solver.trucks.plan import book_trucks
from solver.trucks.problem import booking_problem
from tests.helpers.bookings import MORNING, QUICK, asks, booked, driver, town, truck


def test_equal_plans_are_told_apart_by_ascending_id() -> None:
    """Two of three requests are met on two of three trucks: the first ids, as early as can be."""
    wanted = [asks(name, "ccas", ("mon", *MORNING), minutes=240) for name in ("c", "b", "a")]
    trucks = [truck("z", closes="12:30"), truck("y", closes="12:30")]
    people = [driver("ccas", name) for name in ("d3", "d1", "d2")]
    study = booked(town(trucks, wanted, people))
    found = {one.request: (one.truck, one.driver) for one in study.plan.bookings}
    assert found == {"a": ("y", "d1"), "b": ("z", "d2")}


def test_the_driver_of_the_plan_kept_comes_first() -> None:
    scenario = town(
        [truck()],
        [asks("a", "ccas", ("mon", *MORNING))],
        [driver("ccas", "d1"), driver("ccas", "d2")],
    )
    kept = Booking(
        request="a", truck="truck", driver="d2", starts_s=28_800, ends_s=36_000, choice=0
    )
    answer = book(booking_problem(scenario), QUICK, kept={"a": kept}, keep_first=True)
    assert answer.bookings == (kept,)


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_file_changes_nothing(seed: int) -> None:
    scenario = tiny_week(seed)
    study, other = (book_trucks(one, QUICK) for one in (scenario, shuffled(scenario, seed)))
    assert other.plan == study.plan
    assert other.levels == study.levels
    assert other.refused == study.refused
    assert other.fleet == study.fleet
    assert {one.key: one.eur for one in other.shares} == {one.key: one.eur for one in study.shares}


def renamed(scenario: Scenario) -> Scenario:
    """The same week under ids in the opposite order."""
    lists: tuple[Any, ...] = (
        scenario.associations,
        scenario.people,
        scenario.bookings.trucks,
        scenario.bookings.requests,
    )
    names = {
        f'"{one.id}"': f'"{one.id[0]}{99 - n}"' for items in lists for n, one in enumerate(items)
    }
    text = json.dumps(scenario.model_dump(mode="json"))
    for old, new in names.items():
        text = text.replace(old, new)
    return Scenario.model_validate_json(text)


@pytest.mark.parametrize("seed", range(12))
def test_other_names_change_nothing_but_ties(seed: int) -> None:
    scenario = tiny_week(seed)
    study, other = (booked(one) for one in (scenario, renamed(scenario)))
    assert other.levels == study.levels
    access = [sorted(one.cumulated for one in found.access) for found in (study, other)]
    assert access[0] == access[1]
