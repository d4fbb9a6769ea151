"""A town where food is short and the second association has no floor: who eats is a choice."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.policy import Stage
from models.scenario import Scenario

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def scarce(*, rare: bool = False, stages: tuple[Stage, ...] = (), **people: int) -> Scenario:
    """Return two associations, one van of the first, and 400 kg for a need of 660.

    Rounds to the door of ``b`` only cost hours: nothing but fairness makes them.

    Parameters
    ----------
    rare
        Whether dairy is split first.
    stages
        Of the order of objectives; food, hours, cost when empty.
    people
        By association, instead of 200 and 100.
    """
    count = {"a": 200, "b": 100} | people
    order = stages or (
        Stage(objective="food", tolerance=0.01),
        Stage(objective="hours", tolerance=0.01),
        Stage(objective="cost"),
    )
    content: dict[str, Any] = {
        "id": "scarce",
        "label": "Petite ville",
        "week_of": date(2026, 11, 30),
        "days": DAYS,
        "shifts": [
            {"id": "am", "label": "Matin", "starts": "07:30", "ends": "12:30", "max_min": 240}
        ],
        "families": [
            _family("veg", 1.2, "ambient", 3),
            _family("dairy", 0.6, "chilled", 2) | {"rare": rare},
            _family("dry", 0.4, "ambient", 60),
        ],
        "associations": [
            _association("a", 43.290, 5.570, count["a"], ("tue", "fri")),
            _association("b", 43.300, 5.580, count["b"], ("wed", "sun")),
        ],
        "donor_kinds": [
            {
                "id": "store",
                "label": "Magasin",
                "family_shares": {"veg": 0.5, "dairy": 0.3, "dry": 0.2},
                "loading_min": 20,
            }
        ],
        "donors": [
            _donor("s1", 43.295, 5.590, "a", ("mon", "tue", "thu")),
            _donor("s2", 43.305, 5.560, "b", ("tue", "sun")),
        ],
        "vehicles": [
            {
                "id": "van",
                "label": "Fourgon",
                "owner": "a",
                "payload_kg": 700,
                "cold": "refrigerated",
                "days": DAYS,
                "eur_per_km": 0.4,
                "eur_per_week": 20,
            }
        ],
        "people": [
            {
                "id": name,
                "label": name,
                "association": "a",
                "roles": [role],
                "days": DAYS,
                "max_shifts": 7,
            }
            for name, role in (("d1", "driver"), ("h1", "helper"))
        ],
        "policy": {
            "pools": [
                {"id": "all", "label": "Commun", "mode": "hub", "hub": "a", "members": ["a", "b"]}
            ],
            "objectives": [stage.model_dump() for stage in order],
        },
    }
    return Scenario.model_validate(content)


def _family(name: str, kg: float, temperature: str, days: int) -> dict[str, Any]:
    return {
        "id": name,
        "label": name,
        "temperature": temperature,
        "shelf_days": days,
        "target_kg_per_person": kg,
    }


def _association(
    name: str, lat: float, lon: float, people: int, days: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "id": name,
        "label": f"Association {name.upper()}",
        "place": {"lat": lat, "lon": lon, "commune": "Aubagne"},
        "people": people,
        "openings": [{"day": day, "starts": "14:00", "ends": "17:00"} for day in days],
        "unloading_min": 15,
        "cold_storage_kg": 400,
    }


def _donor(name: str, lat: float, lon: float, holder: str, days: tuple[str, ...]) -> dict[str, Any]:
    return {
        "id": name,
        "label": f"Magasin {name}",
        "kind": "store",
        "place": {"lat": lat, "lon": lon, "commune": "Aubagne"},
        "holder": holder,
        "offers": [{"days": days, "kg": 80, "opens": "08:00", "closes": "11:30"}],
    }
