from __future__ import annotations

import pytest

from models.base import Text
from solver.review.checks.violations import (
    amount,
    day_and_time,
    exceeds,
    name,
    number,
    round_name,
    span,
    unit_name,
    violation,
)
from tests.helpers.depot import depot_week
from tests.helpers.plans import week
from tests.solver.review.checks.breaking import MON


def test_rounding_exceeds_nothing() -> None:
    assert not exceeds(100.0, 100.0)
    assert not exceeds(100.0005, 100.0)
    assert exceeds(100.01, 100.0)
    assert exceeds(0.01, 0.0)


def test_values_are_put_in_each_language() -> None:
    found = violation("stops", ("a", "b"), who=Text(fr="lundi", en="Monday"), found=4, limit=3)
    assert (found.code, found.severity, found.where) == ("stops", "violation", ("a", "b"))
    assert "lundi" in found.text.fr
    assert "Monday" in found.text.en
    assert all("4" in text and "3" in text for text in (found.text.fr, found.text.en))


def test_things_are_called_as_people_call_them() -> None:
    scenario, plan = week()
    assert name(scenario, "secours") == "Secours"
    assert name(scenario, "van") == "Camion frigorifique"
    pickup = next(one for one in scenario.pickups.values() if one.donor == "hyper")
    assert name(scenario, pickup.id) == scenario.donor["hyper"].label
    assert name(scenario, "nothing-known") == "nothing-known"
    called = round_name(scenario, plan.round[MON])
    assert called.fr.startswith("Camion frigorifique, lundi matin")
    assert called.en.startswith("Camion frigorifique, Monday matin")
    depot, _ = depot_week()
    unit = next(one for one in depot.units.values() if one.to == "north")
    assert unit_name(depot, unit).fr.startswith("North (")


@pytest.mark.parametrize(
    ("value", "written"), [(3.0, "3"), (3.5, "3.5"), (3.456, "3.46"), (0.001, "0")]
)
def test_quantities_have_two_decimals_at_most(value: float, written: str) -> None:
    assert number(value) == written
    assert amount(value) == Text(fr=written.replace(".", ","), en=written)


def test_times_are_read_as_people_read_them() -> None:
    assert span(8 * 3600, 9 * 3600 + 1800) == "08:00-09:30"
    assert day_and_time(86_400 + 14 * 3600) == Text(fr="mardi 14:00", en="Tuesday 14:00")
