from __future__ import annotations

from typing import Any

import pytest

from models.scenario import Scenario
from scenarios.fields import Slot, slot
from service.asking.typed import ABSENT, value_of
from service.web.posted import read_fields

TOP = slot(Scenario)


def record(name: str) -> Slot:
    return TOP.keys[name].item


def test_what_is_left_empty_stays_out_of_the_file() -> None:
    posted = {"f.label": ["A"], "f.people": ["12"], "f.unloading_min": [""], "f.accredited": ["1"]}
    before = {"id": "a", "label": "A", "people": 10, "unloading_min": 20}
    made = read_fields(
        record("associations"),
        posted,
        "f",
        before,
        ("label", "people", "unloading_min", "accredited"),
    )
    assert made == {"id": "a", "label": "A", "people": 12}


def test_a_box_that_is_not_ticked_is_no() -> None:
    made = read_fields(record("vehicles"), {}, "f", {"id": "v"}, ("lent",))
    assert made == {"id": "v", "lent": False}


def test_fields_not_shown_stay_as_they_are() -> None:
    before = {"id": "a", "place": {"lat": 1.0, "lon": 2.0, "commune": "X"}, "unknown": 3}
    made = read_fields(
        record("donors"), {"r.place.commune": ["Y"]}, "r", before, ("place.commune",)
    )
    assert made == before | {"place": {"lat": 1.0, "lon": 2.0, "commune": "Y"}}


def test_rows_are_changed_added_and_taken_out() -> None:
    posted = {
        "f.openings.0.gone": ["1"],
        "f.openings.0.day": ["mon"],
        "f.openings.1.day": ["tue"],
        "f.openings.1.starts": ["9h"],
        "f.openings.1.ends": ["10:00"],
        "f.openings.2.day": ["wed"],
        "f.openings.2.starts": ["14:00"],
        "f.openings.2.ends": ["16:00"],
        "f.openings.3.day": [""],
    }
    before: dict[str, Any] = {
        "openings": [
            {"day": "mon", "starts": "08:00", "ends": "09:00"},
            {"day": "tue", "starts": "08:00", "ends": "09:00"},
        ]
    }
    made = read_fields(record("associations"), posted, "f", before, ("openings",))
    assert made["openings"] == [
        {"day": "tue", "starts": "09:00", "ends": "10:00"},
        {"day": "wed", "starts": "14:00", "ends": "16:00"},
    ]


def test_days_in_another_order_are_no_change() -> None:
    before = {"days": ["tue", "mon"]}
    posted = {"f.days": ["mon", "tue"]}
    assert read_fields(record("people"), posted, "f", before, ("days",)) == before


def test_a_mapping_keeps_the_keys_that_are_not_shown() -> None:
    posted = {"f.weekly_need_kg.fruit": ["12,5"], "f.weekly_need_kg.dry": [""]}
    before = {"weekly_need_kg": {"dry": 3, "other": 1}}
    made = read_fields(record("associations"), posted, "f", before, ("weekly_need_kg",))
    assert made == {"weekly_need_kg": {"fruit": 12.5, "other": 1}}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", ABSENT),
        ("1\u202f234,5", 1234.5),
        ("12", 12),
        ("douze", "douze"),
        ("inf", "inf"),
        (".inf", ".inf"),
        ("true", "true"),
        ("1e400", "1e400"),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, value: object) -> None:
    assert value_of(slot(float), text) is value or value_of(slot(float), text) == value
