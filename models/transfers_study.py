"""Transfers planned: what goes from whom to whom on which trip, and what that saves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from models.base import Amount, Model, Slug, Text
from models.findings import Finding
from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix

TransferLevel = Literal["fixed", "saved", "cover", "km", "moved"]
TripSort = Literal["round", "given", "new"]
TripId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=300)]
"""Id of a round or of a trip given; of a new one, made of its day, shift, vehicle and halts."""


class TripHalt(Model):
    """A halt of a trip at an association's place; seconds since Monday midnight of the week."""

    association: Slug
    arrive_s: int
    leave_s: int
    position: int = Field(default=0, description="Of a round: which of its stops it is.")


class TransferTrip(Model):
    """A trip on which something rides: a planned round, a trip given, or a new one."""

    id: TripId
    sort: TripSort
    stops: tuple[TripHalt, ...]
    vehicle: Slug | None = Field(default=None, description="Of rounds and new trips.")
    shift: Slug | None = None
    crew: tuple[Slug, ...] = ()
    leaves_s: int | None = Field(default=None, description="Of a new trip: from home.")
    returns_s: int | None = None
    metres: int = Field(default=0, ge=0, description="Driven for it: only of a new trip.")


class GivenOut(Model):
    """Part of a lot handed out by whoever has it, at one of its distributions."""

    lot: Slug
    association: Slug
    opening_s: int = Field(description="Start of the distribution, since Monday midnight.")
    kg: float = Field(gt=0)


class Handover(Model):
    """Part of a lot that changes hands."""

    lot: Slug
    giver: Slug
    to: Slug
    trip: TripId
    from_stop: int = Field(ge=0, description="Which halt of the trip, 0 first.")
    to_stop: int = Field(ge=1)
    kg: float = Field(gt=0)


class TransferPlan(Model):
    """What changes hands, and what everyone then gives out."""

    trips: tuple[TransferTrip, ...] = ()
    handovers: tuple[Handover, ...] = ()
    given_out: tuple[GivenOut, ...] = ()

    @property
    def trip(self) -> dict[str, TransferTrip]:
        """Trips by id."""
        return {one.id: one for one in self.trips}


class TransferReached(Model):
    """One objective, after those before it are held, in its own unit.

    kg decided by hand and not placed (fixed), kg that would be binned (saved), days of cover of
    the least covered (cover), kilometres driven for transfers alone (km), kg that change hands
    (moved).
    """

    level: TransferLevel
    value: float
    bound: float = Field(description="Nothing that the program describes does better.")
    proved: bool


class Covered(Model):
    """How long the stock of one association, and what the week brings it, lasts."""

    association: Slug
    before_days: float = Field(ge=0, description="Without any transfer.")
    days: float = Field(ge=0)
    gives_kg: Amount
    receives_kg: Amount
    lost_before_kg: Amount = Field(description="Binned there without any transfer.")
    lost_kg: Amount


class LotLeft(Model):
    """A lot of which some is still binned, and what was tried for it."""

    lot: Slug
    kg: float = Field(gt=0)
    code: Literal["no_need", "no_trip", "opted_out", "not_tried"]
    reason: Text
    to: Slug | None = Field(default=None, description="Who could give it out, were there a trip.")


class TransferPrice(Model):
    """What a refusal costs: the kg saved with and without it."""

    association: Slug
    refusal: Literal["gives", "takes", "past_best_before"]
    saved_kg: float = Field(ge=0, description="More that would be saved without it.")
    proved: bool


class TripsTried(Model):
    """What so many new trips, at most, would save."""

    trips: int = Field(ge=0)
    saved_kg: Amount
    bound_kg: Amount
    km: Amount
    proved: bool


class TransfersStudy(Model):
    """Everything that transfers have to say."""

    scenario: Scenario
    travel: TravelMatrix
    week: Plan | None = Field(default=None, description="The planned week whose rounds serve.")
    plan: TransferPlan
    lost_before_kg: Amount
    lost_kg: Amount
    free_lost_kg: Amount = Field(
        description="What would be binned were every trip free, at once and of any size."
    )
    levels: tuple[TransferReached, ...]
    covered: tuple[Covered, ...]
    left: tuple[LotLeft, ...] = ()
    prices: tuple[TransferPrice, ...] = ()
    curve: tuple[TripsTried, ...] = ()
    km: Amount
    hours: Amount = Field(description="Of volunteers: new trips, and handling on all.")
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...] = ()
    made_at: datetime | None = None
    provenance: dict[str, str]

    @property
    def saved_kg(self) -> float:
        """Food that is no longer binned, in kg."""
        return max(0.0, self.lost_before_kg - self.lost_kg)

    @property
    def moved_kg(self) -> float:
        """Food that changes hands, in kg."""
        return sum(one.kg for one in self.plan.handovers)
