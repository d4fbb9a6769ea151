from typing import Any

from models.deliveries import LoadUnit
from models.scenario import Scenario
from scenarios.shortfalls import means
from tests.helpers.depot import depot
from tests.helpers.plans import edited


def told(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for finding in means(scenario):
        if finding.severity == "warning":
            assert finding.text.fr != finding.text.en
            assert "{" not in finding.text.fr + finding.text.en
            found[finding.code] = found.get(finding.code, ()) + finding.where
    return found


def south(**values: Any) -> Scenario:
    """Return the week with another load for the south."""
    load = LoadUnit.model_validate({"family": "dry", "kg": 500} | values)
    return edited(depot(), "deliveries", "south", units=(load,))


def test_a_week_that_can_be_brought_is_short_of_nothing() -> None:
    assert told(depot()) == {}


def test_a_centre_that_no_vehicle_may_enter() -> None:
    scenario = edited(depot(), "vehicles", "van", forbidden=("oldtown",))
    assert told(scenario) == {"delivery_access": ("oldtown", "oldtown_1")}


def test_a_centre_on_days_when_nobody_goes() -> None:
    scenario = edited(depot(), "vehicles", "lorry", days=("mon",))
    scenario = edited(scenario, "vehicles", "van", days=("mon",))
    assert told(scenario)["delivery_access"] == ("south", "south_1")


def test_a_load_that_nobody_keeps_cold() -> None:
    scenario = edited(south(family="dairy", pallets=1), "vehicles", "van", forbidden=("south",))
    assert told(scenario) == {"delivery_cold": ("south", "south_1")}
    scenario = edited(south(family="frozen", pallets=1), "vehicles", "van", frozen_pallets=False)
    assert told(scenario)["delivery_cold"] == ("east", "east_2", "south", "south_1")
    assert told(south(family="frozen", boxes=1)) == {}


def test_a_load_too_heavy_or_too_large_for_any_vehicle() -> None:
    assert told(south(kg=2001)) == {"delivery_payload": ("south", "south_1")}
    assert told(south(pallets=6.5)) == {"delivery_payload": ("south", "south_1")}
    assert told(south(kg=901, family="dairy", pallets=1)) == {
        "delivery_payload": ("south", "south_1")
    }


def test_boxes_beyond_those_of_a_day_or_of_the_week() -> None:
    found = told(south(family="frozen", kg=90, boxes=4))
    assert found == {"delivery_boxes": ("south", "south_1", "depot")}
    assert told(depot().changed(boxes_per_day=1))["delivery_boxes"][-1] == "depot"


def test_more_than_all_vehicles_carry_in_the_week() -> None:
    loads = tuple(LoadUnit(family="dry", kg=1000, pallets=3) for _ in range(14))
    scenario = edited(depot(), "deliveries", "south", units=loads)
    assert told(scenario) == {"delivery_means": ("depot", "depot")}
