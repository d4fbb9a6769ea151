"""A study: a scenario planned, reviewed, and stamped with where it comes from."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug, Text
from models.by_hand import ByHand
from models.fairness import FairnessOfWeek
from models.findings import Finding, Undelivered, Unserved
from models.history import NO_PAST, History
from models.means import TriedMeans
from models.plan import Plan
from models.scenario import Scenario
from models.stability import Stability
from models.travel import Leg, TravelMatrix

Termination = Literal["finished", "time_limit", "iterations", "interrupted"]


class Balance(Model):
    """What one association receives and gives, to its door."""

    association: Slug
    need_kg: Amount = Field(description="What it should still get: what it holds is taken off.")
    stock_kg: Amount = Field(
        default=0.0, description="Need that it covers with what it holds when the week begins."
    )
    received_kg: Amount
    received_by_family: dict[Slug, Amount]
    points: Amount = Field(description="Points of the food received.")
    share_of_need: Amount = Field(
        description="(stock_kg + received_kg) / (stock_kg + need_kg); 1 when it needs nothing."
    )
    kg_per_person: Amount
    vehicle_hours: Amount = Field(description="Hours of its vehicles' rounds.")
    person_hours: Amount = Field(
        description="Hours of its people: aboard, and its share of sorting."
    )
    km: Amount = Field(description="Driven by its vehicles.")
    eur: Amount = Field(description="Cost of its vehicles.")


class Totals(Model):
    """What a plan amounts to."""

    usable_kg: Amount
    offered_kg: Amount = Field(description="Expected kg on offer, before no-shows and rejects.")
    collected_kg: Amount = Field(description="Expected kg collected, before rejects.")
    need_kg: Amount
    rounds: int
    stops: int = Field(description="Pick-ups and deliveries made.")
    unserved: int = Field(description="Pick-ups left, whole or in part.")
    km: Amount
    vehicle_hours: Amount
    crew_hours: Amount = Field(description="Hours of people aboard.")
    sorting_hours: Amount
    person_hours: Amount = Field(description="crew_hours + sorting_hours.")
    eur: Amount
    fuel_litres: Amount
    co2_kg: Amount = Field(description="Emitted by the vehicles.")
    co2_avoided_kg: Amount = Field(description="Avoided by the food saved.")
    meals: Amount
    due_kg: Amount = Field(default=0.0, description="Load units due this week, in kg.")
    delivered_kg: Amount = Field(default=0.0, description="Of which dropped at their door.")
    units_left: int = Field(default=0, ge=0, description="Load units due and not dropped.")


class Usage(Model):
    """How far one means is used over the week, in hours, shifts or kg (``unit``)."""

    kind: Literal["vehicle", "person", "storage"]
    id: Slug
    used: Amount
    available: Amount
    unit: Literal["h", "shift", "kg"]

    @property
    def rate(self) -> float:
        """Used over available; 0 when nothing is available."""
        return self.used / self.available if self.available else 0.0


class Diagnosis(Model):
    """Whether it is too little food, too few means, or the way they are organised."""

    need_kg: Amount
    supply_kg: Amount = Field(description="Usable kg if everything offered were collected.")
    free_logistics_kg: Amount = Field(
        description="Usable kg with free and unlimited transport: an upper bound of any plan."
    )
    planned_kg: Amount
    verdict: Text
    cause: Literal["", "covered", "supply", "pooling", "means", "unproved"] = Field(
        default="",
        description="What the verdict names: food only where no plan brings 1 % more; unproved: "
        "donations fall short, and the plan does not bring all that could be brought.",
    )


class Bound(Model):
    """What is proved about one objective of a plan."""

    objective: Literal["food", "hours", "cost"]
    value: float = Field(description="Of the plan, in the objective's unit: kg, hours, euros.")
    bound: float | None = Field(
        description="No plan that ``method`` describes does better; none when unknown."
    )
    method: Text


class Outcome(Model):
    """One indicator over the simulated weeks, all figures in ``unit``."""

    name: str
    mean: float
    p10: float = Field(description="One week in ten is below.")
    p90: float = Field(description="One week in ten is above.")
    unit: str


class Simulation(Model):
    """The plan replayed over sampled weeks."""

    weeks: int = Field(description="How many were sampled.")
    seed: int
    recourse: Text = Field(description="What is done when something fails, in the replay.")
    usable_kg: Outcome
    kg_lost: Outcome
    late_stops: Outcome
    overtime_min: Outcome
    failures: dict[str, float] = Field(
        description="Share of weeks in which each thing happens at least once."
    )
    by_round: dict[Slug, float] = Field(
        description="Share of weeks in which each round has a failure."
    )


class Candidate(Model):
    """One better plan met on the way: used to show and to measure progress."""

    elapsed_s: Amount
    usable_kg: Amount
    person_hours: Amount
    eur: Amount


class Provenance(Model):
    """Where a study comes from, enough to run it again."""

    ramasse: str
    input_digest: str = Field(description="SHA-256 of the resolved scenario.")
    variant: Slug
    seed: int
    engine: str = Field(
        description="What found the rounds: ``enumeration``, or the engine that proposed long ones."
    )
    versions: dict[str, str]
    travel_source: str
    travel_digest: str
    time_limit_s: float | None
    iterations: int | None
    termination: Termination
    elapsed_s: float
    parent: str | None = None
    made_at: datetime | None = Field(
        default=None, description="When the plan was made, UTC; none in studies of before."
    )
    revision: int = Field(
        default=0, ge=0, description="How many times the week was planned again on the day so far."
    )


class Study(Model):
    """Everything that a run has to say."""

    scenario: Scenario
    travel: TravelMatrix
    plan: Plan
    legs: tuple[Leg, ...] = Field(
        default=(), description="Ways along roads between the stops of rounds; none without roads."
    )
    alone: Plan | None = Field(description="The best plan of each going alone, the reference.")
    totals: Totals
    balances: tuple[Balance, ...]
    alone_totals: Totals | None
    alone_balances: tuple[Balance, ...]
    violations: tuple[Finding, ...] = Field(description="Empty: the checker accepts the plan.")
    findings: tuple[Finding, ...]
    unserved: tuple[Unserved, ...]
    undelivered: tuple[Undelivered, ...] = ()
    usage: tuple[Usage, ...]
    diagnosis: Diagnosis
    bounds: tuple[Bound, ...]
    tried: tuple[TriedMeans, ...] = Field(
        default=(), description="Means granted one at a time, and what each of them brought."
    )
    fairness: FairnessOfWeek | None = Field(
        default=None, description="None where nothing is shared, or nothing was searched."
    )
    past: History = Field(
        default=NO_PAST,
        description="What earlier weeks brought and needed: levels count it beside this week.",
    )
    stability: Stability | None = Field(
        default=None, description="Beside the plan of an earlier week, where one was given."
    )
    by_hand: ByHand | None = Field(
        default=None, description="What was chosen by hand over what a search found."
    )
    simulation: Simulation | None
    progress: tuple[Candidate, ...]
    provenance: Provenance
