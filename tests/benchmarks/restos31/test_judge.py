"""Two checkers that share nothing, against the same planted faults."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.restos31.judge import judge, main
from benchmarks.restos31.reader import to_scenario
from benchmarks.restos31.writer import written
from solver.review.check import check
from tests.benchmarks.restos31.small import (
    BESSIERES,
    FENOUILLET,
    JACCA,
    MURET,
    ORENS,
    ROUFFIAC,
    Json,
    as_plan,
    by_hand,
    read_small,
    small,
    stated,
)

Change = Callable[[Json, Json], object]


def put(record: Any, key: str, value: object) -> bool:
    record[key] = value
    return True


def move(tours: Json, source: str, position: int, target: str, at: int) -> bool:
    tours[target].insert(at, tours[source].pop(position))
    return True


def units(tours: Json, key: str, position: int, *numbers: int) -> bool:
    tours[key][position]["units"] = list(numbers)
    return True


def to_tour(tours: Json, source: str, target: str) -> bool:
    tours[target] = tours.pop(source)
    return True


CASES: dict[str, tuple[Change, str, str]] = {
    "a unit dropped twice": (lambda _, t: units(t, "0, 3", 0, 0, 0), "dropped 2", "unit_once"),
    "a unit not due": (lambda i, _: put(i["centres"][BESSIERES], "delivery_week", "EVEN"),
                       "is not due", "unit_week"),
    "another day": (lambda i, _: put(i["centres"][BESSIERES], "allowed_days", [2]),
                    "on another day", "unit_day"),
    "kg": (lambda i, _: put(i["vehicles"][3], "capacity", 799), "kg delivered", "payload"),
    "collected kg": (lambda i, _: put(i["vehicles"][2], "capacity", 699),
                     "kg collected", "payload"),
    "pallets": (lambda i, _: put(i["demands"]["3"][0], "palettes", 3.5),
                "pallets delivered", "pallets"),
    "collected pallets": (lambda i, _: put(i["pdrs"][1], "palettes", 11),
                          "pallets collected", "pallets"),
    "boxes": (lambda i, _: put(i["params"], "n_norvegiennes", 0), "boxes", "boxes_per_day"),
    "temperature": (lambda i, _: put(i["demands"]["1"][0], "product_type", "F"),
                    "carries F", "carries"),
    "a store's temperature": (lambda i, _: put(i["pdrs"][1], "product_type", "F"),
                              "carries F", "carries"),
    "frozen pallets": (lambda i, _: put(i["vehicles"][2], "allows_isotherm_cover", False),
                       "isotherm cover", "unit_cold"),
    "stops": (lambda i, _: put(i["params"], "max_stops", 3), "4 stops", "stops"),
    "trips": (lambda i, t: (put(i["params"], "max_trips", 1),
                            put(i, "livraisons_de_ramasses", []),
                            put(t["1, 2"][2], "stop_type", "Livraison")),
              "2 trips", "trips"),
    "length": (lambda i, _: put(i["params"], "max_tour_duration", 192),
               "lasts 192.5", "round_time"),
    "a trip with a pick-up": (
        lambda i, _: put(i["params"], "max_tour_duration_with_pickup", 108),
        "first trip with a pick-up", "collecting_time"),
    "FENOUILLET": (lambda i, _: put(i["params"], "max_tour_duration", 237),
                   "serves FENOUILLET", "served_round_time"),
    "FRONTON": (lambda _, t: t["0, 2"].insert(3, t["0, 2"].pop(0)), "not its first", "first_stop"),
    "a pick-up in the second trip": (lambda _, t: move(t, "0, 2", 2, "0, 2", 4),
                                     "in trip", "collecting_trip"),
    "a delivery after a pick-up": (lambda _, t: move(t, "1, 3", 0, "1, 3", 1),
                                   "after a pick-up", "round_form"),
    "ST ORENS": (lambda i, t: (put(i["vehicles"][3], "can_carry", ["A", "F", "S"]),
                               move(t, "0, 2", 2, "0, 3", 1)), "than 2", "site_access"),
    "ROUFFIAC": (lambda _, t: move(t, "0, 2", 1, "0, 3", 1), "not refrigerated", "refrigerated"),
    "BESSIERES": (lambda _, t: to_tour(t, "1, 3", "1, 1"), "BESSIERES by", "site_access"),
    "a promise": (lambda i, t: (put(i["vehicles"][1], "capacity", 9000),
                                put(i["vehicles"][1], "size", 10),
                                to_tour(t, "2, 0", "2, 1")), "promised to", "commitment"),
    "a promise alone": (lambda i, t: (i["pdrs"][2]["required_days"].append(2),
                                      t["2, 0"].append(dict(t["1, 3"][1]))),
                        "with another pick-up", "alone"),
    "an errand left out": (lambda _, t: t["1, 2"].__delitem__(slice(1, 3)),
                           "does not serve", "errand"),
    "an errand's company": (lambda i, _: put(i["demands"]["2"][2], "product_type", "A"),
                            "ride along", "errand_alone"),
    "an errand's neighbour": (
        lambda i, t: (put(i["vehicles"][2], "can_carry", ["A", "S"]),
                      put(i["pdrs"][0], "product_type", "A"),
                      move(t, "1, 3", 3, "1, 2", 3), t["1, 3"].pop()),
        "alone", "errand_alone"),
    "an errand that nothing gives": (
        lambda _, t: put(t["0, 3"][0], "stop_type", "Liv_Ramasse"), "nothing gives",
        "errand_given"),
    "an empty visit": (lambda _, t: t["0, 3"].append(dict(t["0, 2"][4], units=[])),
                       "delivers nothing", "empty_visit"),
    "a store twice": (lambda _, t: t["1, 2"].insert(0, dict(t["1, 2"][0])),
                      "2 times", "pickup_once"),
    "too many visits": (
        lambda i, t: (i["demands"]["3"].append(dict(i["demands"]["3"][2])),
                      put(i["params"], "max_stops", 9),
                      t["1, 3"].extend(dict(t["1, 3"][3], units=[n]) for n in (2, 3)),
                      units(t, "1, 3", 3, 1)), "visited 4", "visits"),
}  # fmt: skip


def changed(name: str) -> tuple[Json, Json]:
    instance, plan = small(), by_hand(1)
    CASES[name][0](instance, plan["tours"])
    return instance, stated(instance, plan)


@pytest.mark.parametrize("week", [1, 2])
def test_both_accept_the_plan_by_hand_and_it_is_written_back_as_it_was(week: int) -> None:
    instance, plan = small(), by_hand(week)
    found = judge(instance, plan, week)
    assert (found.faults, found.left) == ([], [])
    scenario, travel = to_scenario(read_small(), "small", week)
    rounds = as_plan(read_small(), scenario, travel, plan)
    assert check(scenario, travel, rounds) == ()
    again = written(read_small(), rounds, week)
    assert again["tours"] == plan["tours"]
    assert again["vehicles_used"] == plan["vehicles_used"]
    assert again["total_distance"] == plan["total_distance"]
    assert again["total_costs"] == pytest.approx(found.eur)
    assert again["tour_durations"] == found.seconds
    assert json.loads(json.dumps(again)) == again


@pytest.mark.parametrize("name", sorted(CASES))
def test_both_find_a_planted_fault(name: str) -> None:
    instance, plan = changed(name)
    _, said, code = CASES[name]
    assert said in "\n".join(judge(instance, plan, 1).faults)
    scenario, travel = to_scenario(read_small(instance), "small", 1)
    rounds = as_plan(read_small(instance), scenario, travel, plan)
    assert code in {one.code for one in check(scenario, travel, rounds)}


def test_what_is_left_is_named() -> None:
    plan = by_hand(1)
    del plan["tours"]["0, 3"], plan["tours"]["2, 0"]
    found = judge(small(), stated(small(), plan), 1)
    assert found.left == ["unit 0 of centre 1", "CARREFOUR EN JACCA on day 2"]
    assert found.faults == []


def test_what_a_plan_says_of_itself_is_checked() -> None:
    plan = by_hand(1)
    plan["tours"]["0, 3"][0]["delivery"] = [0, 0, 0]
    plan |= {"total_costs": 1.0, "total_distance": 5}
    assert len(judge(small(), plan, 1).faults) == 3


def test_a_vehicle_that_may_not_go_out() -> None:
    instance = small()
    instance["vehicles"][3]["allowed"] = False
    assert any("may not go out" in fault for fault in judge(instance, by_hand(1), 1).faults)


def test_the_judge_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    instance, plan = tmp_path / "i.json", tmp_path / "p.json"
    instance.write_text(json.dumps(small()), encoding="utf-8")
    plan.write_text(json.dumps(by_hand(2)), encoding="utf-8")
    assert main([str(instance), str(plan), "2"]) == 0
    assert main([str(instance), str(plan), "1"]) == 1
    assert f"left: unit 0 of centre {BESSIERES}" in capsys.readouterr().out


def test_the_nodes_are_those_of_the_names() -> None:
    instance = small()
    assert instance["centres"][FENOUILLET]["name"] == "FENOUILLET"
    assert instance["centres"][MURET]["name"] == "MURET"
    for node, name in ((ORENS, "ORENS"), (JACCA, "JACCA"), (ROUFFIAC, "ROUFFIAC")):
        assert name in instance["pdrs"][node - instance["n_centres"]]["name"]
