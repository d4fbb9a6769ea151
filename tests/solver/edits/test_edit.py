from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError

from models.base import Text
from models.scenario import Scenario
from scenarios import dump, load
from solver.edits.edit import Edit, edited, rounded_up, size
from tests.helpers.scenarios import tiny

NOTHING = Text(fr="", en="")
CHANGES: tuple[tuple[str, Any], ...] = (
    ("shifts.morning.ends", "13:05"),
    ("donors.super.offers.0.closes", "12:30"),
    ("vehicles.van.payload_kg", 805.0),
    ("vehicles.van.days", ["mon"]),
    ("policy.collecting_trip_max_min", 95),
    ("boxes_per_day", 4),
    (
        "people.one-more-driver-1",
        {"label": "De plus", "association": "ccas", "roles": ["driver"], "days": ["mon"]},
    ),
)


def edits() -> list[Edit]:
    return [Edit(path, value, NOTHING) for path, value in CHANGES]


def test_edits_are_what_set_makes_of_them(tmp_path: Any) -> None:
    scenario = real()
    path = tmp_path / "town.yaml"
    path.write_text(dump(scenario), encoding="utf-8")
    by_hand = load(path, overrides=[str(edit) for edit in edits()]).scenario
    assert edited(scenario, edits()).model_dump() == by_hand.model_dump()


def test_the_scenario_given_stays_as_it_is() -> None:
    scenario = real()
    before = scenario.model_dump_json()
    edited(scenario, edits())
    assert scenario.model_dump_json() == before


def test_a_value_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValidationError):
        edited(real(), [Edit("shifts.morning.ends", "25:00", NOTHING)])
    with pytest.raises(ValidationError):
        edited(real(), [Edit("vehicles.van.payload_kg", -1, NOTHING)])


def test_sizes_add_up_and_round_up() -> None:
    two = (Edit("a", 1, NOTHING, minutes=5, kg=5), Edit("b", 1, NOTHING, minutes=10, fields=3))
    assert size(two) == (4, 15, 5)
    assert [rounded_up(one) for one in (0, 0.1, 5, 5.01)] == [0, 5, 5, 10]
    assert json.loads(str(Edit("a", ["é"], NOTHING)).partition("=")[2]) == ["é"]


def real() -> Scenario:
    return tiny("hub")
