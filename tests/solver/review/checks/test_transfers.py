"""Each rule of transfers is broken once, and found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.calendar import Window
from models.findings import Finding
from models.plan import Plan
from models.scenario import Scenario
from models.transfers import FixedTransfer, Partner
from models.transfers_rules import TRANSFERS_RULES
from models.transfers_study import Handover, TransferPlan, TransferTrip, TripHalt
from solver.programs.limits import Limits
from solver.review.checks.transfers import check_transfers
from solver.transfers.plan import plan_transfers
from tests.helpers.lots_in_stock import lot, passed_on, planned, stocked, trip
from tests.helpers.scenarios import changed
from tests.helpers.studies import planned as planned_week

STUDY = passed_on()
WORLD, PLAN, TRAVEL = STUDY.scenario, STUDY.plan, STUDY.travel
BREAD, YOGHURT = PLAN.handovers
NEW, SHUTTLE = BREAD.trip, YOGHURT.trip
Broken = Callable[[], tuple[Scenario, TransferPlan]]


def handed(one: Handover, **fields: Any) -> TransferPlan:
    """The plan with one hand-over changed."""
    moved = tuple(it.changed(**fields) if it is one else it for it in PLAN.handovers)
    return PLAN.changed(handovers=moved)


def more(kg: float) -> TransferPlan:
    return handed(BREAD, kg=kg)


def asked(**fields: Any) -> Scenario:
    return WORLD.changed(transfers=WORLD.transfers.changed(**fields))


def lots(name: str, **fields: Any) -> Scenario:
    mine = WORLD.transfers.lots
    return asked(lots=tuple(one.changed(**fields) if one.id == name else one for one in mine))


def trips(**fields: Any) -> Scenario:
    (one,) = WORLD.transfers.trips
    return asked(trips=(one.changed(**fields),))


def new(**fields: Any) -> TransferPlan:
    mine = tuple(one.changed(**fields) if one.id == NEW else one for one in PLAN.trips)
    return PLAN.changed(trips=mine)


def new_halt(**fields: Any) -> TransferPlan:
    first, *others = PLAN.trip[NEW].stops
    return new(stops=(first.changed(**fields), *others))


def out(name: str, who: str, **fields: Any) -> TransferPlan:
    """The plan with what one gives out of a lot changed."""
    mine = tuple(
        one.changed(**fields) if (one.lot, one.association) == (name, who) else one
        for one in PLAN.given_out
    )
    return PLAN.changed(given_out=mine)


def world(**fields: Any) -> Scenario:
    return changed(WORLD, **fields)


def members(name: str, **fields: Any) -> Scenario:
    mine = WORLD.associations
    return WORLD.changed(
        associations=tuple(one.changed(**fields) if one.id == name else one for one in mine)
    )


def vehicle(**fields: Any) -> Scenario:
    name = PLAN.trip[NEW].vehicle
    mine = tuple(one.changed(**fields) if one.id == name else one for one in WORLD.vehicles)
    return WORLD.changed(vehicles=mine)


def without(who: str) -> TransferPlan:
    """The plan in which someone gives nothing out."""
    return PLAN.changed(given_out=tuple(o for o in PLAN.given_out if o.association != who))


def slow_halts() -> TransferPlan:
    """The shuttle's second leg is an hour and a half long."""
    first, *others = PLAN.trip[SHUTTLE].stops
    halts = (
        first,
        *(s.changed(arrive_s=s.arrive_s + 5400, leave_s=s.leave_s + 5400) for s in others),
    )
    return PLAN.changed(
        trips=tuple(t.changed(stops=halts) if t.id == SHUTTLE else t for t in PLAN.trips)
    )


def slow() -> Scenario:
    (one,) = WORLD.transfers.trips
    first, *others = one.stops
    late = {"08:40": ("10:10", "10:30"), "09:10": ("10:40", "11:00")}
    moved = tuple(s.changed(arrives=late[s.arrives][0], leaves=late[s.arrives][1]) for s in others)
    return trips(stops=(first, *moved), cold="boxes", cold_kg=99)


CASES: dict[str, Broken] = {
    "transfer_lot": lambda: (lots("pain", kg=31.0), PLAN),
    "transfer_piece": lambda: (WORLD, handed(YOGHURT, kg=YOGHURT.kg - 1)),
    "transfer_date": lambda: (lots("yog", date=WORLD.week_of), PLAN),
    "transfer_before_arrival": lambda: (WORLD, out("yog", "ccas", opening_s=0)),
    "transfer_opening": lambda: (WORLD, out("yog", "ccas", opening_s=86_400 + 61)),
    "transfer_need": lambda: (WORLD, out("pain", "secours", kg=5_000.0)),
    "transfer_unused": lambda: (WORLD, without("ccas")),
    "transfer_cold": lambda: (slow(), slow_halts()),
    "transfer_carries": lambda: (
        world(
            families=tuple(
                one.changed(temperature="frozen") if one.id == "dairy" else one
                for one in WORLD.families
            ),
            transfers=trips(cold="none").transfers,
        ),
        PLAN,
    ),
    "transfer_load": lambda: (trips(payload_kg=3.0), PLAN),
    "transfer_cold_load": lambda: (trips(cold="boxes", cold_kg=3.0), PLAN),
    "transfer_stops": lambda: (WORLD, handed(YOGHURT, to_stop=1)),
    "transfer_time": lambda: (asked(handling_min_per_100kg=500.0), PLAN),
    "transfer_hours": lambda: (
        members("ccas", reception=(Window(day="sun", opens="08:00", closes="09:00"),)),
        PLAN,
    ),
    "transfer_way": lambda: (WORLD, new(returns_s=PLAN.trip[NEW].stops[-1].leave_s)),
    "transfer_vehicle": lambda: (vehicle(days=("sun",)), PLAN),
    "transfer_crew": lambda: (WORLD, new(crew=("nobody",))),
    "transfer_new_trips": lambda: (asked(new_trips=0), PLAN),
    "transfer_worth": lambda: (asked(kg_per_km=99.0), PLAN),
    "transfer_accepts": lambda: (asked(partners=(Partner(association="ccas", takes=False),)), PLAN),
    "transfer_cover": lambda: (
        asked(keep_days=7),
        PLAN.changed(
            given_out=tuple(o for o in PLAN.given_out if o.lot != "pain" or o.association != "ccas")
        ),
    ),
    "transfer_storage": lambda: (members("ccas", cold_storage_kg=1.0), PLAN),
    "transfer_home": lambda: (lots("yog", cooked="home"), PLAN),
    "transfer_fixed": lambda: (
        asked(fixed=(FixedTransfer(lot="yog", to="ccas", kg=8, trip="other"),)),
        PLAN,
    ),
    "transfer_least": lambda: (asked(least_kg=500.0, fixed=()), PLAN),
}


def found(scenario: Scenario, plan: TransferPlan, week: Plan | None = None) -> tuple[Finding, ...]:
    return check_transfers(scenario, TRAVEL, plan, week)


BROKEN_APART = {"transfer_late"}
"""On a week that was planned, below."""


def test_every_rule_is_tried() -> None:
    assert CASES.keys() | BROKEN_APART == TRANSFERS_RULES.keys()


@pytest.mark.parametrize("code", CASES)
def test_a_broken_rule_is_found(code: str) -> None:
    assert found(WORLD, PLAN) == ()
    broken, plan = CASES[code]()
    assert code in {one.code for one in found(broken, plan)}


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


def test_a_trip_that_is_not_as_given_is_found() -> None:
    stops = PLAN.trip[SHUTTLE].stops[::-1]
    moved = PLAN.changed(
        trips=tuple(t.changed(stops=stops) if t.id == SHUTTLE else t for t in PLAN.trips)
    )
    assert "round_form" in {one.code for one in found(WORLD, moved)}


def test_a_round_of_a_week_carries_only_what_it_can() -> None:
    week = planned_week()
    item = next(one for one in week.plan.rounds if any(s.kind == "drop" for s in one.stops))
    places = [
        (n, s)
        for n, s in enumerate(item.stops)
        if s.site in week.scenario.association and s.kind != "collect"
    ]
    day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(item.day) * 86_400
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
    asked_ = stocked([lot("a", giver, "dry", 5_000, 12)]).transfers
    scenario = week.scenario.changed(transfers=asked_)
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
    codes = {it.code for it in check_transfers(scenario, week.travel, plan, week.plan)}
    assert {"transfer_late", "transfer_load"} <= codes


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


def test_trips_of_another_day_are_left_out() -> None:
    late = trip("late", 30, ("secours", "08:00", "08:20"), ("ccas", "08:40", "09:00"))
    study = planned(stocked([lot("a", "secours", "bread", 900, 1)], [late]))
    assert study.plan.trips == ()
