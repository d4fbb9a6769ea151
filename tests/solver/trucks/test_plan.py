from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from models.booking_study import BookingPlan
from models.plan import Plan
from scenarios import load
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.review.check_bookings import check_bookings
from solver.settings import Budget
from solver.travel import matrix
from solver.trucks.plan import book_trucks, busy_of, with_bookings
from solver.trucks.problem import asked_in
from tests.helpers.bookings import MORNING, QUICK, asks, booked, drawn, town, truck
from tests.helpers.scenarios import changed, tiny


def test_weeks_in_which_a_slot_is_asked_for() -> None:
    scenario = town([truck()], [asks("odd", "ccas", ("mon", *MORNING), every="odd")])
    request = scenario.bookings.requests[0]
    weeks = [scenario.week_of + timedelta(weeks=n) for n in range(4)]
    asked = [asked_in(request, scenario.changed(week_of=monday)) for monday in weeks]
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
    assert who.most_shifts == shared.person[who.id].most_shifts - 1
    again = plan_week(booked_week, travel, Budget(None, 2), seed=1).plan
    assert check(booked_week, travel, again) == ()
    assert not [
        r for r in again.rounds if r.vehicle == "van" and (r.day, r.shift) == ("mon", "morning")
    ]
    assert check_bookings(shared, free.plan, busy_of(shared, again)) == ()
    assert not [
        r for r in again.rounds if who.id in r.crew and (r.day, r.shift) == ("mon", "morning")
    ]


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
