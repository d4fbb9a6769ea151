from __future__ import annotations

from dataclasses import replace

import pytest

from models.warehouse_study import Move
from tests.helpers.warehouses import platform
from tests.solver.review.checks.spoiling import Planned, Spoilt


def moved(one: Planned, *, add: tuple[Move, ...] = (), drop: str = "") -> Planned:
    kept = tuple(move for move in one.stock.moves if move.kind != drop)
    return replace(one, stock=one.stock.changed(moves=(*kept, *add)))


def move(kind: str, kg: int, week: int = 0, **others: object) -> Move:
    fields: dict[str, object] = {"week": week, "network": "big", "family": "dry", "last_week": 4}
    return Move.model_validate(fields | {"kind": kind, "kg": kg} | others)


BROKEN = [
    Spoilt("first_expired", lambda one: moved(one, add=(move("issued", 10),), drop="issued")),
    Spoilt("handover", lambda one: moved(one, add=(move("given", 5, to="guests"),))),
    Spoilt("stock_arrivals", lambda one: moved(one, drop="arrived")),
    Spoilt("stock_balance", lambda one: moved(one, add=(move("arrived", 5),))),
    Spoilt("stock_expired", lambda one: moved(one, drop="expired", add=(move("expired", 1, 1),))),
    Spoilt("stock_need", lambda one: moved(one, add=(move("issued", 500),))),
    Spoilt("stock_negative", lambda one: moved(one, add=(move("issued", 99_999),))),
    Spoilt("stock_places", lambda one: one.world(platforms=(platform(1, 0, 0),))),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Spoilt) -> None:
    broken.is_caught()
