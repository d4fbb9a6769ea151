"""What a town's weeks come to, one after the other, and the page for its meeting."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.base import Amount, Model, Slug
from models.findings import Finding
from models.month import FamilyKg
from models.periods import Period
from models.scenario import Scenario

WINDOWS = (8, 52)
"""Weeks over which received is compared to needed."""


class WeekTold(Model):
    """What was told of one week."""

    week_of: date
    told: bool = Field(description="Whether anything was: a week not told is no week of zero.")
    done: int = 0
    empty: int = 0
    untold: int = Field(default=0, description="Visits expected of which nobody told anything.")
    food: tuple[FamilyKg, ...] = ()
    km: Amount = 0.0
    hours: Amount = 0.0
    outings_untold: int = Field(default=0, description="Rounds without kilometres and hours.")

    @property
    def kg(self) -> float:
        """Taken aboard, kg."""
        return sum(one.collected_kg for one in self.food)

    @property
    def rejected_kg(self) -> float:
        """Thrown away at sorting, kg."""
        return sum(one.rejected_kg for one in self.food)

    @property
    def driven(self) -> bool:
        """Whether all its outings were told: only then do km and kg go together."""
        return self.told and not self.outings_untold and self.hours > 0 and self.kg > 0


class Levels(Model):
    """What an association received of what it needed."""

    association: Slug
    by_window: dict[int, float | None] = Field(
        description="Share of need over the last weeks, by how many; None without a need."
    )
    rolling: tuple[float | None, ...] = Field(
        default=(), description="Over the 8 weeks to each week; None where none was published."
    )


class BeforeAfter(Model):
    """A mean week before pooling and since."""

    what: str = Field(description="kg, km, hours, km_per_kg or hours_per_kg.")
    before: float | None
    typed: bool = Field(description="Whether it was typed in the scenario, not measured.")
    after: float | None
    before_weeks: int = Field(default=0, description="Weeks it was measured over.")
    after_weeks: int = 0


class TownHistory(Model):
    """A town's weeks since it began to tell of them."""

    scenario: Scenario
    weeks: tuple[WeekTold, ...] = Field(description="From the first told to the last, none out.")
    levels: tuple[Levels, ...]
    published: tuple[date, ...] = Field(description="Mondays of the weeks of the ledger.")
    compared: tuple[BeforeAfter, ...] = Field(default=(), description="Where a baseline is kept.")
    findings: tuple[Finding, ...] = ()
    provenance: dict[str, str] = Field(default_factory=dict)


class Lack(Model):
    """A family of which less was received than needed."""

    family: Slug
    need_kg: Amount
    received_kg: float


class WatchStudy(Model):
    """One page for the town's watch meeting."""

    scenario: Scenario
    period: Period
    told_to: date
    done: int
    untold: int
    weeks_untold: int
    collected_kg: Amount
    rejected_kg: Amount
    received_kg: float | None = Field(description="By the ledger; None without a published week.")
    people: int | None = Field(description="None: too few to be told.")
    households: int | None
    levels: tuple[Levels, ...] = Field(description="To the end of the period, the lowest first.")
    lacks: tuple[Lack, ...] = Field(description="The largest shortfall first.")
    weeks: tuple[WeekTold, ...] = Field(description="Up to a year, to the end of the period.")
    donors_kg: dict[Slug, Amount] = Field(description="Taken in the period, by store.")
    decided: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    provenance: dict[str, str] = Field(default_factory=dict)
