"""The independent checker of a purchase in common: every rule, from models alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from decimal import ROUND_HALF_UP, Decimal

from models.base import Text
from models.buying import Buying, SupplierOffer
from models.buying_study import BuyingPlan, BuyingStudy, OrderLine, PurchaseOrder
from models.calendar import DAY_NAMES
from models.findings import Finding
from solver.review.checks.buying_bills import bills
from solver.review.checks.buying_goods import goods
from solver.review.checks.violations import amount, euros, violation


def check_buying(study: BuyingStudy) -> tuple[Finding, ...]:
    """Return every rule that a purchase breaks; empty when it can be ordered and paid."""
    unknown = tuple(_unknown(study))
    if unknown:
        return unknown
    return (*_orders(study), *_wishes(study), *goods(study), *bills(study))


def _unknown(study: BuyingStudy) -> Iterator[Finding]:
    asked, plan = study.scenario.buying, study.plan
    known: list[tuple[list[str], Container[str]]] = [
        ([one.supplier for one in plan.orders], asked.supplier),
        ([line.offer for one in plan.orders for line in one.lines], asked.offer),
        ([one.need for one in plan.handed], asked.need),
        ([one.article for one in plan.handed], asked.article),
        (_members(plan), asked.member),
        ([one for bill in plan.bills for one in bill.paid_by], asked.payer),
    ]
    pairs = [(name, among) for names, among in known for name in names]
    for name in dict.fromkeys(name for name, among in pairs if name not in among):
        yield violation("reference", (name,), who=study.scenario.label, what=name)


def _members(plan: BuyingPlan) -> list[str]:
    found = [one.association for one in plan.handed]
    found += [one.association for one in plan.bills]
    return [*found, *(one.association for one in plan.last_mile)]


def _orders(study: BuyingStudy) -> Iterator[Finding]:
    asked, plan = study.scenario.buying, study.plan
    for order in plan.orders:
        supplier = asked.supplier[order.supplier]
        if order.day not in supplier.delivery_days:
            yield violation(
                "buying_day", (supplier.id,), who=supplier.label, found=DAY_NAMES[order.day]
            )
        if order.week >= asked.weeks:
            yield violation(
                "buying_week",
                (supplier.id,),
                who=supplier.label,
                found=order.week + 1,
                limit=asked.weeks,
            )
        for line in order.lines:
            yield from _line(asked, order, line)
        yield from _conditions(asked, order)
    for (name, week), times in Counter((one.supplier, one.week) for one in plan.orders).items():
        if times > 1:
            yield violation("buying_twice", (name,), who=asked.supplier[name].label, found=week + 1)


def _line(asked: Buying, order: PurchaseOrder, line: OrderLine) -> Iterator[Finding]:
    """Yield what is wrong with one line: packs, availability, price, floor."""
    offer = asked.offer[line.offer]
    article, who = asked.article[offer.article], asked.supplier[order.supplier].label
    if offer.supplier != order.supplier:
        yield violation("reference", (order.supplier,), who=who, what=offer.id)
    if line.units != line.packs * offer.pack_units:
        yield violation(
            "buying_pack",
            (offer.id,),
            who=who,
            what=article.label,
            found=line.units,
            limit=line.packs,
        )
    if offer.available_units is not None and line.units > offer.available_units:
        yield violation(
            "buying_available",
            (offer.id,),
            who=who,
            what=article.label,
            found=line.units,
            limit=offer.available_units,
        )
    stated = stated_cents(offer, line.units)
    rate = Decimal(str(article.vat_percent)) / 100
    if offer.vat_included:
        net = (stated / (1 + rate)).quantize(Decimal(1), ROUND_HALF_UP)
        vat = stated - net
    else:
        net, vat = stated, (stated * rate).quantize(Decimal(1), ROUND_HALF_UP)
    if (line.net_cents, line.vat_cents) != (int(net), int(vat)):
        yield violation(
            "buying_price",
            (offer.id,),
            who=who,
            what=article.label,
            found=euros(line.net_cents + line.vat_cents),
            limit=euros(float(net + vat)),
        )
    paid = line.net_cents + (line.vat_cents if offer.vat_included else 0)
    if offer.floor_eur is not None and line.units:
        each = paid / line.units
        if each < 100 * offer.floor_eur - 0.5:
            yield violation(
                "buying_floor",
                (offer.id,),
                who=who,
                what=article.label,
                found=euros(each),
                limit=euros(100 * offer.floor_eur),
            )


def stated_cents(offer: SupplierOffer, units: int) -> Decimal:
    """Return what some units cost in the basis of an offer, whole cents, slice by slice."""
    reached = [tier for tier in offer.tiers if tier.from_units <= units] or [offer.tiers[0]]
    if offer.tier_kind == "all_units":
        total = units * Decimal(str(reached[-1].price_eur))
    else:
        total, above = Decimal(0), units
        for tier in reversed(reached):
            total += (above - tier.from_units) * Decimal(str(tier.price_eur))
            above = tier.from_units
    return (100 * total).quantize(Decimal(1), ROUND_HALF_UP)


def _conditions(asked: Buying, order: PurchaseOrder) -> Iterator[Finding]:
    """Yield orders under the supplier's least, and carriage other than it says."""
    supplier = asked.supplier[order.supplier]
    goods_cents = sum(
        one.net_cents + (one.vat_cents if asked.offer[one.offer].vat_included else 0)
        for one in order.lines
    )
    if goods_cents < 100 * supplier.minimum_eur - len(order.lines):
        yield violation(
            "buying_minimum",
            (supplier.id,),
            who=supplier.label,
            found=euros(goods_cents),
            limit=euros(100 * supplier.minimum_eur),
        )
    free = supplier.carriage_free_eur
    is_free = free is not None and goods_cents >= 100 * free - len(order.lines)
    due = 0 if is_free else round(100 * supplier.carriage_eur)
    if order.carriage_cents != due:
        yield violation(
            "buying_carriage",
            (supplier.id,),
            who=supplier.label,
            found=euros(order.carriage_cents),
            limit=euros(due),
        )


def _wishes(study: BuyingStudy) -> Iterator[Finding]:
    """Yield wishes that the plan claims to hold and does not; shares of the kg bought."""
    asked, plan = study.scenario.buying, study.plan
    kg: dict[str, float] = defaultdict(float)
    of: dict[str, float] = defaultdict(float)
    for order in plan.orders:
        supplier = asked.supplier[order.supplier]
        for line in order.lines:
            offer = asked.offer[line.offer]
            weight = line.units * (asked.article[offer.article].kg_per_unit or 0.0)
            kg["all"] += weight
            kg["local"] += weight * supplier.local
            kg["organic"] += weight * offer.organic
            kg["supermarket"] += weight * (supplier.kind == "superstore")
            of[supplier.id] += weight
    whole = kg["all"]
    if not whole:
        return
    if "local" not in plan.given_up and kg["local"] < (asked.local_share - 1e-6) * whole:
        found, limit = _percent(kg["local"] / whole), _percent(asked.local_share)
        yield violation("buying_local", (), found=found, limit=limit)
    if "organic" not in plan.given_up and kg["organic"] < (asked.organic_share - 1e-6) * whole:
        found, limit = _percent(kg["organic"] / whole), _percent(asked.organic_share)
        yield violation("buying_organic", (), found=found, limit=limit)
    most = asked.supermarket_share
    if "supermarket" not in plan.given_up and kg["supermarket"] > most * whole + 1e-6 * whole:
        yield violation(
            "buying_supermarket",
            (),
            found=_percent(kg["supermarket"] / whole),
            limit=_percent(most),
        )
    for one in asked.suppliers if "supplier_share" not in plan.given_up else ():
        if of[one.id] > one.most_share * whole + 1e-6 * whole:
            yield violation(
                "buying_supplier_share",
                (one.id,),
                who=one.label,
                found=_percent(of[one.id] / whole),
                limit=_percent(one.most_share),
            )


def _percent(share: float) -> Text:
    said = amount(round(100 * share, 1))
    return Text(fr=f"{said.fr} %", en=f"{said.en} %")
