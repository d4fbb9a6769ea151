from typing import Any

import pytest

from models.scenario import Scenario
from pools.streams import may_work, streams
from scenarios import load
from scenarios.shortfalls import means
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.scenarios import changed, tiny


def codes(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Warnings by code, with all that they are about."""
    found: dict[str, tuple[str, ...]] = {}
    for finding in means(scenario):
        assert finding.text.fr != finding.text.en
        if finding.severity == "warning":
            found[finding.code] = found.get(finding.code, ()) + finding.where
    return found


def with_(scenario: Scenario, field: str, name: str, **values: Any) -> Scenario:
    """The scenario with one entity changed."""
    items = tuple(
        item.model_copy(update=values) if item.id == name else item
        for item in getattr(scenario, field)
    )
    return changed(scenario, **{field: items})


def test_alone_restos_has_the_car_on_wednesday_only() -> None:
    found = codes(tiny("alone"))
    assert found["no_vehicle"] == ("town-restos", "super", "baker")


def test_pooled_the_van_goes_for_all() -> None:
    assert "no_vehicle" not in codes(tiny("hub"))


def test_a_driver_is_missing() -> None:
    scenario = with_(tiny("hub"), "people", "lea", roles=("helper",))
    # the private stream of the CCAS goes out with its own people only
    assert codes(scenario)["no_driver"] == ("town-ccas-own", "small")
    assert "no_driver" in codes(with_(tiny("hub"), "people", "lea", max_shifts=0))
    assert "no_driver" in codes(with_(tiny("hub"), "people", "lea", shifts=("afternoon",)))
    assert "no_driver" in codes(with_(tiny("hub"), "vehicles", "car", licence="C"))
    assert "no_driver" in codes(with_(tiny("hub"), "vehicles", "car", crew=2))


def test_a_window_outside_every_shift() -> None:
    scenario = with_(tiny("hub"), "vehicles", "car", shifts=("afternoon",))
    assert codes(scenario)["no_shift"] == ("town-ccas-own", "small")


def test_a_site_that_no_vehicle_may_enter() -> None:
    scenario = with_(tiny("hub"), "vehicles", "car", forbidden=("small",))
    assert codes(scenario)["no_vehicle"] == ("town-ccas-own", "small")


def test_cold_food_and_no_cold_vehicle() -> None:
    found = [one for one in means(tiny("hub")) if one.code == "cold"]
    # its own car keeps nothing cold: chilled for half an hour, frozen never
    assert [one.where for one in found] == [("town-ccas-own", "small")] * 2
    assert "30 min" in found[0].text.fr
    assert "surgelé" in found[1].text.fr
    boxes = with_(tiny("hub"), "vehicles", "car", cold="boxes", boxes=4)
    assert "cold" not in codes(boxes)


def test_a_donation_larger_than_any_vehicle() -> None:
    scenario = with_(tiny("hub"), "vehicles", "van", payload_kg=260)
    # 10 % of the payload is kept free: 234 kg
    assert codes(scenario)["payload"] == ("town", "hyper")


def test_food_that_expires_before_any_distribution() -> None:
    scenario = with_(tiny("alone"), "associations", "secours", openings=())
    found = codes(scenario)
    assert found["no_opening"] == ("secours",)
    assert found["expiry"][:2] == ("town-secours", "fruit")
    (text,) = (one.text for one in means(scenario) if one.where[:1] == ("town-secours",))
    assert "Fruits et légumes (lundi, mardi, mercredi)" in text.fr


def test_the_weekly_distributions_come_back_the_next_week() -> None:
    keeps = changed(tiny("alone"), families=tuple(
        family.model_copy(update={"shelf_days": 14}) for family in tiny().families
    ))  # fmt: skip
    assert "expiry" not in codes(keeps)


def test_food_that_every_member_refuses() -> None:
    assert codes(tiny("alone"))["no_need"] == ("town-ccas", "frozen")
    assert "no_need" not in codes(with_(tiny("alone"), "associations", "ccas", refuses=()))


def test_an_association_in_no_pool() -> None:
    pool = tiny().policy.pools[0].model_copy(update={"members": ("secours", "restos")})
    donors = tuple(donor for donor in tiny().donors if donor.holder != "ccas")
    policy = tiny().policy.model_copy(update={"pools": (pool,)})
    assert codes(changed(tiny(), policy=policy, donors=donors))["no_pool"] == ("ccas",)


def test_what_is_assumed_is_said_without_a_warning() -> None:
    found = {one.code: one for one in means(tiny()) if one.severity == "info"}
    assert found["assumed_places"].where == tuple(tiny().sites)
    assert found["undated_counts"].where == ("secours", "restos", "ccas")


def test_the_canteen_of_aubagne_alone() -> None:
    warnings = load("aubagne", "alone").warnings
    assert any(one.code == "cold" and "canteen" in one.where for one in warnings)


@pytest.mark.parametrize("seed", range(30))
def test_a_donor_without_vehicle_is_one_that_no_vehicle_may_serve(seed: int) -> None:
    scenario = random_scenario(seed)
    expected = {
        (stream.id, pickup.donor)
        for stream in streams(scenario)
        for pickup in scenario.pickups.values()
        if pickup.donor in stream.donors
        and not any(
            may_work(scenario, stream, vehicle.id, pickup.day, collects=True)
            and pickup.donor not in vehicle.forbidden
            for vehicle in scenario.vehicles
        )
    }
    found = {
        (one.where[0], donor)
        for one in means(scenario)
        if one.code == "no_vehicle"
        for donor in one.where[1:]
    }
    assert found == expected
