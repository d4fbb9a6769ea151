"""Donors, what they are expected to give, and when."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Amount, Clock, Label, Model, Share, Slug, seconds
from models.calendar import Day
from models.places import Place

ShelfDays = Annotated[int, Field(ge=0, le=3650)]
"""Days after collection within which food must be distributed."""


class DonorKind(Model):
    """What donors of one kind have in common; an offer may say otherwise."""

    id: Slug
    label: Label
    family_shares: dict[Slug, Share] = Field(
        description="Share of each family in the kg given; the shares add up to 1."
    )
    loading_min: Amount = Field(description="Time of a pick-up, in minutes.")
    no_show_rate: Share = Field(default=0.0, description="Chance that nothing is given.")
    reject_rate: Share = Field(default=0.0, description="Share thrown away at sorting.")
    variation: Amount = Field(
        default=0.0, le=3.0, description="Coefficient of variation of the kg given."
    )
    shelf_days: dict[Slug, ShelfDays] = Field(
        default_factory=dict, description="Shorter shelf lives than the family's, in days."
    )


class Offer(Model):
    """An expected donation, on each of some days of the week."""

    days: tuple[Day, ...] = Field(min_length=1)
    kg: float = Field(gt=0, le=100_000, description="Expected kg per visit when it takes place.")
    opens: Clock = Field(description="The pick-up starts no earlier.")
    closes: Clock = Field(description="The pick-up ends no later.")
    day_kg: dict[Day, Amount] = Field(
        default_factory=dict, description="Expected kg on days that differ from the others."
    )
    family_shares: dict[Slug, Share] | None = Field(
        default=None, description="Shares of the families, when they differ from the kind's."
    )
    loading_min: Amount | None = Field(
        default=None, description="Minutes, if other than the kind's."
    )
    no_show_rate: Share | None = None
    reject_rate: Share | None = None
    variation: Amount | None = None
    pallets: Amount | None = Field(
        default=None, description="Pallet places it takes, where they are known."
    )
    refrigerated: bool = Field(
        default=False, description="True: only a refrigerated body may collect, whatever the food."
    )


class Donor(Model):
    """A store, wholesaler, producer or kitchen that gives food."""

    id: Slug
    label: Label
    kind: Slug = Field(description="One of the donor kinds.")
    place: Place
    holder: Slug = Field(description="The association that holds the agreement with it.")
    private: bool = Field(
        default=False, description="Its food goes to its holder alone, whatever is pooled."
    )
    area_m2: Amount | None = Field(default=None, description="Sales area, in square metres.")
    contact: str = Field(
        default="", max_length=200, description="Optional; printed on driver's sheets only."
    )
    backup: str = Field(default="", max_length=300, description="Plan B, printed on the sheet.")
    offers: tuple[Offer, ...] = Field(min_length=1)


class Pickup(Model):
    """One donation of one day: what a round may go and collect.

    Derived from a donor, its kind and one of its offers by ``Scenario.pickups``.
    """

    id: Slug = Field(description="``donor_day``, numbered when a donor gives twice a day.")
    donor: Slug
    day: Day
    opens_s: int = Field(description="Service starts no earlier, seconds since midnight.")
    closes_s: int = Field(description="Service ends no later, seconds since midnight.")
    loading_s: int = Field(description="Duration of the pick-up, seconds.")
    kg: dict[Slug, float] = Field(description="kg by family, when the donation takes place.")
    no_show_rate: Share
    reject_rate: Share
    variation: Amount
    use_by: dict[Slug, int] = Field(
        description="Last day of distribution by family; day numbers, Monday is 0."
    )
    pallets: Amount | None = Field(default=None, description="Places it takes, where known.")
    refrigerated: bool = False

    @property
    def gross_kg(self) -> float:
        """What goes into the vehicle when the donation takes place, in kg."""
        return sum(self.kg.values())

    def usable_kg(self, family: str) -> float:
        """Return the expected kg of a family left after no-shows and rejects."""
        return self.kg.get(family, 0.0) * (1 - self.no_show_rate) * (1 - self.reject_rate)


def window_s(offer: Offer) -> tuple[int, int]:
    """Return an offer's opening and closing, in seconds since midnight."""
    return seconds(offer.opens), seconds(offer.closes)
