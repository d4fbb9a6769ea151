"""What one change would bring, found by planning the week again with it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Share, Slug, Text
from models.calendar import Day
from models.findings import Finding
from models.scenario import Scenario
from models.sharing import SharingBudget, Verdict
from models.study import Diagnosis, Usage

LeverKind = Literal[
    "private_store",
    "fixed_day",
    "vehicle_kept",
    "one_vehicle",
    "one_person",
    "more_storage",
    "store_dropped",
    "visit_moved",
]
"""The first three are opt-outs given up; the next three, a unit more of a saturated means."""


class Change(Model):
    """How one figure moves, in its own unit, and whether chance or more search may undo it."""

    value: float = Field(description="With the change minus without, mean over the seeds.")
    spread: Amount = Field(description="Between the seeds, of the week with it and without.")
    may_move: Amount = Field(
        default=0.0, description="By how much a longer search may make it another, at most."
    )

    @property
    def decided(self) -> bool:
        """Whether the effect is beyond the spread of the seeds and what a search may still find."""
        return abs(self.value) > max(self.spread, self.may_move) + 1e-9


class Lever(Model):
    """One change of the week, and what it does."""

    kind: LeverKind
    id: Slug = Field(description="The store, vehicle, association or person it is about.")
    owner: Slug = Field(description="The association to whom it is shown first.")
    text: Text = Field(description="What is changed.")
    kg: Change
    person_hours: Change
    eur: Change
    owner_kg: Change
    owner_eur: Change
    worst_kg: Change = Field(description="Of the association that loses most, or gains least.")
    worst: Slug


class StoreScore(Model):
    """One store in the planned week: what it gives and what it takes, to the door."""

    donor: Slug
    holder: Slug
    visits: int
    offered_visits: int
    gross_kg: Amount = Field(description="Expected kg of the visits made, when they take place.")
    usable_kg: Amount
    rejected_kg: Amount
    no_show_rate: Share
    person_hours: Amount = Field(description="Collection, sorting and last mile.")
    eur: Amount
    eur_per_kg: float | None = Field(
        description="To the door, hours at their price included; none when nothing is collected."
    )
    worth: Verdict = Field(description="Whether a usable kg costs less than it is worth.")
    dropped: Lever | None = Field(default=None, description="What dropping it would change.")
    moved: Lever | None = Field(
        default=None, description="What moving a visit left behind to another day would change."
    )


class Overlap(Model):
    """Two vehicles that stop close to each other on the same day."""

    day: Day
    donors: tuple[Slug, Slug]
    vehicles: tuple[Slug, Slug]
    holders: tuple[Slug, Slug]
    metres: int


class LeversStudy(Model):
    """A week questioned: opt-outs, means, stores."""

    scenario: Scenario
    usable_kg: Amount
    person_hours: Amount
    eur: Amount
    kg_spread: Amount = Field(description="Between the seeds.")
    may_rise_kg: Amount = Field(
        default=0.0,
        description="Usable kg by which a longer search may better the week, at most; 0 where it "
        "ended.",
    )
    diagnosis: Diagnosis
    usage: tuple[Usage, ...]
    freedom: tuple[Lever, ...] = Field(description="Opt-outs given up, by owner.")
    means: tuple[Lever, ...] = Field(description="One unit more of what is saturated.")
    stores: tuple[StoreScore, ...]
    overlaps: tuple[Overlap, ...]
    findings: tuple[Finding, ...]
    budget: SharingBudget
    provenance: dict[str, str]
