"""What each pays of a shared warehouse, when, how much it could bear, and what could happen."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Model, Slug

StressKind = Literal["funder_leaves", "subsidy_stops", "leaves", "joins", "prices"]


class Holding(Model):
    """What one of those who pay holds and moves: the measures behind keys."""

    payer: Slug
    surface_m2: Amount
    cold_places: Amount = Field(default=0.0, description="Chilled and frozen pallet places.")
    pallet_weeks: Amount = Field(default=0.0, description="Pallets × weeks stored in a year.")
    pallets_per_year: Amount = Field(default=0.0, description="Handled: in, then out, count once.")


class Bill(Model):
    """The yearly cost and who bears it, to the cent: cost = funders + gross; net = gross − back."""

    cost_eur: Amount
    funders_eur: dict[Slug, Amount] = Field(description="Paid to the warehouse.")
    gross_eur: Amount = Field(description="Invoiced to associations.")
    subsidies_eur: dict[Slug, Amount] = Field(description="Paid back to associations.")
    net_eur: Amount = Field(description="What associations bear in the end.")


class Invoice(Model):
    """What one pays in a year; adds up to the bill."""

    payer: Slug
    share: float
    gross_eur: float
    subsidies_eur: dict[Slug, float]
    net_eur: float


class KeyResult(Model):
    """What one key asks of each."""

    key: Slug
    stated: bool = Field(description="Agreed on, not measured.")
    shares: dict[Slug, float]
    net_eur: dict[Slug, float] = Field(description="A year, to the cent; adds up to the net.")
    leavers: tuple[Slug, ...] = Field(description="Those that would pay less by themselves.")


class CashMonth(Model):
    """One month of someone's cash with the warehouse."""

    month: int = Field(description="1: January of the year invoiced; 13: the next one.")
    paid_eur: Amount
    received_eur: Amount
    balance_eur: float = Field(description="Received minus paid since the beginning.")


class Cash(Model):
    """Someone's cash by month, and the most that it has to advance."""

    who: Slug
    months: tuple[CashMonth, ...]
    advance_eur: Amount = Field(description="Most paid and awaited: above what it bears in time.")
    advance_month: int
    back_month: int | None = Field(description="When all that was advanced is back; none: never.")


class Bearable(Model):
    """The largest yearly contribution that one can bear before it is better off by itself."""

    payer: Slug
    site_eur: Amount = Field(description="A site of its own for what it holds.")
    own_rounds_eur: float | None = Field(
        description="Planned rounds of its points from its own place, a year; none: not planned."
    )
    shared_rounds_eur: float | None = Field(
        description="Its share of the planned rounds from the warehouse, a year."
    )
    kept_subsidy_eur: Amount = Field(description="Subsidy that it would still have by itself.")
    most_eur: float = Field(description="site + own rounds − shared rounds − subsidy kept.")
    net_eur: float = Field(description="What it is asked.")

    @property
    def margin_eur(self) -> float:
        """How much more it could bear; below zero it is better off by itself."""
        return self.most_eur - self.net_eur


class Stress(Model):
    """One thing that could happen, with what each would then pay."""

    kind: StressKind
    who: Slug | None = Field(description="The funder, subsidy, association or newcomer.")
    bill: Bill
    net_eur: dict[Slug, float] = Field(description="Of those who stay.")
    change_eur: dict[Slug, float] = Field(description="Against today, of those who stay.")
    missing_m2: Amount = Field(
        default=0.0, description="Surface that a newcomer lacks: everyone yields in proportion."
    )
    chain: tuple[Slug, ...] = Field(
        default=(), description="Who would then leave, one after another, as bills rise."
    )
    remaining_net_eur: dict[Slug, float] = Field(
        default_factory=dict, description="What those who remain pay once the chain has ended."
    )


class FundingStudy(Model):
    """Costs of one warehouse and one year: keys, invoices, cash, limits, stress tests."""

    holdings: tuple[Holding, ...]
    bill: Bill
    key: Slug = Field(
        description="Applied: the one asked for, or what stands in where it has no meaning; "
        "alike: equal parts."
    )
    invoices: tuple[Invoice, ...]
    keys: tuple[KeyResult, ...]
    cash: tuple[Cash, ...]
    bearable: tuple[Bearable, ...]
    stress: tuple[Stress, ...]
