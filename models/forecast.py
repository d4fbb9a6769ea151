"""What stores are expected to give, learned from the journal of visits, and the evidence."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from models.base import Amount, Label, Model, Share, Slug
from models.calendar import Day
from models.scenario import Scenario
from models.visits import RejectCause

MEASURED_FROM = 8
"""Visits from which on a store is called measured; with fewer it leans on its kind."""
SCORED_FROM = 12
"""Visits from which on a store is compared with others."""


class Estimate(Model):
    """A figure that visits say, and the interval in which it lies."""

    value: Amount
    low: Amount
    high: Amount


class DayForecast(Model):
    """What a store gives on a day of the week, when it gives."""

    day: Day
    kg: Amount = Field(description="Taken aboard, what is rejected later too.")
    low: Amount = Field(description="In 8 of 10 visits it lies between this and ``high``.")
    high: Amount
    assumed_kg: Amount | None = Field(description="What the file says; none: nothing is offered.")
    told: int = Field(ge=0, description="Visits on that day of the week that were told.")


class StoreForecast(Model):
    """What is known of one store."""

    donor: Slug
    visits: int = Field(ge=0, description="Days with kg told.")
    counting: int = Field(ge=0, description="Of these, those that still speak of today, at most.")
    own: Share = Field(description="Part of the forecast that is its own, the rest its kind's.")
    last: date | None = Field(description="Of the last visit told.")
    days: tuple[DayForecast, ...] = ()
    family_shares: dict[Slug, Share] = Field(default_factory=dict)
    no_show: Estimate = Field(description="Share of visits that find nothing; interval of 90 %.")
    reject: Estimate = Field(description="Share of kg thrown away at sorting; interval of 90 %.")
    variation: Amount = Field(description="Coefficient of variation of the kg of a visit.")
    rejects_told: int = Field(ge=0, description="Visits of which the rejects are known.")
    waiting_min: Amount | None = Field(description="Mean, minutes; none where hardly told.")

    @property
    def measured(self) -> bool:
        """Whether it has visits enough to be called measured."""
        return self.visits >= MEASURED_FROM

    def usable_kg(self, day: Day) -> dict[str, float]:
        """Return the kg by family expected on a day, no-shows and rejects off; empty if none."""
        kept = (1 - self.no_show.value) * (1 - self.reject.value)
        kg = next((one.kg for one in self.days if one.day == day), 0.0)
        return {family: kg * kept * share for family, share in self.family_shares.items()}


class Tested(Model):
    """How the same forecasts did on the visits told, each made from those before it alone."""

    visits: int = Field(ge=0)
    inside: Share = Field(description="Of the visits, those that lay in their interval of 80 %.")
    off: Amount = Field(description="Mean of the absolute errors, against the mean kg.")
    off_last_four: Amount = Field(description="The same of the mean of the last four visits.")
    off_file: Amount | None = Field(description="The same of what the file says; none: nothing.")


class Measured(Model):
    """What the journal of a town says of its stores."""

    first: date | None = Field(description="Of the first visit told.")
    until: date | None = Field(description="Of the last visit told.")
    visits: int = Field(ge=0)
    stores: tuple[StoreForecast, ...]
    tested: Tested | None = Field(description="None where too little was told.")
    gone: int = Field(default=0, ge=0, description="Stores of the journal that the file has not.")

    @cached_property
    def store(self) -> dict[str, StoreForecast]:
        """Forecasts by store."""
        return {one.donor: one for one in self.stores}


class StoreAlert(Model):
    """Something of a store that its visits say beyond chance."""

    donor: Slug
    kind: Literal["gives_less", "gives_more", "wastes"]
    since: date | None = Field(description="When it began; none where that is not known.")
    before: Amount = Field(description="kg of a visit before; share thrown away by its like.")
    now: Amount


class Scorecard(Model):
    """One store: what comes of going there."""

    donor: Slug
    visits: int = Field(ge=0)
    reject: Estimate
    no_show: Estimate
    kg: Estimate = Field(description="Taken aboard a visit, on average; interval of 90 %.")
    trend: float | None = Field(description="Last 8 weeks against the 8 before, 0.1: a tenth more.")
    rank: int | None = Field(
        description="By what is thrown away, 1 is least; stores whose intervals meet share one. "
        "None: too few visits."
    )
    kept_kg_per_hour: Amount | None = Field(
        default=None, description="Kept kg an hour of people for going there, by the plan."
    )
    detour_km: Amount | None = Field(default=None, description="Of one visit, by the plan.")


class DoubleVisit(Model):
    """A store that two associations went to in the same weeks."""

    donor: Slug
    associations: tuple[Slug, ...]
    weeks: int = Field(ge=1, description="Weeks in which more than one went.")
    same_day: int = Field(ge=0, description="Of these, weeks with two on the same day.")


class VisitMove(Model):
    """One store's day that goes from one association to another."""

    donor: Slug
    day: Day
    gives: Slug
    takes: Slug
    kg: Amount = Field(description="Usable, a week.")


class Exchange(Model):
    """The fewest moves after which no store is visited by two associations."""

    moves: tuple[VisitMove, ...]
    before_kg: dict[Slug, Amount] = Field(description="Usable kg a week, by association.")
    after_kg: dict[Slug, Amount]


class BrandStore(Model):
    """A store for as long as it is, or was, of a brand."""

    donor: Slug
    label: Label = Field(description="As it is, or was, called under the brand.")
    since: date | None = Field(description="First day under the brand, where it had another.")
    until: date | None = Field(description="Last day under the brand; None: it is of it still.")
    card: Scorecard
    rejects_told: int = Field(ge=0, description="Visits of which the rejects are known.")


class BrandEvidence(Model):
    """All stores of a brand together, in its own time alone: nothing of any association."""

    brand: Label
    stores: tuple[BrandStore, ...]
    visits: int
    kg: Amount
    reject: Estimate
    no_show: Estimate
    rejects_told: int = Field(ge=0, description="Visits of which the rejects are known.")
    others_reject: Share | None = Field(
        description="Share thrown away by stores of other brands; none: there are none."
    )
    rejected_kg: dict[RejectCause, Amount]
    dated_kg: Amount = Field(description="kg whose use-by class was told.")
    under_48_h_kg: Amount


class WeekOfStore(Model):
    """A week of a store: kg of a visit, as it came and as it was expected."""

    week_of: date
    kg: Amount | None
    expected: Amount | None
    low: Amount | None
    high: Amount | None


class StoreCurve(Model):
    """A store week after week."""

    donor: Slug
    weeks: tuple[WeekOfStore, ...]
    since: date | None


class ForecastStudy(Model):
    """What a town's journal says: forecasts, alerts, scorecards."""

    scenario: Scenario
    measured: Measured
    alerts: tuple[StoreAlert, ...]
    scorecards: tuple[Scorecard, ...]
    doubles: tuple[DoubleVisit, ...]
    exchange: Exchange | None
    brands: tuple[BrandEvidence, ...]
    curves: tuple[StoreCurve, ...]
    provenance: dict[str, str]
