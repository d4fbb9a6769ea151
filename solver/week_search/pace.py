"""How a tour comes along: times, lengths and lateness, stop after stop."""

from __future__ import annotations

from typing import NamedTuple

from solver.week_search.arrays import (
    ASSOCIATIONS,
    CLOSES,
    CLOSES_AGAIN,
    COLLECT_TRIP,
    DEADLINE,
    ENDS,
    FAR,
    FIRST_LOADING,
    FURTHEST,
    HOME,
    HUB,
    I64,
    LATE,
    LOADING,
    METRES,
    NODE,
    OFF_PEAK,
    OPENS,
    OPENS_AGAIN,
    PEAK,
    PEAK_UNTIL,
    PER_M,
    PER_S,
    SERVICE,
    SLOTS,
    STARTS,
    UNLOADING,
    WARMS,
    WINDOWS,
    Arrays,
)
from solver.week_search.compiled import jit

NONE = 1e18
"""Cost of a tour that cannot be made."""


@jit
def drive_s(p: Arrays, origin: int, destination: int, elapsed_s: int) -> int:
    """Return the driving time of an arc that starts so long after the tour began, seconds."""
    if elapsed_s < p.facts[PEAK_UNTIL]:
        return p.travel[PEAK, origin, destination]
    if elapsed_s > p.facts[PEAK_UNTIL]:
        return p.travel[OFF_PEAK, origin, destination]
    return max(p.travel[PEAK, origin, destination], p.travel[OFF_PEAK, origin, destination])


class Pace(NamedTuple):
    """How far a tour has come."""

    now: int
    """Seconds since it could begin."""
    length: int
    """Metres."""
    loaded: int
    """When its trip was loaded, seconds since the tour could begin."""
    idle: int
    """Seconds waited for doors to open."""
    spare: int
    """Seconds by which it might have begun later, the waits that this spares included."""
    warming: int
    """Of these, seconds that food of its first trip has waited aboard; -1 once it has loaded again.
    """
    need: int
    """Seconds by which it must begin later for that food to stay cold."""
    late: int
    """Seconds after doors, deadlines and the ends of trips that collect, together."""


BEGIN = Pace(0, 0, 0, 0, FAR, 0, 0, 0)


@jit
def serve(p: Arrays, slot: int, stop: int, now: int) -> tuple[int, int]:
    """Return when service starts at a stop, and how much later it might: negative when too late.

    Seconds since the tour could begin.
    """
    if p.facts[WINDOWS] == 0:
        return now, FAR
    clock = p.slots[slot, STARTS] + now
    last = p.stops[stop, SERVICE]
    start = max(clock, p.windows[OPENS, slot, stop])
    spare = p.windows[CLOSES, slot, stop] - last - start
    if spare < 0 and p.windows[OPENS_AGAIN, slot, stop] < FAR:
        start = max(clock, p.windows[OPENS_AGAIN, slot, stop])
        spare = p.windows[CLOSES_AGAIN, slot, stop] - last - start
    return now + start - clock, spare


@jit
def depart(p: Arrays, v: int, before: int, stop: int, new_trip: int, so_far: Pace) -> Pace:
    """Return the pace of a tour as it leaves for a stop, by way of the hub if it loads there.

    ``before`` is the stop before, or -1 as the tour sets out.
    """
    hub = p.facts[HUB]
    if before < 0:
        home = p.vehicles[v, HOME]
        if stop >= p.facts[ASSOCIATIONS]:
            return BEGIN
        load_s = p.facts[FIRST_LOADING] if home == hub else p.facts[LOADING]
        loaded = drive_s(p, home, hub, 0) + load_s
        return Pace(loaded, p.travel[METRES, home, hub], loaded, 0, FAR, 0, 0, 0)
    if new_trip == 0:
        return so_far
    here = p.stops[before, NODE]
    now = so_far.now + drive_s(p, here, hub, so_far.now)
    late = so_far.late
    if before >= p.facts[ASSOCIATIONS]:
        now += p.facts[UNLOADING]
        late += max(0, now - so_far.loaded - p.facts[COLLECT_TRIP])
    now += p.facts[LOADING]
    length = so_far.length + p.travel[METRES, here, hub]
    return Pace(now, length, now, so_far.idle, so_far.spare, -1, so_far.need, late)


@jit
def step(p: Arrays, v: int, slot: int, before: int, stop: int, new_trip: int, so_far: Pace) -> Pace:
    """Return the pace of a tour once it has served one more stop.

    Parameters
    ----------
    v, slot
        Vehicle and slot of the tour.
    before
        The stop that it comes from; -1 at its beginning.
    new_trip
        1 where the tour goes by the hub and loads again before this stop.
    """
    left = depart(p, v, before, stop, new_trip, so_far)
    here = p.facts[HUB]
    if before < 0 and stop >= p.facts[ASSOCIATIONS]:
        here = p.vehicles[v, HOME]
    elif before >= 0 and new_trip == 0:
        here = p.stops[before, NODE]
    there = p.stops[stop, NODE]
    arrives = left.now + drive_s(p, here, there, left.now)
    start, spare = serve(p, slot, stop, arrives)
    loaded, late = left.loaded, left.late + max(0, -spare)
    warming, need = left.warming, left.need
    idle = left.idle + start - arrives
    if p.facts[LATE] != 0 and (before < 0 or new_trip != 0):
        loaded += start - arrives  # loads just in time for its first stop
    elif p.facts[LATE] != 0 and warming >= 0:
        warming += start - arrives
    if p.vehicles[v, WARMS] != 0:
        over = max(0, start - loaded - p.stops[stop, DEADLINE])
        late += max(0, over - max(0, warming))
        if over > 0 and warming >= 0:  # its first wait is spared before any other
            need = max(need, idle - warming + min(over, warming))
    return Pace(
        start + p.stops[stop, SERVICE],
        left.length + p.travel[METRES, here, there],
        loaded,
        idle,
        min(left.spare, idle + max(0, spare)),
        warming,
        need,
        late,
    )


@jit
def finish(p: Arrays, v: int, last: int, so_far: Pace) -> Pace:
    """Return the pace of a tour once it is home from its last stop."""
    now, length, late = so_far.now, so_far.length, so_far.late
    here = p.stops[last, NODE]
    hub = p.facts[HUB]
    if last >= p.facts[ASSOCIATIONS]:
        now += drive_s(p, here, hub, now) + p.facts[UNLOADING]
        length += p.travel[METRES, here, hub]
        late += max(0, now - so_far.loaded - p.facts[COLLECT_TRIP])
        here = hub
    home = p.vehicles[v, HOME]
    now += drive_s(p, here, home, now)
    length += p.travel[METRES, here, home]
    late += max(0, so_far.need - so_far.spare)
    return Pace(now, length, so_far.loaded, so_far.idle, so_far.spare, -1, so_far.need, late)


@jit
def begins_s(p: Arrays, end: Pace) -> int:
    """Return how long after it could a tour begins, seconds: waits are spared that can be."""
    return min(end.idle, end.spare) if p.facts[LATE] != 0 else 0


@jit
def excess_of(p: Arrays, tour: int, end: Pace, limit: int) -> int:
    """Return the seconds and metres too many of a tour that is home, added up; 0 when it holds.

    Parameters
    ----------
    limit
        Longest duration, seconds.
    """
    slot = tour % p.facts[SLOTS]
    over = max(0, end.now - begins_s(p, end) - limit)
    over += max(0, end.now - (p.slots[slot, ENDS] - p.slots[slot, STARTS]))
    return end.late + over + max(0, end.length - p.tours[tour, FURTHEST])


@jit
def price(p: Arrays, v: int, pace: Pace, spared: int) -> float:
    """Return the euros of so many metres and seconds with vehicle ``v``, some seconds spared."""
    return pace.length * p.prices[v, PER_M] + (pace.now - spared) * p.prices[v, PER_S]


@jit
def run(p: Arrays, tour: int, n: int, order: I64, lay: I64) -> Pace:
    """Return the pace of a tour that is home from its stops in a given order.

    Parameters
    ----------
    order : (n,)
    lay : (3, n)
        See ``tours.gather``; the trips of its places are read.
    """
    v, slot = tour // p.facts[SLOTS], tour % p.facts[SLOTS]
    pace = BEGIN
    for i in range(n):
        before = order[i - 1] if i > 0 else -1
        new_trip = int(i > 0 and lay[1, i] != lay[1, i - 1])
        pace = step(p, v, slot, before, order[i], new_trip, pace)
    return finish(p, v, order[n - 1], pace)


@jit
def follow(p: Arrays, tour: int, n: int, order: I64, lay: I64, limit: int) -> tuple[float, int]:
    """Return the euros of a tour in a given order, and its seconds and metres too many.

    Parameters
    ----------
    order : (n,)
    lay : (3, n)
        See ``tour_order.gather``; the trips of its places are read.
    limit
        Longest duration, seconds.
    """
    end = run(p, tour, n, order, lay)
    spared = begins_s(p, end)
    return price(p, tour // p.facts[SLOTS], end, spared), excess_of(p, tour, end, limit)
