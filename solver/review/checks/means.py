"""Who and what goes out: vehicles and people, one thing at a time, within the pools' rules."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from models.base import Text
from models.findings import Finding
from models.plan import Plan, Round
from models.scenario import Scenario
from pools.pairings import pairings
from pools.streams import Stream, crews_stream, may_drop, may_work, user_of
from solver.review.checks.violations import amount, name, round_name, span, violation

ROLES = {
    "driver": Text(fr="au volant", en="the driver"),
    "helper": Text(fr="comme accompagnateur", en="a helper"),
}


def means(scenario: Scenario, stream: Stream, item: Round) -> list[Finding]:
    """Check the vehicle and the people of one round."""
    return [
        *_vehicle(scenario, item),
        *(_people(scenario, item) if scenario.policy.named_crews else ()),
        *_pooling(scenario, stream, item),
    ]


def _when(scenario: Scenario, item: Round) -> Text:
    when = scenario.when(item.day, item.shift)
    return Text(fr=f"le {when.fr}", en=f"on {when.en}")


def _vehicle(scenario: Scenario, item: Round) -> list[Finding]:
    vehicle = scenario.vehicle[item.vehicle]
    who = round_name(scenario, item)
    found = []
    off = vehicle.shifts and item.shift not in vehicle.shifts
    if item.day not in vehicle.days or item.day not in scenario.days or off:
        found.append(
            violation(
                "vehicle_days",
                (item.id, vehicle.id),
                who=who,
                what=vehicle.label,
                found=_when(scenario, item),
            )
        )
    found += [
        violation(
            "vehicle_busy",
            (item.id, vehicle.id),
            who=who,
            what=vehicle.label,
            found=span(taken.starts_s, taken.ends_s),
        )
        for taken in scenario.taken(vehicle)
        if taken.meets(item.day, item.stops[0].leave_s, item.stops[-1].arrive_s)
    ]
    found += [
        violation(
            "site_access", (item.id, site), who=who, found=vehicle.label, what=name(scenario, site)
        )
        for site in sorted({stop.site for stop in item.stops[1:-1]} & set(vehicle.forbidden))
    ]
    return found


def _people(scenario: Scenario, item: Round) -> list[Finding]:
    vehicle = scenario.vehicle[item.vehicle]
    who = round_name(scenario, item)
    found = []
    if len(set(item.crew)) != vehicle.crew or len(item.crew) != vehicle.crew:
        size = len(set(item.crew))
        found.append(violation("crew_size", (item.id,), who=who, found=size, limit=vehicle.crew))
    for seat, identifier in enumerate(item.crew):
        person = scenario.person[identifier]
        role = "driver" if seat == 0 else "helper"
        licensed = role == "helper" or vehicle.licence in person.licences
        where = (item.id, person.id)
        if role not in person.roles or not licensed:
            found.append(
                violation("crew_skill", where, who=who, what=person.label, found=ROLES[role])
            )
        off = item.day not in person.days or (person.shifts and item.shift not in person.shifts)
        hours = (item.stops[0].leave_s, item.stops[-1].arrive_s)
        if off or any(taken.meets(item.day, *hours) for taken in scenario.taken(person)):
            when = _when(scenario, item)
            found.append(violation("crew_days", where, who=who, what=person.label, found=when))
        user = user_of(scenario, item.vehicle, item.day)
        if not person.goes_out_for(user):
            found.append(
                violation(
                    "crew_aboard", where, who=who, what=person.label, found=name(scenario, user)
                )
            )
    return [*found, *parted(scenario, item.id, who, item.crew)]


def parted(
    scenario: Scenario, outing: str, who: Text | str, crew: Sequence[str]
) -> Iterator[Finding]:
    """Yield people aboard without those with whom alone they go, or with whom they never do.

    Parameters
    ----------
    outing, who
        Id of a round or a trip, and what it is called.
    """
    told = {"with": partial(violation, "crew_with"), "apart": partial(violation, "crew_apart")}
    for pair in pairings(scenario):
        if pair.broken(crew):
            what, other = (name(scenario, one) for one in (pair.one, pair.other))
            where = (outing, pair.one, pair.other)
            yield told[pair.rule](where, who=who, what=what, other=other)


def _pooling(scenario: Scenario, stream: Stream, item: Round) -> list[Finding]:
    """Check that donors, doors, vehicle and people all belong to the round's stream."""
    collects = bool(item.collected)
    who = round_name(scenario, item)
    pool = next(pool.label for pool in scenario.policy.pools if pool.id == stream.pool)
    outside: list[str] = []
    if not may_work(scenario, stream, item.vehicle, item.day, collects=collects) and (
        scenario.is_there(scenario.vehicle[item.vehicle], item.day)
    ):
        outside.append(item.vehicle)
    outside += [stop.site for stop in item.collected if stop.site not in stream.donors]
    outside += [
        stop.site
        for stop in item.stops
        if stop.kind == "drop" and not may_drop(scenario, stream, item.vehicle, item.day, stop.site)
    ]
    outside += [
        person
        for person in item.crew
        if not crews_stream(scenario, stream, person, item.vehicle, item.day, collects=collects)
    ]
    return [
        violation("pooling", (item.id, one), who=who, what=name(scenario, one), found=pool)
        for one in dict.fromkeys(outside)
    ]


def week(scenario: Scenario, plan: Plan) -> list[Finding]:
    """Check vehicles and people over the week: one round at a time, shifts and hours."""
    found = _overlaps(scenario, plan, "vehicle_overlap", lambda item: (item.vehicle,))
    found += _overlaps(scenario, plan, "crew_overlap", lambda item: item.crew)
    for person in scenario.people:
        mine = [item for item in plan.rounds if person.id in item.crew]
        hours = sum(item.duration_s for item in mine) / 3600
        if len(mine) > person.most_shifts:
            count, most = len(mine), person.most_shifts
            found.append(
                violation(
                    "crew_week",
                    (person.id,),
                    what=person.label,
                    found=Text(fr=f"{count} tournées", en=f"{count} rounds"),
                    limit=most,
                )
            )
        if person.max_hours is not None and hours > person.max_hours + 1e-6:
            spent, most_h = amount(hours), amount(person.max_hours)
            found.append(
                violation(
                    "crew_week",
                    (person.id,),
                    what=person.label,
                    found=Text(fr=f"{spent.fr} h", en=f"{spent.en} h"),
                    limit=Text(fr=f"{most_h.fr} h", en=f"{most_h.en} h"),
                )
            )
    return found


def _overlaps(
    scenario: Scenario, plan: Plan, code: str, who: Callable[[Round], tuple[str, ...]]
) -> list[Finding]:
    found = []
    for first, second in itertools.combinations(plan.rounds, 2):
        if first.day != second.day:
            continue
        apart = (
            first.stops[-1].arrive_s <= second.stops[0].leave_s
            or second.stops[-1].arrive_s <= first.stops[0].leave_s
        )
        if apart:
            continue
        found += [
            violation(
                code,
                (first.id, second.id, one),
                what=name(scenario, one),
                who=round_name(scenario, first),
                other=round_name(scenario, second),
            )
            for one in sorted(set(who(first)) & set(who(second)))
        ]
    return found
