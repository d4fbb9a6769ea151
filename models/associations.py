"""Associations that collect, store and distribute food."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.base import Amount, Label, Model, Slug
from models.calendar import Opening, Window
from models.places import Place


class Association(Model):
    """A structure that distributes food to people, from one site."""

    id: Slug
    label: Label
    short: Label | None = Field(default=None, description="Short name, for tables.")
    place: Place
    households: int = Field(default=0, ge=0)
    people: int = Field(ge=0, description="People helped: a count, never a list.")
    counted_on: date | None = Field(default=None, description="When they were counted.")
    need_weight: float = Field(
        default=1.0, gt=0, allow_inf_nan=False, description="Multiplies the need per person."
    )
    weekly_need_kg: dict[Slug, Amount] | None = Field(
        default=None,
        description="Need by family, kg a week, where it is known; else people × weight × target.",
    )
    openings: tuple[Opening, ...] = Field(
        default=(), description="Its distributions; the week repeats itself."
    )
    reception: tuple[Window, ...] = Field(
        default=(), description="When goods can be received; at any time when empty."
    )
    unloading_min: Amount = Field(default=15.0, description="Time of a drop at its door, minutes.")
    cold_storage_kg: Amount | None = Field(
        default=None, description="Chilled and frozen kg it can hold; no limit when absent."
    )
    ambient_storage_kg: Amount | None = Field(
        default=None, description="Ambient kg it can hold; no limit when absent."
    )
    surface_m2: Amount | None = Field(
        default=None, description="Of its premises, square metres: a key for sharing costs."
    )
    refuses: tuple[Slug, ...] = Field(default=(), description="Families it does not take.")
    max_round_min: int | None = Field(
        default=None, gt=0, description="Longest round that serves it, minutes."
    )
    first_stop: bool = Field(
        default=False, description="True: only ever the first stop of a round."
    )
    accredited: bool = Field(
        default=True, description="May hold an agreement with a store over 400 m²."
    )
    contact: str = Field(
        default="", max_length=200, description="Optional; printed on driver's sheets only."
    )

    @property
    def name(self) -> str:
        """Its short name if it has one, else its label."""
        return self.short or self.label
