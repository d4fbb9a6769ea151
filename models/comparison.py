"""Ways of organising a week side by side: each variant planned, each figure against references."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Label, Model, Slug, Text
from models.findings import Finding
from models.sharing import SharingBudget
from models.study import Balance, Totals

Indicator = Literal[
    "usable_kg",
    "kg_per_person",
    "share_of_need",
    "meals",
    "vehicle_hours",
    "person_hours",
    "km",
    "eur",
    "co2_kg",
    "unserved",
    "weeks_with_failure",
    "kg_lost",
]
"""The last three, and only they, are of all together alone. ``kg_lost``: mean over sampled weeks;
``weeks_with_failure``: share of sampled weeks with the mishap that happens most often."""

MORE_IS_BETTER: frozenset[Indicator] = frozenset(
    {"usable_kg", "kg_per_person", "share_of_need", "meals"}
)


class Figure(Model):
    """One indicator of one variant, for all or for one association.

    Every figure is in the indicator's unit: that of its name; without unit for shares; counts of
    meals, and of pick-ups unserved.
    """

    variant: Slug
    association: Slug | None = Field(default=None, description="None: all together.")
    indicator: Indicator
    value: float
    spread: Amount = Field(description="Between the seeds.")
    may_rise: Amount = Field(
        default=0.0,
        description="Of food: by how much a longer search may raise it, at most; 0 where it ended.",
    )
    against: dict[Slug, float] = Field(
        default_factory=dict, description="Difference with each reference variant."
    )
    undecided: tuple[Slug, ...] = Field(
        default=(),
        description="References from which a longer search or another seed may make as much.",
    )


class VariantResult(Model):
    """One variant, planned: the best of the seeds by the policy's objectives."""

    variant: Slug
    label: Label
    totals: Totals
    balances: tuple[Balance, ...]
    changes: tuple[Text, ...] = Field(description="What it changes of the first reference.")
    may_rise_kg: Amount = Field(
        default=0.0,
        description="Usable kg by which a longer search may better it, at most; 0 where it ended.",
    )
    winners: tuple[Slug, ...] = Field(description="Receive more than under the first reference.")
    losers: tuple[Slug, ...]
    unclear: tuple[Slug, ...] = Field(
        default=(), description="Of whom it is not decided whether they receive more or less."
    )
    worse_than_alone: tuple[Slug, ...]
    verdict: Text = Field(description="What is short: food, organisation or means.")
    violations: int
    seed: int


class Missing(Model):
    """A variant that could not be planned."""

    variant: Slug
    label: str = Field(default="", description="What people read of it.")
    why: Text


class ComparisonStudy(Model):
    """Variants of one scenario, compared."""

    id: Slug
    label: Label
    week_of: str
    associations: dict[Slug, Label]
    references: tuple[Slug, ...] = Field(description="Variants that others are compared with.")
    variants: tuple[VariantResult, ...]
    figures: tuple[Figure, ...]
    leaders: tuple[Slug, ...] = Field(
        default=(),
        description="Variants between which it is not decided which brings most; none if it is.",
    )
    missing: tuple[Missing, ...]
    findings: tuple[Finding, ...]
    budget: SharingBudget
    provenance: dict[str, str]
