"""The stock of a shared warehouse, from one week to the next."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from models.networks import OpeningStock
from scenarios.rolling import rolled
from service.kinds.next_week.warehouse_left import stock_left
from solver.warehouse.stock import plan_stock, room
from solver.warehouse.stock_facts import facts
from tests.helpers.warehouses import drawn, flow, stored, warehouse

WEEK = date(2026, 12, 7)


def test_what_is_left_is_what_the_ledger_of_the_plan_closes_with() -> None:
    """By network and family, whatever is handed over, lost or turned away; nothing outlived."""
    met = 0
    for seed in range(20):
        world = stored(drawn(seed))
        known = facts(world)
        plan = plan_stock(known, room(known, None))
        for weeks in {1, min(3, plan.weeks)}:
            left: dict[tuple[str, str], float] = defaultdict(float)
            for one in stock_left(world, plan, weeks):
                left[one.network, one.family] += one.kg
                assert one.expiry_weeks >= 0
            closing = {
                (row.network, row.family): float(row.closing_kg)
                for row in plan.ledger
                if row.week == weeks - 1 and row.closing_kg
            }
            assert left == closing
            met += len(closing)
    assert met > 40


def test_the_file_begins_with_the_stock_and_the_arrivals_of_the_other_week() -> None:
    """Arrivals that repeat go on where they were; without a plan the stock is left as it is."""
    one = warehouse(flows=(flow("big", "dry", 10, 20, 30, expiry=9),), stock=())
    world = stored(one)
    said = world.model_dump(mode="json", exclude_defaults=True) | {"week_of": "2026-11-30"}
    stock = (OpeningStock(network="big", family="dry", kg=12, expiry_weeks=4, transferable=False),)
    after, changes = rolled(said, WEEK, {}, {}, stock)
    assert after["warehouse"]["stock"] == [stock[0].model_dump(mode="json")]
    assert after["warehouse"]["flows"][0]["weekly_kg"] == [20.0, 30.0, 10.0]
    assert [change.where for change in changes if "warehouse" in change.where] == [
        f"warehouse.flows.{one.flows[0].id}",
        "warehouse.stock",
    ]
    again, _ = rolled(after, date(2026, 12, 28), {}, {})
    assert again["warehouse"]["stock"] == after["warehouse"]["stock"]
    assert again["warehouse"]["flows"] == after["warehouse"]["flows"]
