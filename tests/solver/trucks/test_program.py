from __future__ import annotations

from models.base import Text
from models.booking_study import Busy
from models.calendar import Window
from solver.trucks.levels import book
from solver.trucks.problem import booking_problem
from tests.helpers.bookings import QUICK, asks, driver, town, truck


def test_hours_of_a_truck_that_overlap_are_not_counted_twice() -> None:
    windows = (Window(opens="08:00", closes="12:00"), Window(opens="10:00", closes="16:00"))
    wanted = [
        asks("a", "ccas", ("mon", "08:00", "10:00")),
        asks("b", "ccas", ("mon", "10:00", "15:00"), minutes=240),
    ]
    scenario = town([truck(available=windows, turnaround_min=0)], wanted)
    assert len(book(booking_problem(scenario), QUICK).bookings) == 2


def test_rounds_one_after_the_other_leave_the_rest_of_the_day() -> None:
    """The turnaround of the first runs into the second: it takes no more of the day."""
    text = Text(fr="tournée", en="round")
    rounds = [
        Busy(id="van", starts_s=9 * 3600, ends_s=10 * 3600, text=text),
        Busy(id="van", starts_s=10 * 3600, ends_s=11 * 3600, text=text),
    ]
    shared = truck(opens="08:00", closes="13:30", vehicle="van", turnaround_min=30)
    scenario = town([shared], [asks("a", "ccas", ("mon", "11:00", "13:00"), minutes=90)])
    assert len(book(booking_problem(scenario, rounds), QUICK).bookings) == 1


def test_no_truck_no_driver() -> None:
    wanted = [asks("a", "ccas", ("mon", "08:00", "10:00"))]
    for scenario in (
        town([truck(tenure="candidate")], wanted),
        town([truck()], wanted, [driver("ccas", roles=("helper",))]),
    ):
        answer = book(booking_problem(scenario), QUICK)
        assert answer.bookings == ()
        assert answer.proved
