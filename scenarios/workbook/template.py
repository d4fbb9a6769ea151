"""What a new workbook begins with: usual families, kinds of stores and shifts of the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.base import Language
from models.words import MY_TOWN
from scenarios.beginning.town import TOGETHER_NAME
from scenarios.forms import content

_SOURCE = "aubagne"
_KEPT = ("schema_version", "days", "shifts", "families", "donor_kinds")
_ENGLISH: Mapping[str, str] = {
    "morning": "Morning",
    "afternoon": "Afternoon",
    "fruit-veg": "Fruit and vegetables",
    "bread": "Bread",
    "dairy": "Dairy and chilled",
    "meat": "Meat, fish, eggs",
    "dry": "Dry groceries",
    "frozen": "Frozen",
    "hypermarket": "Hypermarket",
    "supermarket": "Supermarket",
    "small-store": "Small store, discount",
    "bakery": "Bakery",
    "wholesaler": "Fruit and vegetable wholesaler",
    "producer": "Producer",
    "canteen": "School canteen",
}


def template_content(language: Language) -> dict[str, Any]:
    """Return the content of a workbook to be filled in.

    Associations, stores, vehicles, people and the members of the one pool are left to be given,
    and so is the week.
    """
    library = content(_SOURCE)
    kept: dict[str, Any] = {key: library[key] for key in _KEPT}
    if language == "en":
        for key in ("shifts", "families", "donor_kinds"):
            kept[key] = [
                one | {"label": _ENGLISH.get(one["id"], one["label"])} for one in kept[key]
            ]
    pool = {"id": "common", "label": TOGETHER_NAME.in_(language), "mode": "hub"}
    return {
        **kept,
        "id": "ma-ville" if language == "fr" else "my-town",
        "label": MY_TOWN.in_(language),
        "language": language,
        "policy": {"pools": [pool]},
    }
