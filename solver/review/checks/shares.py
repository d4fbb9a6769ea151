"""Who receives what: supply, need, way, readiness, expiry, openings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from models.base import Text
from models.calendar import DAY_NAMES, DAY_NUMBER, DAYS
from models.findings import Finding
from models.plan import Plan, Round, Share
from models.scenario import Scenario
from pools.streams import Stream
from solver.review.checks.direct import DAY_S, ShareDrop, deliveries, in_time, visits
from solver.review.checks.loads import usable_kg
from solver.review.checks.violations import (
    amount,
    day_and_time,
    exceeds,
    name,
    round_name,
    violation,
)

NO_STOP = Text(fr="la tournée ne s'y arrête pas", en="the round does not stop there")
Drops = dict[int, list[ShareDrop]]
"""What direct rounds take off for each share, by the share's identity."""


@dataclass(frozen=True)
class ShareWay:
    """How one share travels; absolute seconds since Monday midnight."""

    share: Share
    kg: float
    """What of it is aboard in time for its door."""
    ready_s: int
    """When it may be loaded or distributed."""
    used_s: int
    """When it is loaded, or distributed on the spot."""
    stays: tuple[tuple[str, int, int, float], ...]
    """Where it is stored, from when until when, and how many kg."""


def shares(
    scenario: Scenario, streams: dict[str, Stream], plan: Plan
) -> tuple[list[ShareWay], list[Finding]]:
    """Check every share, then what they add up to; return how each travels, and what is wrong."""
    found: list[Finding] = []
    ways: list[ShareWay] = []
    drops = _drops(scenario, streams, plan)
    for share in plan.shares:
        faults = _names(scenario, streams, plan, share)
        if faults:
            found += faults
            continue
        found += _rights(scenario, plan, share)
        way = _way(scenario, streams, plan, share, drops)
        if isinstance(way, Text):
            origin = round_name(scenario, plan.round[share.origin])
            what = name(scenario, share.association)
            found.append(
                violation(
                    "share_route",
                    (share.origin, share.association),
                    what=what,
                    who=origin,
                    found=way,
                )
            )
            continue
        if way.used_s < way.ready_s:
            found.append(
                violation(
                    "share_ready",
                    (share.origin, share.association),
                    what=name(scenario, share.association),
                    who=round_name(scenario, plan.round[share.origin]),
                    found=day_and_time(way.used_s),
                    limit=day_and_time(way.ready_s),
                )
            )
        ways.append(way)
    return ways, [
        *found,
        *_supply(scenario, plan, ways),
        *_need(scenario, plan),
        *_keep(scenario, streams, plan),
    ]


def _names(
    scenario: Scenario, streams: dict[str, Stream], plan: Plan, share: Share
) -> list[Finding]:
    unknown = [
        what
        for what, known in (
            (share.association, scenario.association),
            (share.family, scenario.family),
            (share.origin, plan.round),
            (share.carried_by or share.origin, plan.round),
        )
        if what not in known
    ]
    unknown += [
        plan.round[identifier].stream
        for identifier in (share.origin, share.carried_by)
        if identifier in plan.round and plan.round[identifier].stream not in streams
    ]
    return [
        violation("reference", (share.association, share.origin), who=share.association, what=what)
        for what in unknown
    ]


def _drops(scenario: Scenario, streams: dict[str, Stream], plan: Plan) -> Drops:
    """Return what every direct round takes off for each share that it collected and carries."""
    found: Drops = defaultdict(list)
    for item in plan.rounds:
        if item.stream in streams and streams[item.stream].mode == "direct":
            mine = [s for s in plan.shares if s.origin == item.id == s.carried_by]
            for one in deliveries(scenario, item, mine):
                found[id(one.share)].append(one)
    return found


def _rights(scenario: Scenario, plan: Plan, share: Share) -> list[Finding]:
    """Check what an association takes, and when it distributes."""
    who = scenario.association[share.association]
    where = (share.origin, who.id)
    found = []
    if share.family in who.refuses:
        family = name(scenario, share.family)
        found.append(violation("share_refused", where, what=who.label, family=family))
    day = share.opening_s // DAY_S
    if share.opening_s not in scenario.openings_s[who.id]:
        when = day_and_time(share.opening_s)
        found.append(violation("share_opening", where, what=who.label, found=when))
    if day > share.use_by:
        found.append(
            violation(
                "share_expiry",
                where,
                what=who.label,
                family=name(scenario, share.family),
                who=round_name(scenario, plan.round[share.origin]),
                found=day_and_time(share.opening_s),
                limit=DAY_NAMES[DAYS[share.use_by % 7]],
            )
        )
    return found


def _way(
    scenario: Scenario, streams: dict[str, Stream], plan: Plan, share: Share, drops: Drops
) -> ShareWay | Text:
    """Return how a share travels, or why it does not reach its door."""
    origin = plan.round[share.origin]
    stream = streams[origin.stream]
    if share.association not in stream.members:
        return Text(fr="elle n'est pas membre", en="it is not a member")
    sorting_s = round(scenario.policy.sorting_min * 60)
    midnight = DAY_NUMBER[origin.day] * DAY_S
    if stream.mode == "direct":
        doors = visits(origin, share.association)
        if share.carried_by != origin.id or not doors:
            return NO_STOP
        at = origin.stops[(in_time(scenario, origin, share) or doors)[0]]
        stays = tuple(
            (share.association, midnight + origin.stops[d.position].leave_s, share.opening_s, d.kg)
            for d in drops[id(share)]
        )
        carried = sum(one.kg for one in drops[id(share)])
        return ShareWay(share, carried, midnight + at.leave_s + sorting_s, share.opening_s, stays)
    unloads = [stop for stop in origin.stops if stop.kind == "unload"]
    if not unloads:
        return Text(fr="rien n'est déchargé", en="nothing is unloaded")
    unloaded = midnight + unloads[-1].leave_s
    ready = unloaded + sorting_s
    if share.carried_by is None:
        if share.association != stream.hub:
            return Text(fr="personne ne l'y porte", en="nobody carries it there")
        stay = (share.association, unloaded, share.opening_s, share.kg)
        return ShareWay(share, share.kg, ready, share.opening_s, (stay,))
    return _last_mile(plan.round[share.carried_by], origin, share, unloaded, ready)


def _last_mile(
    carrier: Round, origin: Round, share: Share, unloaded: int, ready: int
) -> ShareWay | Text:
    if carrier.stream != origin.stream:
        return Text(
            fr="une tournée d'un autre groupe la porte", en="another pool's round carries it"
        )
    midnight = DAY_NUMBER[carrier.day] * DAY_S
    drop, load = None, None
    for stop in carrier.stops:
        if stop.kind == "load":
            load = stop
        if stop.kind == "drop" and stop.site == share.association and load is not None:
            drop = stop
            break
    if drop is None or load is None:
        return NO_STOP
    arrives = midnight + drop.leave_s
    if arrives > share.opening_s:
        return Text(fr="elle arrive après la distribution", en="it comes after the distribution")
    loaded = midnight + load.start_s
    stays = (
        (load.site, unloaded, loaded, share.kg),
        (share.association, arrives, share.opening_s, share.kg),
    )
    return ShareWay(share, share.kg, ready, loaded, stays)


def _supply(scenario: Scenario, plan: Plan, ways: list[ShareWay]) -> list[Finding]:
    """Check that no lot is shared out beyond what is usable of it at the doors' turn."""
    given: dict[tuple[str, str, int], float] = defaultdict(float)
    for share in plan.shares:
        if share.origin in plan.round and share.family in scenario.family:
            given[share.origin, share.family, share.use_by] += share.kg
    lacking: dict[tuple[str, str, int], float] = defaultdict(float)
    for way in ways:
        share = way.share
        lacking[share.origin, share.family, share.use_by] += share.kg - way.kg
    found = []
    for lot, kg in sorted(given.items()):
        origin, family, use_by = lot
        limit = usable_kg(scenario, plan.round[origin], family, use_by)
        limit = min(limit, kg - lacking[lot])
        if exceeds(kg, limit):
            found.append(
                violation(
                    "share_supply",
                    (origin, family),
                    who=round_name(scenario, plan.round[origin]),
                    found=amount(kg),
                    family=name(scenario, family),
                    limit=amount(limit),
                )
            )
    return found


def _need(scenario: Scenario, plan: Plan) -> list[Finding]:
    given: dict[tuple[str, str], float] = defaultdict(float)
    for share in plan.shares:
        if share.association in scenario.association and share.family in scenario.family:
            given[share.association, share.family] += share.kg
    found = []
    for (who, family), kg in sorted(given.items()):
        limit = scenario.need_kg(who, family)
        if exceeds(kg, limit) and family not in scenario.association[who].refuses:
            found.append(
                violation(
                    "share_need",
                    (who, family),
                    what=name(scenario, who),
                    found=amount(kg),
                    family=name(scenario, family),
                    limit=amount(limit),
                )
            )
    return found


def _keep(scenario: Scenario, streams: dict[str, Stream], plan: Plan) -> list[Finding]:
    found = []
    for stream in streams.values():
        mine = [
            s
            for s in plan.shares
            if s.origin in plan.round and plan.round[s.origin].stream == stream.id
        ]
        total = sum(share.kg for share in mine)
        kept = sum(share.kg for share in mine if share.association in stream.collectors)
        if exceeds(stream.collectors_keep * total, kept):
            label = next(pool.label for pool in scenario.policy.pools if pool.id == stream.pool)
            found.append(
                violation(
                    "share_keep",
                    (stream.id,),
                    what=label,
                    found=amount(100 * kept / total),
                    limit=amount(100 * stream.collectors_keep),
                )
            )
    return found
