"""Lots, dates and cover of transfers that break each rule are found."""

from __future__ import annotations

import pytest

from models.transfers import FixedTransfer, Partner
from models.transfers_study import TransferPlan, TransferTrip
from tests.helpers.lots_in_stock import lot, planned, stocked, trip
from tests.solver.review.checks.passed import (
    PLAN,
    WORLD,
    YOGHURT,
    Broken,
    asked,
    found,
    handed,
    is_found,
    lots,
    out,
    without,
)

BROKEN: dict[str, Broken] = {
    "transfer_lot": lambda: (lots("pain", kg=31.0), PLAN),
    "transfer_piece": lambda: (WORLD, handed(YOGHURT, kg=YOGHURT.kg - 1)),
    "transfer_date": lambda: (lots("yog", date=WORLD.week_of), PLAN),
    "transfer_before_arrival": lambda: (WORLD, out("yog", "ccas", opening_s=0)),
    "transfer_opening": lambda: (WORLD, out("yog", "ccas", opening_s=86_400 + 61)),
    "transfer_need": lambda: (WORLD, out("pain", "secours", kg=5_000.0)),
    "transfer_unused": lambda: (WORLD, without("ccas")),
    "transfer_accepts": lambda: (asked(partners=(Partner(association="ccas", takes=False),)), PLAN),
    "transfer_cover": lambda: (
        asked(keep_days=7),
        PLAN.changed(
            given_out=tuple(o for o in PLAN.given_out if o.lot != "pain" or o.association != "ccas")
        ),
    ),
    "transfer_home": lambda: (lots("yog", cooked="home"), PLAN),
    "transfer_fixed": lambda: (
        asked(fixed=(FixedTransfer(lot="yog", to="ccas", kg=8, trip="other"),)),
        PLAN,
    ),
    "transfer_least": lambda: (asked(least_kg=500.0, fixed=()), PLAN),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_rule_is_found(code: str) -> None:
    is_found(code, BROKEN[code])


@pytest.mark.parametrize(
    "plan",
    [
        handed(YOGHURT, lot="nothing"),
        handed(YOGHURT, to="nowhere"),
        handed(YOGHURT, trip="never"),
        PLAN.changed(trips=(*PLAN.trips, TransferTrip(id="ghost", sort="round", stops=()))),
    ],
)
def test_what_is_not_there_is_found(plan: TransferPlan) -> None:
    assert "reference" in {one.code for one in found(WORLD, plan)}


def test_trips_of_another_day_are_left_out() -> None:
    late = trip("late", 30, ("secours", "08:00", "08:20"), ("ccas", "08:40", "09:00"))
    study = planned(stocked([lot("a", "secours", "bread", 900, 1)], [late]))
    assert study.plan.trips == ()
