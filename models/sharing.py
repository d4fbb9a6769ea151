"""Shared costs and groups: what coalitions are worth, who pays what, who pools with whom."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug
from models.findings import Finding
from models.pooling import CostRule
from models.scenario import Scenario

Verdict = Literal["yes", "no", "undecided"]
"""``undecided``: the difference is below what another seed would change."""


class PlannedWeek(Model):
    """What one coalition's week amounts to: the best of some seeds."""

    eur: Amount = Field(description="Of its vehicles.")
    person_hours: Amount
    km: Amount
    kg: dict[Slug, Amount] = Field(description="Usable kg received, by member.")
    by_family: dict[Slug, dict[Slug, Amount]] = Field(description="The same by member and family.")
    owner_eur: dict[Slug, Amount] = Field(description="Cost of vehicles by who owns them.")
    spread: Amount = Field(description="Between the seeds, in euros of the value that is compared.")
    bound: float | None = Field(
        default=None, description="No plan costs less; none when it is not known."
    )
    relaxed: float | None = Field(
        default=None,
        description="Value of the relaxation: how much less a better plan might cost.",
    )
    seeds: int = Field(description="Seeds that gave a plan accepted by the checker.")

    @property
    def total_kg(self) -> float:
        """Usable kg of all members."""
        return sum(self.kg.values())


class CoalitionValue(Model):
    """One group, planned as if it were by itself."""

    members: tuple[Slug, ...]
    equal_food: PlannedWeek | None = Field(
        description="At least the food of each going alone, for the least cost: c(S)."
    )
    free: PlannedWeek | None = Field(description="As the policy's objectives ask: behind v(S).")
    worth_eur: float | None = Field(description="v(S): price × kg − costs, a week.")
    shared_eur: float = Field(description="c(S) closed under splitting: for cost shares only.")
    splits: bool = Field(description="Whether planning its parts apart costs less, or was needed.")


class CostShare(Model):
    """What one rule asks of each."""

    rule: CostRule
    eur: dict[Slug, float] = Field(description="A week, to the cent; adds up to the cost.")
    error_eur: dict[Slug, Amount] = Field(
        default_factory=dict, description="Standard error, where orders were sampled."
    )
    rational: Verdict = Field(description="Whether nobody pays more than alone.")
    stable: Verdict = Field(description="Whether no group would pay less by itself (core).")
    witness: tuple[Slug, ...] = Field(
        default=(), description="The group that would save most by itself."
    )
    saving_eur: Amount = Field(default=0.0, description="What the witness would save, a week.")


class Settlement(Model):
    """Who owes what under one rule, once each has paid for its own vehicles."""

    association: Slug
    borne_eur: Amount = Field(description="Cost of its vehicles in the pooled week.")
    share_eur: float
    owes_eur: float = Field(description="share − borne; below zero it is owed.")


class Gain(Model):
    """What one association has in a partition, and alone."""

    association: Slug
    kg: Amount
    alone_kg: Amount
    gain_eur: float = Field(
        description="price × kg − cost − entry costs against going alone, without compensation."
    )
    fair_eur: float | None = Field(
        description="Its Shapley value of the group's gain: with compensation."
    )


class Grouping(Model):
    """One way of forming groups."""

    groups: tuple[tuple[Slug, ...], ...]
    worth_eur: float = Field(description="Value of all groups minus entry costs, a week.")
    gain_eur: float = Field(description="Against each going alone.")
    stable: Verdict = Field(
        description="With compensation: no allowed group would do better by itself."
    )
    leavers: tuple[Slug, ...] = Field(default=(), description="The group that would gain most.")
    leaving_eur: Amount = 0.0
    unmoved: Verdict = Field(
        description="Without compensation: no allowed group in which every member gains."
    )
    movers: tuple[Slug, ...] = ()
    gains: tuple[Gain, ...]


class BreakEven(Model):
    """When entry costs are repaid, at one price of food."""

    eur_per_kg: Amount
    weekly_gain_eur: float = Field(description="Once learning is over, entry costs included.")
    once_eur: Amount
    weeks: int | None = Field(description="None: never, at this price.")


class SharingBudget(Model):
    """What was spent on planning coalitions."""

    time_limit_s: float | None = Field(description="Of one plan; coalitions by their size.")
    iterations: int | None
    seeds: tuple[int, ...]
    planned: int = Field(description="Plans made.")
    cached: int = Field(description="Plans found on disk.")
    elapsed_s: Amount
    orders: int | None = Field(
        default=None, description="Orders of arrival sampled; none when all coalitions were."
    )


class SharingStudy(Model):
    """Costs shared, groups compared."""

    scenario: Scenario
    values: tuple[CoalitionValue, ...]
    cost_eur: Amount = Field(description="c of all together: what is shared, a week.")
    bound_eur: float | None
    core: Verdict = Field(description="Whether shares exist under which no group would leave.")
    least_core_eur: float | None = Field(
        description="The most that some group would save, at best; zero or less: a core exists."
    )
    shares: tuple[CostShare, ...]
    settlement_rule: CostRule
    settlement: tuple[Settlement, ...]
    groupings: tuple[Grouping, ...] = Field(description="The best first.")
    smallest: Slug
    break_even: tuple[BreakEven, ...]
    findings: tuple[Finding, ...]
    budget: SharingBudget
    provenance: dict[str, str]
