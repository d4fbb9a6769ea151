"""Product families and temperatures."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Label, Model, Slug, Text

Temperature = Literal["ambient", "chilled", "frozen"]
"""How a family must be kept: ambient (sec), chilled (frais), frozen (surgelé)."""

TEMPERATURE_NAMES: dict[str, Text] = {
    "ambient": Text(fr="sec", en="ambient"),
    "chilled": Text(fr="frais", en="chilled"),
    "frozen": Text(fr="surgelé", en="frozen"),
}


class Family(Model):
    """A product family: what is counted, split and kept together."""

    id: Slug
    label: Label
    temperature: Temperature
    shelf_days: int = Field(
        ge=0, le=3650, description="Days after collection within which it must be distributed."
    )
    target_kg_per_person: Amount = Field(description="What one person should get in a week, in kg.")
    points_per_kg: float = Field(
        default=1.0,
        gt=0,
        le=1000,
        allow_inf_nan=False,
        description="Weight of one kg in comparisons of food received.",
    )
    rare: bool = Field(default=False, description="Split first (protein, dairy, baby food).")
    kg_per_crate: float = Field(default=10.0, gt=0, description="Conversion of a crate, in kg.")
    kg_per_pallet: float | None = Field(
        default=None, gt=0, description="Conversion of a pallet place, in kg; no limit when absent."
    )
