"""Small towns that are odd in one way each, drawn from a seed: poor, far, boxed, promised, full."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, Literal, get_args

from models.scenario import Scenario

Week = dict[str, Any]
Kind = Literal[
    "poor",
    "far",
    "hours",
    "boxes",
    "gifts",
    "promises",
    "address",
    "limit",
    "cold",
    "pools",
    "words",
    "floors",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat")
FAMILIES: tuple[Week, ...] = (
    {"id": "fruit", "temperature": "ambient", "shelf_days": 3, "target_kg_per_person": 1.2},
    {"id": "milk", "temperature": "chilled", "shelf_days": 2, "target_kg_per_person": 0.5},
    {"id": "ice", "temperature": "frozen", "shelf_days": 60, "target_kg_per_person": 0.3},
)


def odd_town(kind: Kind, seed: int) -> Scenario:
    """Return a town of three to six associations, three to five stores and one to three vans.

    Parameters
    ----------
    kind
        In what it is odd: few means; somebody far away; odd hours; insulated boxes; gifts larger
        than vans; promises that may clash; several stores at one address; people at their limit;
        small stores; several pools and ways of working; rules that few weeks have; agreements held
        by few.
    """
    draw = Random(f"{kind}-{seed}")
    many = draw.choice((4, 5, 6) if kind == "poor" else (3, 3, 4, 5))
    names = [f"m{n}" for n in range(many)]
    donors = [_store(n, kind, names, draw) for n in range(draw.choice((3, 4, 5)))]
    vans = [_van(n, kind, names, donors, draw) for n in range(1 if kind == "poor" else _few(draw))]
    associations = [_association(name, kind, draw) for name in names]
    if kind == "far":
        site = draw.choice((*associations, donors[0]))
        site["place"] = {"lat": 43.6, "lon": 5.6, "commune": "Loin"}
    if kind == "address":
        for store in donors[1:]:
            store["place"] = donors[0]["place"]
    shifts = [
        {"id": "am", "label": "Matin", "starts": "07:30", "ends": "12:30"},
        {"id": "pm", "label": "Après-midi", "starts": "13:00", "ends": "18:00"},
    ]
    rare = draw.random() < 0.5
    content: Week = {
        "id": f"{kind}-{seed}",
        "label": f"Ville {kind} {seed}",
        "week_of": date(2026, 11, 30),
        "days": DAYS,
        "shifts": [
            one | {"max_min": draw.choice((150, 240, 300))}
            for one in shifts[: draw.choice((1, 1, 2))]
        ],
        "families": [one | {"label": one["id"], "rare": one["id"] == "milk"} for one in FAMILIES],
        "associations": associations,
        "donor_kinds": [
            {
                "id": "store",
                "label": "Magasin",
                "family_shares": {"fruit": 0.5, "milk": 0.3, "ice": 0.2},
                "loading_min": draw.choice((10, 20)),
                "no_show_rate": draw.choice((0, 0, 0.1)),
            }
        ],
        "donors": donors,
        "vehicles": vans,
        "people": [_person(n, kind, names, draw) for n in range(len(vans) * draw.choice((1, 2)))],
        "policy": {
            "pools": _pools(kind, names, draw),
            "split": {"rare_first": rare},
            "commitments": _promises(donors, vans, draw) if kind == "promises" else [],
        },
    }
    return Scenario.model_validate(content)


def _few(draw: Random) -> int:
    return draw.choice((1, 2, 2, 3))


def _place(draw: Random) -> Week:
    lat, lon = 43.35 + draw.uniform(-0.05, 0.05), 5.5 + draw.uniform(-0.05, 0.05)
    return {"lat": round(lat, 4), "lon": round(lon, 4), "commune": "Ville"}


def _some_days(draw: Random, days: tuple[str, ...], many: int) -> list[str]:
    return sorted(draw.sample(days, many), key=DAYS.index)


def _association(name: str, kind: Kind, draw: Random) -> Week:
    hours = ("08:00", "10:30", "12:00", "20:00") if kind == "hours" else ("14:00", "17:30")
    starts = draw.choice(hours)
    openings = [
        {"day": day, "starts": starts, "ends": f"{int(starts[:2]) + 2:02d}{starts[2:]}"}
        for day in _some_days(draw, DAYS, draw.choice((1, 1, 2, 3)))
    ]
    made: Week = {
        "id": name,
        "label": f"Membre {name}",
        "place": _place(draw),
        "people": draw.choice((15, 40, 80, 150, 300)),
        "openings": openings,
        "cold_storage_kg": draw.choice(
            (0.0, 3.0, 8.0, 20.0) if kind == "cold" else (None, 40.0, 150.0)
        ),
    }
    if kind == "cold":
        made["ambient_storage_kg"] = draw.choice((None, 10.0, 80.0))
    if kind == "hours" and draw.random() < 0.6:
        made["reception"] = [{"opens": "08:00", "closes": draw.choice(("09:30", "11:00"))}]
    if kind == "words":
        made["max_round_min"] = draw.choice((None, None, 60, 120))
        made["first_stop"] = draw.random() < 0.2
        made["refuses"] = draw.choice(((), (), ("ice",), ("fruit",)))
    return made


def _store(number: int, kind: Kind, names: list[str], draw: Random) -> Week:
    offer: Week = {
        "days": _some_days(draw, DAYS[:5], draw.choice((1, 1, 2, 3))),
        "kg": draw.choice((60, 350, 700, 1200) if kind == "gifts" else (25, 40, 60, 90, 140)),
        "opens": draw.choice(("07:30", "08:00", "09:00")),
        "closes": draw.choice(("10:30", "12:00")),
    }
    if kind == "words":
        offer["refrigerated"] = draw.random() < 0.25
        offer["pallets"] = draw.choice((None, None, 0.5, 2))
    return {
        "id": f"s{number}",
        "label": f"Magasin {number}",
        "kind": "store",
        "place": _place(draw),
        "holder": names[number % 2] if kind == "floors" else draw.choice(names),
        "private": kind == "pools" and draw.random() < 0.3,
        "offers": [offer],
    }


def _van(number: int, kind: Kind, names: list[str], donors: list[Week], draw: Random) -> Week:
    made: Week = {
        "id": f"v{number}",
        "label": f"Fourgon {number}",
        "owner": draw.choice(names[:2] if kind == "poor" else names),
        "payload_kg": draw.choice((90, 200, 400, 700)),
        "cold": draw.choice(("none", "refrigerated", "refrigerated")),
        "crew": draw.choice((1, 1, 2)),
        "days": _some_days(draw, DAYS, draw.choice((2, 3, 4))),
        "max_trips": draw.choice((1, 2)),
    }
    if kind == "boxes":
        made |= {"cold": "boxes", "boxes": draw.choice((1, 2, 3)), "box_kg": draw.choice((12, 25))}
    if kind == "words":
        made["carries"] = draw.choice(((), (), ("ambient",), ("ambient", "chilled")))
        made["pallets"] = draw.choice((None, None, 1, 2))
        made["max_stops"] = draw.choice((None, None, 1, 3))
        made["max_round_km"] = draw.choice((None, None, 15, 30))
        made["forbidden"] = draw.choice(((), (), (draw.choice(donors)["id"],)))
    return made


def _person(number: int, kind: Kind, names: list[str], draw: Random) -> Week:
    few = kind in ("poor", "limit")
    return {
        "id": f"p{number}",
        "label": f"Personne {number}",
        "association": draw.choice(names),
        "roles": draw.choice((("driver",), ("driver", "helper"))),
        "days": draw.choice((DAYS, DAYS[:4])),
        "max_shifts": draw.choice((None, 1, 1, 2) if few else (2, 3, 4)),
        "max_hours": draw.choice((None, 2, 4)) if kind == "limit" else None,
    }


def _pools(kind: Kind, names: list[str], draw: Random) -> list[Week]:
    mode = draw.choice(("hub", "hub", "direct"))
    pool: Week = {"id": "all", "label": "Ensemble", "mode": mode, "members": names}
    if mode == "hub":
        pool["hub"] = names[0]
    if kind != "pools":
        return [pool]
    if draw.random() < 0.5:
        other = {"id": "two", "label": "Deux", "mode": draw.choice(("alone", "direct"))}
        return [pool | {"members": names[:2]}, other | {"members": names[2:]}]
    rules = ("own_crews_only",) if mode == "direct" else ("own_crews_only", "fetch_only")
    return [pool | {draw.choice(rules): True}]


def _promises(donors: list[Week], vans: list[Week], draw: Random) -> list[Week]:
    found: dict[tuple[str, str], Week] = {}
    for _ in range(3):
        store, van = draw.choice(donors), draw.choice(vans)
        days = [day for day in store["offers"][0]["days"] if day in van["days"]]
        if days:
            one = {"donor": store["id"], "vehicle": van["id"], "day": draw.choice(days)}
            at = draw.choice((None, None, "09:00", "09:15"))
            found[one["donor"], one["day"]] = one | {"at": at, "alone": draw.random() < 0.25}
    return list(found.values())
