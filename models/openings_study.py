"""A calendar of openings: which slots are open, which weeks are closed, how long people wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

from pydantic import Field

from models.base import Model, Slug
from models.findings import Finding
from models.opening_days import OpeningDays
from models.outlets import OutletSlot
from models.scenario import Scenario

CalendarLevelName = Literal["changes", "gap", "rest_gap", "shortfall", "moves", "overlaps", "hours"]
"""changes: against the calendar kept; gap: groups that wait more than some days; rest_gap: the same
over holidays and week-ends alone; shortfall: households beyond capacity, week after week; moves:
changes against today; overlaps: two outlets of a sector and mode in one half-day; hours of
volunteers."""
RefusalKind = Literal["outlet", "kept_slot", "refused_slot", "kept_closure"]


class OpenSlot(Model):
    """A slot of an outlet that is open."""

    outlet: Slug
    slot: str


class ClosedDays(Model):
    """Days on which an outlet is closed, both ends included."""

    outlet: Slug
    closure: int = Field(ge=0, description="Which of the closures of the outlet, from 0.")
    first: date
    last: date


class RelayOpening(Model):
    """A slot of a closed outlet that others' people open while one of its closures lasts."""

    relay: Slug
    closure: int = Field(ge=0, description="Which of the closures of the outlet, from 0.")
    slot: str


class OpeningPlan(Model):
    """A whole calendar."""

    slots: tuple[OpenSlot, ...] = ()
    closures: tuple[ClosedDays, ...] = ()
    relays: tuple[RelayOpening, ...] = ()


class CalendarLevel(Model):
    """One objective, after those before it are held."""

    level: CalendarLevelName
    beyond_days: int | None = Field(default=None, description="Of gaps: those longer than that.")
    value: int
    bound: int = Field(description="No calendar that holds the earlier levels does better.")
    proved: bool


class GroupGap(Model):
    """How long a group waits at most, today and with the calendar."""

    group: Slug
    before_days: int
    after_days: int
    least_days: int = Field(
        description="If the calendar were made for this group alone: no calendar goes below."
    )
    rest_before_days: int
    rest_after_days: int


class CurvePoint(Model):
    """What is reached with so many moves at most."""

    moves: int
    worst_days: int
    at_worst: int = Field(description="Groups that wait so long.")
    total_days: int = Field(description="Longest waits of all groups, added up.")
    proved: bool


class RefusalPrice(Model):
    """What one refusal costs: the longest waits with it and without it, longest first."""

    kind: RefusalKind
    outlet: Slug
    slot: str = ""
    closure: int | None = None
    with_days: tuple[int, ...]
    without_days: tuple[int, ...]
    proved: bool


class HandChange(Model):
    """A slot fixed or refused by hand, after the file."""

    outlet: Slug
    slot: str
    wish: Literal["fixed", "forbidden"]


class OpeningStudy(Model):
    """Everything that a calendar of openings has to say."""

    scenario: Scenario
    plan: OpeningPlan
    today: OpeningPlan
    levels: tuple[CalendarLevel, ...]
    gaps: tuple[GroupGap, ...]
    curve: tuple[CurvePoint, ...] = ()
    unsought: tuple[int, ...] = Field(
        default=(), description="Numbers of moves for whose point there was no time."
    )
    prices: tuple[RefusalPrice, ...] = ()
    untried: int = Field(default=0, description="Refusals for whose price there was no time.")
    unopened: tuple[date, ...] = Field(default=(), description="Days on which nothing is open.")
    shortfall: int = Field(default=0, description="Households beyond capacity, all weeks together.")
    hours: float = Field(default=0, description="Of volunteers, over all days.")
    hours_before: float = 0
    most_moves: int | None = Field(default=None, description="Moves that were allowed at most.")
    rota_rounds: int | None = Field(
        default=None, description="How often the rota was asked, if it was."
    )
    hand: tuple[HandChange, ...] = ()
    kept: OpeningPlan | None = Field(
        default=None, description="The calendar that was to change as little as can be."
    )
    kept_days: tuple[int, ...] = Field(default=(), description="Its longest waits, longest first.")
    free_days: tuple[int, ...] = Field(
        default=(), description="The longest waits if all else could move too, longest first."
    )
    violations: tuple[Finding, ...] = ()
    findings: tuple[Finding, ...] = ()
    made_at: datetime | None = None
    revision: int = Field(default=0, ge=0)
    provenance: dict[str, str] = Field(default_factory=dict)


class Held(Model):
    """An opening that takes place on a date."""

    outlet: Slug
    slot: OutletSlot
    when: date
    relay: Slug | None = None


def held(days: OpeningDays, plan: OpeningPlan) -> Iterator[Held]:
    """Yield every opening that takes place, day after day, then by outlet and hour."""
    outlets = days.openings.outlet
    slots = {(one.id, slot.name): slot for one in outlets.values() for slot in one.slots}
    closed: dict[str, list[ClosedDays]] = {}
    for gone in plan.closures:
        closed.setdefault(gone.outlet, []).append(gone)
    for when in days.dates:
        found = []
        for kept in plan.slots:
            slot = slots[kept.outlet, kept.slot]
            away = any(one.first <= when <= one.last for one in closed.get(kept.outlet, ()))
            if not away and days.may_open(outlets[kept.outlet], slot, when):
                found.append(Held(outlet=kept.outlet, slot=slot, when=when))
        for one in plan.relays:
            name = days.openings.relay[one.relay].outlet
            slot = slots[name, one.slot]
            during = any(
                gone.closure == one.closure and gone.first <= when <= gone.last
                for gone in closed.get(name, ())
            )
            if during and days.may_open(outlets[name], slot, when):
                found.append(Held(outlet=name, slot=slot, when=when, relay=one.relay))
        yield from sorted(found, key=lambda one: (one.slot.starts_s, one.outlet, one.slot.ends))
