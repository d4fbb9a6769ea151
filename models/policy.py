"""Who pools what with whom, and the rules that everyone agreed on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Clock, Label, Model, Share, Slug
from models.calendar import Day

Mode = Literal["alone", "hub", "direct"]
"""alone: each collects its own and goes home; hub: to a sorting place, then the last
mile; direct: collect, then drop on the way."""

Objective = Literal["food", "hours", "cost"]
"""food: usable kg, most first; hours: person-hours, fewest; cost: euros, fewest."""


class Pool(Model):
    """Associations that work together, and how."""

    id: Slug
    label: Label
    mode: Mode
    members: tuple[Slug, ...] = Field(
        min_length=1, description="Associations that receive; alone: each for itself."
    )
    hub: Slug | None = Field(
        default=None, description="The association at whose site food is sorted (mode hub)."
    )
    collectors: tuple[Slug, ...] | None = Field(
        default=None,
        description="Members whose stores, vehicles and crews collect; all when absent.",
    )
    own_crews_only: bool = Field(
        default=False, description="True: a vehicle goes out only with its owner's people."
    )
    fetch_only: bool = Field(
        default=False,
        description="True: each member fetches its own share at the hub with its own vehicles.",
    )
    collectors_keep: Share = Field(
        default=0.0, description="Least share of the pool's food that stays with its collectors."
    )


class Commitment(Model):
    """A store promised to a vehicle on a day: given, not to be decided."""

    donor: Slug
    vehicle: Slug
    day: Day
    shift: Slug | None = None
    at: Clock | None = Field(default=None, description="Promised start of the pick-up.")
    alone: bool = Field(default=False, description="True: the only pick-up of its round.")


class Stage(Model):
    """One stage of the order of objectives."""

    objective: Objective
    tolerance: Share = Field(
        default=0.0, description="How much of it later stages may give up, relative."
    )


class ColdChain(Model):
    """How long chilled and frozen food may travel without a refrigerated body."""

    max_min_out: Amount = Field(
        default=30.0, description="Chilled, without any equipment, minutes aboard."
    )
    max_min_boxes: Amount = Field(default=90.0, description="In insulated boxes, minutes aboard.")


SplitRule = Literal[
    "leximin",
    "proportional",
    "equal_awards",
    "equal_losses",
    "talmud",
    "nash",
    "alpha_fair",
    "total_by_gini",
]
"""How food is split by kg; ``solver.allocation`` has a file for each."""


class FairSplit(Model):
    """How food is shared out, week after week."""

    rule: SplitRule = Field(
        default="leximin", description="By kg. Whole crates and pallets are always picked in turn."
    )
    rare_first: bool = Field(
        default=True, description="Split the families marked rare before the others."
    )
    window_weeks: int = Field(
        default=8, ge=1, le=104, description="Weeks over which received and needed are compared."
    )


class Policy(Model):
    """The rules of the week, as data."""

    pools: tuple[Pool, ...] = Field(min_length=1)
    opened: tuple[Slug, ...] = Field(
        default=(), description="Private donors that this variant opens to the pool."
    )
    commitments: tuple[Commitment, ...] = ()
    objectives: tuple[Stage, ...] = Field(
        default=(
            Stage(objective="food", tolerance=0.01),
            Stage(objective="hours", tolerance=0.01),
            Stage(objective="cost"),
        ),
        min_length=1,
    )
    split: FairSplit = FairSplit()
    capacity_margin: Share = Field(
        default=0.1, description="Share of payload kept free, as quantities are expectations."
    )
    sorting_hours_per_kg: Amount = Field(
        default=0.03, description="Sorting, hours per kg collected."
    )
    sorting_min: Amount = Field(
        default=60.0, description="From unloading at a sorting place to ready, minutes."
    )
    hub_unloading_min: Amount = Field(default=15.0, description="Unloading at the hub, minutes.")
    hub_loading_min: Amount = Field(default=15.0, description="Loading at the hub, minutes.")
    loaded_before_leaving: bool = Field(
        default=False,
        description="True: a round that starts at the hub finds its first load aboard.",
    )
    collect_in_first_trip: bool = Field(
        default=False, description="True: pick-ups only in the first trip, after its drops."
    )
    collecting_trip_max_min: int | None = Field(
        default=None,
        gt=0,
        description="Longest trip that collects, from leaving to being back at the hub, minutes.",
    )
    all_due: bool = Field(
        default=False,
        description="True: all that is due or offered is to be served; what is left is told first.",
    )
    named_crews: bool = Field(
        default=True,
        description="False: whoever sends a vehicle finds its crew, rounds name nobody.",
    )
    cold_chain: ColdChain = ColdChain()
    day_factors: dict[Day, Amount] = Field(
        default_factory=dict, description="Multiplies what donors give on a day (Monday 1.4)."
    )
    meal_kg: float = Field(default=0.5, gt=0, description="One meal, in kg.")
    co2_kg_per_litre: Amount = Field(
        default=3.1, description="Diesel, well to wheel, kg per litre."
    )
    co2_kg_per_food_kg: Amount = Field(default=1.5, description="Avoided by one kg saved, kg CO₂e.")
