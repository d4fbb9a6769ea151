"""One more round from the sorting place, where a pick-up that could be collected reaches nobody."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from models.calendar import DAY_NUMBER, Shift
from models.plan import Plan, Round, Stop, StopKind
from models.scenario import Scenario
from pools.streams import Stream, may_drop, may_work
from solver.edits.edit import Edits
from solver.remedies.crews import crew_changes
from solver.remedies.whole import Inserted, WholePlans
from solver.review.insertion import NO_CREW, Insertions, InsertionTrial
from solver.review.left_behind import DAY_S, LEAST_KG, Left

DOORS, MOST_ROUNDS, MOST_WHOLE = 2, 30, 2
"""Doors tried, those that lack most; rounds for each; whole plans in all."""


@dataclass(frozen=True)
class Carried:
    """A plan with a pick-up in it, and with a round that carries it on."""

    inserted: Inserted
    carrier: InsertionTrial
    door: str
    edits: Edits
    """Who would have to come for it."""


def with_last_mile(
    whole: WholePlans, stream: Stream, left: Left, trial: InsertionTrial
) -> Carried | None:
    """Return the plan with a pick-up in it and a round more to whoever lacks it, if it stands.

    Vehicles and people that are free as it is go, at the first time that they can; where nobody
    is free, whoever would have to come.
    """
    if stream.mode != "hub" or stream.deliveries:
        return None
    scenario, travel = whole.worlds.scenario, whole.worlds.travel
    before = None if trial.before is None else trial.before.id
    rest = tuple(item for item in whole.worlds.plan.rounds if item.id != before)
    plan = Plan(rounds=(*rest, trial.item))
    rounds = Insertions(scenario, travel, plan)
    tries = itertools.chain.from_iterable(
        itertools.islice(_carriers(rounds, stream, left, trial.item, door), MOST_ROUNDS)
        for door in _doors(whole, stream, left)[:DOORS]
    )
    every = [rounds.manned(stream, item, None) for item in tries]
    manned = [one for one in every if not one.broken and _in_time(scenario, left, one.item)]
    for carrier in manned[:MOST_WHOLE]:
        found = _carried(whole, trial, carrier, ())
        if found is not None:
            return found
    alone = [one for one in every if one.broken == (NO_CREW,)]
    for one in [one for one in alone if _in_time(scenario, left, one.item)][:MOST_WHOLE]:
        for edits in crew_changes(scenario, plan, stream, one.item)[:1]:
            now = Insertions(whole.worlds.of(edits), travel, plan)
            carrier = now.manned(stream, one.item, None)
            found = None if carrier.broken else _carried(whole, trial, carrier, edits)
            if found is not None:
                return found
    return None


def _carried(
    whole: WholePlans, trial: InsertionTrial, carrier: InsertionTrial, edits: Edits
) -> Carried | None:
    inserted = whole.inserted(trial, edits, carrier.item.changed(id="trial-on"))
    door = carrier.item.stops[2].site
    return Carried(inserted, carrier, door, edits) if inserted.stands else None


def _doors(whole: WholePlans, stream: Stream, left: Left) -> list[str]:
    """Return the doors of those who lack what is left, who lacks most first."""
    scenario, plan = whole.worlds.scenario, whole.worlds.plan
    short = {
        who: sum(
            max(0.0, scenario.need_kg(who, family) - plan.received_kg(who, family))
            for family in left.wanted
        )
        for who in stream.members
        if who != stream.hub
    }
    return sorted((who for who in short if short[who] > LEAST_KG), key=lambda w: (-short[w], w))


def _carriers(
    rounds: Insertions, stream: Stream, left: Left, collecting: Round, door: str
) -> Iterator[Round]:
    """Yield rounds from the sorting place to a door and home, after what is collected is ready."""
    scenario = rounds.scenario
    unloaded = [stop.leave_s for stop in collecting.stops if stop.kind == "unload"]
    if not unloaded:
        return
    ready_s = DAY_NUMBER[collecting.day] * DAY_S + unloaded[-1]
    ready_s += round(scenario.policy.sorting_min * 60)
    for day in sorted(scenario.days, key=DAY_NUMBER.__getitem__):
        from_s = ready_s - DAY_NUMBER[day] * DAY_S
        last = max(left.pickup.use_by[family] for family in left.wanted)
        for shift in sorted(scenario.shifts, key=lambda one: (one.starts_s, one.id)):
            if from_s >= shift.ends_s or DAY_NUMBER[day] > last:
                continue
            for means in scenario.vehicles:
                able = may_work(scenario, stream, means.id, day, collects=False)
                may = may_drop(scenario, stream, means.id, day, door)
                in_shift = not means.shifts or shift.id in means.shifts
                if not (able and may and in_shift) or _out(rounds, means.id, day, shift):
                    continue
                yield Round(
                    id="trial",
                    stream=stream.id,
                    vehicle=means.id,
                    day=day,
                    shift=shift.id,
                    crew=(),
                    stops=(
                        _at("depart", means.owner),
                        _at("load", str(stream.hub), max(0, from_s)),
                        _at("drop", door),
                        _at("return", means.owner),
                    ),
                )


def _out(rounds: Insertions, vehicle: str, day: str, shift: Shift) -> bool:
    """Tell whether a vehicle makes a round that may overlap a shift."""
    there = [rounds.scenario.shift[one.shift] for one in rounds.of[vehicle] if one.day == day]
    return any(one.starts_s < shift.ends_s and shift.starts_s < one.ends_s for one in there)


def _in_time(scenario: Scenario, left: Left, item: Round) -> bool:
    """Tell whether a door distributes something of a pick-up after it is dropped there."""
    drop = item.stops[2]
    arrives_s = DAY_NUMBER[item.day] * DAY_S + drop.leave_s
    last_s = (max(left.pickup.use_by[family] for family in left.wanted) + 1) * DAY_S
    return any(arrives_s <= start < last_s for start in scenario.openings_s[drop.site])


def _at(kind: StopKind, site: str, start_s: int = 0) -> Stop:
    return Stop(kind=kind, site=site, arrive_s=start_s, start_s=start_s, leave_s=start_s)
