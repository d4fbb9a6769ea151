"""Times of a round: travel, service, windows, shift, length."""

from __future__ import annotations

from collections.abc import Sequence

from models.base import clock, seconds
from models.findings import Finding
from models.plan import Round, Stop
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import Stream
from solver.review.checks.trips import found_aboard
from solver.review.checks.violations import amount, exceeds, name, round_name, span, violation


def times(scenario: Scenario, travel: TravelMatrix, stream: Stream, item: Round) -> list[Finding]:
    """Recompute the way and the service of a round, and hold them against every window."""
    who = round_name(scenario, item)
    where = (item.id,)
    found: list[Finding] = []
    metres = 0
    for before, stop in zip(item.stops, item.stops[1:], strict=False):
        since_s = before.leave_s - item.stops[0].leave_s
        way_s, way_m = travel.way(before.site, stop.site, since_s)
        metres += way_m
        soonest = before.leave_s + way_s
        if stop.arrive_s < soonest:
            found.append(
                violation(
                    "travel_time",
                    where,
                    who=who,
                    what=name(scenario, stop.site),
                    found=clock(stop.arrive_s),
                    limit=clock(soonest + 59),  # rounded up: never the minute found
                )
            )
    for position, stop in enumerate(item.stops):
        needed = needed_s(scenario, stream, item.stops, position)
        if stop.start_s < stop.arrive_s or stop.leave_s - stop.start_s < needed:
            spent = (stop.leave_s - max(stop.start_s, stop.arrive_s)) / 60
            found.append(
                violation(
                    "service_time",
                    where,
                    who=who,
                    what=name(scenario, stop.site),
                    found=amount(spent),
                    limit=amount(needed / 60),
                )
            )
        found += _window(scenario, item, stop)
    shift = scenario.shift[item.shift]
    leave, back = item.stops[0].leave_s, item.stops[-1].arrive_s
    if leave < shift.starts_s or back > shift.ends_s:
        limit = span(shift.starts_s, shift.ends_s)
        found.append(violation("shift", where, who=who, found=span(leave, back), limit=limit))
    vehicle = scenario.vehicle[item.vehicle]
    longest = min(shift.max_min, vehicle.max_round_min or shift.max_min)
    if back - leave > longest * 60:
        found.append(
            violation(
                "round_time", where, who=who, found=amount((back - leave) / 60), limit=longest
            )
        )
    if vehicle.max_round_km is not None and exceeds(metres / 1000, vehicle.max_round_km):
        furthest = amount(vehicle.max_round_km)
        found.append(
            violation("round_km", where, who=who, found=amount(metres / 1000), limit=furthest)
        )
    return found


def needed_s(scenario: Scenario, stream: Stream, stops: Sequence[Stop], position: int) -> int:
    """Return how long a stop of a round takes at least, seconds."""
    if found_aboard(scenario, stops, position):
        return 0
    return service_s(scenario, stream, stops[position])


def service_s(scenario: Scenario, stream: Stream, stop: Stop) -> int:
    """Return how long a stop takes by itself, seconds: ``needed_s`` knows its place in a round."""
    if stop.kind == "collect":
        return scenario.pickups[str(stop.pickup)].loading_s
    if stop.kind == "load":
        return round(scenario.policy.hub_loading_min * 60)
    if stop.kind == "unload" and stream.mode == "hub":
        return round(scenario.policy.hub_unloading_min * 60)
    if stop.kind in ("drop", "unload"):
        return round(scenario.association[stop.site].unloading_min * 60)
    return 0


def _window(scenario: Scenario, item: Round, stop: Stop) -> list[Finding]:
    who, where = round_name(scenario, item), (item.id, stop.site)
    served = span(stop.start_s, stop.leave_s)
    if stop.kind == "collect":
        pickup = scenario.pickups[str(stop.pickup)]
        found = []
        if stop.start_s < pickup.opens_s or stop.leave_s > pickup.closes_s:
            limit = span(pickup.opens_s, pickup.closes_s)
            found.append(
                violation(
                    "pickup_window",
                    where,
                    who=who,
                    what=name(scenario, stop.site),
                    found=served,
                    limit=limit,
                )
            )
        return found + _promise(scenario, item, stop)
    if stop.kind not in ("drop", "unload"):
        return []
    if any(
        opens_s <= stop.start_s and stop.leave_s <= closes_s
        for opens_s, closes_s in scenario.receives_s(stop.site, item.day)
    ):
        return []
    what = name(scenario, stop.site)
    return [violation("reception_window", where, who=who, what=what, found=served)]


def _promise(scenario: Scenario, item: Round, stop: Stop) -> list[Finding]:
    found = []
    for promise in scenario.promises:
        if promise.donor != stop.site or promise.day != item.day:
            continue
        kept = (
            promise.vehicle == item.vehicle
            and promise.shift in (None, item.shift)
            and (promise.at is None or seconds(promise.at) == stop.start_s)
        )
        if not kept:
            limit = " ".join(
                part
                for part in (
                    name(scenario, promise.vehicle),
                    scenario.shift[promise.shift].label if promise.shift in scenario.shift else "",
                    promise.at or "",
                )
                if part
            )
            found.append(
                violation(
                    "commitment",
                    (item.id, stop.site),
                    what=name(scenario, stop.site),
                    limit=limit,
                    found=f"{name(scenario, item.vehicle)} {clock(stop.start_s)}",
                )
            )
    return found
