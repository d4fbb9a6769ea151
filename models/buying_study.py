"""A purchase in common: orders, who receives what, who pays what, and what each wish costs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from models.base import Model, Slug, Text
from models.calendar import Day
from models.findings import Finding
from models.scenario import Scenario
from models.travel import TravelMatrix

BuyingLevelName = Literal["cover", "cost", "deliveries", "regularity"]
WishName = Literal["local", "organic", "supermarket", "variety", "supplier_share"]
WISHES: tuple[WishName, ...] = ("local", "organic", "supermarket", "variety", "supplier_share")


class OrderLine(Model):
    """Packs of one offer in one order; amounts in cents, as invoiced."""

    offer: Slug
    packs: int = Field(ge=1)
    units: int = Field(ge=1)
    tier: int = Field(ge=0, description="The tier reached, 0 first.")
    net_cents: int = Field(ge=0, description="Without VAT.")
    vat_cents: int = Field(ge=0)


class PurchaseOrder(Model):
    """What one supplier delivers in one week."""

    supplier: Slug
    week: int = Field(ge=0, description="Of the period, 0 first.")
    day: Day
    lines: tuple[OrderLine, ...]
    carriage_cents: int = Field(default=0, ge=0, description="VAT included.")

    @property
    def goods_cents(self) -> int:
        """Goods, VAT included."""
        return sum(one.net_cents + one.vat_cents for one in self.lines)

    @property
    def total_cents(self) -> int:
        """What the supplier invoices."""
        return self.goods_cents + self.carriage_cents


class HandedOver(Model):
    """Units of an article that a member receives for one of its needs in one week."""

    association: Slug
    need: Slug
    article: Slug
    week: int = Field(ge=0)
    units: int = Field(ge=1)
    extra: bool = Field(
        default=False, description="A pack's remainder: beyond what was ordered for the need."
    )


class LastMile(Model):
    """How a member's goods reach its door in each week of handing over."""

    association: Slug
    way: Literal["here", "trip", "fetched", "stop"] = Field(
        description="It is the place of delivery; a trip already planned takes them; the member "
        "comes; a stop made for them."
    )
    cents: int = Field(ge=0, description="Each time.")


class BuyingBill(Model):
    """What one member pays, and what it would pay alone for the same goods; cents, VAT included."""

    association: Slug
    alone_cents: int = Field(ge=0, description="The least that it could pay alone, proved.")
    alone_found_cents: int = Field(ge=0, description="The best purchase alone that was found.")
    cents: int = Field(ge=0, description="Its share of the whole.")
    vat_cents: int = Field(ge=0, description="VAT within.")
    paid_by: dict[Slug, int] = Field(default={}, description="Cents that payers take over.")
    cover: float = Field(ge=0, le=1, description="Of its needs, at list prices.")
    alone_cover: float = Field(ge=0, le=1, description="What its budget would cover alone.")

    @property
    def own_cents(self) -> int:
        """What it pays itself."""
        return self.cents - sum(self.paid_by.values())


class BuyingPlan(Model):
    """What is ordered, handed over and paid."""

    orders: tuple[PurchaseOrder, ...] = ()
    handed: tuple[HandedOver, ...] = ()
    last_mile: tuple[LastMile, ...] = ()
    weeks: tuple[int, ...] = Field(default=(), description="Weeks with a handing-over.")
    last_mile_cents: int = Field(default=0, ge=0)
    bills: tuple[BuyingBill, ...] = ()
    apart: tuple[Slug, ...] = Field(
        default=(), description="Members for whom buying alone costs less: they buy alone."
    )
    given_up: tuple[WishName, ...] = Field(
        default=(), description="Wishes that cannot be held, or cost more than buying alone."
    )

    @property
    def total_cents(self) -> int:
        """The whole cost, to every door."""
        return sum(one.total_cents for one in self.orders) + self.last_mile_cents


class BuyingLevel(Model):
    """One objective, after those before it are held: what was reached and what bounds it.

    Least covered member, of 1 (cover); euros with the last mile (cost); deliveries of suppliers and
    weeks of handing over (deliveries); units short of what producers want each week (regularity).
    """

    level: BuyingLevelName
    value: float
    bound: float = Field(description="No plan is better than this.")
    proved: bool


class UnmetNeed(Model):
    """A member whose needs are not covered, what binds, and what would cover more: both tried."""

    association: Slug
    cover: float = Field(ge=0, le=1)
    code: Literal["budget", "ceiling", "supply", "storage", "several", "rounding"]
    reason: Text


class PricedBuyingWish(Model):
    """What one wish costs: the purchase without it."""

    wish: WishName
    held: bool = Field(description="Whether the plan holds it.")
    with_cents: int | None = Field(default=None, description="None: it cannot be held.")
    without_cents: int
    proved: bool = Field(description="Whether both costs are least.")


class BuyingStudy(Model):
    """Everything that a purchase in common has to say."""

    scenario: Scenario
    travel: TravelMatrix
    plan: BuyingPlan
    levels: tuple[BuyingLevel, ...]
    unmet: tuple[UnmetNeed, ...] = ()
    wishes: tuple[PricedBuyingWish, ...] = ()
    first_come: tuple[float, ...] = Field(
        default=(), description="Least share of remainders, first come first served and as shared."
    )
    violations: tuple[Finding, ...]
    findings: tuple[Finding, ...] = ()
    made_at: datetime | None = None
    provenance: dict[str, str]

    @property
    def driven(self) -> tuple[str, ...]:
        """The doors of members, and the place of delivery: times are known between these alone."""
        asked = self.scenario.buying
        return (*asked.member, *((asked.hub,) if asked.hub else ()))
