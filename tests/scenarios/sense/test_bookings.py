from __future__ import annotations

from typing import Any

import pytest

from models.scenario import Scenario
from models.vehicles import Taken
from scenarios.sense import problems
from tests.helpers.bookings import asks, driver, town, truck


def said(scenario: Scenario) -> list[tuple[str, str, str]]:
    return [(".".join(map(str, one.loc)), one.text.fr, one.text.en) for one in problems(scenario)]


def trucks(**others: Any) -> Scenario:
    return town([truck(**others)], [asks("a", "ccas", ("mon", "08:00", "12:00"))])


def requests(*wanted: Any, **others: Any) -> Scenario:
    return town([truck()], wanted, **others)


A = asks("a", "ccas", ("mon", "08:00", "12:00"))
CASES = [
    (trucks(base="nowhere"), "bookings.trucks.0.base", "nowhere"),
    (trucks(vehicle="none"), "bookings.trucks.0.vehicle", "none"),
    (trucks(drivers=["nobody"]), "bookings.trucks.0.drivers.0", "nobody"),
    (trucks(licence="C"), "bookings.trucks.0", "permis C"),
    (trucks(opens="12:00", closes="11:00"), "bookings.trucks.0.available.0.closes", "12:00"),
    (requests(A.changed(association="x")), "bookings.requests.0.association", "x"),
    (requests(A.changed(truck="x")), "bookings.requests.0.truck", "x"),
    (requests(A.changed(drivers=("x",))), "bookings.requests.0.drivers.0", "x"),
    (requests(A.changed(duration_min=300)), "bookings.requests.0.duration_min", "240"),
    (
        requests(asks("a", "ccas", ("mon", "06:00", "23:00"), minutes=900)),
        "bookings.requests.0.duration_min",
        "570",
    ),
    (requests(A, A), "bookings.requests.1.id", "a"),
    (
        requests(
            A.changed(fixed=True),
            asks("b", "restos", ("mon", "09:30", "12:00"), fixed=True),
        ),
        "bookings.requests.1",
        '"a"',
    ),
]


@pytest.mark.parametrize(("scenario", "where", "what"), CASES)
def test_each_fault_is_named(scenario: Scenario, where: str, what: str) -> None:
    found = said(scenario)
    assert [one for one in found if one[0] == where and what in one[1]], found
    assert all("Expected" in one[2] for one in found)


def test_hours_taken_end_after_they_start() -> None:
    taken = Taken(day="mon", starts="10:00", ends="09:00")
    (found,) = said(requests(A, people=[driver("ccas", busy=[taken])]))
    assert found[0] == "people.0.busy.0.ends"


def test_what_makes_sense_is_accepted() -> None:
    apart = [
        A.changed(fixed=True, every="odd"),
        asks("b", "restos", ("mon", "08:30", "12:00"), fixed=True, every="even"),
    ]
    assert said(requests(*apart)) == []
    assert said(town([truck(licence="C")], [A], [driver("ccas", licences=["B", "C"])])) == []
