"""What is printed of a purchase in common: purchase orders, statements of members and payers."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from models.base import Language
from models.buying_study import BuyingBill, BuyingStudy, PurchaseOrder
from models.numbers import amount, number
from models.places import written
from service.kinds.buying.lines import (
    basis,
    euros,
    in_one_line,
    many_of,
    notes_of,
    prices_of,
    to_whom,
)
from service.kinds.buying.page import on_day
from service.kinds.buying.words import say
from service.pages.printed import of_week, printed

ORDERS = Path(__file__).with_name("orders.typ")
STATEMENTS = Path(__file__).with_name("statements.typ")
Data = dict[str, Any]
"""What a template prints: plain JSON, never markup."""


def purchase_orders(study: BuyingStudy, language: Language) -> bytes:
    """Return the PDF of the purchase orders, a page for each supplier and delivery."""
    made = [_order(study, one, language) for one in study.plan.orders]
    return printed(ORDERS, of_week(study.scenario, language, say, "order_title") | {"orders": made})


def _order(study: BuyingStudy, order: PurchaseOrder, language: Language) -> Data:
    scenario, asked = study.scenario, study.scenario.buying
    names = scenario.association
    hub = names[asked.hub] if asked.hub else None
    invoiced = names[asked.invoiced_to] if asked.invoiced_to else hub
    lines = []
    for line in order.lines:
        offer = asked.offer[line.offer]
        article = asked.article[offer.article]
        lines.append(
            {
                "article": article.label,
                "packs": number(line.packs, language),
                "pack": many_of(offer.pack_units, article.unit, language),
                "units": number(line.units, language),
                "prices": prices_of(offer, line.units, language),
                "net": euros(line.net_cents, language),
                "vat": euros(line.vat_cents, language),
                "total": euros(line.net_cents + line.vat_cents, language),
            }
        )
    return {
        "supplier": asked.supplier[order.supplier].label,
        "when": on_day(study, order, language),
        "to": hub.label if hub else "",
        "address": written(hub.place) if hub else "",
        "invoiced": invoiced.label if invoiced else "",
        "lines": lines,
        "basis": basis(asked.offer[order.lines[0].offer], language),
        "net": euros(sum(one.net_cents for one in order.lines), language),
        "vat": euros(sum(one.vat_cents for one in order.lines), language),
        "carriage": euros(order.carriage_cents, language),
        "total": euros(order.total_cents, language),
    }


def statements(study: BuyingStudy, language: Language) -> bytes:
    """Return the PDF of the statements: a page for each member, then each payer."""
    pages = [_member(study, bill, language) for bill in study.plan.bills]
    payers = [
        page
        for one in study.scenario.buying.payers
        if (page := _payer(study, one.id, language)) is not None
    ]
    data = {"members": pages, "payers": payers}
    return printed(STATEMENTS, of_week(study.scenario, language, say, "statement_title") | data)


def _member(study: BuyingStudy, bill: BuyingBill, language: Language) -> Data:
    asked = study.scenario.buying
    units: dict[tuple[str, bool], int] = defaultdict(int)
    for one in study.plan.handed:
        if one.association == bill.association:
            units[one.article, one.extra] += one.units
    names = sorted({name for name, _ in units}, key=lambda name: asked.article[name].label)
    return {
        "who": study.scenario.association[bill.association].label,
        "line": in_one_line(study, bill, language),
        "rows": [
            {
                "article": asked.article[name].label,
                "units": many_of(many, asked.article[name].unit, language),
                "kg": amount(many * (asked.article[name].kg_per_unit or 0.0), "kg", language, 1),
                "beyond": number(units[name, True], language) if units[name, True] else "",
            }
            for name in names
            for many in (units[name, False] + units[name, True],)
        ],
        "notes": notes_of(study, bill, language),
        "alone": euros(bill.alone_cents, language),
        "together": euros(bill.cents, language),
        "vat": euros(bill.vat_cents, language),
        "paid_by": [
            {"who": asked.payer[name].label, "eur": euros(cents, language)}
            for name, cents in sorted(bill.paid_by.items())
        ],
        "own": euros(bill.own_cents, language),
    }


def _payer(study: BuyingStudy, payer: str, language: Language) -> Data | None:
    rows = [
        (study.scenario.association[one.association].label, one.paid_by[payer])
        for one in study.plan.bills
        if one.paid_by.get(payer)
    ]
    if not rows:
        return None
    funder = study.scenario.buying.payer[payer]
    return {
        "who": funder.label,
        "rows": [{"who": who, "eur": euros(cents, language)} for who, cents in rows],
        "line": say(
            "payer_line",
            language,
            eur=euros(sum(cents for _, cents in rows), language),
            to=to_whom(study, payer, language),
        ),
        "total": euros(sum(cents for _, cents in rows), language),
        "ceiling": euros(100 * funder.ceiling_eur, language),
    }
