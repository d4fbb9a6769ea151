from __future__ import annotations

from typing import Any

import pytest

from models.platforms import Outage
from models.scenario import Scenario
from scenarios.sense import problems
from tests.helpers.warehouses import (
    FAMILIES,
    dock,
    fleet,
    flow,
    network,
    place,
    platform,
    point,
    stored,
    warehouse,
)


def said(scenario: Scenario) -> list[tuple[str, str, str]]:
    return [(".".join(map(str, one.loc)), one.text.fr, one.text.en) for one in problems(scenario)]


def changed(**changes: Any) -> Scenario:
    return stored(warehouse(**changes))


NETWORKS = (network("big", 0.75), network("small", 0.25), network("guests", admitted=False))
CROWDED = (
    network("big", minimum_places={"ambient": 7}),
    network("small", minimum_places={"ambient": 5, "chilled": 4}),
    network("guests", minimum_places={"ambient": 1}),
)
SPACIOUS = (
    network("big", minimum_m2=150),
    network("small", minimum_m2=80, minimum_places={"chilled": 4}),
    network("guests"),
)
UNCONVERTED = (FAMILIES[0].changed(kg_per_pallet=None), *FAMILIES[1:])
CASES = [
    (changed(points=(point("a", "nobody", 10),)), "warehouse.points.0.network", "nobody"),
    (changed(points=(point("hub", "big", 10),)), "warehouse.points.0.id", "hub"),
    (changed(points=(point("big", "big", 10),)), "warehouse.points.0.id", "big"),
    (
        changed(points=(point("a", "big", 10, platform="x"),)),
        "warehouse.points.0.platform",
        '"x"',
    ),
    (
        changed(points=(point("a", "big", 10, family_shares={"dry": 0.5}),)),
        "warehouse.points.0.family_shares",
        "0.5",
    ),
    (
        changed(points=(point("a", "big", 10, windows=({"opens": "12:00", "closes": "09:00"},)),)),
        "warehouse.points.0.windows.0.closes",
        "09:00",
    ),
    (changed(flows=(flow("nobody", "dry", 5),)), "warehouse.flows.0.network", "nobody"),
    (changed(flows=(flow("big", "tea", 5),)), "warehouse.flows.0.family", "tea"),
    (changed(flows=(flow("big", "dry", 5, days=("sun",)),)), "warehouse.flows.0.days", "sun"),
    (changed(flows=(flow("big", "dry", 5),) * 2), "warehouse.flows.1.id", "big-dry"),
    (
        stored(families=UNCONVERTED),
        "warehouse.flows.0.family",
        "kg par palette",
    ),
    (changed(fleets=(fleet(network="x"),)), "warehouse.fleets.0.network", '"x"'),
    (changed(fleets=(fleet(platform="x"),)), "warehouse.fleets.0.platform", '"x"'),
    (changed(fleets=(fleet(shifts=("night",)),)), "warehouse.fleets.0.shifts.0", "night"),
    (changed(fleets=(fleet(cold="boxes"),)), "warehouse.fleets.0.cold_kg", "norvégiennes"),
    (changed(family_shares={"dry": 0.7}), "warehouse.family_shares", "0.7"),
    (changed(family_shares={"tea": 1.0}), "warehouse.family_shares.tea", "tea"),
    (changed(supplied_week=9), "warehouse.supplied_week", "9"),
    (
        changed(platforms=(platform(docks=(dock(opens="18:00", closes="07:00"),)),)),
        "warehouse.platforms.0.docks.0.closes",
        "07:00",
    ),
    (
        changed(platforms=(platform(docks=(dock(), dock())),)),
        "warehouse.platforms.0.docks.1.id",
        "quay",
    ),
    (
        changed(
            platforms=(
                platform(
                    outages=(Outage(temperature="ambient", places=1, from_week=3, to_week=2),)
                ),
            )
        ),
        "warehouse.platforms.0.outages.0.to_week",
        "3",
    ),
    (
        changed(
            platforms=(
                platform(
                    outages=(Outage(temperature="ambient", places=1, from_week=9, to_week=9),)
                ),
            )
        ),
        "warehouse.platforms.0.outages.0.from_week",
        "9",
    ),
    (
        changed(networks=(network("big", 0.9), *NETWORKS[1:])),
        "warehouse.networks",
        "115 %",
    ),
    (changed(platforms=(platform(cold_m2=300),)), "warehouse.platforms.0.cold_m2", "300"),
    (
        changed(platforms=(platform(m2_per_place={"ambient": 30}),)),
        "warehouse.platforms.0.places",
        "300",
    ),
    (
        changed(networks=CROWDED),
        "warehouse.networks.0.minimum_places.ambient",
        "Réseau big (7 places, sec)",
    ),
    (changed(networks=SPACIOUS), "warehouse.networks.0.minimum_m2", "150 m²"),
    (
        changed(points=(point("far", "big", 10, place(900, 0)),)),
        "warehouse.points.0.place",
        "900 km",
    ),
]


@pytest.mark.parametrize(("scenario", "where", "what"), CASES)
def test_each_fault_is_named(scenario: Scenario, where: str, what: str) -> None:
    found = said(scenario)
    assert [one for one in found if one[0] == where and what in "".join(one[1:])], found
    assert all("Expected" in one[2] or "Attendu" in one[1] for one in found)


def test_the_set_of_minima_named_is_irreducible() -> None:
    ((_, text, _),) = said(changed(networks=CROWDED))
    assert "Réseau big" in text
    assert "Réseau small (5 places, sec)" in text
    assert "frais" not in text
    assert "Réseau guests" not in text


def test_all_faults_are_told_at_once() -> None:
    scenario = changed(
        points=(point("a", "nobody", 10),), flows=(flow("big", "tea", 5),), supplied_week=9
    )
    assert len(said(scenario)) >= 3


def test_what_makes_sense_is_accepted() -> None:
    assert said(stored()) == []
    assert said(stored().changed(warehouse=None)) == []


def test_who_fetches_or_is_served_by_nobody_is_no_fault() -> None:
    far = point("far", "big", 10, place(900, 0), fetches=True)
    alone = point("alone", "small", 10, place(900, 0))
    own = fleet(network="big")
    assert said(changed(points=(far, alone), fleets=(own,))) == []
