"""A truck that is booked passes at its base and at who booked it: stock may ride between."""

from __future__ import annotations

from models.booking_study import Booking, BookingPlan, BookingStudy
from solver.transfers.booked import booked_trips
from solver.travel import matrix
from tests.helpers.bookings import asks, town, truck
from tests.helpers.lots_in_stock import planned
from tests.helpers.results import result
from tests.helpers.scenarios import changed


def test_a_booking_is_a_trip_there_and_back() -> None:
    world = town([truck()], [asks("a", "restos", ("mon", "08:00", "12:00"))])
    made = result(BookingStudy)
    assert isinstance(made, BookingStudy)
    hours = Booking(
        request="a", truck=truck().id, driver="x", starts_s=8 * 3600, ends_s=11 * 3600, choice=0
    )
    study = made.changed(scenario=world, plan=BookingPlan(bookings=(hours,)))
    (found,) = booked_trips(world, matrix(world), study)
    base = truck().base
    assert [one.association for one in found.stops] == [base, "restos", base]
    assert found.stops[0].arrives == "08:00"
    assert found.stops[-1].leaves == "11:00"
    assert found.on == world.week_of
    short = hours.changed(ends_s=8 * 3600 + 1500)
    brief = study.changed(plan=BookingPlan(bookings=(short,)))
    assert list(booked_trips(world, matrix(world), brief)) == []
    carrying = changed(world, transfers={"trips": (found,), "new_trips": 0})
    assert planned(carrying).violations == ()
