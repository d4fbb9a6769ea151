"""Shared trucks: who asks for one and when, which there are, and who had one before."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Clock, Label, Model, Slug, seconds
from models.calendar import DAY_NUMBER, Day, Window
from models.products import Temperature
from models.vehicles import Licence

DAY_S = 86_400
HEAVIEST_KG = 40_000
"""Payload of a truck, at most."""

Tenure = Literal["owned", "lent", "rented", "candidate"]
"""owned: there already; lent: by a third party, in stated hours; rented: by the day; candidate: a
purchase that is considered, not there yet."""

Every = Literal["week", "odd", "even"]
"""Weeks in which a slot is asked for, by their ISO number."""


class Truck(Model):
    """A truck that several associations may book."""

    id: Slug
    label: Label
    tenure: Tenure = "owned"
    base: Slug = Field(description="The association at whose site it is taken and brought back.")
    vehicle: Slug | None = Field(
        default=None, description="The vehicle of rounds that it is; their calendars are one."
    )
    payload_kg: float = Field(gt=0, le=HEAVIEST_KG, description="Greatest load, in kg.")
    refrigerated: bool = Field(default=False, description="May carry chilled and frozen food.")
    licence: Licence = "B"
    available: tuple[Window, ...] = Field(
        min_length=1, description="When it may be out, turnaround included; a day, or every day."
    )
    turnaround_min: Amount = Field(
        default=30.0, description="Cleaning and refuelling after each booking, minutes."
    )
    drivers: tuple[Slug, ...] | None = Field(
        default=None, description="People who may drive it; all who hold the licence when absent."
    )
    eur_per_hour: Amount = 0.0
    eur_per_day: Amount = Field(default=0.0, description="Due for each day it is out: the rent.")
    eur_per_year: Amount = Field(default=0.0, description="Insurance and upkeep.")
    purchase_eur: Amount = Field(default=0.0, description="Price of a candidate or an owned one.")
    years: float = Field(default=7.0, gt=0, le=40, description="Over which the price is spread.")

    @property
    def yearly_eur(self) -> float:
        """What it costs every year, whatever its use."""
        return self.eur_per_year + self.purchase_eur / self.years


class SlotChoice(Model):
    """A day and hours within which a booking may take place."""

    day: Day
    opens: Clock = Field(description="The truck is taken no earlier.")
    closes: Clock = Field(description="The truck is back no later.")

    @property
    def opens_s(self) -> int:
        """Earliest start, seconds since Monday midnight."""
        return DAY_NUMBER[self.day] * DAY_S + seconds(self.opens)

    @property
    def closes_s(self) -> int:
        """Latest end, seconds since Monday midnight."""
        return DAY_NUMBER[self.day] * DAY_S + seconds(self.closes)


class SlotRequest(Model):
    """A need for a truck, once a week or every other week."""

    id: Slug
    label: Label
    association: Slug
    choices: tuple[SlotChoice, ...] = Field(min_length=1, description="The preferred one first.")
    duration_min: int = Field(gt=0, le=1440, description="From taking the truck to bringing back.")
    load_kg: dict[Temperature, Amount] = Field(
        default_factory=dict, description="Greatest load, kg by temperature."
    )
    drivers: tuple[Slug, ...] | None = Field(
        default=None, description="Who could drive; the association's drivers when absent."
    )
    priority: int = Field(default=1, ge=1, le=9, description="A larger one comes first.")
    fixed: bool = Field(
        default=False, description="Promised: at the start of the first choice, not to be moved."
    )
    truck: Slug | None = Field(default=None, description="The only truck that suits, if any.")
    every: Every = "week"


class AccessRecord(Model):
    """What one association asked for and was given over earlier weeks."""

    association: Slug
    asked: int = Field(ge=0)
    met: int = Field(ge=0)


class Bookings(Model):
    """Trucks, slots asked for, and what was given before."""

    trucks: tuple[Truck, ...] = ()
    requests: tuple[SlotRequest, ...] = ()
    history: tuple[AccessRecord, ...] = ()
    step_min: int = Field(
        default=15, ge=5, le=120, description="Bookings start on this grid, minutes."
    )
    weeks_per_year: int = Field(default=48, ge=1, le=53, description="Weeks with bookings.")
