"""Trips of transfers that break each rule are found."""

from __future__ import annotations

import pytest

from models.calendar import Window
from models.scenario import Scenario
from models.transfers_study import TransferPlan
from tests.solver.review.checks.passed import (
    NEW,
    PLAN,
    SHUTTLE,
    WORLD,
    YOGHURT,
    Broken,
    asked,
    found,
    handed,
    is_found,
    members,
    new,
    trips,
    vehicle,
    world,
)


def slow_halts() -> TransferPlan:
    """The shuttle's second leg is an hour and a half long."""
    first, *others = PLAN.trip[SHUTTLE].stops
    halts = (
        first,
        *(s.changed(arrive_s=s.arrive_s + 5400, leave_s=s.leave_s + 5400) for s in others),
    )
    return PLAN.changed(
        trips=tuple(t.changed(stops=halts) if t.id == SHUTTLE else t for t in PLAN.trips)
    )


def slow() -> Scenario:
    (one,) = WORLD.transfers.trips
    first, *others = one.stops
    late = {"08:40": ("10:10", "10:30"), "09:10": ("10:40", "11:00")}
    moved = tuple(s.changed(arrives=late[s.arrives][0], leaves=late[s.arrives][1]) for s in others)
    return trips(stops=(first, *moved), cold="boxes", cold_kg=99)


BROKEN: dict[str, Broken] = {
    "transfer_cold": lambda: (slow(), slow_halts()),
    "transfer_carries": lambda: (
        world(
            families=tuple(
                one.changed(temperature="frozen") if one.id == "dairy" else one
                for one in WORLD.families
            ),
            transfers=trips(cold="none").transfers,
        ),
        PLAN,
    ),
    "transfer_load": lambda: (trips(payload_kg=3.0), PLAN),
    "transfer_cold_load": lambda: (trips(cold="boxes", cold_kg=3.0), PLAN),
    "transfer_stops": lambda: (WORLD, handed(YOGHURT, to_stop=1)),
    "transfer_time": lambda: (asked(handling_min_per_100kg=500.0), PLAN),
    "transfer_hours": lambda: (
        members("ccas", reception=(Window(day="sun", opens="08:00", closes="09:00"),)),
        PLAN,
    ),
    "transfer_way": lambda: (WORLD, new(returns_s=PLAN.trip[NEW].stops[-1].leave_s)),
    "transfer_vehicle": lambda: (vehicle(days=("sun",)), PLAN),
    "transfer_crew": lambda: (WORLD, new(crew=("nobody",))),
    "transfer_new_trips": lambda: (asked(new_trips=0), PLAN),
    "transfer_worth": lambda: (asked(kg_per_km=99.0), PLAN),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_rule_is_found(code: str) -> None:
    is_found(code, BROKEN[code])


def test_a_trip_that_is_not_as_given_is_found() -> None:
    stops = PLAN.trip[SHUTTLE].stops[::-1]
    moved = PLAN.changed(
        trips=tuple(t.changed(stops=stops) if t.id == SHUTTLE else t for t in PLAN.trips)
    )
    assert "round_form" in {one.code for one in found(WORLD, moved)}
