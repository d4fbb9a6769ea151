"""A week of bookings: who has which truck when, who does not and why, how many trucks it takes."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug, Text
from models.findings import Finding
from models.scenario import Scenario

BookingLevel = Literal[
    "promised", "requests", "priority", "changes", "fairness", "preferences", "cost"
]


BookingRule = Literal[
    "taken",
    "rounds",
    "driving",
    "driver_rounds",
    "outings",
    "turnaround",
    "truck_hours",
    "driver_hours",
    "cold",
    "load",
    "wish",
    "licence",
    "allowed",
    "no_truck",
    "no_driver",
    "grid",
    "promise",
    "hours",
]
"""What may forbid a booking. Of a truck: another booking has it (``taken``), rounds have it, its
turnaround, its hours, no cold, too small a payload, not the one wished for. Of a driver: drives
another booking (``driving``), is on a round, has no outing left, is not there at these hours, lacks
the licence, is not of those entrusted with the truck. One more truck, or driver, would be needed
(``no_truck``, ``no_driver``). Of the request: the grid on which bookings start, its promised hour,
its own hours."""


class Booking(Model):
    """One request met; times are seconds since Monday midnight."""

    request: Slug
    truck: Slug
    driver: Slug
    starts_s: int = Field(description="The truck is taken.")
    ends_s: int = Field(description="The truck is back; its turnaround comes after.")
    choice: int = Field(ge=0, description="Which of its choices; 0 is the preferred one.")


class Busy(Model):
    """Hours at which a truck or a person is taken by rounds, seconds since Monday midnight."""

    id: Slug
    starts_s: int
    ends_s: int
    text: Text


class BookingPlan(Model):
    """The bookings of one week."""

    bookings: tuple[Booking, ...] = ()


class Level(Model):
    """One objective, after those before it are held, in the objective's own unit.

    Requests met (promised, requests), their priorities added up (priority), bookings moved
    (changes), lowest share met of what was asked over the weeks (fairness), choices further down
    (preferences), euros (cost).
    """

    level: BookingLevel
    value: float = Field(description="Of the plan.")
    bound: float = Field(description="No plan that holds the earlier levels does better.")
    proved: bool


class Refused(Model):
    """A request not met, and what would meet it."""

    request: Slug
    code: str = Field(
        description="Rules that bind, with the other bookings where they are: relaxed together, "
        "they let it be met, and no fewer do; joined by +."
    )
    reason: Text
    remedy: Text = Field(description="The smallest change found that a new plan confirms.")
    changes: tuple[str, ...] = Field(
        default=(), description="That change as --set takes it; none when nothing was confirmed."
    )
    yields: tuple[Slug, ...] = Field(
        default=(), description="Requests that would yield if it had to be met as it is."
    )
    swap_choices: float | None = Field(
        default=None, description="What that would cost: choices further down, in all."
    )


class Access(Model):
    """One association's access over the weeks, this one included."""

    association: Slug
    asked: int
    met: int
    cumulated: float = Field(description="Met over asked, earlier weeks included; 1 if none.")
    hours: Amount
    preferred: int = Field(description="Bookings at the first choice.")


class FleetSize(Model):
    """Requests met by a number of trucks."""

    trucks: int
    met: int
    asked: int
    proved: bool
    yearly_eur: Amount


class Tenancy(Model):
    """Buying or being lent one truck, against renting it by the days it is out."""

    truck: Slug
    yearly_eur: Amount
    rent_eur_per_day: Amount
    break_even_days: float
    days_per_year: float = Field(description="As many as this week's plan would need.")
    cheaper: Literal["buy", "rent", "equal", "lend"]
    low_days: float = Field(description="Break-even if the price is 20 % lower.")
    high_days: float = Field(description="Break-even if the price is 20 % higher.")


class BookingShare(Model):
    """What each pays of the week's trucks under one key."""

    key: Literal["hours", "bookings", "shapley"]
    eur: dict[Slug, float]
    error_eur: dict[Slug, Amount] = Field(default_factory=dict)


class BookingStudy(Model):
    """Everything that a week of bookings has to say."""

    scenario: Scenario
    week: int = Field(description="ISO number of the week.")
    plan: BookingPlan
    busy: tuple[Busy, ...]
    asked: tuple[Slug, ...] = Field(description="Requests of this week.")
    levels: tuple[Level, ...]
    refused: tuple[Refused, ...]
    access: tuple[Access, ...]
    fleet: tuple[FleetSize, ...]
    trucks_for_all: int | None = Field(description="None: not within the trucks tried.")
    trucks_for_95: int | None
    tenancy: tuple[Tenancy, ...]
    week_eur: Amount
    shares: tuple[BookingShare, ...]
    moved: tuple[Slug, ...] = Field(
        default=(), description="Requests whose booking differs from the plan kept."
    )
    kept: BookingPlan | None = Field(
        default=None, description="The plan that was to change as little as can be, if any was."
    )
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    made_at: datetime | None = Field(
        default=None, description="When the plan was made, UTC; none in studies of before."
    )
    revision: int = Field(
        default=0, ge=0, description="How many accepted plans of the week it changed, one by one."
    )
    provenance: dict[str, str]
