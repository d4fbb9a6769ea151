from __future__ import annotations

import pytest

from benchmarks.restos31.reader import to_scenario
from models.scenario import Scenario
from scenarios.sense import problems
from tests.benchmarks.restos31.small import Json, read_small, small


def week(number: int = 1, content: Json | None = None) -> Scenario:
    scenario, _ = to_scenario(read_small(content), "small", number)
    assert problems(scenario) == ()
    return scenario


def test_units_keep_their_places_and_come_in_their_weeks() -> None:
    odd, even = week(1), week(2)
    assert odd.week_of.isocalendar().week % 2 == 1
    assert {unit.to for unit in odd.units.values()} == {"fronton", "fenouillet", "bessieres"}
    assert {unit.to for unit in even.units.values()} == {"fronton", "fenouillet", "muret"}
    unit = odd.units["fronton_3"]
    assert (unit.temperature, unit.kg, unit.pallets, unit.boxes) == ("frozen", 30, 0, 1)
    assert odd.delivery["fronton"].days == ("mon",)
    assert (odd.delivery["fronton"].min_visits, odd.delivery["fronton"].max_visits) == (1, 3)


def test_travel_has_both_tables_in_the_order_of_the_nodes() -> None:
    scenario, travel = to_scenario(read_small(), "small", 1)
    assert travel.sites == tuple(scenario.sites)
    assert travel.way("fronton", "fenouillet", 5400) == (600, 5000)
    assert travel.way("fronton", "fenouillet", 5401) == (450, 5000)


def test_house_rules_are_plain_data() -> None:
    scenario = week()
    vehicles = scenario.vehicle
    assert vehicles["v0"].forbidden == ("leclerc-st-orens", "bessieres")
    assert vehicles["v2"].forbidden == ("bessieres",)
    assert vehicles["v3"].forbidden == ("leclerc-st-orens",)
    assert vehicles["v2"].carries == ("ambient", "chilled", "frozen")
    assert (vehicles["v2"].cold, vehicles["v2"].frozen_pallets) == ("refrigerated", True)
    (promise,) = scenario.policy.commitments
    assert (promise.donor, promise.vehicle, promise.day, promise.alone) == (
        "carrefour-en-jacca",
        "v0",
        "wed",
        True,
    )
    assert scenario.pickups["leclerc-rouffiac_mon"].refrigerated
    assert not scenario.pickups["leclerc-rouffiac_tue"].refrigerated
    assert scenario.association["fenouillet"].max_round_min == 225
    assert scenario.association["fronton"].first_stop
    (errand,) = scenario.errands
    assert (errand.vehicle, errand.day, errand.trip, errand.to) == ("v2", "tue", 2, "fenouillet")


def test_an_instance_without_the_names_has_no_house_rules() -> None:
    content = small()
    for n, place in enumerate((*content["centres"], *content["pdrs"])):
        place["name"] = f"PLACE {n}"
    scenario = week(1, content)
    assert scenario.policy.commitments == ()
    assert all(vehicle.forbidden == () for vehicle in scenario.vehicles)
    assert not any(who.first_stop or who.max_round_min for who in scenario.associations)
    assert not any(pickup.refrigerated for pickup in scenario.pickups.values())


def test_vehicles_that_stay_in_are_left_out_unless_a_store_waits_for_them() -> None:
    content = small()
    content["vehicles"][0]["allowed"] = content["vehicles"][1]["allowed"] = False
    scenario = week(1, content)
    assert set(scenario.vehicle) == {"v0", "v2", "v3"}
    assert len(scenario.vehicle["v0"].busy) == 3


def test_names_said_twice_and_stores_without_days() -> None:
    content = small()
    content["centres"][4]["name"] = "FRONTON"
    content["pdrs"][1]["required_days"] = []
    content["demands"].pop("4")
    scenario, travel = to_scenario(read_small(content), "small", 1)
    assert travel.sites[4] == "fronton-4"
    assert "carrefour-en-jacca" not in scenario.donor
    assert len(travel.sites) == 8


@pytest.mark.parametrize("minutes", [61, 270, 1439])
def test_other_limits_are_taken_as_they_are(minutes: int) -> None:
    content = small()
    content["params"] |= {"max_tour_duration": minutes, "wait_at_centres": 12.5, "max_stops": 2}
    scenario = week(1, content)
    assert scenario.shifts[0].max_min == minutes
    assert scenario.association["fronton"].unloading_min == 12.5
    assert scenario.vehicle["v2"].max_stops == 2
