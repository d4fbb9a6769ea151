from datetime import date
from typing import Any

import pytest

from models.base import Clock, Slug
from models.calendar import Day
from models.products import Temperature
from scenarios.fields import slot
from scenarios.guesses import guess


@pytest.mark.parametrize(
    ("value", "annotation", "meant"),
    [
        ("8h30", Clock, '"08:30"'),
        ("8 h", Clock, '"08:00"'),
        ("14.15", Clock, '"14:15"'),
        (9, Clock, '"09:00"'),
        ("25:00", Clock, None),
        ("noon", Clock, None),
        ("Supermarché n° 1", Slug, "supermarche-n-1"),
        (12, Slug, '"12"'),
        ("***", Slug, None),
        (12, str, '"12"'),
        ("x", str, None),
        ("oui", bool, "true"),
        ("NO", bool, "false"),
        ("perhaps", bool, None),
        ("1 200,5", float, "1200.5"),
        ("-3", int, "-3"),
        ("3 crates", float, None),
        (True, float, None),
        ("Lundi", Day, "mon"),
        ("wednesday", Day, "wed"),
        ("holiday", Day, None),
        ("chiled", Temperature, "chilled"),
        ("23/11/2026", date, "2026-11-23"),
        ("31/02/2026", date, None),
        ("mon", tuple[Day, ...], "[mon]"),
        (None, float, None),
        ({"a": 1}, float, None),
        ([1], float, None),
    ],
)
def test_what_was_probably_meant(value: Any, annotation: Any, meant: str | None) -> None:
    assert guess(value, slot(annotation)) == meant
