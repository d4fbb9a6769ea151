"""Every field of what is asked says all of itself, once."""

from __future__ import annotations

import pytest

from models.fields import titled_of
from service.asking.asked import EarlierAsked, EarlierRun, mark_of
from service.cli.parameters import NOT_OPTIONS
from service.kinds.registry import KINDS

DEFAULTS = {
    "buying": 40.0,
    "week": 30.0,
    "comparison": 30.0,
    "costs": 8.0,
    "levers": 10.0,
    "bookings": 30.0,
    "warehouse": 90.0,
    "replan": 5.0,
    "hand_plan": 5.0,
    "split": None,
    "month": None,
    "watch": None,
    "history": None,
    "past": None,
    "next_week": None,
    "forecast": None,
    "rota": 30.0,
    "rota_change": 10.0,
    "openings": 300.0,
    "openings_change": 300.0,
    "orientation": None,
    "itinerary": 20.0,
    "funders": None,
    "territory": 20.0,
    "transfers": 20.0,
    "fridge": None,
}


@pytest.mark.parametrize("name", KINDS)
def test_every_field_has_its_title_in_both_languages(name: str) -> None:
    model = KINDS[name].asked
    for field in model.model_fields:
        if field not in NOT_OPTIONS:
            assert titled_of(model, field).title.fr
        earlier = mark_of(model, field, EarlierRun)
        assert earlier is None or set(earlier.kinds) <= set(KINDS), "a kind that there is"


@pytest.mark.parametrize("name", KINDS)
def test_the_seconds_of_a_kind_are_those_of_its_work(name: str) -> None:
    kind = KINDS[name]
    asked = kind.asked.model_validate(
        {key: value for key, value in kind.example.items() if key != "time_limit_s"}
    )
    assert asked.limit_s == DEFAULTS[name]
    if "iterations" in kind.asked.model_fields:
        assert asked.changed(iterations=3).limit_s is None
        assert asked.changed(time_limit_s=2.5).limit_s == 2.5


def test_earlier_runs_are_read_from_the_annotations() -> None:
    bookings = KINDS["bookings"].asked
    asked = bookings.model_validate({"scenario": "aix", "keep": "1" * 16, "rounds": "2" * 16})
    assert asked.earlier() == {
        "keep": EarlierAsked("1" * 16, ("bookings",)),
        "rounds": EarlierAsked("2" * 16, ("week",)),
    }
    assert [kind.name for kind, _ in KINDS.from_study_of("week")] == ["replan", "transfers"]
    assert [kind.name for kind, _ in KINDS.from_study_of("bookings")] == ["transfers"]
