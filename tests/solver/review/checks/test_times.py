from __future__ import annotations

import pytest

from models.calendar import Window
from models.plan import Plan
from models.policy import Commitment
from models.scenario import Scenario
from solver.review.check import check, check_round
from tests.helpers.depot import depot_week, roads
from tests.helpers.plans import edited, policy, shifted, week, with_stop
from tests.helpers.travel import straight
from tests.solver.review.checks.breaking import EAST, HYPER, MON, NORTH, VAN, Breaks, Broken, Case

BROKEN = Breaks()


@BROKEN.week("travel_time")
def _(s: Scenario, p: Plan) -> Case:
    stop = p.round[MON].stops[2]
    return s, with_stop(p, MON, 2, arrive_s=stop.arrive_s - 60)


@BROKEN.week("service_time")
def _(s: Scenario, p: Plan) -> Case:
    stop = p.round[MON].stops[2]
    return s, with_stop(p, MON, 2, leave_s=stop.leave_s - 60)


@BROKEN.week("pickup_window")
def _(s: Scenario, p: Plan) -> Case:
    donor = s.donor["hyper"]
    return edited(s, "donors", "hyper", offers=(donor.offers[0].changed(opens="09:30"),)), p


@BROKEN.week("reception_window")
def _(s: Scenario, p: Plan) -> Case:
    return edited(
        s, "associations", "restos", reception=(Window(opens="09:00", closes="17:00"),)
    ), p


@BROKEN.week("shift")
def _(s: Scenario, p: Plan) -> Case:
    late = tuple(
        shift.changed(starts="08:30") if shift.id == "morning" else shift for shift in s.shifts
    )
    return s.changed(shifts=late), p


@BROKEN.week("round_time")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_round_min=60), p


@BROKEN.week("round_km")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "vehicles", "van", max_round_km=3.0), p


@BROKEN.week("commitment")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, commitments=(Commitment(donor="hyper", vehicle="car", day="mon"),)), p


@BROKEN.depot("commitment")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, commitments=(s.policy.commitments[0].changed(vehicle="van"),)), p


@BROKEN.depot("service_time", "the second load takes time")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, hub_loading_min=16), p


@BROKEN.depot("service_time", "the first one too")
def _(s: Scenario, p: Plan) -> Case:
    return policy(s, loaded_before_leaving=False), p


@BROKEN.depot("travel_time", "off-peak times come later")
def _(s: Scenario, p: Plan) -> Case:
    stop = p.round[VAN].stops[EAST]
    return s, with_stop(p, VAN, EAST, arrive_s=stop.arrive_s - 1)


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()


def test_an_early_leave_of_the_shift_and_a_late_return_are_caught() -> None:
    scenario, plan = week()
    for hours in (-3, 5):
        moved = plan.changed(
            rounds=tuple(shifted(r, hours * 3600) if r.id == MON else r for r in plan.rounds)
        )
        told = {one.code for one in check(scenario, straight(scenario), moved)}
        assert {"shift", "pickup_window"} <= told


def test_the_peak_ends_strictly_after_its_last_minute() -> None:
    scenario, plan = depot_week()
    item, table = plan.round[VAN], roads(scenario)
    elapsed = item.stops[NORTH].leave_s - item.stops[0].leave_s  # on its way to the store
    stops = list(item.stops)
    for peak_s, at_peak in ((elapsed, True), (elapsed - 1, False)):
        travel = table.changed(peak_s=peak_s)
        way = travel.way("north", "hyper", elapsed)[0]
        assert (way == travel.between("north", "hyper")[0]) is at_peak
        stops[HYPER] = stops[HYPER].changed(arrive_s=stops[NORTH].leave_s + way)
        told = check_round(scenario, travel, item.changed(stops=tuple(stops)))
        assert not [one for one in told if one.text.fr.startswith("Hyper")]
        stops[HYPER] = stops[HYPER].changed(arrive_s=stops[NORTH].leave_s + way - 1)
        told = check_round(scenario, travel, item.changed(stops=tuple(stops)))
        assert "travel_time" in {one.code for one in told}
