"""A solidarity fridge planned: which, where, kept by whom, what it would save."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug
from models.calendar import Day
from models.duties import DutyId
from models.findings import Finding
from models.scenario import Scenario


class SurplusSeen(Model):
    """What was left over on one day that was observed, kg."""

    day: Day
    kg: Amount


class FridgeDay(Model):
    """One day of the weeks that are planned."""

    on: date
    keepers: tuple[Slug, ...] = Field(default=(), description="Pseudonyms; none: not kept.")
    duties: tuple[DutyId, ...] = ()
    expected_kg: Amount = Field(description="That would pass through, were it kept.")


class FridgePlan(Model):
    """What is proposed."""

    size: Slug | None = Field(description="The model; none where nothing is known of surplus.")
    spots: tuple[Slug, ...] = ()
    reached: tuple[Slug, ...] = Field(default=(), description="Quarters within a walk.")
    people: int = Field(default=0, ge=0, description="Who live there.")
    days: tuple[FridgeDay, ...] = ()
    passes_kg_month: Amount = Field(default=0.0, description="Put in on the days that are kept.")


class SizeTried(Model):
    """What one model would do, were it kept every day."""

    size: Slug
    fits: float = Field(ge=0, le=1, description="Share of days on which all would fit.")
    passes_kg_month: Amount
    turned_away_kg_month: Amount
    eur_month: Amount
    net_eur_month: float = Field(description="Value of what passes, less cost.")


class SpotTried(Model):
    """What one spot would reach."""

    spot: Slug
    people: int = Field(ge=0, description="Within a walk of it, were it alone.")
    chosen: bool
    code: Literal["chosen", "no_power", "not_agreed", "fewer"]
    with_it: int = Field(ge=0, description="People reached were it one of those chosen.")


class FridgesTried(Model):
    """What so many fridges would reach."""

    fridges: int = Field(ge=1)
    people: int = Field(ge=0)
    bound: float = Field(ge=0)
    proved: bool
    spots: tuple[Slug, ...]


class FridgeStudy(Model):
    """Everything that a solidarity fridge has to say."""

    scenario: Scenario
    source: Literal["typed", "journal", "none"]
    surplus: tuple[SurplusSeen, ...]
    ratio: float = Field(gt=0, lt=1, description="Share of days on which all must fit.")
    wanted_kg: Amount = Field(description="What must fit in a day: that quantile of surplus.")
    plan: FridgePlan
    sizes: tuple[SizeTried, ...] = ()
    spots: tuple[SpotTried, ...] = ()
    more: tuple[FridgesTried, ...] = ()
    most_people: int = Field(default=0, ge=0, description="Of all quarters.")
    saved_kg_month: Amount = Field(description="Taken by people, of what passes.")
    every_day_kg_month: Amount = Field(description="What would pass, were it kept every day.")
    users_month: Amount = Field(description="By published figures, for what passes.")
    empty: int = Field(default=0, ge=0, description="Days on which nobody keeps it.")
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...] = ()
    made_at: datetime | None = None
    provenance: dict[str, str]
