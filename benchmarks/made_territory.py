"""Made-up territories: areas around towns, outlets in them, dirty lists of one set of outlets."""

from __future__ import annotations

import random

from models.places import Place
from models.territory import AidPoint, NeedZone
from models.territory_study import Facts
from scenarios.territory.outlet_lists import Listed

LAT, LON = (43.2, 43.9), (4.3, 5.8)
TOWNS = 25
"""Towns around which areas and outlets lie."""


def made_facts(areas: int, points: int, seed: int = 1) -> Facts:
    """Return areas and outlets around some towns; all their figures are drawn."""
    rng = random.Random(seed)
    towns = [(rng.uniform(*LAT), rng.uniform(*LON)) for _ in range(TOWNS)]

    def place(spread: float) -> Place:
        lat, lon = rng.choice(towns)
        return Place(
            commune="Ville",
            lat=lat + rng.gauss(0, spread),
            lon=lon + rng.gauss(0, spread),
            zone=rng.choice(("centre", "town", "rural")),
        )

    zones = tuple(
        NeedZone(
            id=f"z{n:04d}",
            label=f"Zone {n}",
            place=place(0.06),
            inhabitants=rng.randrange(40, 3000),
            poverty_rate=rng.uniform(0.03, 0.55),
        )
        for n in range(areas)
    )
    outlets = tuple(
        AidPoint(
            id=f"p{n:04d}",
            label=f"Lieu {n}",
            place=place(0.03),
            mode=rng.choice(("meal", "grocery", "parcels", "outreach")),
            days_a_week=rng.choice((0.5, 1, 2, 5)),
            people_a_day=rng.randrange(20, 200),
        )
        for n in range(points)
    )
    return Facts(zones=zones, points=outlets)


def made_lists(rows: int, seed: int = 1) -> tuple[list[Listed], int]:
    """Return three lists of the same outlets, most of them in two, and how many there are.

    Names are shortened, in capitals or misspelt, positions shaken by up to 60 m.
    """
    rng = random.Random(seed)
    names = ("Restos du Cœur", "Secours populaire", "Épicerie solidaire", "Croix-Rouge", "Table")
    total = 2 * rows
    outlets = [
        (f"{rng.choice(names)} {n}", rng.uniform(*LAT), rng.uniform(*LON)) for n in range(total)
    ]
    found, met = [], set[int]()
    for number in range(3):
        for line, n in enumerate(sorted(rng.sample(range(total), rows))):
            name, lat, lon = outlets[n]
            met.add(n)
            said = rng.choice((name, name.upper(), name.replace("œ", "oe"), f"Les {name}"))
            found.append(
                Listed(
                    list=f"liste{number}",
                    line=line,
                    label=said,
                    lat=lat + rng.uniform(-0.0004, 0.0004),
                    lon=lon + rng.uniform(-0.0004, 0.0004),
                    commune="Ville",
                    assumed=False,
                )
            )
    return found, len(met)
