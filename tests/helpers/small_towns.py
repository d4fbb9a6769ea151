"""Small weeks of each kind as a file says them, and values written into them."""

from __future__ import annotations

import json
from typing import Any

from models.scenario import Scenario

Week = dict[str, Any]


def town(kind: str) -> Week:
    """Return a small week of one kind: three associations, four stores, two vehicles."""
    places = {"a": (43.290, 5.570), "b": (43.300, 5.580), "c": (43.285, 5.590)}
    stores = {
        "s0": (43.310, 5.575),
        "s1": (43.295, 5.600),
        "s2": (43.280, 5.560),
        "s3": (43.32, 5.61),
    }
    holders = {"s0": "a", "s1": "b", "s2": "a", "s3": "a"}
    if kind == "depot":
        holders = dict.fromkeys(stores, "a")
    week: Week = {
        "id": kind,
        "label": kind,
        "week_of": "2026-11-23",
        "days": ["mon", "tue"],
        "shifts": [
            {"id": "m", "label": "m", "starts": "07:30", "ends": "12:30", "max_min": 240},
            {"id": "p", "label": "p", "starts": "13:00", "ends": "17:00", "max_min": 200},
        ],
        "families": [
            family("fruit", "ambient", 1.2, kg_per_pallet=300),
            family("dairy", "chilled", 0.6, kg_per_pallet=250),
            family("frozen", "frozen", 0.2),
        ],
        "associations": [
            {
                "id": name,
                "label": name,
                "place": {"lat": lat, "lon": lon, "commune": "X"},
                "people": 0 if kind == "depot" else 90,
                "openings": [
                    {"day": day, "starts": "14:00", "ends": "17:00"}
                    for day in ("mon", "tue", "thu")
                ],
            }
            for name, (lat, lon) in places.items()
        ],
        "donor_kinds": [
            {
                "id": "k",
                "label": "k",
                "family_shares": {"fruit": 0.7, "dairy": 0.2, "frozen": 0.1},
                "loading_min": 10,
            }
        ],
        "donors": [
            {
                "id": name,
                "label": name,
                "kind": "k",
                "place": {"lat": lat, "lon": lon, "commune": "X"},
                "holder": holders[name],
                "offers": [{"days": ["mon", "tue"], "kg": 50, "opens": "08:00", "closes": "16:00"}],
            }
            for name, (lat, lon) in stores.items()
        ],
        "vehicles": [vehicle("v0", "a"), vehicle("v1", "b")],
        "people": [person(f"p{n}", "aabb"[n]) for n in range(4)],
        "policy": {
            "pools": [{"id": "z", "label": "z", "mode": kind, "members": ["a", "b", "c"]}],
            "sorting_min": 20,
        },
    }
    if kind in ("hub", "reserve", "depot"):
        week["policy"]["pools"][0] |= {"mode": "hub", "hub": "a"}
    if kind in ("reserve", "depot"):
        week["deliveries"] = [
            {
                "id": f"d{to}",
                "source": "a",
                "to": to,
                "units": [
                    {"family": "fruit", "kg": 60, "pallets": 0.5},
                    {"family": "dairy", "kg": 30},
                ],
            }
            for to in ("b", "c")
        ]
    return week


def family(name: str, temperature: str, kg: float, **more: Any) -> Week:
    return {
        "id": name,
        "label": name,
        "temperature": temperature,
        "shelf_days": 3,
        "target_kg_per_person": kg,
        **more,
    }


def vehicle(name: str, owner: str) -> Week:
    return {
        "id": name,
        "label": name,
        "owner": owner,
        "payload_kg": 200,
        "cold": "refrigerated",
        "days": ["mon", "tue"],
        "frozen_pallets": True,
    }


def person(name: str, association: str) -> Week:
    return {
        "id": name,
        "label": name,
        "association": association,
        "roles": ["driver", "helper"],
        "days": ["mon", "tue"],
        "max_shifts": 4,
    }


def put(node: Any, path: list[str], value: Any) -> None:
    """Write a value at a path of keys and positions, ``*`` being all of a list."""
    head, *rest = path
    if isinstance(node, list):
        for one in range(len(node)) if head == "*" else [int(head)]:
            if rest:
                put(node[one], rest, value)
            else:
                node[one] = node[one] | value
    elif rest:
        put(node.setdefault(head, [] if head in ("deliveries", "errands") else {}), rest, value)
    else:
        node[head] = value


def written(kind: str, path: str, value: Any) -> Scenario:
    week = town(kind)
    if path == "*":
        for one, what in value.items():
            put(week, one.split("."), what)
    else:
        put(week, path.split("."), value)
    return Scenario.model_validate(json.loads(json.dumps(week)))
