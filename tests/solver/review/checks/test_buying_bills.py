"""Bills that break each rule are found."""

from __future__ import annotations

import pytest

from tests.solver.review.checks.bought import (
    asked,
    codes,
    first_bill,
    members,
    payers,
    planned,
    sound,
)

BROKEN = {
    "buying_cover": lambda: first_bill(alone_cover=1.0, cover=0.5),
    "buying_alone": lambda: first_bill(alone_cents=1),
    "buying_budget": lambda: members(budget_eur=1.0),
    "buying_sum": lambda: first_bill(cents=1),
    "buying_last_mile": lambda: asked(stop_eur=77.0),
    "buying_payer": lambda: payers(categories=("baby",)),
    "buying_ceiling": lambda: payers(ceiling_eur=1.0),
}


@pytest.mark.parametrize("code", sorted(BROKEN))
def test_what_breaks_a_rule_is_found(code: str) -> None:
    assert code in codes(BROKEN[code]())


def test_a_cover_that_shrinks_when_rounded_is_told() -> None:
    short = next(one for one in sound().plan.handed if not one.extra)
    fewer = tuple(one for one in sound().plan.handed if one is not short)
    assert "buying_cover" in codes(planned(handed=fewer))
