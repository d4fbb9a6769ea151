"""What suppliers are ordered and invoice: packs as lines in whole cents, carriage, delivery day."""

from __future__ import annotations

from collections import defaultdict

from models.buying import Buying
from models.buying_prices import line_cents, tier_of
from models.buying_study import OrderLine, PurchaseOrder
from models.calendar import DAY_NUMBER
from solver.buying.program import Bought


def orders_of(asked: Buying, bought: Bought) -> tuple[PurchaseOrder, ...]:
    """Return the purchase orders of a purchase, by week and supplier.

    A supplier delivers on the first of its days in the week.
    """
    articles, suppliers, offers = asked.article, asked.supplier, asked.offer
    lines: dict[tuple[int, str], list[OrderLine]] = defaultdict(list)
    for (name, week), packs in sorted(bought.packs.items()):
        offer = offers[name]
        units = packs * offer.pack_units
        net, vat = line_cents(offer, articles[offer.article], units)
        line = OrderLine(
            offer=name,
            packs=packs,
            units=units,
            tier=tier_of(offer, units),
            net_cents=net,
            vat_cents=vat,
        )
        lines[week, offer.supplier].append(line)
    return tuple(
        PurchaseOrder(
            supplier=supplier,
            week=week,
            day=min(suppliers[supplier].delivery_days, key=DAY_NUMBER.__getitem__),
            lines=tuple(mine),
            carriage_cents=0
            if (supplier, week) in bought.free
            else round(100 * suppliers[supplier].carriage_eur),
        )
        for (week, supplier), mine in sorted(lines.items())
    )


def total_cents(orders: tuple[PurchaseOrder, ...]) -> int:
    """Return what suppliers invoice in all."""
    return sum(one.total_cents for one in orders)
