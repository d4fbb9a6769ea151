from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.booking_study import BookingPlan, BookingStudy
from models.bookings import AccessRecord
from models.plan import Plan
from models.scenario import Scenario
from scenarios import load
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.review.check_bookings import check_bookings
from solver.settings import Budget
from solver.travel import matrix
from solver.trucks.levels import book
from solver.trucks.plan import book_trucks, busy_of, with_bookings
from solver.trucks.problem import Problem, asked_in, problem
from solver.trucks.program import Limits
from tests.helpers.bookings import WHO, asks, drawn, driver, town, truck
from tests.helpers.scenarios import changed, tiny

QUICK = Limits(None, 2.0)
MORNING = ("08:00", "12:00")


def booked(scenario: Scenario, **others: object) -> BookingStudy:
    return book_trucks(scenario, QUICK, questions=False, **others)  # type: ignore[arg-type]


Place = tuple[int, int, int, int]
"""Truck, driver, start and end of a booking, in steps."""


def most_by_hand(week: Problem, number: int = 0, taken: tuple[Place, ...] = ()) -> int:
    """The most requests that can be met, by trying every truck, driver and start."""
    if number == len(week.asks):
        return len(taken)
    most = most_by_hand(week, number + 1, taken)
    for one in places(week, number):
        if most == len(taken) + len(week.asks) - number:
            break
        if all(together(week, one, other) for other in taken) and rested(week, one, taken):
            most = max(most, most_by_hand(week, number + 1, (*taken, one)))
    return most


def places(week: Problem, number: int) -> list[Place]:
    ask = week.asks[number]
    return [
        (t, d, start, start + ask.steps)
        for (first, last), _ in ask.starts
        for start in range(first, last + 1)
        for t in ask.trucks
        for d in ask.drivers
        if week.fits(ask, week.machines[t], start)
        and d in week.machines[t].drivers
        and week.drives(ask, week.drivers[d], start)
    ]


def together(week: Problem, a: Place, b: Place) -> bool:
    pause = week.machines[a[0]].turnaround
    trucks = a[0] != b[0] or a[2] >= b[3] + pause or b[2] >= a[3] + pause
    return trucks and (a[1] != b[1] or a[2] >= b[3] or b[2] >= a[3])


def rested(week: Problem, one: Place, taken: tuple[Place, ...]) -> bool:
    return sum(other[1] == one[1] for other in taken) < week.drivers[one[1]].most


@pytest.mark.parametrize("seed", range(30))
def test_as_many_as_by_hand_and_accepted_by_the_checker(seed: int) -> None:
    scenario = drawn(seed, requests=5)
    study = booked(scenario)
    assert study.violations == ()
    by_level = {level.level: level for level in study.levels}
    assert by_level["requests"].proved
    assert len(study.plan.bookings) == most_by_hand(problem(scenario))
    for level in study.levels:
        if level.proved:
            assert level.value == pytest.approx(level.bound)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_one_truck_more_never_meets_fewer(seed: int) -> None:
    scenario = drawn(seed, requests=6, trucks=1)
    plan = scenario.bookings
    more = scenario.changed(
        bookings=plan.changed(trucks=(*plan.trucks, plan.trucks[0].changed(id="another")))
    )
    first, second = (book(problem(one), QUICK) for one in (scenario, more))
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


def test_weeks_in_which_a_slot_is_asked_for() -> None:
    scenario = town([truck()], [asks("odd", "ccas", ("mon", *MORNING), every="odd")])
    request = scenario.bookings.requests[0]
    weeks = [scenario.week_of + timedelta(weeks=n) for n in range(4)]
    asked = [asked_in(request, monday) for monday in weeks]
    assert asked.count(True) == 2
    assert asked[0] != asked[1]
    counts = [len(booked(scenario.changed(week_of=monday)).asked) for monday in weeks]
    assert counts == [int(flag) for flag in asked]


def test_rounds_and_bookings_share_one_calendar() -> None:
    scenario = tiny("hub")
    shared = changed(
        scenario,
        bookings={
            "trucks": [truck("shared", vehicle="van", turnaround_min=0).model_dump()],
            "requests": [
                asks("a", "secours", (day, "08:00", "12:30"), minutes=240).model_dump()
                for day in ("mon",)
            ],
        },
    )
    travel = matrix(shared)
    rounds = plan_week(shared, travel, Budget(None, 2), seed=1).plan
    van = [item for item in rounds.rounds if item.vehicle == "van"]
    assert van
    study = book_trucks(shared, QUICK, rounds=rounds, questions=False)
    assert study.busy
    assert study.violations == ()
    # and the other way: rounds keep clear of the bookings
    free = book_trucks(shared, QUICK, questions=False)
    assert len(free.plan.bookings) == 1
    booked_week = with_bookings(shared, free)
    assert booked_week.vehicle["van"].busy[0].day == "mon"
    who = booked_week.person[free.plan.bookings[0].driver]
    assert [(t.day, t.starts, t.ends) for t in who.busy] == [("mon", "08:00", "12:00")]
    assert who.max_shifts == shared.person[who.id].max_shifts - 1
    again = plan_week(booked_week, travel, Budget(None, 2), seed=1).plan
    assert check(booked_week, travel, again) == ()
    assert not [
        r for r in again.rounds if r.vehicle == "van" and (r.day, r.shift) == ("mon", "morning")
    ]
    assert check_bookings(shared, free.plan, busy_of(shared, again)) == ()
    assert not [
        r for r in again.rounds if who.id in r.crew and (r.day, r.shift) == ("mon", "morning")
    ]


def test_reasons_are_those_of_new_plans() -> None:
    wanted = [
        asks("a", "restos", ("mon", "08:00", "11:00"), minutes=120),
        asks("b", "ccas", ("mon", "08:00", "11:00"), minutes=120),
        asks("far", "ccas", ("tue", "08:00", "10:00"), minutes=120, load_kg={"ambient": 2000}),
    ]
    people = [driver("restos"), driver("ccas")]
    study = book_trucks(town([truck()], wanted, people), QUICK)
    why = {one.request: one for one in study.refused}
    assert why["far"].code == "no_truck"
    (refused,) = set(why) - {"far"}
    assert why[refused].code == "hours"
    assert set(why[refused].yields) == {"a", "b"} - {refused}
    assert study.trucks_for_all is None
    lonely = book_trucks(town([truck()], wanted[:1], [driver("ccas")]), QUICK)
    assert lonely.refused[0].code == "no_driver"
    twins = [
        asks("a", "ccas", ("mon", "08:00", "10:00")),
        asks("b", "ccas", ("mon", "08:00", "10:00")),
    ]
    busy = book_trucks(town([truck(), truck("two")], twins, [driver("ccas")]), QUICK)
    assert busy.refused[0].code == "driver"


def test_questions_about_the_fleet_of_aix() -> None:
    study = book_trucks(load("aix", "one").scenario, QUICK)
    assert (len(study.plan.bookings), len(study.asked)) == (11, 12)
    assert (study.trucks_for_all, study.trucks_for_95) == (2, 2)
    (tenancy,) = study.tenancy
    assert tenancy.break_even_days == pytest.approx(11142.86 / 110, rel=1e-4)
    assert tenancy.low_days < tenancy.break_even_days < tenancy.high_days
    for share in study.shares:
        assert sum(share.eur.values()) == pytest.approx(study.week_eur, abs=0.006)
    assert {share.key for share in study.shares} == {"hours", "bookings", "shapley"}
    met = [size.met for size in study.fleet]
    assert met == sorted(met)


def test_nothing_asked_and_no_truck_free() -> None:
    assert booked(town([truck()], [])).plan == BookingPlan()
    closed = booked(
        town([truck(opens="20:00", closes="22:00")], [asks("a", "ccas", ("mon", *MORNING))])
    )
    assert closed.plan.bookings == ()
    assert closed.violations == ()
    assert busy_of(tiny(), Plan()) == ()


def test_same_effort_same_bookings() -> None:
    scenario = drawn(3, requests=9)
    assert booked(scenario).plan == booked(scenario).plan
    for a, b in itertools.pairwise(booked(scenario).plan.bookings):
        assert a.starts_s <= b.starts_s
