"""Words that a kind of week cannot obey are refused by name, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from models.scenario import Scenario
from scenarios.sense import problems
from tests.helpers.small_towns import put, town

ERRAND = {"vehicle": "v0", "day": "mon", "trip": 1, "to": "c"}
HOURS = [{"opens": "08:00", "closes": "12:00"}]


@pytest.mark.parametrize(
    ("kind", "path", "value", "loc"),
    [
        ("direct", "associations.1.first_stop", True, ("associations", 1, "first_stop")),
        ("hub", "errands", [ERRAND], ("errands", 0, "to")),
        ("depot", "errands", [ERRAND | {"trip": 3}], ("errands", 0, "trip")),
        ("depot", "associations.0.reception", HOURS, ("associations", 0, "reception")),
    ],
)
def test_a_word_is_refused_where_it_stands(kind: str, path: str, value: Any, loc: Any) -> None:
    week = town(kind)
    put(week, path.split("."), value)
    (told,) = problems(Scenario.model_validate(week))
    assert told.loc == loc
    assert told.text.fr != told.text.en
    assert "Attendu" in told.text.fr
    assert "Expected" in told.text.en


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("hub", "associations.1.first_stop", True),
        ("reserve", "associations.0.reception", HOURS),
        ("depot", "associations.1.reception", HOURS),
        ("depot", "errands", [ERRAND]),
    ],
)
def test_a_word_that_is_obeyed_is_not_refused(kind: str, path: str, value: Any) -> None:
    week = town(kind)
    put(week, path.split("."), value)
    assert problems(Scenario.model_validate(week)) == ()
