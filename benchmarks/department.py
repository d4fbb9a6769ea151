"""Fictional distribution points over the communes of Bouches-du-Rhône, as many as asked for.

``python -m benchmarks.department FILE.csv --points 330`` writes the table that comes with the
Marseille scenario; with 2,000 points the same file plans too. Populations and contours are those
of the table of communes (``scenarios/addresses/communes.csv``); everything else is drawn, and said
to be assumed.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import Any

from models.scenario import Scenario
from scenarios import load
from scenarios.addresses.communes import communes as table_of_communes

POINTS, TOTAL_KG, SIGMA = 330, 154_000, 1.0
"""Points, their needs of a week in kg, and the spread of the needs' logarithm."""
NETWORKS = (
    ("restos", "Restos du Cœur", 0.50),
    ("croix-rouge", "Croix-Rouge", 0.25),
    ("secours-populaire", "Secours populaire", 0.15),
    ("andes", "ANDES", 0.07),
    ("secours-catholique", "Secours catholique", 0.03),
)
"""Id, name and share of the points."""
SMALL = ("petites", "Petite structure")
SMALL_POINTS = 12
PERSON_KG = 3.0
"""A person's need in a week."""
LARGEST_OFFSET_KM, CENTRE_KM = 4.5, 8.0
TOWN_PEOPLE = 10_000
HOURS = (
    (0.45, "08:00-12:30"),
    (0.35, "08:30-12:00 | 13:30-17:00"),
    (0.20, "09:00-16:00"),
)
VAN_KG = 1_200
"""Payload of the largest vehicle where no lorry can enter."""
HEADERS = (
    "identifiant",
    "libelle",
    "reseau",
    "commune",
    "latitude",
    "longitude",
    "zone",
    "position_supposee",
    "source",
    "personnes",
    "besoin_kg_semaine",
    "ouvertures",
    "charge_utile_max_kg",
    "vient_chercher",
    "charge_vient_chercher_kg",
)


@dataclass(frozen=True)
class Commune:
    """A commune: its people and its centre."""

    name: str
    population: int
    lat: float
    lon: float
    km2: float

    @property
    def offset_km(self) -> float:
        """How far from the centre points are put, at most."""
        return min(LARGEST_OFFSET_KM, 0.3 * math.sqrt(self.km2 / math.pi))

    @property
    def zone(self) -> str:
        """Its driving speed."""
        if self.name == "Marseille":
            return "centre"
        return "town" if self.population >= TOWN_PEOPLE else "rural"


def communes() -> tuple[Commune, ...]:
    """Return the communes of the department, the most populous first."""
    found = [
        Commune(one.name, one.population, one.lat, one.lon, one.km2)
        for one in table_of_communes()
        if one.code.startswith("13") and one.population and one.km2
    ]
    return tuple(sorted(found, key=lambda one: (-one.population, one.name)))


def spread(count: int, among: Sequence[Commune]) -> list[Commune]:
    """Return the commune of each of some points: by population, largest remainder."""
    people = sum(one.population for one in among)
    due = [count * one.population / people for one in among]
    given = [int(part) for part in due]
    order = sorted(range(len(among)), key=lambda n: (given[n] - due[n], among[n].name))
    for n in order[: count - sum(given)]:
        given[n] += 1
    return [one for one, number in zip(among, given, strict=True) for _ in range(number)]


def needs_kg(count: int, mean_kg: float, rng: random.Random) -> list[int]:
    """Return lognormal needs in a random order: whole kg that add up to ``count × mean_kg``.

    They are the quantiles of the law, so that any number of points has its shape.
    """
    law = NormalDist(0.0, SIGMA)
    drawn = [math.exp(law.inv_cdf((n + 0.5) / count)) for n in range(count)]
    scale = count * mean_kg / sum(drawn)
    found = [max(1, round(value * scale)) for value in drawn]
    found[-1] += round(count * mean_kg) - sum(found)
    rng.shuffle(found)
    return found


def rows(
    count: int = POINTS, seed: int = 16, small: int = SMALL_POINTS, total_kg: float = TOTAL_KG
) -> list[dict[str, Any]]:
    """Return the lines of a table of points.

    Parameters
    ----------
    count
        Points of the five networks.
    seed
        Same count and seed, same points.
    small
        Small structures outside the networks, beside them.
    total_kg
        Needs of all points of the networks in a week.
    """
    rng = random.Random(seed)
    places = communes()
    found = []
    points = dict.fromkeys((one[0] for one in NETWORKS), 0)
    needs = needs_kg(count, total_kg / count, rng)
    numbers: dict[str, int] = {}
    for number, (commune, need) in enumerate(zip(spread(count, places), needs, strict=True), 1):
        who, name, _ = min(NETWORKS, key=lambda one: (points[one[0]] + rng.random()) / one[2])
        points[who] += 1
        numbers[commune.name] = numbers.get(commune.name, 0) + 1
        label = f"{name}, {commune.name} {numbers[commune.name]}"
        found.append(_row(f"p{number:04d}", label, who, commune, need, rng))
    law = NormalDist(0.0, SIGMA / 2)
    for number, commune in enumerate(spread(small, places), 1):
        need = round(90 * math.exp(law.inv_cdf((number - 0.5) / small)))
        label = f"{SMALL[1]} {number}, {commune.name}"
        found.append(_row(f"s{number:02d}", label, SMALL[0], commune, need, rng))
    return found


def _row(
    name: str, label: str, network: str, commune: Commune, need: int, rng: random.Random
) -> dict[str, Any]:
    # the square root makes the density even over the disc
    distance = commune.offset_km * math.sqrt(rng.random())
    angle = rng.uniform(0, 2 * math.pi)
    north, east = round(distance * math.sin(angle), 2), round(distance * math.cos(angle), 2)
    draw, hours = rng.random(), HOURS[-1][1]
    for share, text in HOURS:
        if draw < share:
            hours = text
            break
        draw -= share
    narrow = rng.random() < 0.4 and need < VAN_KG
    fetches = need < 150 and (network == SMALL[0] or rng.random() < 0.3)
    values = (
        name,
        label,
        network,
        commune.name,
        f"{commune.lat + north / 110.6:.5f}",
        f"{commune.lon + east / (111.3 * math.cos(math.radians(commune.lat))):.5f}",
        commune.zone,
        "oui",
        f"fictif : centre de la commune {north:+.2f} km N {east:+.2f} km E",
        round(need / PERSON_KG),
        need,
        hours,
        VAN_KG if narrow else "",
        "oui" if fetches else "",
        300 if fetches else "",
    )
    return dict(zip(HEADERS, values, strict=True))


def table(count: int = POINTS, seed: int = 16) -> str:
    """Return the points as a CSV table with French headers; the tonnage is always the same."""
    made = io.StringIO()
    writer = csv.DictWriter(made, HEADERS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(count, seed))
    return made.getvalue()


def department(count: int, seed: int = 16) -> Scenario:
    """Return the Marseille scenario with as many points: its means grow in proportion.

    Flows, stock, places, minima, surface, docks and fleets are multiplied by ``count / 330``.

    Raises
    ------
    ValueError
        If ``count`` is under 20.
    """
    if count < 20:
        raise ValueError(f"count must be at least 20, not {count}")
    world = load("marseille").scenario.model_dump()
    warehouse, scale = world["warehouse"], count / POINTS
    for flow in warehouse["flows"]:
        flow["weekly_kg"] = [kg * scale for kg in flow["weekly_kg"]]
    for stock in warehouse["stock"]:
        stock["kg"] *= scale
    for platform in warehouse["platforms"]:
        platform["surface_m2"] *= scale
        platform["cold_m2"] *= scale
        platform["places"] = {key: round(n * scale) for key, n in platform["places"].items()}
        for dock in platform["docks"]:
            dock["pallets_per_hour"] = min(500.0, dock["pallets_per_hour"] * scale)
    for network in warehouse["networks"]:
        least = network["minimum_places"]
        network["minimum_places"] = {key: int(n * scale) for key, n in least.items()}
        network["minimum_m2"] *= scale
    for fleet in warehouse["fleets"]:
        fleet["count"] = max(1, round(fleet["count"] * scale))
    drawn = rows(count, seed, total_kg=TOTAL_KG * scale)
    warehouse["points"] = [_point(row) for row in drawn]
    label = f"Bouches-du-Rhône fictives, {count} points"
    return Scenario.model_validate(world | {"id": f"department-{count}", "label": label})


def _point(row: dict[str, Any]) -> dict[str, Any]:
    windows = [
        dict(zip(("opens", "closes"), part.strip().split("-"), strict=True))
        for part in row["ouvertures"].split("|")
    ]
    return {
        "id": row["identifiant"],
        "label": row["libelle"],
        "network": row["reseau"],
        "place": {
            "lat": float(row["latitude"]),
            "lon": float(row["longitude"]),
            "commune": row["commune"],
            "zone": row["zone"],
            "assumed": True,
            "source": row["source"],
        },
        "people": row["personnes"],
        "weekly_need_kg": row["besoin_kg_semaine"],
        "windows": windows,
        "largest_payload_kg": row["charge_utile_max_kg"] or None,
        "fetches": bool(row["vient_chercher"]),
        "fetch_payload_kg": row["charge_vient_chercher_kg"] or None,
    }


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", type=Path)
    asked.add_argument("--points", type=int, default=POINTS)
    asked.add_argument("--seed", type=int, default=16)
    given = asked.parse_args()
    given.file.write_text(table(given.points, given.seed), encoding="utf-8")
