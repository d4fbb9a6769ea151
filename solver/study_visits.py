"""What the split left nothing of is neither driven nor taken.

Visits that bring nothing are not made: another round brings what they would. Cold food that a
vehicle cannot keep is taken as far as doors on its way take it off in time; the rest would spoil.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import streams
from solver.review.check import check
from solver.review.checks.direct import deliveries, usable_of
from solver.review.checks.loads import cold_min
from solver.review.retiming import retimed

SPOILT_KG = 0.5
"""Less usable food than this is taken whole all the same."""


def as_needed(
    scenario: Scenario, travel: TravelMatrix, plan: Plan, kept: Collection[str] = ()
) -> Plan:
    """Return a plan without empty visits and without food that would spoil aboard.

    Parameters
    ----------
    kept
        Ids of rounds that stay as they are.
    """
    plan = without_empty_visits(scenario, travel, plan, kept)
    return without_spoilt_food(scenario, travel, plan, kept)


def without_empty_visits(
    scenario: Scenario, travel: TravelMatrix, plan: Plan, kept: Collection[str] = ()
) -> Plan:
    """Return a plan without drops that bring nothing, as far as the checker accepts it so.

    A round that neither collects nor drops is not made.

    Parameters
    ----------
    kept
        Ids of rounds that stay as they are.
    """
    of_id = {stream.id: stream for stream in streams(scenario)}
    broken = None
    for item in plan.rounds:
        stops = _loads_for_drops([one for one in item.stops if not _empty(plan, item, one)])
        if len(stops) == len(item.stops) or item.id in kept:
            continue
        made = [retimed(scenario, travel, of_id[item.stream], item, stops)]
        if not any(stop.kind in ("collect", "drop") for stop in stops):
            made = []
        plan, broken = _if_it_stands(scenario, travel, plan, broken, item, made)
    return plan


def without_spoilt_food(
    scenario: Scenario, travel: TravelMatrix, plan: Plan, kept: Collection[str] = ()
) -> Plan:
    """Return a plan whose direct rounds leave at its store the cold food that no door gets in time.

    So it is where a vehicle keeps it for some minutes alone: what the first door does not need
    comes too late for the next. A store of which nothing is taken is not visited.
    """
    of_id = {stream.id: stream for stream in streams(scenario)}
    broken = None
    for item in plan.rounds:
        stream = of_id[item.stream]
        keeps = scenario.vehicle[item.vehicle].cold == "refrigerated"
        if keeps or stream.mode != "direct" or item.id in kept:
            continue
        stops = _as_used(scenario, plan, item)
        if stops == list(item.stops):
            continue
        there = tuple(one for one in stops if one.kind != "collect" or one.kg)
        made = [
            item.changed(stops=there)
            if len(there) == len(item.stops)
            else retimed(scenario, travel, stream, item, there)
        ]
        plan, broken = _if_it_stands(scenario, travel, plan, broken, item, made)
    return plan


def _if_it_stands(
    scenario: Scenario,
    travel: TravelMatrix,
    plan: Plan,
    broken: int | None,
    item: Round,
    made: list[Round],
) -> tuple[Plan, int]:
    """Return a plan with a round changed if no more is broken than before, and how much is."""
    rounds = [one for old in plan.rounds for one in (made if old.id == item.id else [old])]
    tried = plan.changed(rounds=tuple(rounds))
    broken = len(check(scenario, travel, plan)) if broken is None else broken
    found = len(check(scenario, travel, tried))
    return (tried, found) if found <= broken else (plan, broken)


def _as_used(scenario: Scenario, plan: Plan, item: Round) -> list[Stop]:
    """Return the stops of a round with the cold food that doors take off of each.

    Families of one temperature are taken in the same part, that of which most is used.
    """
    used = _used_kg(scenario, plan, item)
    made = []
    for at, stop in enumerate(item.stops):
        part = dict.fromkeys(stop.kg, 1.0)
        for temperature in ("chilled", "frozen"):
            usable = {
                family: usable_of(scenario, stop, family, use_by)
                for family, use_by in _use_by(scenario, stop).items()
                if scenario.family[family].temperature == temperature
            }
            given = {family: used.get((at, family), 0.0) for family in usable}
            if sum(usable.values()) - sum(given.values()) >= SPOILT_KG:
                most = max(given[family] / kg for family, kg in usable.items() if kg > 0)
                part |= dict.fromkeys(usable, min(1.0, most))
        kg = {family: kg * part[family] for family, kg in stop.kg.items() if part[family] > 0}
        made.append(stop.changed(kg=kg))
    return made


def _use_by(scenario: Scenario, stop: Stop) -> dict[str, int]:
    """Return the use-by day of each family that a stop takes."""
    pickup = scenario.pickups.get(stop.pickup or "")
    return {} if pickup is None else {family: pickup.use_by[family] for family in stop.kg}


def _used_kg(scenario: Scenario, plan: Plan, item: Round) -> dict[tuple[int, str], float]:
    """Return usable kg by position of the stop that took them and family, which doors take off.

    Of what is still cold enough at a door, that goes first which was collected first.
    """
    carried = [share for share in plan.shares if share.carried_by == item.id]
    limit_s = cold_min(scenario, item) * 60
    left = {
        (at, family, use_by): usable_of(scenario, stop, family, use_by)
        for at, stop in enumerate(item.stops)
        for family, use_by in _use_by(scenario, stop).items()
    }
    used: dict[tuple[int, str], float] = defaultdict(float)
    for drop in sorted(deliveries(scenario, item, carried), key=lambda one: one.position):
        wanted, start_s = drop.kg, item.stops[drop.position].start_s
        for (at, family, use_by), kg in left.items():
            mine = (family, use_by) == (drop.share.family, drop.share.use_by)
            in_time = start_s - item.stops[at].leave_s <= limit_s
            if mine and at < drop.position and in_time:
                taken = min(kg, wanted)
                left[at, family, use_by] -= taken
                used[at, family] += taken
                wanted -= taken
    return used


def _empty(plan: Plan, item: Round, stop: Stop) -> bool:
    """Tell whether a stop is a drop of neither units nor shares."""
    return (
        stop.kind == "drop"
        and not stop.units
        and not any(
            share.association == stop.site and (share.carried_by or share.origin) == item.id
            for share in plan.shares
        )
    )


def _loads_for_drops(stops: list[Stop]) -> tuple[Stop, ...]:
    """Return stops without loads after which nothing is dropped before the round loads again."""
    kept: list[Stop] = []
    dropping = False
    for stop in reversed(stops):
        if stop.kind == "drop":
            dropping = True
        elif stop.kind == "load":
            if not dropping:
                continue
            dropping = False
        kept.append(stop)
    return tuple(reversed(kept))
