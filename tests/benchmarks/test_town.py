from __future__ import annotations

import pytest

from benchmarks.town import town
from pools.streams import streams


def test_ten_aubagnes() -> None:
    scenario = town(seed=1)
    assert len(scenario.donors) == 180
    assert len(scenario.associations) == 60
    assert len(scenario.vehicles) == 50
    assert len(scenario.people) == 210
    assert len(scenario.pickups) == 530


def test_food_stays_short_of_need_as_in_aubagne() -> None:
    scenario = town(seed=1)
    usable = sum(p.usable_kg(family) for p in scenario.pickups.values() for family in p.kg)
    need = sum(
        scenario.need_kg(a.id, f.id) for a in scenario.associations for f in scenario.families
    )
    assert usable / need == pytest.approx(0.87, abs=0.05)


def test_every_donor_is_collected_by_one_stream() -> None:
    scenario = town(seed=2, scale=3)
    held = [donor for stream in streams(scenario) for donor in stream.donors]
    assert sorted(held) == sorted(donor.id for donor in scenario.donors)


def test_the_hub_stores_without_limit() -> None:
    scenario = town(seed=1, scale=2)
    (pool,) = scenario.policy.pools
    assert pool.hub is not None
    assert scenario.association[pool.hub].cold_storage_kg is None


def test_same_seed_same_town() -> None:
    assert town(seed=3, scale=2) == town(seed=3, scale=2)
    assert town(seed=3, scale=2).sites != town(seed=4, scale=2).sites


def test_no_town_of_no_size() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        town(seed=1, scale=0)
