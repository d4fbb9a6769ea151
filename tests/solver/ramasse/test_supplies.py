"""A direct round parts its food among its doors at will, each as far as it stays cold."""

from __future__ import annotations

from typing import Any

import pytest

from models.plan import Plan, Share
from models.scenario import Scenario
from scenarios import load
from solver.ramasse.planned import Planned
from solver.ramasse.solve import plan_week
from solver.ramasse.week import Week
from solver.ramasse.week_menus import fewest_drops, menus_of
from solver.review.check import check
from solver.settings import Budget
from solver.study_findings import stamps
from solver.travel import matrix
from tests.helpers.scenarios import tiny
from tests.helpers.travel import straight

NEAR, FAR = 5.60, 5.85
"""Longitudes of the doors: 1 min and 35 min from the store, at 10 m/s; unloading takes 20 min."""


def valley(**means: Any) -> Scenario:
    """Return a town of one store, a van without cold, and two doors, the second too far for cold.

    The store gives 40 kg of dry food and 40 kg of dairy on Monday.
    """
    van = {"id": "van", "label": "Fourgon", "owner": "near", "payload_kg": 300, "crew": 1}
    return Scenario.model_validate(
        {
            "schema_version": 1,
            "id": "valley",
            "label": "Vallée",
            "week_of": "2027-03-01",
            "days": ["mon"],
            "shifts": [
                {"id": "am", "label": "Matin", "starts": "08:00", "ends": "12:30", "max_min": 270}
            ],
            "families": [
                {
                    "id": name,
                    "label": name,
                    "temperature": temperature,
                    "shelf_days": 3,
                    "target_kg_per_person": 1.0,
                }
                for name, temperature in (("dry", "ambient"), ("dairy", "chilled"))
            ],
            "associations": [
                _association("near", NEAR, {"dry": 30.0, "dairy": 40.0}),
                _association("far", FAR, {"dry": 60.0, "dairy": 60.0}),
            ],
            "donor_kinds": [
                {
                    "id": "store",
                    "label": "Magasin",
                    "family_shares": {"dry": 0.5, "dairy": 0.5},
                    "loading_min": 10,
                }
            ],
            "donors": [
                {
                    "id": "store",
                    "label": "Magasin",
                    "kind": "store",
                    "place": {"lat": 43.30, "lon": 5.5916, "commune": "Aubagne"},
                    "holder": "near",
                    "offers": [{"days": ["mon"], "kg": 80, "opens": "08:00", "closes": "12:00"}],
                }
            ],
            "vehicles": [van | {"days": ["mon"]} | means],
            "people": [
                {
                    "id": "p",
                    "label": "P",
                    "association": "near",
                    "roles": ["driver"],
                    "days": ["mon"],
                }
            ],
            "policy": {
                "capacity_margin": 0,
                "pools": [
                    {"id": "all", "label": "Tous", "mode": "direct", "members": ["near", "far"]}
                ],
            },
        }
    )


def _association(name: str, lon: float, need_kg: dict[str, float]) -> dict[str, Any]:
    return {
        "id": name,
        "label": name,
        "place": {"lat": 43.30, "lon": lon, "commune": "Aubagne"},
        "people": 10,
        "weekly_need_kg": need_kg,
        "openings": [{"day": "mon", "starts": "14:00", "ends": "17:00"}],
        "unloading_min": 20,
    }


def planned(scenario: Scenario) -> Planned:
    """Return the plan of a town."""
    return plan_week(scenario, straight(scenario), Budget(30.0, None), seed=1, floors={})


def received(plan: Plan) -> dict[tuple[str, str], float]:
    """Return the kg of each family that each association receives."""
    return {(one.association, one.family): round(one.kg, 1) for one in plan.shares}


def test_what_is_chilled_stays_at_the_first_door_and_what_is_dry_goes_on() -> None:
    """80 kg for 190 needed: everything is brought, though dairy is too warm at the second door."""
    scenario = valley()
    made = planned(scenario)
    assert check(scenario, straight(scenario), made.plan) == ()
    assert received(made.plan) == {("near", "dairy"): 40.0, ("far", "dry"): 40.0}
    assert made.plan.usable_kg == pytest.approx(80.0, abs=0.1)


def test_a_van_that_keeps_cold_parts_both() -> None:
    """40 + 40 kg for 70 and 120 needed: the levels are equal, at 80/190."""
    scenario = valley(cold="refrigerated")
    made = planned(scenario)
    assert check(scenario, straight(scenario), made.plan) == ()
    kg = {
        who: sum(one.kg for one in made.plan.shares if one.association == who)
        for who in ("near", "far")
    }
    assert kg["near"] / 70 == pytest.approx(80 / 190, abs=0.021)
    assert kg["far"] / 120 == pytest.approx(80 / 190, abs=0.021)
    assert kg["near"] + kg["far"] == pytest.approx(80.0, abs=0.8)


def test_dairy_that_is_too_warm_at_the_second_door_is_refused() -> None:
    """The checker reads which stop takes off what, and when it was loaded."""
    scenario = valley()
    plan = planned(scenario).plan
    dairy = next(one for one in plan.shares if one.family == "dairy")
    halves = (dairy.changed(kg=20.0), _at(dairy, "far").changed(kg=20.0))
    others = tuple(one for one in plan.shares if one is not dairy)
    found = check(scenario, straight(scenario), plan.changed(shares=(*others, *halves)))
    assert {one.code for one in found} == {"cold_time"}


def _at(share: Share, association: str) -> Share:
    return share.changed(association=association)


@pytest.mark.parametrize(
    ("town", "drops"), [(tiny("direct"), None), (load("aubagne", "direct").scenario, 2)]
)
def test_at_how_many_doors_rounds_drop_is_told_where_more_are_not_looked_at(
    town: Scenario, drops: int | None
) -> None:
    travel = matrix(town)
    week = Week(town, travel)
    assert fewest_drops(week, menus_of(week, {})[0]) == drops
    told = [one.text.fr for one in stamps(town, travel, drops) if one.code == "few_drops"]
    assert [f"{drops} portes au plus" in one for one in told] == [True] * (drops is not None)
