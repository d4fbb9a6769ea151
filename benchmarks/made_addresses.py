"""A department's file of addresses, made up, and addresses of it as people write them."""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scenarios.addresses.communes import Commune, communes
from scenarios.addresses.spelling import plain

HEADERS = (
    *("id", "id_fantoir", "numero", "rep", "nom_voie", "code_postal", "code_insee", "nom_commune"),
    *("code_insee_ancienne_commune", "nom_ancienne_commune", "x", "y", "lon", "lat"),
    *("type_position", "alias", "nom_ld", "libelle_acheminement", "nom_afnor"),
    *("source_position", "source_nom_voie", "certification_commune", "cad_parcelles"),
)
KINDS = ("Rue", "Avenue", "Boulevard", "Chemin", "Impasse", "Allée", "Place", "Traverse", "Route")
SHORT = {
    "rue": "r.",
    "avenue": "av.",
    "boulevard": "bd",
    "chemin": "ch.",
    "impasse": "imp.",
    "allee": "all.",
    "place": "pl.",
    "route": "rte",
    "saint": "St",
    "sainte": "Ste",
    "general": "Gal",
    "marechal": "Mal",
    "docteur": "Dr",
}
FIRST = (
    *("Jean", "Pierre", "Marie", "Lucie", "Émile", "Paul", "Louis", "Élise", "Victor", "Frédéric"),
    *("du Général", "du Docteur", "du Maréchal", "Saint", "Sainte", "des Frères", "Marcel"),
)
LAST = (
    *(
        "Martin",
        "Bérard",
        "Roux",
        "Girard",
        "Blanc",
        "Fabre",
        "Mistral",
        "Giono",
        "Pagnol",
        "Arène",
    ),
    *("Daudet", "Aubanel", "Gras", "Reynaud", "Bonnet", "Chabert", "Imbert", "Jourdan", "Lèbre"),
    *("Maurel", "Négrel", "Olive", "Pélissier", "Rambaud", "Sicard", "Tardieu", "Vidal", "Ycard"),
)
OF = (
    *("des Oliviers", "de la Gare", "de l'Église", "des Écoles", "du Château", "de la Fontaine"),
    *("des Pins", "de l'Étoile", "du Moulin", "des Amandiers", "de la République", "du Stade"),
    *("de Verdun", "du 8 Mai 1945", "des Lauriers", "de la Crau", "du Vallon", "des Cigales"),
    *("des Micocouliers", "de la Source", "du Four", "de l'Huveaune", "des Paluds", "du Canal"),
)
SYLLABLES = (
    "ba",
    "cor",
    "del",
    "fi",
    "gar",
    "ja",
    "lu",
    "mon",
    "no",
    "pe",
    "ri",
    "sal",
    "ta",
    "ve",
)
NUMBERS = 30
"""Numbers of a street, about."""


@dataclass(frozen=True)
class Asked:
    """An address as somebody writes it, and where it is."""

    text: str
    commune: str
    lat: float
    lon: float
    how: str


def names(rng: random.Random) -> str:
    """Return the name of a street: one that every commune has, or one of its own."""
    kind = rng.choice(KINDS)
    draw = rng.random()
    if draw < 0.3:
        return f"{kind} {rng.choice(OF)}"
    if draw < 0.7:
        return f"{kind} {rng.choice(FIRST)} {rng.choice(LAST)}"
    own = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(3, 4))).capitalize()
    return f"{kind} {rng.choice(('de', 'du', 'des'))} {own}"


def streets(
    rows: int, rng: random.Random
) -> Iterator[tuple[Commune, str, float, float, list[str]]]:
    """Yield streets of all communes until their numbers make so many rows."""
    towns = [one for one in communes() if one.code != "13055"]
    weights = [one.population or 55_000 for one in towns]
    used: set[tuple[str, str]] = set()
    left = rows
    while left > 0:
        town = rng.choices(towns, weights)[0]
        name = names(rng)
        if (town.code, name) in used:
            continue
        used.add((town.code, name))
        count = min(left, max(1, round(rng.expovariate(1 / NUMBERS))))
        left -= count
        lat = town.lat + rng.gauss(0, 0.012)
        lon = town.lon + rng.gauss(0, 0.016)
        numbers = [str(n) for n in range(1, count + 1)]
        if count > 4 and rng.random() < 0.3:
            numbers[-1] = f"{count // 2} bis"
        yield town, name, lat, lon, numbers


def write(path: Path, rows: int, asked: int, seed: int) -> list[Asked]:
    """Write a file of so many made-up addresses; return some of them as people write them."""
    rng = random.Random(seed)
    chance = asked / rows * 12
    wanted: list[Asked] = []
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(HEADERS)
        for town, name, lat, lon, numbers in streets(rows, rng):
            turn = rng.uniform(0, 2 * math.pi)
            for n, said in enumerate(numbers):
                number, _, suffix = said.partition(" ")
                north = lat + n * 0.00015 * math.sin(turn)
                east = lon + n * 0.0002 * math.cos(turn)
                writer.writerow(_row(town, name, number, suffix, north, east))
                if rng.random() < chance:
                    wanted.append(_asked(town, name, said, north, east, rng))
    rng.shuffle(wanted)
    return wanted[:asked]


def _row(
    town: Commune, name: str, number: str, suffix: str, lat: float, lon: float
) -> list[object]:
    postcode, code = town.postcodes[0], town.code
    city = "Marseille" if code.startswith("132") else town.name
    key = f"{code}_{abs(hash((code, name))) % 10000:04d}_{number.zfill(5)}"
    at = ["", "", f"{lon:.6f}", f"{lat:.6f}"]
    more = ["entrée", "", "", city.upper(), plain(name).upper(), "commune", "commune", "1", ""]
    return [key, "", number, suffix, name, postcode, code, city, "", "", *at, *more]


def _asked(
    town: Commune, name: str, said: str, lat: float, lon: float, rng: random.Random
) -> Asked:
    city = "Marseille" if town.code.startswith("132") else town.name
    full = f"{said} {name}"
    how = rng.choice(("as it is", "capitals", "abbreviated", "mistyped", "in one line", "a store"))
    if how == "capitals":
        full = plain(full).upper()
    elif how == "abbreviated":
        full = " ".join(SHORT.get(plain(word), word) for word in full.split())
    elif how == "mistyped":
        word = max(name.split(), key=len)
        at = rng.randrange(1, len(word) - 1)
        full = full.replace(word, word[:at] + word[at + 1 :])
    elif how == "a store":
        full = f"Supermarché du Coin, {full}"
    if how == "in one line" or town.code.startswith("132"):
        return Asked(f"{full}, {town.postcodes[0]} {city}", "", lat, lon, how)
    return Asked(full, city, lat, lon, how)
