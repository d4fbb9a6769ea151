from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.booking_properties import BEST, ORDER, TIES, best_of
from benchmarks.peers.bookings import access_of, asked_now
from models.booking_study import Booking, BookingStudy
from models.bookings import AccessRecord
from models.scenario import Scenario
from solver.trucks.levels import book
from solver.trucks.problem import booking_problem
from tests.helpers.bookings import MORNING, QUICK, WHO, asks, booked, drawn, driver, town, truck


@pytest.mark.parametrize("seed", range(40))
def test_the_best_of_all_plans_proved_and_in_any_order_of_the_file(seed: int) -> None:
    assert {name: holds for name, _, holds in best_of(seed)} == {
        BEST: True,
        TIES: True,
        ORDER: True,
    }


def levels_of(scenario: Scenario, study: BookingStudy) -> tuple[Fraction, ...]:
    met = {one.request for one in study.plan.bookings}
    return access_of(scenario, asked_now(scenario), met)


def test_the_level_of_those_who_get_nothing_counts() -> None:
    """Two of three can be met; who had every request met before would end at 1 again."""
    wanted = [
        asks("r0", "restos", ("tue", "09:00", "12:00"), ("mon", "08:30", "11:30")),
        asks(
            *("r1", "ccas", ("mon", "08:00", "09:00"), ("mon", "09:00", "11:00")),
            minutes=60,
            priority=3,
        ),
        asks("r2", "secours", ("tue", "08:30", "11:30"), ("mon", "08:00", "10:00")),
    ]
    history = [
        AccessRecord(association="secours", asked=1, met=1),
        AccessRecord(association="restos", asked=2, met=1),
        AccessRecord(association="ccas", asked=3, met=2),
    ]
    scenario = town([truck(opens="09:00", closes="13:00")], wanted, history=history)
    study = booked(scenario)
    assert levels_of(scenario, study) == (Fraction(1, 2), Fraction(2, 3), Fraction(3, 4))
    (fairness,) = (one for one in study.levels if one.level == "fairness")
    assert (fairness.value, fairness.bound, fairness.proved) == (0.5, 0.5, True)


def test_a_plan_is_kept_on_trucks_that_nothing_tells_apart() -> None:
    """One booking less of the first truck moves none from the second to it."""
    wanted = [asks(name, "ccas", (day, *MORNING)) for name, day in (("b", "mon"), ("c", "tue"))]
    people = [driver("ccas"), driver("ccas", "second")]
    scenario = town([truck("one"), truck("two")], wanted, people)
    kept = {
        name: Booking(
            request=name,
            truck="two",
            driver="ccas-driver",
            starts_s=start_s,
            ends_s=start_s + 7200,
            choice=0,
        )
        for name, start_s in (("b", 9 * 3600), ("c", 33 * 3600))
    }
    answer = book(booking_problem(scenario), QUICK, kept=kept, keep_first=True)
    assert answer.proved
    assert {one.request: (one.truck, one.starts_s) for one in answer.bookings} == {
        name: (one.truck, one.starts_s) for name, one in kept.items()
    }


def test_a_kept_start_off_the_grid_is_a_change() -> None:
    scenario = town([truck()], [asks("a", "ccas", ("mon", *MORNING))])
    kept = {
        "a": Booking(
            request="a",
            truck="truck",
            driver="ccas-driver",
            starts_s=30_000,
            ends_s=37_200,
            choice=0,
        )
    }
    answer = book(booking_problem(scenario), QUICK, kept=kept, keep_first=True)
    assert {one.level: one.value for one in answer.levels}["changes"] == 1


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_one_truck_more_never_meets_fewer(seed: int) -> None:
    scenario = drawn(seed, requests=6, trucks=1)
    plan = scenario.bookings
    more = scenario.changed(
        bookings=plan.changed(trucks=(*plan.trucks, plan.trucks[0].changed(id="another")))
    )
    first, second = (book(booking_problem(one), QUICK) for one in (scenario, more))
    assert all(level.proved for answer in (first, second) for level in answer.levels[:2])
    assert len(second.bookings) >= len(first.bookings)


def test_equal_requests_alternate_over_the_weeks() -> None:
    met: dict[str, int] = dict.fromkeys(WHO, 0)
    scenario = town(
        [truck(closes="12:30")], [asks(who, who, ("mon", *MORNING), minutes=240) for who in WHO]
    )
    for week in range(6):
        history = [AccessRecord(association=who, asked=week, met=met[who]) for who in WHO]
        now = scenario.changed(
            week_of=scenario.week_of + timedelta(weeks=week),
            bookings=scenario.bookings.changed(history=tuple(history)),
        )
        (booking,) = booked(now).plan.bookings
        met[booking.request] += 1
    assert set(met.values()) == {2}


def test_leximin_of_access_before_preferences() -> None:
    history = [
        AccessRecord(association="secours", asked=4, met=4),
        AccessRecord(association="restos", asked=4, met=1),
    ]
    wanted = [
        asks("a", "secours", ("mon", *MORNING), minutes=240),
        asks("b", "restos", ("tue", *MORNING), ("mon", *MORNING), minutes=240),
        asks("c", "secours", ("tue", *MORNING), minutes=240),
    ]
    study = booked(town([truck(closes="12:30")], wanted, history=history))
    assert len(study.plan.bookings) == 2
    assert "b" in {one.request for one in study.plan.bookings}


def test_priorities_and_preferred_choices() -> None:
    wanted = [
        asks("low", "restos", ("mon", *MORNING), minutes=240),
        asks("high", "ccas", ("mon", *MORNING), minutes=240, priority=5),
        asks("two", "secours", ("wed", *MORNING), ("thu", *MORNING), minutes=240),
    ]
    study = booked(town([truck(closes="12:30")], wanted))
    assert {one.request: one.choice for one in study.plan.bookings} == {"high": 0, "two": 0}


def test_promises_come_first() -> None:
    wanted = [
        asks("long", "restos", ("mon", "09:00", "18:00"), minutes=360, fixed=True),
        asks("a", "ccas", ("mon", "08:00", "12:00"), minutes=120),
        asks("b", "secours", ("mon", "10:00", "16:00"), minutes=120),
        asks("c", "secours", ("mon", "13:00", "17:00"), minutes=120),
    ]
    study = booked(town([truck()], wanted))
    first = next(one for one in study.plan.bookings if one.request == "long")
    assert first.starts_s == 9 * 3600
    assert {level.level: level.value for level in study.levels}["promised"] == 1


def test_keeping_a_plan_changes_the_fewest_bookings() -> None:
    wanted = [
        asks("a", "restos", ("mon", "08:00", "18:00"), minutes=180),
        asks("b", "ccas", ("mon", "08:00", "18:00"), minutes=180),
        asks("c", "secours", ("tue", "08:00", "18:00"), minutes=180),
    ]
    scenario = town([truck()], wanted)
    before = booked(scenario)
    moved = scenario.changed(
        bookings=scenario.bookings.changed(
            requests=(asks("a", "restos", ("tue", "08:00", "18:00"), minutes=180), *wanted[1:])
        )
    )
    after = booked(moved, before=before, keep=True)
    assert after.moved == ("a",)
    assert booked(scenario, before=before, keep=True).moved == ()
