"""The supply of a warehouse's points: rounds, fetches, lorries between platforms."""

from __future__ import annotations

from pydantic import Field

from models.base import Amount, Model, Slug, Text
from models.calendar import Day


class Drop(Model):
    """Food brought to one point; seconds since midnight, whole kg by family."""

    point: Slug
    arrive_s: int
    start_s: int
    leave_s: int
    kg: dict[Slug, int]

    @property
    def total_kg(self) -> int:
        """All families, kg."""
        return sum(self.kg.values())


class Trip(Model):
    """From the platform to some points and back; times are seconds since the day's midnight."""

    load_s: int = Field(description="Loading begins.")
    leave_s: int
    drops: tuple[Drop, ...] = Field(min_length=1)
    back_s: int

    @property
    def total_kg(self) -> int:
        """What is aboard when it leaves, kg."""
        return sum(drop.total_kg for drop in self.drops)


class SupplyRound(Model):
    """One outing of one vehicle in one shift, with one or more trips."""

    id: Slug
    platform: Slug
    fleet: Slug
    number: int = Field(ge=1, description="Which of the fleet's vehicles.")
    day: Day
    shift: Slug
    trips: tuple[Trip, ...] = Field(min_length=1)
    metres: int = Field(ge=0)
    eur: Amount

    @property
    def duration_s(self) -> int:
        """From the first loading to being back, seconds."""
        return self.trips[-1].back_s - self.trips[0].load_s

    @property
    def kg(self) -> int:
        """What it brings in all, kg."""
        return sum(drop.total_kg for trip in self.trips for drop in trip.drops)


class Fetch(Model):
    """A point that comes to its platform by itself: whole kg by family."""

    point: Slug
    platform: Slug
    day: Day
    at_s: int = Field(description="Seconds since the day's midnight.")
    kg: dict[Slug, int]


class Feeder(Model):
    """Lorries that feed a platform from the main one over the week."""

    platform: Slug
    kg: int
    trips: int
    metres: int
    eur: Amount


class PointSupply(Model):
    """What one point should get in the week, gets, and why less."""

    point: Slug
    platform: Slug
    visits: int = Field(ge=0, description="Deliveries intended.")
    due_kg: dict[Slug, int] = Field(description="Its part of what its network issues.")
    got_kg: dict[Slug, int]
    days: tuple[Day, ...] = Field(description="Days on which it is supplied.")
    code: str = Field(default="", description="Rule that keeps food behind, if any is.")
    reason: Text | None = None

    @property
    def left_kg(self) -> int:
        """Due and not brought, kg."""
        return sum(self.due_kg.values()) - sum(self.got_kg.values())


class Replenishment(Model):
    """Supply of the points in one week of the horizon."""

    week: int = Field(ge=0, description="Of the horizon, from 0.")
    rounds: tuple[SupplyRound, ...]
    fetches: tuple[Fetch, ...]
    feeders: tuple[Feeder, ...]
    points: tuple[PointSupply, ...]
    due_kg: int
    got_kg: int = Field(description="Brought or fetched; at most what is due, which bounds it.")
    metres: int
    vehicle_s: int = Field(description="Vehicles out, seconds.")
    person_s: int = Field(description="People aboard × seconds.")
    eur: Amount = Field(description="Of vehicles, feeders included.")
