"""Earliest arrivals: a ride, a change, a walk, and none."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from models.territory import Territory
from models.timetable import Timetable
from solver.territory.buses import bus_minutes
from solver.territory.plan import Ask
from tests.helpers.territories import KM, area, at, mapped, point

NINE = 9 * 3600


def feed(*rides: tuple[int, int, int, int, int]) -> Timetable:
    """Return rides (leaves, arrives, start, end, trip) between stops at 0, 10 and 30 km."""
    ordered = sorted(rides)
    return Timetable(
        lat=tuple(43.5 + km * KM for km in (0, 10, 30)),
        lon=(5.0, 5.0, 5.0),
        leaves_s=tuple(one[0] for one in ordered),
        arrives_s=tuple(one[1] for one in ordered),
        start=tuple(one[2] for one in ordered),
        end=tuple(one[3] for one in ordered),
        trip=tuple(one[4] for one in ordered),
        day=date(2026, 12, 1),
        until=date(2026, 12, 31),
    )


def minutes(timetable: Timetable, *kms: float) -> list[float]:
    found = bus_minutes(Territory(), timetable, [at(0)], [at(km) for km in kms])
    return [float(one) for one in found[0]]


def test_one_ride_from_the_door() -> None:
    (near, far) = minutes(feed((NINE, NINE + 1200, 0, 1, 0)), 10, 30)
    assert near == pytest.approx(20, abs=0.1)
    assert far == np.inf


def test_staying_aboard_and_changing() -> None:
    aboard = feed((NINE, NINE + 1200, 0, 1, 0), (NINE + 1210, NINE + 3600, 1, 2, 0))
    assert minutes(aboard, 30)[0] == pytest.approx(60, abs=0.1)
    # a minute and a half is too short to change
    missed = feed((NINE, NINE + 1200, 0, 1, 0), (NINE + 1290, NINE + 3600, 1, 2, 1))
    assert minutes(missed, 30)[0] == np.inf
    caught = feed((NINE, NINE + 1200, 0, 1, 0), (NINE + 1330, NINE + 3600, 1, 2, 1))
    assert minutes(caught, 30)[0] == pytest.approx(60, abs=0.1)


def test_a_walk_at_both_ends_and_the_best_departure() -> None:
    later = feed((NINE + 3000, NINE + 3900, 0, 1, 0))
    # the departure of 9:45 waits five minutes; 1 km is walked in 1.3 km at 4.5 km/h
    assert minutes(later, 11)[0] == pytest.approx(5 + 15 + 1.3 / 4.5 * 60, abs=0.5)
    assert minutes(feed((NINE - 600, NINE + 600, 0, 1, 0)), 10)[0] == np.inf


def test_a_bus_brings_an_area_within_reach_and_the_checker_knows_its_minutes() -> None:
    zones = [area("a", 100, 10), area("b", 40, 30)]
    rides = feed((NINE, NINE + 1200, 1, 0, 0))
    study = mapped(zones, [point("p")], Ask(draws=0), rides)
    assert [one.label for one in study.areas] == ["near", "far"]
    assert [near.bus_min for one in study.areas for near in one.near] == [
        pytest.approx(20, abs=0.1),
        None,
    ]
    assert {one.way for one in study.gaps} == {"foot", "car", "bus"}
    assert [one.way for one in study.given] == ["bus"]
    assert study.violations == ()
    assert "map_no_buses" not in {one.code for one in study.findings}
