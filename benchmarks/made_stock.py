"""Made-up towns whose stock is counted: places, trips that take place anyway, lots with dates."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from models.scenario import Scenario

FAMILIES = (
    ("fruit-veg", "ambient", 1.2, 8),
    ("bread", "ambient", 0.4, 2),
    ("dairy", "chilled", 0.6, 9),
    ("meat", "chilled", 0.3, 4),
    ("dry", "ambient", 0.4, 200),
    ("frozen", "frozen", 0.1, 90),
)
"""Id, temperature, kg a person and week, days until its date at most."""
MONDAY = date(2026, 11, 30)
DAYS = ("mon", "tue", "wed", "thu", "fri")


def stocked_town(places: int, days: int, lots: int, seed: int) -> Scenario:
    """Return a town: its places within 20 km, two trips a day of five halts, its stock.

    Parameters
    ----------
    places, days, lots
        Associations; days that are looked at; lots counted.
    """
    chance = Random(seed)
    names = [f"p{n:03}" for n in range(places)]
    asked = {
        "counted_on": MONDAY.isoformat(),
        "horizon_days": days,
        "keep_days": 5,
        "new_trips": 0,
        "lots": [_lot(n, chance, names) for n in range(lots)],
        "trips": [_trip(n, chance, names, days) for n in range(2 * days)],
        "partners": [
            {"association": one, "past_best_before": True} for one in names if chance.random() < 0.4
        ],
    }
    return Scenario.model_validate(
        {
            "id": f"stocked-{places}",
            "label": f"{places} places",
            "week_of": MONDAY.isoformat(),
            "days": list(DAYS),
            "shifts": [
                {"id": "day", "label": "day", "starts": "07:00", "ends": "19:00", "max_min": 480}
            ],
            "families": [
                {
                    "id": name,
                    "label": name,
                    "temperature": temperature,
                    "shelf_days": 3,
                    "target_kg_per_person": kg,
                }
                for name, temperature, kg, _ in FAMILIES
            ],
            "associations": [_place(name, chance) for name in names],
            "policy": {"pools": [{"id": "all", "label": "all", "mode": "alone", "members": names}]},
            "transfers": asked,
        }
    )


def _place(name: str, chance: Random) -> dict[str, Any]:
    return {
        "id": name,
        "label": name,
        "place": {
            "lat": 43.3 + chance.uniform(-0.15, 0.15),
            "lon": 5.4 + chance.uniform(-0.2, 0.2),
            "commune": "Somewhere",
            "assumed": True,
            "source": "made up",
        },
        "people": chance.randint(40, 400),
        "openings": [
            {"day": day, "starts": "14:00", "ends": "17:00"}
            for day in sorted(chance.sample(DAYS, chance.randint(1, 3)), key=DAYS.index)
        ],
        "cold_storage_kg": chance.choice((150, 400, 1_000)),
    }


def _lot(number: int, chance: Random, names: list[str]) -> dict[str, Any]:
    family, _, _, longest = chance.choice(FAMILIES)
    return {
        "id": f"l{number:04}",
        "association": chance.choice(names),
        "family": family,
        "kg": chance.randint(10, 160),
        "date": (MONDAY + timedelta(days=chance.randint(0, longest))).isoformat(),
        "date_kind": "best_before" if family in ("dry", "frozen", "bread") else "use_by",
    }


def _trip(number: int, chance: Random, names: list[str], days: int) -> dict[str, Any]:
    order, clock, stops = chance.sample(names, 5), 8 * 60, []
    for one in order:
        leaves = clock + 20
        stops.append({"association": one, "arrives": _said(clock), "leaves": _said(leaves)})
        clock = leaves + chance.randint(10, 25)
    return {
        "id": f"t{number:03}",
        "label": f"trip {number}",
        "on": (MONDAY + timedelta(days=number % days)).isoformat(),
        "payload_kg": chance.choice((150, 300, 600)),
        "cold": chance.choice(("refrigerated", "refrigerated", "boxes", "none")),
        "cold_kg": 80,
        "stops": stops,
    }


def _said(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
