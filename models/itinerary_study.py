"""A cycle of visits: where the van goes when, who is reached how often, what would change it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug, Text
from models.calendar import Day
from models.findings import Finding
from models.scenario import Scenario
from models.travel import TravelMatrix

VisitLevel = Literal["low", "high", "changes", "half_days", "gaps", "km", "hours"]


class VanVisit(Model):
    """One halt; times are seconds since midnight of its day."""

    stop: Slug
    starts_s: int
    leaves_s: int
    metres: int = Field(ge=0, description="Driven from the place before.")
    households_low: int = Field(ge=0, description="Served if those come who will for sure.")
    households_high: int = Field(ge=0, description="Served if all come who might.")


class VanOuting(Model):
    """One half-day of a van."""

    van: Slug
    week: int = Field(ge=0, description="Of the cycle, 0 first.")
    day: Day
    shift: Slug
    leaves_s: int
    returns_s: int
    metres: int = Field(ge=0, description="The whole way, there and back.")
    visits: tuple[VanVisit, ...]


class VisitPlan(Model):
    """The outings of one cycle."""

    outings: tuple[VanOuting, ...] = ()


class ServedLevel(Model):
    """One objective, after those before it are held, in its own unit.

    Household-visits served over needed, lowest first (low, high); visits that differ from the plan
    kept (changes); different half-days of one stop beyond its first (half_days); stretches of weeks
    without a visit, counted at each length (gaps); kilometres (km); hours of volunteers (hours).
    """

    level: VisitLevel
    value: float = Field(description="Of the plan; of leximin levels, the lowest.")
    proved: bool


class StopServed(Model):
    """What one stop gets over the cycle."""

    stop: Slug
    visits: int = Field(ge=0)
    low: float = Field(ge=0, le=1, description="Household-visits served over needed, low end.")
    high: float = Field(ge=0, le=1, description="The same if all come who might.")
    code: Literal["met", "too_far", "too_many", "half_days", "busy", "not_found"] = Field(
        description="What binds: nothing, no half-day is long enough, more households than a visit "
        "receives, half-days; the stop's own days or hours; nothing that was tried raises it."
    )
    reason: Text
    households_short: int = Field(
        default=0, ge=0, description="Households beyond what one visit receives."
    )


class MoreHalfDays(Model):
    """What some more or fewer half-days each week would change."""

    extra: int = Field(description="Half-days a week more; negative: fewer.")
    lowest: float = Field(ge=0, le=1)
    households: int = Field(ge=0, description="Household-visits served in the cycle, low end.")
    raised: tuple[Slug, ...] = Field(description="Stops that have more than in the plan.")
    lowered: tuple[Slug, ...] = ()
    added: tuple[tuple[Slug, Day, Slug], ...] = Field(
        default=(), description="Half-days taken besides: van, day, shift."
    )
    proved: bool


class PricedWish(Model):
    """What a stop's own days or hours cost: the calendar with them and without."""

    stop: Slug
    own_low: float = Field(ge=0, le=1, description="Its level without them.")
    lowest: float = Field(ge=0, le=1, description="Lowest level of all without them.")
    households: int = Field(description="Household-visits more in the cycle without them.")
    proved: bool


class ItineraryStudy(Model):
    """Everything that a cycle of visits has to say."""

    scenario: Scenario
    travel: TravelMatrix
    plan: VisitPlan
    levels: tuple[ServedLevel, ...]
    served: tuple[StopServed, ...]
    more: tuple[MoreHalfDays, ...] = ()
    wishes: tuple[PricedWish, ...] = ()
    moved: int | None = Field(default=None, description="Visits that differ from the plan kept.")
    km: Amount
    crew_hours: Amount
    parcels_kg_week: float = Field(default=0.0, ge=0, description="Most of one week, high end.")
    food_kg_week: float | None = Field(
        default=None, ge=0, description="What the split gives the bases of the vans in a week."
    )
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...] = ()
    made_at: datetime | None = None
    provenance: dict[str, str]

    @property
    def driven(self) -> tuple[str, ...]:
        """Where vans halt: times are known between these alone."""
        return tuple(one.stop for outing in self.plan.outings for one in outing.visits)
