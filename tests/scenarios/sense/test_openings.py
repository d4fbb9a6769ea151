"""Calendars of openings that make no sense are refused, each by its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from models.outlets import OutletClosure
from scenarios.sense import problems
from scenarios.sense.openings import RULES
from tests.helpers.outlets import calendar_of, group, outlet, slot
from tests.helpers.scenarios import changed

WEEK = {"first": "2027-07-12", "last": "2027-07-18"}

WRONG: Mapping[str, tuple[Any, str, str]] = {
    "beyond the holidays known": (
        lambda: calendar_of([outlet("a", [slot("tue")])], first=date(2028, 6, 5), days=70),
        "openings.days",
        "27 days at most",
    ),
    "before the holidays known": (
        lambda: calendar_of([outlet("a", [slot("tue")])], first=date(2026, 6, 1), days=70),
        "openings.first",
        "Change the first day",
    ),
    "school holidays without a zone": (
        lambda: changed(calendar_of([outlet("a", [slot("tue", school="term")])]), school_zone=None),
        "openings.outlets.0.slots.0.school",
        "school_zone",
    ),
    "a closure of no day": (
        lambda: calendar_of([outlet("a", [slot("tue")], closures=[WEEK | {"last": "2027-07-11"}])]),
        "openings.outlets.0.closures.0.last",
        "lasts no day",
    ),
    "closures that overlap": (
        lambda: calendar_of(
            [
                outlet(
                    "a",
                    [slot("tue")],
                    closures=[WEEK, {"first": "2027-07-18", "last": "2027-07-20"}],
                )
            ]
        ),
        "openings.outlets.0.closures.1",
        "overlaps another",
    ),
    "a closure outside its own dates": (
        lambda: calendar_of(
            [outlet("a", [slot("tue")], closures=[WEEK | {"earliest": "2027-07-13"}])]
        ),
        "openings.outlets.0.closures.0.earliest",
        "dates that hold it",
    ),
    "a slot over midnight": (
        lambda: calendar_of([outlet("a", [slot("tue") | {"starts": "21:00", "ends": "01:00"}])]),
        "openings.outlets.0.slots.0.ends",
        "01:00",
    ),
    "an outlet that admits nobody": (
        lambda: calendar_of([outlet("a", [slot("tue")], admits=[])]),
        "openings.outlets.0.admits",
        "admits nobody",
    ),
    "an outlet that nobody can open": (
        lambda: calendar_of(
            [outlet("a", [slot("tue", people=3), slot("fri", people=4)])],
            people=[{"association": "secours", "people": 2}],
        ),
        "openings.outlets.0.slots",
        "2 for 3 at best",
    ),
    "the same slot twice": (
        lambda: calendar_of([outlet("a", [slot("tue"), slot("tue")])]),
        "openings.outlets.0.slots.1",
        "the same slot twice",
    ),
    "more slots than there are": (
        lambda: calendar_of([outlet("a", [slot("tue")], slots_open=2)]),
        "openings.outlets.0.slots_open",
        "1 at most",
    ),
    "a group of few": (
        lambda: calendar_of([outlet("a", [slot("tue")])], groups=[group(households=10)]),
        "openings.groups.0.households",
        "11 at least",
    ),
    "a relay of one's own": (
        lambda: calendar_of(
            [outlet("a", [slot("tue")])],
            relays=[{"id": "r", "association": "secours", "outlet": "a"}],
        ),
        "openings.relays.0.association",
        "another association",
    ),
    "a period backwards": (
        lambda: calendar_of(
            [outlet("a", [slot("tue")])],
            periods=[{"id": "p", "label": "p", "first": "2027-07-12", "last": "2027-07-11"}],
        ),
        "openings.periods.0.last",
        "or later",
    ),
    "a sector that is not there": (
        lambda: calendar_of([outlet("a", [slot("tue")], sector="cente")]),
        "openings.outlets.0.sector",
        "does not exist",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_it_is_refused_where_it_stands(what: str) -> None:
    make, path, told = WRONG[what]
    found = {".".join(map(str, one.loc)): one.text for one in problems(make())}
    assert list(found) == [path]
    assert told in found[path].en
    assert "Attendu" in found[path].fr


def test_a_sound_calendar_has_no_problem_and_all_rules_are_met() -> None:
    assert problems(calendar_of([outlet("a", [slot("tue")], closures=[WEEK])])) == ()
    assert len(WRONG) > len(RULES)
    assert OutletClosure.model_validate(WEEK).shifts(fixed=False) == (0,)
