"""Reasons for empty places that do not hold are found."""

from __future__ import annotations

import pytest

from tests.helpers.broken_rotas import GOOD, BrokenRota, is_found

BROKEN = (
    BrokenRota(
        "rota_hall",
        lambda: GOOD.changed(shortages=(GOOD.shortages[0].changed(at_most=0, places=9),)),
    ),
    BrokenRota(
        "rota_hall",
        lambda: GOOD.changed(shortages=(GOOD.shortages[0].changed(people=("p3",)),)),
    ),
)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: one.code)
def test_a_broken_rule_is_found(broken: BrokenRota) -> None:
    is_found(broken)


def test_the_good_rota_has_reasons_to_break() -> None:
    assert GOOD.shortages
