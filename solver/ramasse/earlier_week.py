"""The week before as the one to change least: what of its plan this week still has."""

from __future__ import annotations

from models.plan import Plan, Round
from models.scenario import Scenario
from pools.streams import streams
from solver.ramasse.engine_orders import Orders
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.menus import Menu
from solver.ramasse.plan_changes import Changes, Post
from solver.ramasse.running_menus import changes_of
from solver.ramasse.running_plan import RunningPlan
from solver.ramasse.week import Week


def still_there(scenario: Scenario, earlier: Plan) -> Plan:
    """Return what a week still has of the plan of an earlier one, matched by id.

    A round is that of the same vehicle on the same day of the week and shift; a stop, that at the
    same store or door. What is gone, or given on other days, is left out, and so are shares.
    """
    slots = {(day, shift.id) for day in scenario.days for shift in scenario.shifts}
    known = {stream.id for stream in streams(scenario)}
    rounds = []
    for item in earlier.rounds:
        here = item.vehicle in scenario.vehicle and (item.day, item.shift) in slots
        if here and item.stream in known:
            rounds += _still_made(scenario, item)
    return Plan(rounds=tuple(rounds))


def _still_made(scenario: Scenario, item: Round) -> list[Round]:
    stops = tuple(
        stop
        for stop in item.stops
        if stop.site in scenario.sites
        and (stop.kind != "collect" or str(stop.pickup) in scenario.pickups)
    )
    made = any(stop.kind in ("collect", "drop") for stop in stops)
    ends = stops[:1] == item.stops[:1] and stops[-1:] == item.stops[-1:]
    return [item.changed(stops=stops)] if made and ends else []


def changes_against(
    week: Week, menus: tuple[list[Menu], list[CarryMenu]], earlier: Plan
) -> Changes:
    """Return what the rounds of some menus change of the plan of an earlier week."""
    days = week.scenario.days
    standing = RunningPlan(
        plan=earlier,
        fixed=frozenset(),
        begun={},
        free=frozenset(days),
        day=days[0],
        now_s=0,
        notice_s=0,
        held={},
        wanted=frozenset(),
    )
    return changes_of(week, standing, *menus)


def orders_of(week: Week, earlier: Plan) -> dict[int, Orders]:
    """Return the orders of pick-ups of an earlier week's rounds, by stream."""
    numbers = {pickup.id: number for number, pickup in enumerate(week.pickups)}
    names = [stream.id for stream in week.streams]
    found: dict[int, Orders] = {}
    for item in earlier.rounds:
        order = tuple(numbers[str(stop.pickup)] for stop in item.collected)
        if order:
            found.setdefault(names.index(item.stream), []).append(order)
    return found


def crews_of(week: Week, earlier: Plan) -> dict[Post, tuple[str, ...]]:
    """Return who was aboard in an earlier week, by vehicle and slot."""
    slots = {(slot.day, slot.shift): slot.number for slot in week.slots}
    return {(one.vehicle, slots[one.day, one.shift]): one.crew for one in earlier.rounds}
