"""Units typed where a file asks for kg, of families that are counted."""

from __future__ import annotations

import pytest

from scenarios import ScenarioError, load

NAPPIES = "transfers.lots.n={association: epicerie, family: couches, date: 2027-01-01, kg: %s}"
DUE = "deliveries.vers-colis.units=[{family: couches, kg: 5 paquets}, {family: food, kg: 20}]"


def test_units_are_kg_of_what_is_counted_wherever_a_family_is_named() -> None:
    given = (NAPPIES % "12 u", DUE, "associations.colis.weekly_need_kg={couches: 10 u, food: 9}")
    town = load("aix_achats", None, given).scenario
    assert town.transfers.lots[0].kg == 16.8
    assert [one.kg for one in town.units.values() if one.to == "colis"] == [7.0, 20.0]
    assert town.association["colis"].weekly_need_kg == {"couches": 14.0, "food": 9.0}


@pytest.mark.parametrize("said", ["12 cartons", "u"])
def test_what_is_no_unit_is_refused(said: str) -> None:
    with pytest.raises(ScenarioError, match="kg"):
        load("aix_achats", None, [NAPPIES % said])


def test_units_of_what_is_weighed_are_refused() -> None:
    with pytest.raises(ScenarioError, match="Found"):
        load("aix_achats", None, [DUE.replace("kg: 20", "kg: 20 u")])


def test_counted_goods_are_in_whole_units_where_no_piece_is_said() -> None:
    given = (NAPPIES % "12 u", "associations.colis.stock=[]")
    town = load("aix_achats", None, given).scenario
    assert town.stock_lots["n"].piece_kg == 1.4
    asked = town.transfers.changed(lots=(town.transfers.lots[0].changed(unit_kg=5.6),))
    assert town.changed(transfers=asked).stock_lots["n"].piece_kg == 5.6
