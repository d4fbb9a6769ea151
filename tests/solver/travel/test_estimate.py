from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from models.places import Place
from models.scenario import Scenario
from models.travel import Barrier, TravelPolicy
from solver.travel import matrix
from solver.travel.estimate import closed, estimate
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.scenarios import changed, tiny

KM = 180 / math.pi / 6371.0088
"""One kilometre northwards, in degrees of latitude."""


def along(*north_km: float, zone: str = "town", **travel: Any) -> Scenario:
    """Return sites one behind the other on a meridian: the donors of ``tiny`` left out."""
    base = tiny()
    associations = tuple(
        base.associations[0].changed(
            id=f"s{number}",
            place=Place.model_validate(
                {"lat": 43.0 + km * KM, "lon": 5.5, "commune": "Aubagne", "zone": zone}
            ),
        )
        for number, km in enumerate(north_km)
    )
    return base.changed(
        associations=associations, donors=(), travel=TravelPolicy.model_validate(travel)
    )


@pytest.mark.parametrize(
    ("km", "zone", "peak", "road_km", "driving_s"),
    [
        (1, "town", True, 1.5, 1.5 / 38 * 3600),
        (2, "centre", True, 3.0, 3.0 / 22 * 3600),
        (2, "centre", False, 3.0, 3.0 / 30 * 3600),
        # 3 km of streets × 1.5, 7 km of roads × 1.35; the first 12 km at the local speed
        (10, "town", True, 13.95, (12 / 38 + 1.95 / 80) * 3600),
        (20, "rural", True, 27.45, (12 / 50 + 15.45 / 80) * 3600),
    ],
)
def test_the_published_bands_by_hand(
    km: float, zone: str, peak: bool, road_km: float, driving_s: float
) -> None:
    seconds, metres = estimate(along(0, km, zone=zone, peak=peak)).between("s0", "s1")
    assert metres == pytest.approx(road_km * 1000, abs=1)
    assert seconds == pytest.approx(driving_s * 1.15 + 120, abs=1)


def test_safety_and_access_are_the_scenarios() -> None:
    plain = estimate(along(0, 5, safety_factor=1.0, access_min=0)).between("s0", "s1")[0]
    careful = estimate(along(0, 5, safety_factor=1.2, access_min=3)).between("s0", "s1")[0]
    assert careful == pytest.approx(plain * 1.2 + 180, abs=2)


def test_farther_takes_longer_across_every_band() -> None:
    steps = [0.5 * number for number in range(1, 80)]
    travel = estimate(along(0, *steps, access_min=0))
    for grid in (travel.seconds, travel.metres):
        assert all(a < b for a, b in zip(grid[0], grid[0][1:], strict=False))


def test_the_slower_end_rules() -> None:
    both = along(0, 2)
    first, second = both.associations
    mixed = both.changed(
        associations=(first, second.changed(place=second.place.changed(zone="centre")))
    )
    assert estimate(mixed).seconds == estimate(along(0, 2, zone="centre")).seconds


@pytest.mark.parametrize("seed", range(8))
def test_symmetric_zero_at_home_and_no_shortcut_by_a_detour(seed: int) -> None:
    wall = Barrier(label="massif", points=((43.20, 5.56), (43.30, 5.57), (43.40, 5.58)))
    travel = estimate(
        changed(random_scenario(seed), travel=TravelPolicy(barriers=(wall,) if seed % 2 else ()))
    )
    for grid in (travel.seconds, travel.metres):
        count = range(len(grid))
        assert all(grid[i][i] == 0 for i in count)
        assert all(grid[i][j] == grid[j][i] for i in count for j in count)
        assert all(
            grid[i][j] <= grid[i][k] + grid[k][j] for i in count for j in count for k in count
        )


def test_a_massif_lengthens_the_way_across_it_alone() -> None:
    across = Barrier(label="massif", points=((43.0 + 5 * KM, 5.0), (43.0 + 5 * KM, 6.0)))
    free, hindered = estimate(along(0, 10)), estimate(along(0, 10, barriers=(across,)))
    assert hindered.seconds[0][1] > free.seconds[0][1]
    # 4.5 km of streets, then 7 km × 1.6
    assert hindered.metres[0][1] == pytest.approx(15_700, abs=1)
    assert estimate(along(0, 4, barriers=(across,))).seconds == estimate(along(0, 4)).seconds


def test_a_barrier_beside_the_way_changes_nothing() -> None:
    beside = Barrier(label="massif", points=((43.0 + 5 * KM, 5.6), (43.0 + 5 * KM, 6.0)))
    assert estimate(along(0, 10, barriers=(beside,))).seconds == estimate(along(0, 10)).seconds


def test_it_says_that_it_is_an_estimate_and_with_what() -> None:
    travel = matrix(tiny())
    assert travel.source == "estimate"
    assert "safety_factor=1.15" in travel.detail
    assert travel.sites == tuple(tiny().sites)


def test_sites_at_one_address_share_the_time_to_park() -> None:
    scenario = tiny("hub")
    hyper = scenario.donor["hyper"]
    donors = (*scenario.donors, hyper.changed(id="next-door", label="La porte d'à côté"))
    travel = estimate(changed(scenario, donors=donors))
    assert travel.between("hyper", "next-door") == (0, 0)
    assert travel.between("hyper", "super") == travel.between("next-door", "super")


@pytest.mark.parametrize("count", [0, 1, 65, 130])
def test_lengths_closed_some_at_a_time_are_those_closed_one_by_one(count: int) -> None:
    chance = np.random.default_rng(count)
    lengths = np.ceil(chance.uniform(0, 1000, (count, count)) * chance.integers(0, 2, (count, 1)))
    np.fill_diagonal(lengths, 0.0)
    shortest = lengths.copy()
    for middle in range(count):
        shortest = np.minimum(shortest, shortest[:, middle, None] + shortest[None, middle, :])
    assert (closed(lengths) == shortest).all()
    assert (closed(lengths + 2.0**24) == lengths + 2.0**24).all()
