"""The search plans the rest of a week again, around what was chosen by hand."""

from __future__ import annotations

from dataclasses import replace

from models.calendar import Day
from models.donors import Offer
from models.plan import Plan, Round
from models.scenario import Scenario
from models.vehicles import Taken
from solver.allocation.rules import rule
from solver.by_hand.editing import HandWeek
from solver.by_hand.stops import is_of_use, without
from solver.by_hand.week_in_hand import Edited
from solver.ramasse.part_visits import parted
from solver.ramasse.running_plan import RunningPlan
from solver.ramasse.running_week import RunningWeek
from solver.ramasse.search import Search
from solver.ramasse.week import Week
from solver.review.check import check, check_round
from solver.settings import Budget, Settings
from solver.telling import Telling

SAME_KG = 0.5
"""Plans that differ by less bring the same."""


def mended(
    world: HandWeek, now: Edited, settings: Settings, budget: Budget, telling: Telling
) -> Edited:
    """Return the week planned again around what was chosen; as it is where nothing is found.

    Rounds that were locked or given another vehicle, person or time stay as they are if that can
    be driven; else their stops may change, and who was taken off stays away. Pick-ups that were
    moved, added or locked stay in their round; those taken out stay out. The policy's objectives
    come first, then as few changes as they need.
    """
    least = repaired(world, now)
    scenario = _away(_without(world.scenario, now.dropped), now.away)
    sound = frozenset(
        one
        for one in now.fixed & now.plan.round.keys()
        if not check_round(world.scenario, world.travel, now.plan.round[one])
    )
    standing = RunningPlan(
        plan=now.plan,
        fixed=sound,
        begun={},
        free=frozenset(scenario.days),
        day=scenario.days[0],
        now_s=0,
        notice_s=0,
        held={pickup: by for pickup, by in now.held.items() if by in now.plan.round},
        wanted=frozenset(),
    )
    parts = parted(scenario, now.plan.rounds, {})
    inside = scenario if parts is None else parts.scenario
    within = standing if parts is None else parts.standing(standing)
    week = Week(inside, world.travel, world.study.past)

    running = RunningWeek(week, within, 0.0, last=True)
    menus, _, changes = running.made
    if not changes.held <= {pick for menu in menus for pick in menu.picks}:
        return least  # no vehicle of that round may go there at all

    def named(plan: Plan) -> Plan:
        return plan if parts is None else parts.outer_plan(plan)

    telling.stage("replan")
    search = Search(
        week,
        budget,
        settings.seed,
        rule(scenario.policy.split.rule),
        lambda stage, plan: telling.better(stage, named(plan)),
        dict(world.floors),
        settings.engine,
        least.plan if parts is None else parts.standing(replace(standing, plan=least.plan)).plan,
        running=running,
    )
    planned = search.run()
    if search.values is None:
        return least
    found = replace(now, plan=named(planned.plan))
    return least if _is_better(world, least, found) else found


def _is_better(world: HandWeek, one: Edited, other: Edited) -> bool:
    """Tell whether a week brings more food than another one, and stands."""
    if one.plan.usable_kg <= other.plan.usable_kg + SAME_KG:
        return False
    return not check(world.scenario, world.travel, one.plan)


def repaired(world: HandWeek, now: Edited) -> Edited:
    """Return the week in which rounds that break a rule leave what they can, until they do not.

    Pick-ups that are held stay. What is left goes by what it leaves broken, then by its kg.
    """
    found: list[Round] = []
    gone: list[str] = []
    for item in now.plan.rounds:
        made = item
        while _broken(world, made):
            tried = [
                world.timed(now, made, without(made.stops, position))
                for position, stop in enumerate(made.stops)
                if stop.kind == "collect" and str(stop.pickup) not in now.held
            ]
            if not tried:
                break
            made = min(tried, key=lambda one: (_broken(world, one), -_collected_kg(one)))
        if made is item:
            continue
        if is_of_use(made.stops, world.streams[made.stream].mode):
            found.append(made)
        else:
            gone.append(made.id)
    return world.with_rounds(now, *found, gone=gone) if found or gone else now


def _broken(world: HandWeek, item: Round) -> int:
    return len(check_round(world.scenario, world.travel, item))


def _collected_kg(item: Round) -> float:
    return sum(sum(stop.kg.values()) for stop in item.collected)


def _without(scenario: Scenario, dropped: frozenset[str]) -> Scenario:
    """Return a scenario without some pick-ups: their stores offer nothing on those days."""
    if not dropped:
        return scenario
    gone = {(scenario.pickups[one].donor, scenario.pickups[one].day) for one in dropped}
    donors = []
    for donor in scenario.donors:
        offers: list[Offer] = []
        for offer in donor.offers:
            days = tuple(day for day in offer.days if (donor.id, day) not in gone)
            if days == offer.days:
                offers.append(offer)
            elif days:
                kg = {day: kg for day, kg in offer.day_kg.items() if day in days}
                offers.append(offer.changed(days=days, day_kg=kg))
        donors.append(donor.changed(offers=tuple(offers)))
    return scenario.changed(donors=tuple(donors))


def _away(scenario: Scenario, away: frozenset[tuple[str, Day, str]]) -> Scenario:
    """Return a scenario in which vehicles and people are not free in some shifts."""
    if not away:
        return scenario

    def hours(who: str) -> tuple[Taken, ...]:
        return tuple(
            Taken(day=day, starts=scenario.shift[shift].starts, ends=scenario.shift[shift].ends)
            for one, day, shift in sorted(away)
            if one == who
        )

    return scenario.changed(
        vehicles=tuple(v.changed(busy=(*v.busy, *hours(v.id))) for v in scenario.vehicles),
        people=tuple(p.changed(busy=(*p.busy, *hours(p.id))) for p in scenario.people),
    )
