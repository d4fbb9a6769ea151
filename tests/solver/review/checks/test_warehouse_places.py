from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.helpers.warehouses import platform
from tests.solver.review.checks.spoiling import Planned, Spoilt


def shares(one: Planned, change: Callable[[int], int]) -> Planned:
    first, *rest = one.allotment.shares
    other = first.changed(given=tuple(change(n) for n in first.given))
    return replace(one, allotment=one.allotment.changed(shares=(other, *rest)))


def guaranteed(one: Planned) -> Planned:
    given = one.scenario.warehouse
    assert given is not None
    first, *rest = given.networks
    spoilt = one.world(networks=(first.changed(minimum_m2=150.0), *rest))
    return shares(spoilt, lambda _: 0)


BROKEN = [
    Spoilt("places_limit", lambda one: one.world(platforms=(platform(0, 3, 2),))),
    Spoilt("places_asked", lambda one: shares(one, lambda n: n + 99)),
    Spoilt("places_minimum", lambda one: shares(one, lambda _: 0)),
    Spoilt("surface_minimum", guaranteed),
]


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Spoilt) -> None:
    broken.is_caught()
