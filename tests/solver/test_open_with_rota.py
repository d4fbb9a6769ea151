"""Openings ask the rota for people, the rota caps openings, until nothing moves."""

from __future__ import annotations

from typing import Any

import pytest

from models.openings import PeopleAtHand
from models.outlets import Outlet
from models.rota import Rota
from models.scenario import Scenario
from solver.open_with_rota import DecisionsError, ask_rota, open_with_rota, with_caps
from solver.programs.cp_sat import Limits
from tests.helpers.outlets import calendar_of, outlet, slot
from tests.helpers.scenarios import changed

QUICK = Limits(work=5.0)


def volunteer(name: str, *days: str) -> dict[str, Any]:
    return {
        "id": name,
        "association": "secours",
        "offers": [{"days": list(days), "shifts": ["afternoon"]}],
        "max_per_week": 3,
    }


def town(*people: dict[str, Any]) -> Scenario:
    """An outlet open on Tuesdays that two must hold, and would best open on Thursdays too."""
    world = calendar_of(
        [
            outlet("a", [slot("tue"), slot("thu", today=False), slot("fri", today=False)]),
            outlet("b", [slot("mon")], association="restos", takes_part=False),
        ]
    )
    pair = [volunteer(f"r{n}", "mon") | {"association": "restos"} for n in range(2)]
    return changed(world, rota=Rota.model_validate({"volunteers": [*people, *pair]}))


def test_a_slot_that_the_rota_cannot_fill_is_left_for_one_that_it_can() -> None:
    free = town(*(volunteer(f"v{n}", "tue", "thu", "fri") for n in range(2)))
    best = open_with_rota(free, QUICK)
    assert best.rota_rounds == 1
    assert best.violations == ()
    (chosen,) = {one.slot for one in best.plan.slots if one.outlet == "a"}
    # the two who come are not free on the day that would be best
    others = [day for day in ("tue", "thu", "fri") if not chosen.startswith(day)]
    bound = town(volunteer("v0", *others[:1]), volunteer("v1", *others[:1]))
    study = open_with_rota(bound, QUICK)
    assert study.violations == ()
    (moved,) = {one.slot for one in study.plan.slots if one.outlet == "a"}
    assert moved.startswith(others[0])
    assert study.rota_rounds is not None
    assert study.rota_rounds > 1
    assert ask_rota(bound, study.plan).empty == 0
    assert [one.severity for one in study.findings if one.code == "with_rota"] == ["info"]


def test_with_too_few_people_the_empty_places_are_told() -> None:
    study = open_with_rota(town(volunteer("v0", "tue", "thu", "fri")), QUICK)
    (told,) = (one for one in study.findings if one.code == "with_rota")
    assert told.severity == "warning"
    assert "places empty in the first four weeks: 2" in told.text.en
    # one lacks on any day: it is that of the calendar that would be made with people enough
    assert [one.slot for one in study.plan.slots if one.outlet == "a"] == ["thu-1400"]
    assert "Thursday afternoon (Secours)" in told.text.en
    assert "{" not in told.text.fr + told.text.en
    # it is stuck, and its curve and prices are there all the same
    assert study.curve
    assert {one.outlet for one in study.prices} == {"b"}


def test_an_outlet_that_does_not_move_and_lacks_people_keeps_no_other_from_moving() -> None:
    world = town(*(volunteer(f"v{n}", "thu") for n in range(2)))
    alone = world.changed(
        rota=world.rota.changed(
            volunteers=tuple(one for one in world.rota.volunteers if one.id != "r0")
        )
    )
    study = open_with_rota(alone, QUICK)
    assert study.violations == ()
    # the two who hold it come on Thursdays, whatever the other lacks
    assert [one.slot for one in study.plan.slots if one.outlet == "a"] == ["thu-1400"]
    (told,) = (one for one in study.findings if one.code == "with_rota")
    assert told.severity == "warning"
    assert "Monday afternoon (Restos)" in told.text.en
    assert "Secours" not in told.text.en


def test_where_people_lack_whatever_is_done_the_others_follow_the_rota_still() -> None:
    world = town(*(volunteer(f"v{n}", "thu") for n in range(2)))
    # of the outlet "c", which may move, nobody comes on any day
    third = outlet("c", [slot("wed"), slot("sat", today=False)], association="ccas", sector="nord")
    outlets = (*world.openings.outlets, Outlet.model_validate(third))
    short = world.changed(openings=world.openings.changed(outlets=outlets))
    study = open_with_rota(short, QUICK)
    assert study.violations == ()
    assert [one.slot for one in study.plan.slots if one.outlet == "a"] == ["thu-1400"]
    (told,) = (one for one in study.findings if one.code == "with_rota")
    assert "Secours" not in told.text.en
    assert "Wednesday afternoon" in told.text.en


def test_caps_only_lower_what_was_typed() -> None:
    one = PeopleAtHand(association="secours", people=1)
    world = changed(town(), openings=town().openings.changed(people=(one,)))
    capped = with_caps(world, {("secours", "tue", "afternoon"): 5, ("restos", "mon", "morning"): 0})
    assert capped.openings.at_hand("secours", "tue", "afternoon") == 1
    assert capped.openings.at_hand("restos", "mon", "morning") == 0
    assert capped.openings.at_hand("restos", "mon", "evening") is None


def test_openings_of_the_rota_itself_take_nobody_from_those_of_the_calendar() -> None:
    """They are the same openings, told a second time: a rota made of a calendar leaves them out."""
    world = town(*(volunteer(f"v{n}", "tue", "thu", "fri") for n in range(2)))
    own = {
        "id": "open",
        "label": "Distribution",
        "association": "secours",
        "kind": "opening",
        "days": ["tue", "thu", "fri"],
        "shift": "afternoon",
        "seats": [{"places": 2, "priority": 1}],
    }
    twice = world.changed(rota=Rota.model_validate(world.rota.model_dump() | {"duties": [own]}))
    study = open_with_rota(twice, QUICK)
    assert study.plan == open_with_rota(world, QUICK).plan
    assert ask_rota(twice, study.plan).empty == 0


def test_decisions_that_cannot_hold_are_an_error_of_their_own() -> None:
    world = town(*(volunteer(f"v{n}", "tue") for n in range(2)))
    duty = {
        "id": "sort",
        "label": "Tri",
        "association": "secours",
        "days": ["tue"],
        "shift": "afternoon",
    }
    both = [{"person": "v0", "duty": "sort"}, {"person": "v1", "duty": "sort"}]
    content = world.rota.model_dump() | {"duties": [duty], "decisions": both}
    with pytest.raises(DecisionsError):
        open_with_rota(world.changed(rota=Rota.model_validate(content)), QUICK)
