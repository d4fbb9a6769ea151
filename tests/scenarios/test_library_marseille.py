"""The shipped warehouse says what the domain's figures say, in every variant."""

from __future__ import annotations

import math
from functools import cache

import pytest

from benchmarks.department import table
from models.warehouse import Warehouse
from scenarios import load, variants
from scenarios.source import LIBRARY

SHARES = {
    "restos": 0.50,
    "croix-rouge": 0.25,
    "secours-populaire": 0.15,
    "andes": 0.07,
    "secours-catholique": 0.03,
}
VANS = {"restos": 12, "croix-rouge": 8, "secours-populaire": 6, "andes": 4, "secours-catholique": 4}


@cache
def marseille(variant: str = "today") -> Warehouse:
    warehouse = load("marseille", variant).scenario.warehouse
    assert warehouse is not None
    return warehouse


def test_the_building_and_its_shares() -> None:
    warehouse = marseille()
    (building,) = warehouse.platforms
    assert building.surface_m2 == 5000
    assert building.cold_m2 == 360
    assert sum(building.places.values()) == 3300
    assert building.places["chilled"] + building.places["frozen"] == 300
    assert {one.id: one.surface_share for one in warehouse.admitted} == SHARES
    full_t = 3300 * 0.97
    assert full_t == pytest.approx(3200, rel=0.01)


def test_330_points_of_154_tonnes_a_week() -> None:
    warehouse = marseille()
    points = [one for one in warehouse.points if one.network in SHARES]
    needs = sorted(one.weekly_need_kg for one in points)
    assert len(points) == 330
    assert sum(needs) == 154_000
    logs = [math.log(need) for need in needs]
    mean = sum(logs) / 330
    assert math.sqrt(sum((one - mean) ** 2 for one in logs) / 330) == pytest.approx(1.0, abs=0.03)
    count = {who: sum(one.network == who for one in points) for who in SHARES}
    assert all(abs(count[who] - 330 * share) <= 2 for who, share in SHARES.items())
    assert all(one.place.assumed and "fictif" in one.place.source for one in points)
    assert sum(one.place.commune == "Marseille" for one in points) == pytest.approx(
        330 * 886_040 / 2_087_658, abs=1
    )


def test_fleets() -> None:
    fleets = marseille().fleets
    for who, count in VANS.items():
        mine = [one for one in fleets if one.network == who]
        assert sum(one.count for one in mine) == count
        assert all(700 <= one.payload_kg <= 1000 for one in mine)
    (lorries,) = (one for one in fleets if one.network is None)
    assert (lorries.count, lorries.payload_kg, lorries.carrier) == (2, 9000, True)


def test_the_money() -> None:
    funding = marseille().funding
    assert funding is not None
    assert funding.eur_per_year == 1_000_000
    assert [one.eur_per_year for one in funding.funders] == [500_000]
    assert sum(one.eur_per_year or 0 for one in funding.subsidies) == 300_000
    gone = marseille("foundation_leaves").funding
    assert gone is not None
    assert gone.funders == ()


def test_variants() -> None:
    assert [name for name, _ in variants("marseille")] == [
        "base",
        "today",
        "small_structures",
        "foundation_leaves",
        "second_platform",
        "no_platform",
    ]
    assert len(marseille("small_structures").admitted) == 6
    assert [one.id for one in marseille("second_platform").platforms] == ["anthoine", "aubagne"]
    assert not marseille("no_platform").shared


def test_flows_bring_about_what_is_needed() -> None:
    """154 t a week: what arrives in 26 weeks, by network, is within a fifth of the need."""
    warehouse = marseille()
    for who in SHARES:
        need = sum(one.weekly_need_kg for one in warehouse.points if one.network == who) * 26
        flows = [one for one in warehouse.flows if one.network == who]
        comes = sum(one.arrives_kg(week) for one in flows for week in range(26))
        assert comes == pytest.approx(need, rel=0.22), who


def test_the_table_is_what_the_generator_makes() -> None:
    shipped = (LIBRARY / "marseille_points.csv").read_text(encoding="utf-8")
    assert shipped == table()
