"""Who shares a warehouse: networks, the points they supply, what arrives, and who drives."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Amount, Label, Model, Share, Slug
from models.calendar import Day, Window
from models.places import Place
from models.products import Temperature
from models.vehicles import Cold, Licence

Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""A whole number of pallet places."""


class Network(Model):
    """A network of associations that stores in the warehouse, or small structures together.

    Small structures outside the networks are hosted as one such party (``hosted``): they hold no
    surface of their own, and come in when ``admitted``.
    """

    id: Slug
    label: Label
    short: Label | None = Field(default=None, description="Short name, for tables.")
    hosted: bool = Field(
        default=False, description="Small structures outside the networks (sous-hébergement)."
    )
    admitted: bool = Field(
        default=True, description="False: neither stores nor is supplied in this variant."
    )
    surface_share: Share = Field(
        default=0.0, description="Share of the building's surface under the agreement."
    )
    minimum_places: dict[Temperature, Count] = Field(
        default_factory=dict,
        description="Pallet places guaranteed in every week, by temperature, if it asks for them.",
    )
    minimum_m2: Amount = Field(
        default=0.0, description="Square metres guaranteed in every week, if it asks for them."
    )
    need_weight: float = Field(
        default=1.0, gt=0, le=1000, allow_inf_nan=False, description="Multiplies its claim."
    )
    safety_weeks: Amount = Field(
        default=1.0, description="Weeks of its points' need that it wants in stock."
    )
    gives: bool = Field(
        default=True, description="May hand over to other networks what it cannot use in time."
    )
    takes: bool = Field(default=True, description="May take over what others cannot use in time.")
    outside_eur_per_year: Amount | None = Field(
        default=None,
        description="What storing elsewhere would cost it a year; computed when absent.",
    )
    home: Place | None = Field(
        default=None, description="Where it would store and start from by itself."
    )

    @property
    def name(self) -> str:
        """Its short name if it has one, else its label."""
        return self.short or self.label


class Point(Model):
    """A distribution point that is supplied from the warehouse."""

    id: Slug
    label: Label
    network: Slug
    place: Place
    people: int = Field(default=0, ge=0, description="People helped: a count, never a list.")
    weekly_need_kg: Amount = Field(description="What it should get in a week, kg.")
    family_shares: dict[Slug, Share] | None = Field(
        default=None, description="Its need by family; the warehouse's shares when absent."
    )
    stock_kg: dict[Slug, Amount] = Field(
        default_factory=dict, description="What is on its shelves at the start, kg by family."
    )
    storage_kg: dict[Temperature, Amount] = Field(
        default_factory=dict, description="What it can hold, kg by temperature; no limit if absent."
    )
    windows: tuple[Window, ...] = Field(
        default=(), description="When it can be supplied; at any time of a round when empty."
    )
    unloading_min: Amount | None = Field(
        default=None, description="Time of a drop, minutes; the warehouse's when absent."
    )
    largest_payload_kg: Amount | None = Field(
        default=None, description="Vehicles of a larger payload cannot enter; any when absent."
    )
    visits: int | None = Field(
        default=None, ge=1, le=6, description="Deliveries a week; found from its need when absent."
    )
    fetches: bool = Field(default=False, description="Comes to the warehouse by itself.")
    fetch_payload_kg: Amount | None = Field(
        default=None, description="What its own vehicle takes at a time, kg; no limit when absent."
    )
    platform: Slug | None = Field(
        default=None, description="The platform it depends on; the quickest to reach when absent."
    )


class Flow(Model):
    """Food of one family that arrives for one network, week after week."""

    id: Slug
    label: Label
    network: Slug
    family: Slug
    weekly_kg: tuple[Amount, ...] = Field(
        min_length=1,
        description="kg by week of the horizon, the first week first; repeats when it is shorter.",
    )
    expiry_weeks: int = Field(
        ge=0,
        le=520,
        description="Weeks after that of its arrival in which it may still leave the warehouse.",
    )
    days: tuple[Day, ...] = Field(
        default=(), description="Days on which its lorries come; the warehouse's when empty."
    )
    transferable: bool = Field(
        default=True, description="May be handed over to another network (rules of the donor)."
    )

    def arrives_kg(self, week: int) -> float:
        """Return what arrives in a week of the horizon, in kg.

        Examples
        --------
        >>> flow = Flow(id="a", label="A", network="n", family="dry", weekly_kg=(5.0, 0.0),
        ...             expiry_weeks=4)
        >>> [flow.arrives_kg(week) for week in range(3)]
        [5.0, 0.0, 5.0]
        """
        return self.weekly_kg[week % len(self.weekly_kg)]


class OpeningStock(Model):
    """What one network has in the warehouse when the horizon begins."""

    network: Slug
    family: Slug
    kg: Amount
    expiry_weeks: int = Field(
        ge=0, le=520, description="Weeks after the first in which it may still leave."
    )
    transferable: bool = True


class Fleet(Model):
    """Vehicles alike that supply points from a platform: a network's own, or carriers'."""

    id: Slug
    label: Label
    network: Slug | None = Field(
        default=None, description="Whose they are; none: hired by the platform for all networks."
    )
    lent: bool = Field(
        default=False, description="May also supply points of the other admitted networks."
    )
    carrier: bool = Field(default=False, description="A haulier's: paid by use, with its driver.")
    count: int = Field(ge=1, le=500, description="How many there are.")
    platform: Slug | None = Field(
        default=None, description="Where they start and end; the main platform when absent."
    )
    payload_kg: float = Field(gt=0, le=40_000, description="Greatest load, in kg.")
    pallets: float | None = Field(
        default=None, gt=0, description="Pallet places; no limit when absent."
    )
    cold: Cold = "none"
    cold_kg: Amount | None = Field(
        default=None,
        description="Chilled and frozen kg aboard, at most; all of the payload when refrigerated.",
    )
    crew: int = Field(default=2, ge=1, le=5, description="People aboard.")
    licence: Licence = "B"
    days: tuple[Day, ...] = Field(min_length=1, description="Days on which they may go out.")
    shifts: tuple[Slug, ...] = Field(default=(), description="Shifts; all when empty.")
    max_trips: int = Field(default=2, ge=1, le=6, description="Times each may load in one shift.")
    max_stops: int | None = Field(default=None, ge=1, description="Drops in one trip, at most.")
    max_round_min: int | None = Field(
        default=None, gt=0, description="Longest round, if under the shift's, minutes."
    )
    eur_per_km: Amount = 0.35
    eur_per_hour: Amount = 0.0
    eur_per_round: Amount = Field(default=0.0, description="Due each time one goes out.")
