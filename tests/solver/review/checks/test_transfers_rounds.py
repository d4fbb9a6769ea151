"""Rounds of a week that carry more than they can, or come late for it, are found."""

from __future__ import annotations

from typing import Any

import pytest

from models.calendar import DAYS
from models.transfers_study import Handover, TransferPlan, TransferTrip, TripHalt
from solver.programs.limits import Limits
from solver.review.checks.transfers import check_transfers
from solver.transfers.plan import plan_transfers
from tests.helpers.lots_in_stock import lot, stocked
from tests.helpers.plans import edited
from tests.helpers.studies import planned as planned_week


def loaded(family: str, **vehicle: Any) -> set[str]:
    """What is told of a round of a week that carries 5 t more of a family between two doors."""
    week = planned_week()
    item = next(one for one in week.plan.rounds if any(s.kind == "drop" for s in one.stops))
    places = [
        (n, s)
        for n, s in enumerate(item.stops)
        if s.site in week.scenario.association and s.kind != "collect"
    ]
    day = DAYS.index(item.day) * 86_400
    halts = tuple(
        TripHalt(
            association=s.site,
            arrive_s=day + s.arrive_s,
            leave_s=day + max(s.arrive_s, s.leave_s),
            position=n,
        )
        for n, s in places
    )
    i, j = next(
        (i, j)
        for i, a in enumerate(halts)
        for j, b in enumerate(halts)
        if i < j and a.association != b.association
    )
    giver, to = halts[i].association, halts[j].association
    mine = edited(week.scenario, "vehicles", item.vehicle, **vehicle)
    scenario = mine.changed(transfers=stocked([lot("a", giver, family, 5_000, 12)]).transfers)
    ride = TransferTrip(
        id=item.id,
        sort="round",
        stops=halts,
        vehicle=item.vehicle,
        shift=item.shift,
        crew=item.crew,
    )
    one = Handover(lot="a", giver=giver, to=to, trip=item.id, from_stop=i, to_stop=j, kg=5_000)
    plan = TransferPlan(trips=(ride,), handovers=(one,))
    return {it.code for it in check_transfers(scenario, week.travel, plan, week.plan)}


BROKEN = {
    "transfer_load": lambda: loaded("dry"),
    "transfer_late": lambda: loaded("dry"),
    "transfer_cold_load": lambda: loaded("dairy", cold="boxes", boxes=1),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_round_of_a_week_carries_only_what_it_can(code: str) -> None:
    assert code in BROKEN[code]()


def test_pallets_of_a_round_are_counted_again() -> None:
    assert "pallets" in loaded("fruit", pallets=1)


def test_what_a_week_carries_is_sound() -> None:
    week = planned_week()
    food = [
        lot("a", "secours", "dry", 500, 5),
        lot("b", "restos", "fruit", 300, 4),
        lot("c", "ccas", "dairy", 90, 3),
    ]
    scenario = week.scenario.changed(transfers=stocked(food).transfers)
    study = plan_transfers(
        scenario, Limits(None, iterations=50), week=week.plan, travel=week.travel
    )
    assert study.violations == ()
    assert {one.sort for one in study.plan.trips} <= {"round"}
