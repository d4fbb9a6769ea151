from __future__ import annotations

from typing import Any

import pytest

from models.deliveries import LoadUnit
from models.findings import Undelivered
from models.plan import Plan
from models.scenario import Scenario
from solver.remedies.explain import explain
from solver.remedies.undelivered import undelivered
from solver.review.indicators import totals
from tests.helpers.depot import depot_week, roads
from tests.helpers.plans import edited, policy, with_stop

VAN, LORRY, LORRY_TUE = "mon-van", "mon-lorry", "tue-lorry"


def told(scenario: Scenario, plan: Plan) -> dict[str, Undelivered]:
    found = undelivered(scenario, roads(scenario), plan)
    for one in found:
        for text in (one.reason, one.remedy):
            assert text.fr != text.en
            assert "{" not in text.fr + text.en
            assert text.fr.strip()
    return {one.unit: one for one in found}


def left(**values: Any) -> tuple[Scenario, Plan]:
    """Return the week with another load for the south, left behind."""
    scenario, plan = depot_week()
    load = LoadUnit.model_validate({"family": "dry", "kg": 500, "pallets": 1} | values)
    scenario = edited(scenario, "deliveries", "south", units=(load,))
    rounds = tuple(item for item in plan.rounds if item.id != LORRY_TUE)
    return scenario.changed(policy=scenario.policy.changed(commitments=())), plan.changed(
        rounds=rounds
    )


def south(scenario: Scenario, plan: Plan) -> Undelivered:
    (one,) = told(scenario, plan).values()
    assert one.unit == "south_1"
    return one


def test_nothing_is_left_of_a_whole_week() -> None:
    assert told(*depot_week()) == {}


def test_what_could_still_go_says_its_price() -> None:
    one = south(*left())
    assert (one.code, one.kg) == ("fits", 500)
    assert "€" in one.reason.fr


CASES: dict[str, tuple[str, dict[str, Any], str]] = {
    # by name: the code, the load, and what changes
    "nobody may enter": ("site_access", {}, "forbidden"),
    "nobody goes that day": ("no_day", {}, "days"),
    "no depot": ("no_pool", {}, "source"),
    "temperature": ("carries", {"family": "dairy"}, "carries"),
    "no cover": ("unit_cold", {"family": "frozen"}, "cover"),
    "heavier than any": ("payload", {"kg": 2001}, ""),
    "larger than any": ("payload", {"pallets": 6.5}, ""),
    "too many boxes": ("boxes_per_day", {"family": "frozen", "pallets": 0, "boxes": 4}, ""),
    "too long": ("round_time", {}, "far"),
    "given trips alone, and the lorry stays in": ("trips", {}, "errand"),
}


def world(change: str, scenario: Scenario) -> Scenario:
    both = ("lorry", "van")
    if change == "forbidden":
        for name in both:
            scenario = edited(scenario, "vehicles", name, forbidden=("oldtown", "south"))
    elif change == "days":
        for name in both:
            scenario = edited(scenario, "vehicles", name, days=("mon",))
    elif change == "source":
        scenario = edited(scenario, "deliveries", "south", source="north")
    elif change == "carries":
        scenario = edited(scenario, "vehicles", "van", carries=("ambient",))
    elif change == "cover":
        scenario = edited(scenario, "vehicles", "van", frozen_pallets=False)
    elif change == "far":
        scenario = edited(scenario, "associations", "south", unloading_min=262)
    elif change == "errand":
        scenario = edited(scenario, "vehicles", "lorry", days=("mon",))
        scenario = edited(scenario, "vehicles", "van", max_trips=2)
        scenario = scenario.changed(
            errands=(scenario.errands[0], scenario.errands[0].changed(trip=1, to="north"))
        )
    return scenario


@pytest.mark.parametrize("name", sorted(CASES))
def test_each_reason(name: str) -> None:
    code, load, change = CASES[name]
    scenario, plan = left(**load)
    scenario = world(change, scenario)
    found = told(scenario, plan)
    assert found["south_1"].code == code


def test_insertions_name_the_rule_that_binds_and_by_how_much() -> None:
    scenario, plan = depot_week()
    plan = with_stop(plan, LORRY, 2, units=("north_1",))  # 900 kg of the north stay behind
    scenario = edited(scenario, "deliveries", "north", days=("mon",))
    scenario = edited(scenario, "vehicles", "lorry", payload_kg=1650, max_trips=1)
    scenario = edited(scenario, "vehicles", "van", max_stops=4, payload_kg=890, max_trips=2)
    one = told(scenario, plan)["north_2"]
    assert one.code == "payload"
    assert "1700 kg de charge utile au lieu de 1650" in one.remedy.fr
    assert "Le poids lourd" in one.reason.fr


def test_boxes_of_the_day_bind() -> None:
    scenario, plan = depot_week()
    stop = plan.round[VAN].stops[3]
    plan = with_stop(plan, VAN, 3, units=stop.units[:1])
    scenario = edited(scenario, "deliveries", "north", days=("mon",), max_visits=2)
    one = told(scenario.changed(boxes_per_day=2), plan)["north_4"]
    assert one.code == "boxes_per_day"
    assert "3 norvégiennes par jour pour les livraisons au lieu de 2" in one.remedy.fr


def test_visits_bind() -> None:
    scenario, plan = depot_week()
    plan = with_stop(plan, VAN, 3, units=("north_3",))
    scenario = edited(scenario, "deliveries", "north", min_visits=1, max_visits=2)
    scenario = edited(scenario, "vehicles", "van", payload_kg=580)
    one = told(policy(scenario, cold_chain=scenario.policy.cold_chain), plan)["north_4"]
    assert one.code == "fits"  # with the lorry, which carries frozen boxes
    scenario = edited(scenario, "vehicles", "lorry", carries=("ambient",))
    assert told(scenario, plan)["north_4"].code in ("payload", "visits")


def test_due_and_delivered_are_counted() -> None:
    scenario, plan = depot_week()
    summed = totals(scenario, roads(scenario), plan)
    assert (summed.due_kg, summed.delivered_kg, summed.units_left) == (3360, 3360, 0)
    rest = plan.changed(rounds=plan.rounds[1:])
    summed = totals(scenario, roads(scenario), rest)
    assert (summed.due_kg - summed.delivered_kg, summed.units_left) == (1040, 6)


def test_a_pick_up_left_by_a_round_that_delivers() -> None:
    scenario, plan = depot_week()
    travel = roads(scenario)
    assert explain(scenario, travel, plan) == ()
    stops = [s for s in plan.round[LORRY_TUE].stops if s.kind not in ("collect", "unload")]
    bare = plan.changed(
        rounds=tuple(
            item.changed(stops=tuple(stops)) if item.id == LORRY_TUE else item
            for item in plan.rounds
        )
    )
    (one,) = explain(scenario, travel, bare)
    assert (one.pickup, one.code) == ("super_tue", "crowded_out")
    short = edited(scenario, "vehicles", "lorry", max_stops=1)
    (one,) = explain(short, travel, bare)
    assert one.code == "stops"
    timed = policy(scenario, collecting_trip_max_min=54)
    bare = bare.changed(rounds=tuple(r for r in bare.rounds if r.vehicle == "lorry"))
    found = {one.pickup: one for one in explain(timed.changed(errands=()), travel, bare)}
    assert found["super_tue"].code == "crowded_out"
    assert found["hyper_mon"].code == "crowded_out"  # by the van, which stays in
    away = edited(timed.changed(errands=()), "vehicles", "van", days=("tue",))
    found = {one.pickup: one for one in explain(away, travel, bare)}
    assert found["hyper_mon"].code == "vehicle_days"
    assert "sort aussi le lundi" in found["hyper_mon"].remedy.fr
    stays = edited(away, "vehicles", "van", forbidden=("hyper",))
    found = {one.pickup: one for one in explain(stays, travel, bare)}
    assert found["hyper_mon"].code in ("carries", "refrigerated")
    assert found["hyper_mon"].reason.fr != found["hyper_mon"].reason.en


def test_only_so_many_loads_are_tried_everywhere() -> None:
    scenario, plan = depot_week()
    loads = tuple(LoadUnit(family="dry", kg=10) for _ in range(40))
    scenario = edited(scenario, "deliveries", "south", units=loads)
    bare = plan.changed(rounds=tuple(item for item in plan.rounds if item.id == "mon-van"))
    codes = [one.code for one in told(scenario, bare).values()]
    assert codes.count("untried") > 0
    assert len(codes) - codes.count("untried") == 30
