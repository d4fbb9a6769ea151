"""Associations to which nothing can be brought are named, and no other."""

from __future__ import annotations

import pytest

from models.calendar import Window
from models.policy import Mode
from models.scenario import Scenario
from scenarios import library, load
from scenarios.shortfalls.receiving import never_reached
from tests.helpers.scenarios import changed, tiny


def shut(scenario: Scenario, who: str, *hours: Window) -> Scenario:
    return changed(
        scenario,
        associations=tuple(
            one.changed(reception=hours) if one.id == who else one for one in scenario.associations
        ),
    )


@pytest.mark.parametrize("mode", ["hub", "direct"])
def test_who_receives_while_nobody_drives_is_named(mode: Mode) -> None:
    town = tiny(mode)
    assert list(never_reached(town)) == []
    who = next(one for one in ("restos", "secours", "ccas") if one != town.policy.pools[0].hub)
    early = shut(town, who, Window(opens="04:00", closes="05:00"))
    (told,) = never_reached(early)
    assert told.where == (who,)
    assert "heures de réception" in told.text.fr
    # what is advised helps: hours in which some vehicle is out
    assert not list(never_reached(shut(early, who, Window(opens="04:00", closes="23:00"))))


def test_a_door_that_every_vehicle_must_keep_away_from_is_named() -> None:
    town = tiny("direct")
    away = changed(
        town, vehicles=tuple(one.changed(forbidden=("restos",)) for one in town.vehicles)
    )
    (told,) = never_reached(away)
    assert told.where == ("restos",)
    assert "passe dans sa rue" in told.text.fr
    # what is advised helps: one of them let in
    first, *others = away.vehicles
    assert not list(never_reached(changed(away, vehicles=(first.changed(forbidden=()), *others))))


def test_of_the_library_all_are_reached() -> None:
    for name in library():
        assert list(never_reached(load(name).scenario)) == [], name
