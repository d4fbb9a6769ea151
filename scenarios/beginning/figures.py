"""What is taken for granted until a town says otherwise, and where each figure comes from.

Marks: S, from a published source; D, derived from one; A, assumed, plausible and not sourced.
They are the figures of the shipped week of Aubagne (``scenarios/library/aubagne.yaml``), whose
remarks say the same. Whoever begins sees each where it is used, and can change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.base import Text
from scenarios.beginning.answers import StoreKind, VehicleKind
from scenarios.naming import slug

LONGEST_ROUND_MIN = 240
"""A round takes four hours at most (S: tours are limited to 180 to 270 min)."""
AFTERNOON = ("13:00", "18:00")
"""The second part of the day, where one is needed (A)."""
COLD_KG_PER_PERSON = 0.75
"""Cold food that an association can keep, kg per person helped (D: 1,130 kg for 1,530 people)."""
NO_SHOW, REJECT, VARIATION = 0.06, 0.16, 0.35
"""Visits without a gift (A), food thrown away at sorting (S), spread of what is given (A)."""
UNLOADING_MIN = 20
"""At the door of an association, minutes (S: 15 to 30)."""


@dataclass(frozen=True)
class FamilyFigures:
    """A family of products: the label, and what is assumed of it (all A)."""

    label: Text
    temperature: str
    shelf_days: int
    target_kg: float
    """What one person should get in a week."""
    crate_kg: float
    pallet_kg: float
    rare: bool = False


FAMILIES: Mapping[str, FamilyFigures] = {
    "fruit-veg": FamilyFigures(
        Text(fr="Fruits et légumes", en="Fruit and vegetables"), "ambient", 3, 1.2, 10, 300
    ),
    "bread": FamilyFigures(Text(fr="Pain", en="Bread"), "ambient", 1, 0.4, 5, 100),
    "dairy": FamilyFigures(
        Text(fr="Crèmerie et frais", en="Dairy and fresh"), "chilled", 2, 0.6, 10, 300, rare=True
    ),
    "meat": FamilyFigures(
        Text(fr="Viande, poisson, œufs", en="Meat, fish, eggs"),
        "chilled",
        1,
        0.3,
        8,
        300,
        rare=True,
    ),
    "dry": FamilyFigures(
        Text(fr="Épicerie sèche", en="Dry groceries"), "ambient", 60, 0.4, 10, 400
    ),
    "frozen": FamilyFigures(Text(fr="Surgelé", en="Frozen"), "frozen", 90, 0.1, 10, 300),
}


@dataclass(frozen=True)
class StoreFigures:
    """A kind of store: what it usually gives, and when (all A, but the minutes: S)."""

    label: Text
    shares: Mapping[str, float]
    """Of what it gives, by family; they add up to 1."""
    kg: float
    """A visit."""
    loading_min: int
    opens: str = "08:30"
    closes: str = "12:00"
    shelf_days: Mapping[str, int] | None = None
    words: tuple[str, ...] = ()
    """By which its name is known, as ids are written."""


GROCERIES = {"fruit-veg": 0.40, "bread": 0.15, "dairy": 0.22, "meat": 0.08, "dry": 0.15}
STORES: Mapping[StoreKind, StoreFigures] = {
    "hypermarket": StoreFigures(
        Text(fr="Hypermarché", en="Hypermarket"),
        {
            "fruit-veg": 0.40,
            "bread": 0.10,
            "dairy": 0.20,
            "meat": 0.08,
            "dry": 0.17,
            "frozen": 0.05,
        },
        235,
        30,
        "08:00",
        "11:30",
        words=("hyper", "hypermarche", "auchan", "leclerc", "geant", "cora"),
    ),
    "supermarket": StoreFigures(
        Text(fr="Supermarché", en="Supermarket"),
        GROCERIES,
        110,
        20,
        words=("super", "supermarche", "carrefour", "intermarche", "casino", "monoprix", "market"),
    ),
    "small-store": StoreFigures(
        Text(fr="Petit commerce / discompte", en="Small store / discounter"),
        {"fruit-veg": 0.45, "bread": 0.20, "dairy": 0.20, "meat": 0.05, "dry": 0.10},
        55,
        15,
        words=("petit", "epicerie", "superette", "lidl", "aldi", "netto", "biocoop", "primeur"),
    ),
    "bakery": StoreFigures(
        Text(fr="Boulangerie", en="Bakery"),
        {"bread": 1.0},
        20,
        10,
        closes="10:30",
        words=("boulangerie", "fournil", "bakery", "boulanger", "patisserie"),
    ),
    "wholesaler": StoreFigures(
        Text(fr="Grossiste en fruits et légumes", en="Fruit and vegetable wholesaler"),
        {"fruit-veg": 1.0},
        200,
        30,
        words=("grossiste", "wholesaler", "gros"),
    ),
    "producer": StoreFigures(
        Text(fr="Producteur", en="Producer"),
        {"fruit-veg": 1.0},
        120,
        20,
        closes="17:00",
        words=("producteur", "ferme", "maraicher", "exploitation", "farm", "gaec"),
    ),
    "canteen": StoreFigures(
        Text(fr="Cantine", en="Canteen"),
        {"dairy": 1.0},
        30,
        15,
        "13:30",
        "15:00",
        {"dairy": 1},
        words=("cantine", "canteen", "ecole", "college", "lycee", "restaurant"),
    ),
}


@dataclass(frozen=True)
class VehicleFigures:
    """A kind of vehicle (loads of refrigerated vans: S, 900 to 1,400 kg; the rest: A)."""

    label: Text
    payload_kg: float
    said: Mapping[str, Any]
    """Its other fields, as a scenario file has them."""


VEHICLES: Mapping[VehicleKind, VehicleFigures] = {
    "reefer": VehicleFigures(
        Text(fr="Camion frigorifique", en="Refrigerated van"),
        1000,
        {
            "cold": "refrigerated",
            "pallets": 4,
            "eur_per_km": 0.45,
            "eur_per_week": 30,
            "litres_per_100km": 10,
        },
    ),
    "boxes-van": VehicleFigures(
        Text(fr="Fourgon avec 10 norvégiennes", en="Van with 10 insulated boxes"),
        700,
        {
            "cold": "boxes",
            "boxes": 10,
            "eur_per_km": 0.38,
            "eur_per_week": 22,
            "litres_per_100km": 9,
        },
    ),
    "van": VehicleFigures(
        Text(fr="Fourgon sans froid", en="Van without cold"),
        500,
        {"eur_per_km": 0.35, "eur_per_week": 20, "litres_per_100km": 8},
    ),
    "car": VehicleFigures(
        Text(fr="Voiture", en="Car"),
        250,
        {"crew": 1, "eur_per_km": 0.30, "eur_per_week": 15, "litres_per_100km": 6.5},
    ),
}

KIND_NAMES: Mapping[str, Text] = {
    **{kind: one.label for kind, one in STORES.items()},
    **{kind: one.label for kind, one in VEHICLES.items()},
}
"""What the kinds are called."""


def kind_of(label: str) -> StoreKind:
    """Return the kind of a store by its name: a supermarket where the name does not say.

    Examples
    --------
    >>> kind_of("Boulangerie du Cours"), kind_of("LIDL Garlaban"), kind_of("Chez Léo")
    ('bakery', 'small-store', 'supermarket')
    """
    words = slug(label).split("-")
    # the first word that says something: "Super U, rue de la Ferme" is a supermarket
    for word in words:
        for kind, one in STORES.items():
            if word in one.words:
                return kind
    return "supermarket"


def crate_kg(kind: StoreKind) -> float:
    """Return what a crate of a kind of store weighs: its families mixed as it gives them, kg.

    Examples
    --------
    >>> crate_kg("bakery"), round(crate_kg("supermarket"), 1)
    (5.0, 8.5)
    """
    return 1 / sum(part / FAMILIES[one].crate_kg for one, part in STORES[kind].shares.items())


def cold_crate_kg() -> float:
    """Return what a crate of cold food weighs, mixed as people need it, kg.

    Examples
    --------
    >>> round(cold_crate_kg(), 1)
    9.3
    """
    cold = [one for one in FAMILIES.values() if one.temperature != "ambient"]
    return sum(one.target_kg for one in cold) / sum(one.target_kg / one.crate_kg for one in cold)
