from collections import Counter

import pytest

from pools.streams import streams
from scenarios.sense import problems
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.scenarios import changed, tiny

SEEDS = range(120)


@pytest.mark.parametrize("mode", ["alone", "hub", "direct"])
def test_tiny_makes_sense_in_every_mode(mode: str) -> None:
    scenario = tiny(mode)  # type: ignore[arg-type]
    assert problems(scenario) == ()
    assert {stream.mode for stream in streams(scenario)} <= {mode, "alone"}


def test_tiny_takes_other_values() -> None:
    assert tiny("hub", days=("tue",), donors=()).pickups == {}


def test_changing_forgets_what_was_computed() -> None:
    scenario = tiny()
    assert scenario.pickups
    assert changed(scenario, donors=()).pickups == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_scenario_makes_sense(seed: int) -> None:
    scenario = random_scenario(seed)
    assert problems(scenario) == ()
    assert random_scenario(seed) == scenario


@pytest.mark.parametrize("mode", ["alone", "hub", "direct", "today", "mixed"])
def test_the_layout_can_be_asked_for(mode: str) -> None:
    for seed in range(20):
        scenario = random_scenario(seed, mode=mode)
        assert problems(scenario) == ()
        modes = {pool.mode for pool in scenario.policy.pools}
        if mode in ("alone", "hub", "direct"):
            assert modes == {mode}


def test_random_scenarios_are_varied() -> None:
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        scenario = random_scenario(seed)
        policy = scenario.policy
        seen.update(f"{pool.mode}" for pool in policy.pools)
        seen.update(f"cold {vehicle.cold}" for vehicle in scenario.vehicles)
        seen["commitment"] += bool(policy.commitments)
        seen["loan"] += any(vehicle.loans for vehicle in scenario.vehicles)
        seen["forbidden"] += any(vehicle.forbidden for vehicle in scenario.vehicles)
        seen["own"] += any(not vehicle.lent for vehicle in scenario.vehicles)
        seen["max_stops"] += any(vehicle.max_stops for vehicle in scenario.vehicles)
        seen["private"] += any(donor.private for donor in scenario.donors)
        seen["opened"] += bool(policy.opened)
        seen["refuses"] += any(who.refuses for who in scenario.associations)
        seen["storage"] += any(who.cold_storage_kg for who in scenario.associations)
        seen["reception"] += any(who.reception for who in scenario.associations)
        seen["shifts"] += len(scenario.shifts) > 1
        seen["keep"] += any(pool.collectors_keep for pool in policy.pools)
        seen["fetch"] += any(pool.fetch_only for pool in policy.pools)
        seen["two pools"] += len(policy.pools) > 1
        seen["twice a day"] += any(name.endswith("_2") for name in scenario.pickups)
    assert len(seen) == 21
    assert min(seen.values()) >= 5, seen
