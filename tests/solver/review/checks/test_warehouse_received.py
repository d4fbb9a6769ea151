from __future__ import annotations

from dataclasses import replace

import pytest

from models.warehouse_supply import Fetch
from tests.solver.review.checks.spoiling import Planned, Spoil, Spoilt, drop


def fetched(**changes: object) -> Spoil:
    def spoil(one: Planned) -> Planned:
        first: Fetch = one.supply.fetches[0]
        return replace(one, supply=one.supply.changed(fetches=(first.changed(**changes),)))

    return spoil


def point_row(**changes: object) -> Spoil:
    def spoil(one: Planned) -> Planned:
        first, *rest = one.supply.points
        points = (first.changed(**changes), *rest)
        return replace(one, supply=one.supply.changed(points=points))

    return spoil


BROKEN = [
    Spoilt("fetch_payload", fetched(kg={"dry": 500})),
    Spoilt("supply_due", drop(lambda one: one.changed(kg={"dry": 700}))),
    Spoilt("supply_issued", point_row(due_kg={"dry": 99_999})),
    Spoilt("supply_totals", lambda one: replace(one, supply=one.supply.changed(metres=1))),
    Spoilt("supply_reference", fetched(point="nowhere")),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Spoilt) -> None:
    broken.is_caught()
