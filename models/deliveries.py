"""Food that a depot delivers to associations: load units, how they may travel, and when."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug
from models.calendar import Day
from models.products import Temperature

Weeks = Literal["any", "odd", "even"]
"""Weeks of the ISO calendar in which a delivery is due: all, or one in two."""


class LoadUnit(Model):
    """One indivisible load: it rides on one vehicle, one trip, one day."""

    family: Slug
    kg: float = Field(gt=0, le=40_000, allow_inf_nan=False)
    pallets: Amount = Field(default=0.0, description="Pallet places it takes; halves are usual.")
    boxes: int = Field(default=0, ge=0, description="Insulated boxes it travels in.")


class Delivery(Model):
    """What one association is due in a week from a depot; its units may be split over rounds."""

    id: Slug
    source: Slug = Field(description="The depot: an association that is the hub of a pool.")
    to: Slug = Field(description="The association that receives.")
    units: tuple[LoadUnit, ...] = Field(min_length=1)
    days: tuple[Day, ...] = Field(
        default=(), description="Days on which it may be brought; all when empty."
    )
    weeks: Weeks = Field(
        default="any", description="Due every week, or in odd or even weeks (ISO numbers)."
    )
    min_visits: int = Field(
        default=1, ge=0, le=50, description="Stops over which it is split, at least."
    )
    max_visits: int | None = Field(
        default=None, ge=1, le=50, description="Stops over which it is split, at most."
    )

    def due_in(self, week_of: date) -> bool:
        """Tell whether it is due in the week of a date.

        Examples
        --------
        >>> one = LoadUnit(family="dry", kg=300)
        >>> odd = Delivery(id="a", source="depot", to="b", units=(one,), weeks="odd")
        >>> odd.due_in(date(2026, 2, 16)), odd.due_in(date(2026, 2, 23))
        (False, True)
        """
        odd = week_of.isocalendar().week % 2 == 1
        return self.weeks == "any" or odd == (self.weeks == "odd")


class Errand(Model):
    """A given trip that brings food collected earlier to one association, and serves no other.

    Its own food is not weighed. It is a stop of the round as any other.
    """

    vehicle: Slug
    day: Day
    trip: int = Field(ge=1, le=12, description="Which trip of the vehicle that day, from 1.")
    to: Slug = Field(description="The association served.")
    rides_along: tuple[Temperature, ...] = Field(
        default=(),
        description="Delivered units that may ride along, to it and on its days; none when empty.",
    )


class Unit(Model):
    """One load unit due this week.

    Derived from deliveries by ``Scenario.units``.
    """

    id: Slug = Field(description="``delivery_n``, with n from 1.")
    delivery: Slug
    source: Slug
    to: Slug
    family: Slug
    temperature: Temperature
    kg: float
    pallets: float
    boxes: int
