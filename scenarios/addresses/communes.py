"""Communes: where their centres are, and how far they reach, roughly.

``communes.csv`` is made of public figures (Licence Ouverte 2.0): names, codes, postcodes and
populations of Insee and La Poste, areas and bounds computed from the outlines of IGN's Admin
Express, as Etalab's administrative division publishes them, for Bouches-du-Rhône. A centre is the
outline's centroid, or the town's own where that lies far from it; those of the sixteen
arrondissements of Marseille are approximate, to about 500 m, with the bounds of the whole city.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from math import cos, radians

from scenarios.addresses.spelling import plain, words_of

KM_PER_DEGREE = 111.2
ALIKE = 0.8
"""Likeness from which a name is another one, mistyped."""
KEPT = 2_000
"""Names whose communes are kept at hand: a file names the same ones over and over."""
FEW = 3
"""Names that begin alike, at most, for one of them to be meant."""
CITIES = {"paris": 75100, "marseille": 13200, "lyon": 69380}
"""Cities of several arrondissements, and the code before that of their first."""


@dataclass(frozen=True)
class Commune:
    """A commune of the table."""

    code: str
    name: str
    postcodes: tuple[str, ...]
    population: int | None
    lat: float
    lon: float
    km2: float | None
    south: float
    north: float
    west: float
    east: float

    def outside_km(self, lat: float, lon: float) -> float:
        """Return how far a point is from the box that holds the commune; 0 inside it."""
        up = max(self.south - lat, lat - self.north, 0.0) * KM_PER_DEGREE
        aside = max(self.west - lon, lon - self.east, 0.0) * KM_PER_DEGREE * cos(radians(lat))
        return float((up**2 + aside**2) ** 0.5)


@dataclass(frozen=True)
class Name:
    """A commune as it is called, whatever the spelling."""

    key: str
    arrondissement: int | None = None

    def meets(self, other: Name) -> bool:
        """Tell whether both may be the same: a city has all its arrondissements."""
        parts = (self.arrondissement, other.arrondissement)
        return self.key == other.key and (None in parts or parts[0] == parts[1])


def name_of(text: str, code: str = "") -> Name:
    """Return how a commune is called.

    Parameters
    ----------
    text
        Its name as somebody writes it.
    code
        Its Insee code, where it is known.

    Examples
    --------
    >>> name_of("Marseille 13ème Arrondissement"), name_of("ST ZACHARIE").key
    (Name(key='marseille', arrondissement=13), 'saint zacharie')
    """
    said = re.sub(r"\bcedex\b.*$|\([^)]*\)|\barr(?:ondissement|dt|t)?\b\.?", "", plain(text))
    said = re.sub(r"^\s*\d{5}\s+", "", said)
    key = " ".join(words_of(said))
    number = None
    city = re.fullmatch(r"([a-z ]+?) (\d{1,2})(?:er|e|eme)?", key)
    if city is not None and city[1] in CITIES:
        key, number = city[1], int(city[2])
    if number is None and key in CITIES and code.isdecimal():
        within = int(code) - CITIES[key]
        number = within if 0 < within <= 20 else None
    return Name(key, number)


@cache
def communes() -> tuple[Commune, ...]:
    """Return the communes of the table, then the arrondissements, by code."""
    text = files("scenarios.addresses").joinpath("communes.csv").read_text(encoding="utf-8")
    return tuple(
        Commune(
            code=row["code"],
            name=row["name"],
            postcodes=tuple(row["postcodes"].split()),
            population=int(row["population"]) if row["population"] else None,
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            km2=float(row["km2"]) if row["km2"] else None,
            south=float(row["south"]),
            north=float(row["north"]),
            west=float(row["west"]),
            east=float(row["east"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _by_name() -> dict[Name, Commune]:
    return {name_of(one.name): one for one in communes()}


@lru_cache(maxsize=KEPT)
def commune(text: str) -> Commune | None:
    """Return the commune of the table that a name means, none when the table has none.

    Examples
    --------
    >>> commune("aix en provence").code, commune("Marseille 4").code, commune("Reims")
    ('13001', '13204', None)
    """
    return _by_name().get(name_of(text))


def around(lat: float, lon: float) -> tuple[Commune, ...]:
    """Return the communes whose box holds a point: the point is in one of them, or in none."""
    return tuple(one for one in communes() if one.population and not one.outside_km(lat, lon) > 0)


def nearest_name(text: str) -> str | None:
    """Return the name of the table most like another, if any is."""
    names = {" ".join(words_of(plain(one.name))): one.name for one in communes()}
    return alike(text, names)


def alike(text: str, names: Mapping[str, str]) -> str | None:
    """Return the name that another one is probably meant to be: its first words, or mistyped.

    Parameters
    ----------
    names
        Names by their keys.

    Examples
    --------
    >>> names = {"penne huveaune": "La Penne-sur-Huveaune", "aubagne": "Aubagne"}
    >>> alike("La Penne", names), alike("Aubange", names), alike("Pen", names)
    ('La Penne-sur-Huveaune', 'Aubagne', None)
    """
    key = name_of(text).key
    begun = sorted(one for one in names if key and one.startswith(f"{key} "))
    few = 0 < len(begun) <= FEW
    close = begun if few else get_close_matches(key, sorted(names), 1, ALIKE)
    return names[close[0]] if close else None
