"""Who receives what of a supply, and what is proved and explained about it."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from models.base import Amount, Label, Model, Slug, Text
from models.findings import Finding
from models.history import History
from models.planned_stops import PlannedStop
from models.scenario import Scenario

Container = Literal["crate", "pallet", "unit"]
"""What is handed over whole."""
Source = Literal["expected", "plan", "weighed"]
"""Where a supply comes from: the offers of the scenario, a planned week, or scales."""


class SupplyLot(Model):
    """Food of one family and use-by day that can be shared out."""

    id: Slug
    label: Label
    family: Slug
    kg: float = Field(gt=0, le=1e6, description="Usable kg, all units together.")
    container: Container | None = Field(
        default=None, description="What it comes in; none when any kg of it can be given."
    )
    units: int = Field(default=1, ge=1, le=10_000, description="How many of these.")
    ready_s: int = Field(description="Sorted from then on, seconds since Monday midnight.")
    use_by: int = Field(description="Last day of distribution; Monday is 0.")
    members: tuple[Slug, ...] = Field(description="Associations that may receive of it.")
    accredited_only: bool = Field(
        default=False, description="Goes to accredited associations alone."
    )
    reached: tuple[Slug, ...] | None = Field(
        default=None,
        description="Whom the rounds of its day can bring it to; any member when absent.",
    )

    def may_go_to(self, who: str) -> bool:
        """Tell whether an association may receive of it, and some round can bring it there."""
        return who in self.members and (self.reached is None or who in self.reached)


def lot_id(source: str, family: str, use_by: int) -> str:
    """Return the id of a lot: of which round, or stream and day, it is, of what, and until when.

    Examples
    --------
    >>> lot_id("mon-van", "dairy", 4)
    'mon-van-dairy-4'
    """
    return f"{source}-{family}-{use_by}"


class Supply(Model):
    """What there is to share out in a week."""

    source: Source
    lots: tuple[SupplyLot, ...]
    told: tuple[Text, ...] = Field(
        default=(), description="What their file holds beside, and was not counted."
    )

    @property
    def whole(self) -> bool:
        """Whether it is handed over in whole crates and pallets."""
        return any(lot.container is not None for lot in self.lots)

    @cached_property
    def lot(self) -> dict[str, SupplyLot]:
        """Lots by id."""
        return {lot.id: lot for lot in self.lots}


class Portion(Model):
    """Part of a lot that goes to an association for one of its distributions."""

    association: Slug
    lot: Slug
    kg: Amount
    units: int | None = Field(default=None, description="How many, when it is handed over whole.")
    opening_s: int = Field(description="Distribution it is for, seconds since Monday midnight.")


class Standing(Model):
    """Where one association stands after a split."""

    association: Slug
    need_kg: Amount
    received_kg: Amount
    by_family_kg: dict[Slug, float]
    fair_kg: dict[Slug, float] = Field(
        default_factory=dict, description="Its fair part of what is shared this week, by family."
    )
    account_kg: dict[Slug, float] = Field(
        default_factory=dict, description="Its account after this week, by family it needs."
    )
    level: Amount = Field(description="Points received over points needed, this week.")
    cumulated_level: Amount = Field(description="The same over the window, this week included.")
    alone_points: Amount = Field(description="What it would have had alone: its floor.")
    points: Amount
    planned_kg: float | None = Field(
        default=None, description="What the plan promised it, where what really came is split."
    )
    reason: Text = Field(description="What binds it, supported by a real test.")
    if_more_kg: float | None = Field(
        default=None, description="Change of its kg if it had counted 20 % more people."
    )
    if_fewer_kg: float | None = Field(
        default=None, description="Change of its kg if it had counted 20 % fewer people."
    )

    @property
    def coverage(self) -> float | None:
        """Kg received over kg needed, this week; none without a need."""
        return self.received_kg / self.need_kg if self.need_kg > 0 else None


class Left(Model):
    """Part of a lot that nobody takes, and why."""

    lot: Slug
    kg: Amount
    reason: Text


class Comparison(Model):
    """What one rule would give."""

    rule: str
    kg: dict[Slug, float] = Field(description="By association.")
    level: dict[Slug, float] = Field(description="Cumulated, by association.")
    total_kg: Amount
    total_points: Amount
    lowest: Amount = Field(description="Lowest cumulated level.")
    gini: Amount = Field(description="Of cumulated levels, weighted by what each is entitled to.")
    smallest: Amount = Field(description="Mean level of the fifth of structures in least need.")
    largest: Amount = Field(description="Mean level of the fifth of structures in most need.")
    price: float = Field(description="Points given up for fairness, of the most that can be given.")


class Origin(Model):
    """Where an allocation comes from, enough to make it again."""

    ramasse: str
    input_digest: str = Field(description="SHA-256 of scenario, supply, history and floors.")
    rule: str


class Allocation(Model):
    """Everything that a split has to say."""

    scenario: Scenario
    supply: Supply
    planned: tuple[PlannedStop, ...] | None = Field(
        default=None, description="Stops of the plan whose week is split; none without a plan."
    )
    history: History
    portions: tuple[Portion, ...]
    standings: tuple[Standing, ...]
    left: tuple[Left, ...]
    envy: tuple[tuple[float, ...], ...] = Field(
        description="By row i and column j: how much higher i's level would be with j's food, "
        "in proportion to need; 0 when it would not."
    )
    jealous: tuple[tuple[Slug, Slug], ...] = Field(
        description="Whole lots: pairs for which envy remains even without the best lot."
    )
    comparisons: tuple[Comparison, ...] = Field(description="The rule applied comes first.")
    findings: tuple[Finding, ...]
    provenance: Origin

    @cached_property
    def standing(self) -> dict[str, Standing]:
        """Standings by association."""
        return {one.association: one for one in self.standings}
