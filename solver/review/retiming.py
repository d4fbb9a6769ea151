"""A round with other stops: when it would be where."""

from __future__ import annotations

import itertools

from models.plan import Round, Stop
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import Stream
from solver.review.checks.times import needed_s


def retimed(
    scenario: Scenario,
    travel: TravelMatrix,
    stream: Stream,
    item: Round,
    stops: tuple[Stop, ...],
) -> Round:
    """Return a round with other stops, as early as they can be, then leaving as late as it may.

    Loads keep their moment or come later, since what they load must be sorted by then; those of
    delivered units alone have no moment.
    """
    shift = scenario.shift[item.shift]
    earliest = timed_from(scenario, travel, stream, item, stops, shift.starts_s)
    latest = earliest[-1].start_s
    for stop, before in zip(reversed(earliest[1:]), reversed(earliest[:-1]), strict=True):
        way_s = travel.slowest_s(before.site, stop.site)
        closes = _closes_s(scenario, item, before)
        # what comes too late anyhow is no reason to leave earlier
        done = min(latest - way_s, max(closes, before.leave_s))
        latest = done - (before.leave_s - before.start_s)
    depart = max(shift.starts_s, latest)
    return item.changed(stops=timed_from(scenario, travel, stream, item, stops, depart))


def timed_from(
    scenario: Scenario,
    travel: TravelMatrix,
    stream: Stream,
    item: Round,
    stops: tuple[Stop, ...],
    depart_s: int,
) -> tuple[Stop, ...]:
    """Return stops with the times of a round that leaves at a moment, seconds since midnight.

    Each waits until its place opens; none waits for what has closed.
    """
    now, here = depart_s, stops[0].site
    timed = [stops[0].changed(arrive_s=now, start_s=now, leave_s=now)]
    for position, stop in enumerate(stops[1:], start=1):
        arrive = now + travel.way(here, stop.site, now - depart_s)[0]
        opens = 0 if _units_alone(stops, position) else _opens_s(scenario, item, stop, arrive)
        start = max(arrive, opens)
        now, here = start + needed_s(scenario, stream, stops, position), stop.site
        timed.append(stop.changed(arrive_s=arrive, start_s=start, leave_s=now))
    last = timed[-1]
    timed[-1] = last.changed(start_s=last.arrive_s, leave_s=last.arrive_s)
    return tuple(timed)


def _units_alone(stops: tuple[Stop, ...], position: int) -> bool:
    """Tell whether a load is for stops that all bring delivered units, or food of an errand."""
    if stops[position].kind != "load":
        return False
    drops = itertools.takewhile(lambda stop: stop.kind == "drop", stops[position + 1 :])
    return all(stop.units or stop.errand for stop in drops)


def _opens_s(scenario: Scenario, item: Round, stop: Stop, arrive_s: int) -> int:
    if stop.kind == "collect":
        return scenario.pickups[str(stop.pickup)].opens_s
    if stop.kind == "load":
        return stop.start_s
    if stop.kind in ("unload", "drop"):
        hours = scenario.receives_s(stop.site, item.day)
        return min((opens_s for opens_s, closes_s in hours if closes_s > arrive_s), default=0)
    return 0


def _closes_s(scenario: Scenario, item: Round, stop: Stop) -> int:
    """Return when service of a timed stop must be over."""
    if stop.kind == "collect":
        return scenario.pickups[str(stop.pickup)].closes_s
    if stop.kind in ("unload", "drop"):
        open_then = [
            closes_s
            for opens_s, closes_s in scenario.receives_s(stop.site, item.day)
            if opens_s <= stop.start_s and stop.leave_s <= closes_s
        ]
        return max(open_then, default=86_400)
    return 86_400
