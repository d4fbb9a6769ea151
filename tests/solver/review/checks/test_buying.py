"""Purchases that break each rule are found; sound ones are not."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from models.buying_rules import BUYING_RULES
from models.buying_study import BuyingPlan, BuyingStudy, HandedOver, PurchaseOrder
from solver.buying.plan import plan_purchase
from solver.programs.limits import Limits
from solver.review.checks.buying import check_buying
from tests.helpers.purchases import small


@cache
def sound() -> BuyingStudy:
    study = plan_purchase(small(), Limits(iterations=2))
    assert check_buying(study) == ()
    return study


def codes(study: BuyingStudy) -> set[str]:
    return {one.code for one in check_buying(study)}


def planned(**values: Any) -> BuyingStudy:
    return sound().changed(plan=sound().plan.changed(**values))


def asked(**values: Any) -> BuyingStudy:
    study = sound()
    buying = study.scenario.buying.changed(**values)
    return study.changed(scenario=study.scenario.changed(buying=buying))


def first_order(**values: Any) -> BuyingStudy:
    first, *others = sound().plan.orders
    return planned(orders=(first.changed(**values), *others))


def first_line(**values: Any) -> BuyingStudy:
    first, *others = sound().plan.orders
    line, *lines = first.lines
    changed = first.changed(lines=(line.changed(**values), *lines))
    return planned(orders=(changed, *others))


def first_bill(**values: Any) -> BuyingStudy:
    first, *others = sound().plan.bills
    return planned(bills=(first.changed(**values), *others))


def first_handed(**values: Any) -> BuyingStudy:
    plan: BuyingPlan = sound().plan
    number = next(n for n, one in enumerate(plan.handed) if not one.extra)
    handed: list[HandedOver] = list(plan.handed)
    handed[number] = handed[number].changed(**values)
    return planned(handed=tuple(handed))


def offers(**values: Any) -> BuyingStudy:
    return asked(offers=tuple(one.changed(**values) for one in sound().scenario.buying.offers))


def suppliers(**values: Any) -> BuyingStudy:
    many = tuple(one.changed(**values) for one in sound().scenario.buying.suppliers)
    return asked(suppliers=many)


def members(**values: Any) -> BuyingStudy:
    return asked(members=tuple(one.changed(**values) for one in sound().scenario.buying.members))


def payers(**values: Any) -> BuyingStudy:
    return asked(payers=tuple(one.changed(**values) for one in sound().scenario.buying.payers))


def needs(**values: Any) -> BuyingStudy:
    return asked(needs=tuple(one.changed(**values) for one in sound().scenario.buying.needs))


def twice() -> BuyingStudy:
    orders: tuple[PurchaseOrder, ...] = sound().plan.orders
    return planned(orders=(*orders, orders[0]))


def late() -> BuyingStudy:
    study = asked(weeks=2)
    handed = tuple(one.changed(week=1) for one in study.plan.handed)
    return study.changed(plan=study.plan.changed(handed=handed))


def varied() -> BuyingStudy:
    buying = sound().scenario.buying
    other = buying.articles[0].changed(id="semolina")
    offer = buying.offers[0].changed(id="big-semolina", article="semolina")
    both = tuple(
        one.changed(articles=("rice", "semolina")) if one.id == "n-rice" else one
        for one in buying.needs
    )
    return asked(
        articles=(*buying.articles, other),
        offers=(*buying.offers, offer),
        needs=both,
        most_of_one=0.6,
    )


BROKEN = {
    "buying_pack": lambda: first_line(packs=1),
    "buying_price": lambda: first_line(net_cents=1),
    "buying_floor": lambda: offers(floor_eur=9.0),
    "buying_minimum": lambda: suppliers(minimum_eur=9_999.0),
    "buying_carriage": lambda: first_order(carriage_cents=123),
    "buying_day": lambda: first_order(day="sun"),
    "buying_week": lambda: first_order(week=5),
    "buying_twice": twice,
    "buying_available": lambda: offers(available_units=3),
    "buying_stock": lambda: first_handed(units=5_000),
    "buying_late": late,
    "buying_need_article": lambda: first_handed(article="soap"),
    "buying_too_much": lambda: first_handed(units=500),
    "buying_room": lambda: members(storage_kg=1.0),
    "buying_cover": lambda: first_bill(alone_cover=1.0, cover=0.5),
    "buying_alone": lambda: first_bill(alone_cents=1),
    "buying_budget": lambda: members(budget_eur=1.0),
    "buying_sum": lambda: first_bill(cents=1),
    "buying_last_mile": lambda: asked(stop_eur=77.0),
    "buying_payer": lambda: payers(categories=("baby",)),
    "buying_ceiling": lambda: payers(ceiling_eur=1.0),
    "buying_local": lambda: asked(local_share=1.0),
    "buying_organic": lambda: asked(organic_share=1.0),
    "buying_supermarket": lambda: asked(
        supermarket_share=0.0,
        suppliers=tuple(
            one.changed(kind="superstore") for one in sound().scenario.buying.suppliers
        ),
    ),
    "buying_supplier_share": lambda: suppliers(most_share=0.1),
    "buying_variety": varied,
}


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_what_breaks_a_rule_is_found(code: str) -> None:
    assert code in codes(BROKEN[code]())


def test_every_rule_is_broken_once() -> None:
    assert set(BROKEN) == set(BUYING_RULES)


def test_names_that_do_not_exist_are_told_and_nothing_else() -> None:
    assert codes(first_order(supplier="nobody")) == {"reference"}


def test_a_cover_that_shrinks_when_rounded_is_told() -> None:
    short = next(one for one in sound().plan.handed if not one.extra)
    fewer = tuple(one for one in sound().plan.handed if one is not short)
    assert "buying_cover" in codes(planned(handed=fewer))
