"""A last mile before a collection may make it late for the sorting place's distribution."""

from __future__ import annotations

from typing import Any

import pytest

from models.scenario import Scenario
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.settings import Budget
from solver.travel import matrix


def town() -> Scenario:
    """Two associations, one van: what is collected on Tuesday is given out at half past nine.

    Carried first to the far one, it comes back at nine and is sorted too late: fresh food spoils
    until Friday.
    """
    families: list[dict[str, Any]] = [
        {"id": "veg", "label": "Légumes", "shelf_days": 3, "target_kg_per_person": 1.4},
        {"id": "fresh", "label": "Frais", "shelf_days": 2, "target_kg_per_person": 0.7},
    ]
    content: dict[str, Any] = {
        "id": "valmont",
        "label": "Valmont",
        "week_of": "2027-02-01",
        "days": ["mon", "tue", "fri"],
        "shifts": [
            {"id": "am", "label": "Aube", "starts": "06:15", "ends": "10:45", "max_min": 240}
        ],
        "families": [one | {"temperature": "ambient"} for one in families],
        "associations": [
            {
                "id": "hub",
                "label": "Secours",
                "place": {"lat": 43.712, "lon": 5.911, "commune": "Valmont"},
                "people": 140,
                "openings": [
                    {"day": "tue", "starts": "09:30", "ends": "11:30"},
                    {"day": "fri", "starts": "17:45", "ends": "19:00"},
                ],
            },
            {
                "id": "far",
                "label": "Entraide",
                "place": {"lat": 43.846, "lon": 6.205, "commune": "Le Plateau"},
                "people": 52,
                "openings": [{"day": "wed", "starts": "11:00", "ends": "12:15"}],
            },
        ],
        "donor_kinds": [
            {
                "id": "store",
                "label": "Magasin",
                "family_shares": {"veg": 0.5, "fresh": 0.5},
                "loading_min": 15,
            }
        ],
        "donors": [
            _store("near", 43.718, 5.925, "mon", "06:30", "08:00"),
            _store("plain", 43.672, 5.840, "tue", "07:00", "09:00"),
        ],
        "vehicles": [
            {
                "id": "van",
                "label": "Fourgon",
                "owner": "hub",
                "payload_kg": 600,
                "eur_per_km": 0.35,
                "days": ["mon", "tue"],
                "shifts": ["am"],
            }
        ],
        "people": [
            {
                "id": who,
                "label": who.upper(),
                "association": "hub",
                "roles": ["driver", "helper"],
                "days": ["mon", "tue"],
            }
            for who in ("p1", "p2")
        ],
        "policy": {
            "pools": [
                {
                    "id": "all",
                    "label": "Ensemble",
                    "members": ["hub", "far"],
                    "mode": "hub",
                    "hub": "hub",
                }
            ]
        },
    }
    return Scenario.model_validate(content)


def _store(name: str, lat: float, lon: float, day: str, opens: str, closes: str) -> dict[str, Any]:
    return {
        "id": name,
        "label": name,
        "kind": "store",
        "place": {"lat": lat, "lon": lon, "commune": "Valmont"},
        "holder": "hub",
        "offers": [{"days": [day], "kg": 150, "opens": opens, "closes": closes}],
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_joining_two_halves_spoils_nothing_that_the_program_counts_on(seed: int) -> None:
    scenario = town()
    travel = matrix(scenario)
    made = plan_week(scenario, travel, Budget(10.0, None), seed=seed)
    assert check(scenario, travel, made.plan) == ()
    assert made.fairness is not None
    food = made.fairness.ends["food"]
    assert food.proved
    assert made.plan.usable_kg >= 0.99 * -food.value - 0.2
