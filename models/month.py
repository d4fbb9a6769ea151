"""What is due of a month or a year: to stores, holders of agreements, treasurers, funders."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.base import Amount, Model, Slug
from models.findings import Finding
from models.periods import Period
from models.pooling import CostRule
from models.scenario import Scenario
from models.visits import Journal

LEAST_TOLD = 11
"""Counts of people under this are not told: no text asks for it of these papers; official figures
on households of a small place are withheld under 11."""


class FamilyKg(Model):
    """Food of one family, taken and thrown away."""

    family: Slug
    collected_kg: Amount
    rejected_kg: Amount = 0.0

    @property
    def kept_kg(self) -> float:
        """What is left after sorting, kg."""
        return self.collected_kg - self.rejected_kg


class HolderMonth(Model):
    """What stores gave to the holder of their agreements, and what the pool gave to it."""

    association: Slug
    done: int = Field(ge=0, description="Visits told at which food was taken.")
    empty: int = Field(ge=0, description="Visits told at which nothing was.")
    untold: int = Field(ge=0, description="Visits expected of which nobody told anything.")
    food: tuple[FamilyKg, ...] = Field(default=(), description="From its stores, by family.")
    received_kg: dict[Slug, float] = Field(
        default_factory=dict, description="From the pool by the ledger, by family; corrections in."
    )

    @property
    def collected_kg(self) -> float:
        """Taken from its stores, kg."""
        return sum(one.collected_kg for one in self.food)

    @property
    def rejected_kg(self) -> float:
        """Thrown away of it, kg."""
        return sum(one.rejected_kg for one in self.food)


class UntoldVisit(Model):
    """A visit that was to be expected, and of which nobody told anything."""

    day: date
    donor: Slug
    holder: Slug


class UntoldOuting(Model):
    """Visits of a day of which no outing tells the kilometres and hours."""

    day: date
    round: Slug | None
    visits: int


class Untold(Model):
    """What nobody told: it is no zero, and counts for nothing."""

    visits: tuple[UntoldVisit, ...] = ()
    weeks: tuple[date, ...] = Field(default=(), description="Mondays of weeks wholly not told.")
    outings: tuple[UntoldOuting, ...] = ()


class Drive(Model):
    """One outing and its cost."""

    day: date
    vehicle: Slug
    owner: Slug
    km: Amount
    hours: Amount
    cents: int | None = Field(description="None: the vehicle is unknown, and so is its price.")
    week_cents: int = Field(default=0, description="Of these: due once for its week of use.")


class KeyShares(Model):
    """What one key asks of each."""

    key: CostRule
    parts: dict[Slug, float] = Field(description="They add up to 1.")
    cents: dict[Slug, int] = Field(description="They add up to the cost.")


class Payment(Model):
    """One transfer of money."""

    payer: Slug
    payee: Slug
    cents: int = Field(gt=0)


class PoolSettlement(Model):
    """The cost of a pool's outings in a period, and who pays whom."""

    pool: Slug
    members: tuple[Slug, ...] = Field(description="Who shares it.")
    drives: tuple[Drive, ...]
    borne_cents: dict[Slug, int] = Field(description="Cost of the outings of its own vehicles.")
    key: CostRule | None = Field(description="The agreed one.")
    shares: tuple[KeyShares, ...] = Field(description="The agreed key first, where it is known.")
    payments: tuple[Payment, ...] = Field(
        default=(), description="Under the agreed key: the fewest there can be."
    )

    @property
    def cents(self) -> int:
        """What is shared."""
        return sum(self.borne_cents.values())

    @property
    def agreed(self) -> KeyShares | None:
        """What the agreed key asks; none where there is none, or it cannot be reckoned."""
        return next((one for one in self.shares if one.key == self.key), None)


class MonthCount(Model):
    """What a month of a year comes to."""

    month: Period
    told: bool = Field(
        default=True, description="Whether any visit was: a month not told is no month of zero."
    )
    done: int
    empty: int
    untold: int
    collected_kg: Amount
    rejected_kg: Amount


class PeopleCount(Model):
    """How many people an association helps, where that may be told."""

    association: Slug
    people: int | None = Field(description="None: too few to be told, or told by the others.")
    households: int | None
    counted_on: date | None


class MonthStudy(Model):
    """What is due of a month, or the counts of a year."""

    scenario: Scenario
    period: Period
    told_to: date = Field(description="The last day that is expected to be told.")
    journal: Journal = Field(description="Of the month; without visits for a year.")
    holders: tuple[HolderMonth, ...]
    published: tuple[date, ...] = Field(description="Mondays of the weeks of the ledger in it.")
    untold: Untold
    settlements: tuple[PoolSettlement, ...] = ()
    months: tuple[MonthCount, ...] = Field(default=(), description="Of a year.")
    people: tuple[PeopleCount, ...] = Field(default=(), description="Of a year's return.")
    findings: tuple[Finding, ...] = ()
    provenance: dict[str, str] = Field(default_factory=dict)
