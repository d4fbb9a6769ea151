"""What really came: visits of stores and outings of vehicles, as they are weighed in."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from pydantic import Field

from models.base import Amount, Clock, Model, Slug, Text
from models.recurrence import monday_of

VisitOutcome = Literal["done", "nothing_ready", "closed", "refused", "not_visited"]
RejectCause = Literal["date", "spoilt", "packaging", "temperature", "other"]
UseByClass = Literal["under_48_h", "to_5_days", "longer"]
DateKind = Literal["use_by", "best_before"]
"""DLC, after which nothing is handed over; DDM, after which it may be."""

DATE_KIND_NAMES: dict[str, Text] = {
    "use_by": Text(fr="DLC", en="use by"),
    "best_before": Text(fr="DDM", en="best before"),
}

OUTCOME_NAMES: dict[VisitOutcome, Text] = {
    "done": Text(fr="ramassé", en="collected"),
    "nothing_ready": Text(fr="rien de prêt", en="nothing ready"),
    "closed": Text(fr="fermé", en="closed"),
    "refused": Text(fr="don refusé", en="gift refused"),
    "not_visited": Text(fr="pas passé", en="not visited"),
}
CAUSE_NAMES: dict[RejectCause, Text] = {
    "date": Text(fr="date dépassée", en="past its date"),
    "spoilt": Text(fr="abîmé", en="spoilt"),
    "packaging": Text(fr="emballage", en="packaging"),
    "temperature": Text(fr="température", en="temperature"),
    "other": Text(fr="autre cause", en="other cause"),
}
USE_BY_NAMES: dict[UseByClass, Text] = {
    "under_48_h": Text(fr="moins de 48 h", en="under 48 h"),
    "to_5_days": Text(fr="48 h à 5 jours", en="48 h to 5 days"),
    "longer": Text(fr="plus de 5 jours", en="over 5 days"),
}


class Weighed(Model):
    """Food of one family taken at a visit."""

    family: Slug
    kg: float = Field(ge=0, le=100_000, description="Taken aboard, what is rejected later too.")
    crates: float | None = Field(default=None, ge=0, le=10_000, description="As counted, if so.")
    rejected_kg: dict[RejectCause, Amount] = Field(
        default_factory=dict, description="Thrown away at sorting, by cause; at most ``kg``."
    )
    use_by: UseByClass | None = Field(default=None, description="Of most of it, when taken.")
    lot: str = Field(default="", max_length=60, description="Number of the lot, for recalls.")
    date_kind: DateKind | None = None
    until: date | None = Field(default=None, description="The date on it, the earliest.")

    @property
    def kept_kg(self) -> float:
        """What is left after sorting, kg."""
        return self.kg - sum(self.rejected_kg.values()) if self.rejected_kg else self.kg


class Visit(Model):
    """One visit of a store that was told: what came of it, or why nothing did."""

    day: date
    donor: Slug
    association: Slug = Field(description="Who went.")
    holder: Slug = Field(description="Who held the agreement that day: it is given to them.")
    round: Slug | None = Field(default=None, description="Of the plan; none when unplanned.")
    pickup: Slug | None = Field(default=None, description="Of the plan; none when unplanned.")
    outcome: VisitOutcome = "done"
    food: tuple[Weighed, ...] = ()
    arrived: Clock | None = None
    waited_min: Amount = 0.0
    temperature_c: float | None = Field(default=None, ge=-60, le=60)
    note: str = Field(default="", max_length=300)
    by_telephone: bool = Field(
        default=False, description="Whether a driver's telephone told it, as it is."
    )

    @property
    def kg(self) -> float:
        """Taken aboard, kg."""
        return sum(one.kg for one in self.food)

    @property
    def rejected_kg(self) -> float:
        """Thrown away at sorting, kg."""
        return sum((sum(one.rejected_kg.values()) for one in self.food if one.rejected_kg), 0.0)

    @property
    def empty_handed(self) -> bool:
        """Whether somebody went and came back with nothing: who stayed at home says nothing."""
        return not self.food and self.outcome != "not_visited"

    @property
    def week_of(self) -> date:
        """The Monday of its week."""
        return monday_of(self.day)


class Outing(Model):
    """One outing of a vehicle, as it was really driven."""

    day: date
    round: Slug | None = Field(default=None, description="Of the plan; none when unplanned.")
    vehicle: Slug
    owner: Slug = Field(description="The association whose vehicle it is.")
    km: Amount = Field(le=2_000)
    hours: Amount = Field(le=24, description="From leaving to being back.")
    people: int = Field(default=2, ge=0, le=20, description="How many were aboard.")
    by_telephone: bool = Field(
        default=False, description="Whether a driver's telephone told it, as it is."
    )


class Journal(Model):
    """What a town told of its weeks: the lines that stand, corrections taken in."""

    town: str
    weeks: tuple[date, ...] = Field(
        default=(), description="Mondays of the weeks of which something was told, ascending."
    )
    visits: tuple[Visit, ...] = Field(default=(), description="By day, then store.")
    outings: tuple[Outing, ...] = Field(default=(), description="By day, then vehicle.")

    @cached_property
    def by_donor(self) -> dict[str, tuple[Visit, ...]]:
        """Visits by store, by day."""
        found: dict[str, list[Visit]] = {}
        for visit in self.visits:
            found.setdefault(visit.donor, []).append(visit)
        return {donor: tuple(visits) for donor, visits in found.items()}

    def between(self, first: date, last: date) -> Journal:
        """Return what was told of the days from one to another, both included."""
        days = [one.day for one in self.visits] + [one.day for one in self.outings]
        days += [self.weeks[0], self.weeks[-1] + timedelta(days=6)] if self.weeks else []
        if days and first <= min(days) and max(days) <= last:
            return self
        return self.changed(
            weeks=tuple(one for one in self.weeks if first - timedelta(days=6) <= one <= last),
            visits=tuple(one for one in self.visits if first <= one.day <= last),
            outings=tuple(one for one in self.outings if first <= one.day <= last),
        )


def nothing_told(town: str) -> Journal:
    """Return the journal of a town that told nothing yet."""
    return Journal(town=town)
