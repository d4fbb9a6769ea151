"""Vehicles and the people who drive them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Clock, Label, Model, Slug, seconds
from models.calendar import Day
from models.products import Temperature

Cold = Literal["refrigerated", "boxes", "none"]
"""Refrigerated body, insulated boxes (norvégiennes), or nothing."""

Licence = Literal["B", "C"]
Role = Literal["driver", "helper"]


class Loan(Model):
    """Days on which an owner lends a vehicle to another association."""

    to: Slug
    days: tuple[Day, ...] = Field(min_length=1)


class Taken(Model):
    """Hours of one day at which a vehicle is not free."""

    day: Day
    starts: Clock
    ends: Clock

    @property
    def starts_s(self) -> int:
        """Start, in seconds since midnight."""
        return seconds(self.starts)

    @property
    def ends_s(self) -> int:
        """End, in seconds since midnight."""
        return seconds(self.ends)

    def meets(self, day: str, starts_s: float, ends_s: float) -> bool:
        """Tell whether it overlaps some hours of a day, in seconds since midnight."""
        return self.day == day and self.starts_s < ends_s and starts_s < self.ends_s


class Vehicle(Model):
    """A van, lorry or car."""

    id: Slug
    label: Label
    owner: Slug = Field(description="The association that owns it; it sleeps at its site.")
    payload_kg: float = Field(gt=0, le=40_000, description="Greatest load, in kg.")
    pallets: float | None = Field(
        default=None, gt=0, description="Pallet places; no limit when absent."
    )
    cold: Cold = "none"
    boxes: int = Field(default=0, ge=0, description="Insulated boxes aboard.")
    box_kg: float = Field(default=40.0, gt=0, description="What one insulated box holds, in kg.")
    carries: tuple[Temperature, ...] = Field(
        default=(),
        description="Temperatures it may carry; all that its equipment allows when empty.",
    )
    frozen_pallets: bool = Field(
        default=False, description="Isothermal covers: it may bring frozen food on pallets."
    )
    crew: int = Field(default=2, ge=1, le=5, description="People aboard: a driver, and helpers.")
    licence: Licence = "B"
    days: tuple[Day, ...] = Field(min_length=1, description="Days on which it may go out.")
    shifts: tuple[Slug, ...] = Field(default=(), description="Shifts; all when empty.")
    loans: tuple[Loan, ...] = ()
    lent: bool = Field(
        default=True, description="False: never works for a pool, only for its owner."
    )
    eur_per_km: Amount = 0.35
    eur_per_hour: Amount = 0.0
    eur_per_week: Amount = Field(default=0.0, description="Due once if it goes out in the week.")
    litres_per_100km: Amount = 9.0
    max_stops: int | None = Field(default=None, ge=1, description="Pick-ups and drops per round.")
    max_trips: int = Field(default=2, ge=1, le=6, description="Times it may load in one round.")
    max_round_min: int | None = Field(
        default=None, gt=0, description="Longest round, if under the shift's, minutes."
    )
    max_round_km: Amount | None = Field(default=None, description="Longest round, km.")
    busy: tuple[Taken, ...] = Field(
        default=(), description="Hours at which it is not free for rounds: booked, at the garage."
    )
    forbidden: tuple[Slug, ...] = Field(
        default=(), description="Donors and associations whose site it cannot enter."
    )


class Person(Model):
    """A volunteer or employee of the crews; a label, no personal data needed."""

    id: Slug
    label: Label
    association: Slug
    roles: tuple[Role, ...] = Field(min_length=1)
    licences: tuple[Licence, ...] = ("B",)
    days: tuple[Day, ...] = Field(min_length=1)
    shifts: tuple[Slug, ...] = Field(default=(), description="Shifts; all when empty.")
    max_shifts: int = Field(default=2, ge=0, description="Rounds in a week, at most.")
    max_hours: Amount | None = Field(
        default=None, description="Hours of rounds in a week, at most."
    )
    busy: tuple[Taken, ...] = Field(
        default=(), description="Hours at which they are not free for rounds: driving a booking."
    )
    contact: str = Field(
        default="", max_length=200, description="Optional; printed on driver's sheets only."
    )
