"""A fictional town some times the size of Aubagne, to measure speed with."""

from __future__ import annotations

import math
import random
from typing import Any

from models.scenario import Scenario
from scenarios import load

CENTRE = (43.3, 5.5)
"""Latitude and longitude of the middle of the town, WGS 84 degrees."""
RADIUS_KM = 25.0
CENTRE_KM, TOWN_KM = 6.0, 15.0
"""Within the first, the speeds of a big centre; within the second, of a town; rural beyond."""
JITTER = 0.2
"""People and kg differ from Aubagne's by up to this share."""

Record = dict[str, Any]


def town(seed: int, scale: int = 10) -> Scenario:
    """Return a town of ``scale`` Aubagnes that share one sorting place.

    Each donor, association, vehicle and person of the Aubagne week appears ``scale`` times, with
    its own place, people and kg, so that the proportions of means to food stay Aubagne's. Places
    are uniform in a disc; the hub lies in the middle and stores without limit.

    Parameters
    ----------
    seed : int
        Same seed and scale, same town.
    scale : int
        Number of Aubagnes; 10 gives 180 donors, 60 associations and 50 vehicles.

    Raises
    ------
    ValueError
        If ``scale`` is under 1.
    """
    if scale < 1:
        raise ValueError(f"scale must be at least 1, not {scale}")
    rng = random.Random(seed)
    aubagne = load("aubagne").scenario.model_dump()
    hub = _copy_id("secours-populaire", 1)
    data: Record = {key: [] for key in ("associations", "donors", "vehicles", "people")}
    for number in range(1, scale + 1):
        data["associations"] += [_association(rng, a, number) for a in aubagne["associations"]]
        data["donors"] += [_donor(rng, d, number) for d in aubagne["donors"]]
        data["vehicles"] += [_vehicle(v, number) for v in aubagne["vehicles"]]
        data["people"] += [_renamed(p, number, "association") for p in aubagne["people"]]
    for association in data["associations"]:
        if association["id"] == hub:
            association.update(place=_place(*CENTRE, 0.0), cold_storage_kg=None)
    pool = {
        "id": "common",
        "label": "Ramasse commune",
        "mode": "hub",
        "hub": hub,
        "members": [association["id"] for association in data["associations"]],
    }
    return Scenario.model_validate(
        aubagne
        | data
        | {
            "id": f"town-{scale}-{seed}",
            "label": f"Ville fictive, {scale} fois Aubagne (graine {seed})",
            "variant": "hub",
            "policy": aubagne["policy"] | {"pools": [pool]},
            "travel": aubagne["travel"] | {"barriers": []},
            "notes": ["Ville fictive, pour les mesures de vitesse."],
        }
    )


def _copy_id(name: str, number: int) -> str:
    return f"{name}_{number:02d}"


def _renamed(record: Record, number: int, *references: str) -> Record:
    """Return a copy of a record with its id, label and references made those of one Aubagne."""
    own = {key: _copy_id(record[key], number) for key in ("id", *references)}
    return record | own | {"label": f"{record['label']}, {number}"}


def _association(rng: random.Random, record: Record, number: int) -> Record:
    return _renamed(record, number) | {
        "place": _random_place(rng),
        "people": round(record["people"] * _factor(rng)),
    }


def _donor(rng: random.Random, record: Record, number: int) -> Record:
    factor = _factor(rng)
    offers = [
        offer
        | {
            "kg": round(offer["kg"] * factor, 1),
            "day_kg": {day: round(kg * factor, 1) for day, kg in offer["day_kg"].items()},
        }
        for offer in record["offers"]
    ]
    return _renamed(record, number, "holder") | {"place": _random_place(rng), "offers": offers}


def _vehicle(record: Record, number: int) -> Record:
    loans = [loan | {"to": _copy_id(loan["to"], number)} for loan in record["loans"]]
    return _renamed(record, number, "owner") | {"loans": loans}


def _factor(rng: random.Random) -> float:
    return rng.uniform(1 - JITTER, 1 + JITTER)


def _random_place(rng: random.Random) -> Record:
    # The square root makes the density even over the disc.
    distance_km = RADIUS_KM * math.sqrt(rng.random())
    angle = rng.uniform(0, 2 * math.pi)
    degree_km = 111.2
    lat = CENTRE[0] + distance_km * math.sin(angle) / degree_km
    lon = CENTRE[1] + distance_km * math.cos(angle) / (
        degree_km * math.cos(math.radians(CENTRE[0]))
    )
    return _place(round(lat, 5), round(lon, 5), distance_km)


def _place(lat: float, lon: float, distance_km: float) -> Record:
    zone = "centre" if distance_km < CENTRE_KM else "town" if distance_km < TOWN_KM else "rural"
    return {
        "lat": lat,
        "lon": lon,
        "commune": "Ville fictive",
        "zone": zone,
        "assumed": True,
        "source": "fictif, tiré au hasard",
    }
