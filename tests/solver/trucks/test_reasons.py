from __future__ import annotations

from typing import Any

import pytest

from benchmarks.peers.refusals import reason_holds
from models.base import Text
from models.booking_study import Busy, Refused
from models.calendar import Window
from models.scenario import Scenario
from solver.trucks.levels import book
from solver.trucks.plan import book_trucks
from solver.trucks.problem import booking_problem
from solver.trucks.refusals import refusals
from solver.trucks.trials import BookedWeek
from tests.helpers.bookings import MORNING, QUICK, asks, driver, town, truck

EARLY = ("mon", "08:00", "10:00")
EVERYBODY = (driver("ccas"), driver("restos"))


def why(scenario: Scenario, *busy: Busy) -> dict[str, Refused]:
    """Why requests are refused; each reason is tried by relaxing its rules."""
    answer = book(booking_problem(scenario, busy), QUICK)
    found = refusals(BookedWeek(scenario, busy, answer, {}, keep_first=False, limits=QUICK))
    for one in found:
        assert reason_holds(scenario, busy, answer.bookings, one)
        for text in (one.reason, one.remedy):
            assert "{" not in text.fr + text.en
            assert text.fr[-1] == text.en[-1] == "."
    return {one.request: one for one in found}


CASES: dict[str, dict[str, Any]] = {
    "outings": {"people": [driver("ccas", max_shifts=0)]},
    "turnaround": {"trucks": [truck(closes="10:00")]},
    "truck_hours": {"trucks": [truck(opens="09:00")]},
    "driver_hours": {"people": [driver("ccas", days=("tue",))]},
    "cold": {"trucks": [truck(refrigerated=False)], "load_kg": {"chilled": 100}},
    "load": {"load_kg": {"ambient": 2000}},
    "wish": {"trucks": [truck(), truck("two", tenure="candidate")], "wish": "two"},
    "licence": {"trucks": [truck(licence="C")]},
    "allowed": {"trucks": [truck(drivers=("restos-driver",))], "people": EVERYBODY},
    "no_driver": {"people": [driver("restos")]},
    "no_truck": {
        "trucks": [truck(opens="12:00", refrigerated=False, payload_kg=50)],
        "load_kg": {"chilled": 100},
    },
    "grid": {"hours": ("mon", "08:10", "10:10")},
    "turnaround+driver_hours": {
        "trucks": [truck(closes="10:00")],
        "people": [driver("ccas", days=("tue",))],
    },
}


@pytest.mark.parametrize("code", CASES)
def test_the_rule_that_binds_with_an_empty_calendar(code: str) -> None:
    case = CASES[code]
    request = asks(
        *("a", "ccas", case.get("hours", EARLY)),
        load_kg=case.get("load_kg", {}),
        truck=case.get("wish"),
    )
    scenario = town(case.get("trucks", [truck()]), [request], case.get("people"))
    assert why(scenario)["a"].code == code


def test_others_have_the_truck_or_the_driver() -> None:
    wanted = [asks("a", "ccas", EARLY), asks("b", "restos", EARLY)]
    refused = why(town([truck()], wanted))["b"]
    assert refused.code == "taken"
    assert "« Camion truck »" in refused.reason.fr
    assert refused.yields == ("a",)
    twins = [asks(name, "ccas", EARLY) for name in ("a", "b")]
    refused = why(town([truck(), truck("two")], twins, [driver("ccas")]))["b"]
    assert refused.code == "driving"
    assert "« Chauffeur ccas »" in refused.reason.fr
    both = [asks("a", "restos", EARLY), asks("b", "ccas", EARLY), asks("c", "ccas", EARLY)]
    assert why(town([truck(), truck("two")], both, EVERYBODY))["c"].code == "taken+driving"


def test_rounds_have_the_truck_or_the_driver() -> None:
    text = Text(fr="tournée", en="round")
    scenario = town([truck(vehicle="van")], [asks("a", "ccas", EARLY)])
    for name, code in (("van", "rounds"), ("ccas-driver", "driver_rounds")):
        busy = Busy(id=name, starts_s=9 * 3600, ends_s=36_000, text=text)
        assert why(scenario, busy)["a"].code == code


def test_a_promise_that_its_first_choice_is_too_short_for() -> None:
    choices = (("mon", "08:00", "09:00"), ("mon", "10:00", "12:00"))
    scenario = town([truck()], [asks("a", "ccas", *choices, fixed=True)])
    refused = why(scenario)["a"]
    assert refused.code == "promise"
    assert refused.changes == ("bookings.requests.a.fixed=false",)


def test_hours_and_turnaround_are_not_said_to_be_taken() -> None:
    """Two trucks close at noon, half an hour of turnaround included; one carries little."""
    windows = (
        Window(day="mon", opens="08:00", closes="16:00"),
        Window(day="tue", opens="08:00", closes="12:00"),
    )
    trucks = [
        truck("t0", closes="12:00"),
        truck("t1", payload_kg=300, licence="C", available=windows),
    ]
    people = [
        driver("ccas", days=("mon", "tue"), max_shifts=2, licences=("B", "C")),
        driver("restos", days=("tue",), max_shifts=2),
    ]
    wanted = [
        asks(
            *("r0", "restos", ("mon", "10:00", "12:30"), ("tue", "09:00", "11:30")),
            minutes=90,
            truck="t1",
        ),
        asks("r1", "ccas", ("tue", "10:00", "12:30"), priority=2),
        asks(
            *("r2", "restos", ("mon", "07:00", "08:30"), ("tue", "10:00", "11:00")),
            minutes=60,
            priority=2,
        ),
        asks("r3", "ccas", ("tue", "10:00", "12:30"), priority=3, load_kg={"ambient": 500}),
        asks("r4", "ccas", ("mon", "09:00", "10:00"), EARLY[:1] + MORNING, minutes=60, priority=3),
    ]
    found = why(town(trucks, wanted, people))
    codes = {name: one.code for name, one in found.items()}
    assert codes == {"r0": "driving+licence", "r1": "turnaround", "r3": "taken+turnaround"}


def test_a_search_that_ended_too_early_says_so() -> None:
    scenario = town([truck()], [asks("a", "ccas", EARLY)])
    answer = book(booking_problem(town([], [])), QUICK)
    week = BookedWeek(scenario, (), answer, {}, keep_first=False, limits=QUICK)
    (refused,) = refusals(week)
    assert refused.code == "unfinished"
    assert "trop tôt" in refused.reason.fr


def test_a_study_tells_why() -> None:
    study = book_trucks(town([truck(closes="10:00")], [asks("a", "ccas", EARLY)]), QUICK)
    assert [one.code for one in study.refused] == ["turnaround"]
