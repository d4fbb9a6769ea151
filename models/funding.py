"""Who pays for a shared warehouse: its costs, its funders, its invoices and their keys."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Amount, Label, Model, Share, Slug

MONTHS = 12
PLATFORM = "platform"
"""The warehouse itself, where someone is named who pays or advances."""

Driver = Literal["fixed", "surface", "cold_places", "pallets"]
"""What a cost grows with: nothing, m² held, cold places held, pallets handled in a year."""

Measured = Literal["surface", "pallet_weeks", "flows", "shapley", "nucleolus"]
"""Keys that are measured: m² held, pallets × weeks stored, pallets handled, and two rules of shared
costs over what a warehouse for some of them would cost."""


class CostLine(Model):
    """One line of the warehouse's yearly costs, at its present size."""

    id: Slug
    label: Label
    eur_per_year: Amount
    driver: Driver = Field(default="fixed", description="What it grows with.")
    lot: float | None = Field(
        default=None, gt=0, description="Bought by whole lots of so many m², places or pallets."
    )
    sunk: bool = Field(
        default=False, description="Due whoever leaves or joins: a lease, a building."
    )
    indexed: bool = Field(default=True, description="Follows prices when they rise.")
    platform: Slug | None = Field(
        default=None, description="The platform that it comes with; the main one when absent."
    )


class Instalment(Model):
    """A part of a yearly sum, and when it is paid."""

    month: int = Field(ge=1, le=36, description="1: January of the year invoiced; 13: the next.")
    share: Share = Field(description="Of the yearly sum; all instalments add up to 1.")


def monthly(first: int = 1, last: int = MONTHS) -> tuple[Instalment, ...]:
    """Return equal instalments, one a month."""
    months = range(first, last + 1)
    return tuple(Instalment(month=month, share=1 / len(months)) for month in months)


class Funder(Model):
    """Someone who pays the warehouse itself, before associations are invoiced."""

    id: Slug
    label: Label
    eur_per_year: Amount | None = Field(default=None, description="A fixed sum, or a share.")
    share: Share | None = Field(default=None, description="Of the yearly cost, whatever it is.")
    paid: tuple[Instalment, ...] = Field(
        default_factory=monthly, min_length=1, description="When; every month when absent."
    )


class Subsidy(Model):
    """Public money paid to the associations, once they have been invoiced."""

    id: Slug
    label: Label
    eur_per_year: Amount | None = Field(default=None, description="A fixed sum, or a share.")
    share: Share | None = Field(default=None, description="Of the yearly cost, whatever it is.")
    paid: tuple[Instalment, ...] = Field(min_length=1, description="When it comes.")
    shared_anew: bool = Field(
        default=False,
        description="Whether the part of one that leaves goes to the others; else it is lost.",
    )


class StatedKey(Model):
    """A key that was agreed on, as shares of those who pay; they add up to 1."""

    id: Slug
    label: Label
    shares: dict[Slug, Share] = Field(min_length=1)


class OwnSite(Model):
    """What one of them would pay for a site of its own, on the market."""

    eur_per_year: Amount = Field(
        default=0.0, description="Whatever its size: insurance, security, someone in charge."
    )
    eur_per_m2: Amount = Field(default=0.0, description="Rent and charges, a year.")
    least_m2: Amount = Field(default=0.0, description="Smallest site that is let.")
    eur_per_cold_place: Amount = Field(default=0.0, description="A year.")
    eur_per_pallet: Amount = Field(default=0.0, description="Handled in and out.")
    subsidy_follows: bool = Field(
        default=False, description="Whether one that leaves keeps its part of the subsidies."
    )


class Funding(Model):
    """Costs, funders, subsidies and how the rest is invoiced."""

    costs: tuple[CostLine, ...] = Field(min_length=1)
    funders: tuple[Funder, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()
    key: Slug = Field(
        default="surface", description="Behind the invoices: a measured key, or a stated one's id."
    )
    keys: tuple[StatedKey, ...] = Field(default=(), description="Keys that were agreed on.")
    invoiced: tuple[Instalment, ...] = Field(
        default_factory=monthly, min_length=1, description="When invoices are due."
    )
    advanced_by: Slug | None = Field(
        default=None,
        description="Who advances the subsidies for all: one that pays, a funder, or the platform "
        "(«platform»); each for itself when absent.",
    )
    own_site: OwnSite = OwnSite()
    price_rise: Share = Field(default=0.3, description="The rise that is tried in stress tests.")

    @property
    def eur_per_year(self) -> float:
        """The yearly cost at its present size."""
        return sum(line.eur_per_year for line in self.costs)
