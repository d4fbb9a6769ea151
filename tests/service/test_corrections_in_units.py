"""A correction says kg, or units of a family that is counted in them."""

from __future__ import annotations

import math

import pytest

from service.ledger.corrections import faults, kg_of
from tests.helpers.scenarios import tiny


@pytest.mark.parametrize(
    ("typed", "kg"),
    [("12 u", 18.0), ("−2 paquets", -3.0), ("- 4 u", -6.0), ("1 u", 1.5), ("-1,5", -1.5), ("7", 7)],
)
def test_units_are_their_weight(typed: str, kg: float) -> None:
    world = tiny("hub")
    dry = world.families[0].changed(unit="paquet", kg_per_unit=1.5, target_units=2)
    counted = world.changed(families=(dry, *world.families[1:]))
    assert kg_of(counted, dry.id, typed) == kg


def test_a_family_by_kg_takes_no_units() -> None:
    world = tiny("hub")
    family = world.families[0].id
    assert math.isnan(kg_of(world, family, "12 u"))
    assert math.isnan(kg_of(world, "nobody", "much"))
    who = world.associations[0].id
    asked = ("2026-11-23", who, family, "received", math.nan, "why")
    (fault,) = faults(world, *asked, typed="12 u")
    assert "12 u" in fault.line("{}".format, "en")
