"""Orders, prices and wishes that break each rule are found; sound ones are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from models.buying_study import BuyingStudy, PurchaseOrder
from tests.solver.review.checks.bought import (
    asked,
    codes,
    first_line,
    first_order,
    offers,
    planned,
    sound,
    suppliers,
)


def twice() -> BuyingStudy:
    orders: tuple[PurchaseOrder, ...] = sound().plan.orders
    return planned(orders=(*orders, orders[0]))


BROKEN: Mapping[str, Callable[[], BuyingStudy]] = {
    "buying_pack": lambda: first_line(packs=1),
    "buying_price": lambda: first_line(net_cents=1),
    "buying_floor": lambda: offers(floor_eur=9.0),
    "buying_minimum": lambda: suppliers(minimum_eur=9_999.0),
    "buying_carriage": lambda: first_order(carriage_cents=123),
    "buying_day": lambda: first_order(day="sun"),
    "buying_week": lambda: first_order(week=5),
    "buying_twice": twice,
    "buying_available": lambda: offers(available_units=3),
    "buying_local": lambda: asked(local_share=1.0),
    "buying_organic": lambda: asked(organic_share=1.0),
    "buying_supermarket": lambda: asked(
        supermarket_share=0.0,
        suppliers=tuple(
            one.changed(kind="superstore") for one in sound().scenario.buying.suppliers
        ),
    ),
    "buying_supplier_share": lambda: suppliers(most_share=0.1),
}


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_what_breaks_a_rule_is_found(code: str) -> None:
    assert code in codes(BROKEN[code]())


def test_names_that_do_not_exist_are_told_and_nothing_else() -> None:
    assert codes(first_order(supplier="nobody")) == {"reference"}
