"""The shared warehouse: its platforms, places and docks, who uses it, what it costs, who funds."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from models.base import Amount, Clock, Label, Model, Share, Slug, seconds
from models.calendar import Day
from models.funding import Funding
from models.networks import Count, Fleet, Flow, Network, OpeningStock, Point
from models.places import Place
from models.products import Temperature

TEMPERATURES: tuple[Temperature, ...] = ("ambient", "chilled", "frozen")

DockUse = Literal["arrivals", "departures", "both"]
AllotmentRule = Literal["free", "leximin", "surface"]
"""free: places go to whoever fills them; leximin: need-weighted, the least provided first;
surface: by the surface shares of the agreement."""


class Dock(Model):
    """A loading dock and its hours."""

    id: Slug
    label: Label
    use: DockUse = "both"
    days: tuple[Day, ...] = Field(min_length=1)
    opens: Clock
    closes: Clock
    pallets_per_hour: float = Field(gt=0, le=500, description="Handled there, in or out.")
    longest_payload_kg: Amount | None = Field(
        default=None, description="Larger lorries cannot come alongside; any when absent."
    )

    @property
    def opens_s(self) -> int:
        """Opening, in seconds since midnight."""
        return seconds(self.opens)

    @property
    def closes_s(self) -> int:
        """Closing, in seconds since midnight."""
        return seconds(self.closes)


class Outage(Model):
    """Places that cannot be used in some weeks: works, a cold room down."""

    temperature: Temperature
    places: int = Field(ge=1, description="Places lost.")
    from_week: int = Field(ge=1, description="First week of the horizon, from 1.")
    to_week: int = Field(ge=1, description="Last week, included.")


class Platform(Model):
    """One building: the main warehouse, or a smaller one that it feeds."""

    id: Slug
    label: Label
    place: Place
    surface_m2: float = Field(gt=0, le=1_000_000, description="Of the building, square metres.")
    cold_m2: Amount = Field(default=0.0, description="Of its cold rooms, within the surface.")
    places: dict[Temperature, Count] = Field(
        min_length=1, description="Pallet places by temperature."
    )
    m2_per_place: dict[Temperature, Amount] = Field(
        default_factory=dict,
        description="Square metres that a place takes, aisles included; computed when absent.",
    )
    outages: tuple[Outage, ...] = ()
    docks: tuple[Dock, ...] = ()
    fed: bool = Field(
        default=True, description="Fed from the main platform; False: donors deliver to it."
    )
    feeder_payload_kg: Amount = Field(
        default=9_000.0, description="Load of the lorry that feeds it from the main platform, kg."
    )
    feeder_eur_per_km: Amount = Field(default=1.2, description="Of that lorry.")
    fitout_eur: Amount = Field(default=0.0, description="Spent once on fitting it out.")
    fitout_years: float = Field(default=10.0, gt=0, le=60, description="Over which it is spread.")

    def usable_places(self, temperature: Temperature, week: int) -> int:
        """Return the places of a temperature in a week of the horizon (from 0), outages deducted.

        Never below zero.
        """
        lost = sum(
            outage.places
            for outage in self.outages
            if outage.temperature == temperature and outage.from_week <= week + 1 <= outage.to_week
        )
        return max(0, self.places.get(temperature, 0) - lost)

    def place_m2(self, temperature: Temperature) -> float:
        """Return the square metres of a place, aisles included.

        Unless given: the cold rooms' surface over the cold places, the rest over the others.
        """
        if temperature in self.m2_per_place:
            return self.m2_per_place[temperature]
        cold = sum(self.places.get(one, 0) for one in TEMPERATURES if one != "ambient")
        ambient = self.places.get("ambient", 0)
        if temperature == "ambient" or not self.cold_m2:
            dry_m2 = self.surface_m2 - self.cold_m2
            return dry_m2 / max(1, ambient if self.cold_m2 else ambient + cold)
        return self.cold_m2 / max(1, cold)


class Warehouse(Model):
    """A warehouse shared by networks, over a horizon of weeks."""

    platforms: tuple[Platform, ...] = Field(min_length=1, description="The main one first.")
    networks: tuple[Network, ...] = Field(min_length=1)
    points: tuple[Point, ...] = ()
    points_table: str | None = Field(
        default=None,
        description="CSV file beside the scenario, one line per point, added to points.",
    )
    family_shares: dict[Slug, Share] = Field(
        min_length=1, description="Need of a point by family, unless it has its own; adds up to 1."
    )
    flows: tuple[Flow, ...] = ()
    stock: tuple[OpeningStock, ...] = ()
    fleets: tuple[Fleet, ...] = ()
    horizon_weeks: int = Field(default=26, ge=1, le=104)
    supplied_week: int = Field(
        default=1, ge=1, description="Week of the horizon whose rounds and docks are planned."
    )
    allotment: AllotmentRule = "leximin"
    shared: bool = Field(
        default=True,
        description="False: each admitted network by itself, from its home, with its own vehicles.",
    )
    transfers: bool = Field(default=True, description="Networks may hand over to each other.")
    arrival_days: tuple[Day, ...] = Field(
        default=("mon", "tue", "wed", "thu", "fri"), description="Days on which lorries come."
    )
    lorry_pallets: int = Field(default=33, ge=1, le=60, description="Of an arriving lorry.")
    unloading_min: Amount = Field(default=15.0, description="Time of a drop at a point, minutes.")
    loading_min: Amount = Field(default=20.0, description="Loading a vehicle, minutes.")
    dock_step_min: int = Field(default=5, ge=1, le=60, description="Grid of the docks, minutes.")
    funding: Funding | None = Field(
        default=None, description="Costs, funders and keys; nothing is invoiced when absent."
    )

    @cached_property
    def network(self) -> dict[str, Network]:
        """Networks by id."""
        return {network.id: network for network in self.networks}

    @cached_property
    def point(self) -> dict[str, Point]:
        """Points by id."""
        return {point.id: point for point in self.points}

    @cached_property
    def platform(self) -> dict[str, Platform]:
        """Platforms by id."""
        return {platform.id: platform for platform in self.platforms}

    @cached_property
    def flow(self) -> dict[str, Flow]:
        """Flows by id."""
        return {flow.id: flow for flow in self.flows}

    @cached_property
    def fleet(self) -> dict[str, Fleet]:
        """Fleets by id."""
        return {fleet.id: fleet for fleet in self.fleets}

    @property
    def admitted(self) -> tuple[Network, ...]:
        """Networks that store and are supplied in this variant."""
        return tuple(network for network in self.networks if network.admitted)

    @property
    def surface_m2(self) -> float:
        """Surface of all platforms, square metres."""
        return sum(platform.surface_m2 for platform in self.platforms)

    def usable_places(self, temperature: Temperature, week: int) -> int:
        """Return the places of a temperature over all platforms in a week (from 0)."""
        return sum(platform.usable_places(temperature, week) for platform in self.platforms)

    def place_m2(self, temperature: Temperature) -> float:
        """Return the square metres of a place, in the mean over all platforms."""
        places = [platform.places.get(temperature, 0) for platform in self.platforms]
        total = sum(places)
        if not total:
            return self.platforms[0].place_m2(temperature)
        each = (platform.place_m2(temperature) for platform in self.platforms)
        return sum(m2 * n for m2, n in zip(each, places, strict=True)) / total

    def need_kg(self, point: Point, family: str) -> float:
        """Return what a point should get of a family in a week, in kg."""
        shares = self.family_shares if point.family_shares is None else point.family_shares
        return point.weekly_need_kg * shares.get(family, 0.0)
