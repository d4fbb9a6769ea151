"""A small town as it answers the first questions, and no more than it must."""

from __future__ import annotations

from typing import Any


def place(lat: float, lon: float) -> dict[str, Any]:
    return {"lat": lat, "lon": lon, "commune": "Pertuis", "assumed": True, "source": "test"}


def answers(**changes: Any) -> dict[str, Any]:
    """Two associations, three stores, one van; all else is left to the defaults."""
    said: dict[str, Any] = {
        "label": "Pertuis et environs",
        "commune": "Pertuis",
        "week_of": "2026-12-07",
        "associations": [
            {
                "id": "secours",
                "label": "Secours",
                "address": "Pertuis",
                "place": place(43.694, 5.50),
                "people": 80,
                "days": ["tue", "thu"],
            },
            {
                "id": "coeur",
                "label": "Cœur d'Ormeaux",
                "address": "Pertuis",
                "place": place(43.690, 5.51),
                "people": 120,
                "days": ["wed"],
            },
        ],
        "stores": [
            {
                "id": name,
                "label": label,
                "address": "Pertuis",
                "place": place(43.69, 5.49 + n / 100),
                "holder": "secours",
            }
            for n, (name, label) in enumerate(
                [("market", "Carrefour Market"), ("lidl", "Lidl"), ("fournil", "Le Fournil")]
            )
        ],
        "vehicles": [{"id": "van", "label": "Le camion", "owner": "secours", "kind": "reefer"}],
        "crews": [{"id": "secours", "association": "secours", "drivers": 2, "helpers": 2}],
    }
    return said | changes
