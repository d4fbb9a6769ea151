"""The cheapest order of one tour's stops that keeps its times.

Small tours are searched whole, by branch and bound over the orders; longer ones begin from the
nearest neighbour and improve by moving one stop at a time within its trip.
"""

from __future__ import annotations

import numpy as np

from solver.deliveries.arrays import (
    ASSOCIATIONS,
    COLLECT_TRIP,
    DEADLINE,
    DROPS,
    ENDS,
    FAR,
    FIRST,
    FIRST_LOADING,
    FURTHEST,
    HOME,
    HUB,
    I64,
    KIND,
    LOADING,
    LONGEST,
    METRES,
    NODE,
    OFF_PEAK,
    PEAK,
    PEAK_UNTIL,
    PER_M,
    PER_S,
    PICKS,
    ROUND,
    SERVICE,
    SLOTS,
    STARTS,
    TRIPS,
    UNLOADING,
    WINDOWS,
    Arrays,
    Memo,
    State,
)
from solver.deliveries.compiled import jit

EXACT = 7
"""Stops up to which every order is tried."""
NONE = 1e18
"""Cost of a tour that cannot be made."""
MOST_STOPS = 64
"""Stops of one tour, at most."""


@jit
def drive_s(p: Arrays, origin: int, destination: int, elapsed_s: int) -> int:
    """Return the driving time of an arc that starts so long after the tour began, seconds."""
    if elapsed_s < p.facts[PEAK_UNTIL]:
        return p.travel[PEAK, origin, destination]
    if elapsed_s > p.facts[PEAK_UNTIL]:
        return p.travel[OFF_PEAK, origin, destination]
    return max(p.travel[PEAK, origin, destination], p.travel[OFF_PEAK, origin, destination])


@jit
def gather(p: Arrays, s: State, tour: int, lay: I64) -> int:
    """Lay out the stops of a tour: drops of a trip, then its pick-ups, trip after trip.

    ``lay[0, i]`` is a stop, ``lay[1, i]`` its trip among those that go out, ``lay[2, i]`` the
    first position of its group: within a group the order is free. Returns their number.
    """
    n = 0
    number = 0
    for t in range(p.facts[TRIPS]):
        k = tour * p.facts[TRIPS] + t
        many = s.trips[k, DROPS] + s.trips[k, PICKS]
        if many == 0:
            continue
        for side in range(2):
            first = n
            for i in range(many):
                stop = s.stops[k, i]
                if (stop >= p.facts[ASSOCIATIONS]) == (side == 1):
                    lay[0, n] = stop
                    lay[1, n] = number
                    lay[2, n] = first
                    n += 1
        number += 1
    return n


@jit
def extend(p: Arrays, slot: int, here: int, stop: int, now: int, loaded: int) -> int:
    """Return the seconds gone after one more stop; -1 when it cannot be.

    ``loaded`` is when the trip was loaded, in seconds since the tour began.
    """
    now += drive_s(p, here, p.stops[stop, NODE], now)
    if p.facts[WINDOWS] != 0:
        clock = p.slots[slot, STARTS] + now
        if clock < p.windows[0, slot, stop]:
            now += p.windows[0, slot, stop] - clock
            clock = p.windows[0, slot, stop]
        if clock + p.stops[stop, SERVICE] > p.windows[1, slot, stop]:
            return -1
    if now - loaded > p.stops[stop, DEADLINE]:
        return -1
    return now + p.stops[stop, SERVICE]


@jit
def step(
    p: Arrays, v: int, slot: int, before: int, stop: int, now: int, loaded: int, new_trip: int
) -> tuple[int, int, int]:
    """Return (seconds, metres, loaded) after going on to a stop; -1 seconds when it cannot be.

    ``before`` is the stop before, or -1 as the tour sets out: by the hub if it delivers first.
    """
    hub = p.facts[HUB]
    metres = 0
    if before < 0:
        here = p.vehicles[v, HOME]
        if stop < p.facts[ASSOCIATIONS]:
            load_s = p.facts[FIRST_LOADING] if here == hub else p.facts[LOADING]
            now = drive_s(p, here, hub, 0) + load_s
            metres = p.travel[METRES, here, hub]
            here = hub
            loaded = now
    else:
        here = p.stops[before, NODE]
        if new_trip != 0:
            now += drive_s(p, here, hub, now)
            if before >= p.facts[ASSOCIATIONS]:
                now += p.facts[UNLOADING]
                if now - loaded > p.facts[COLLECT_TRIP]:
                    return -1, 0, 0
            metres = p.travel[METRES, here, hub]
            now += p.facts[LOADING]
            here = hub
            loaded = now
    after = extend(p, slot, here, stop, now, loaded)
    return after, metres + p.travel[METRES, here, p.stops[stop, NODE]], loaded


@jit
def finish(p: Arrays, v: int, last: int, now: int, loaded: int) -> tuple[int, int]:
    """Return (seconds, metres) from the last stop to home; -1 when the last trip was too long."""
    metres = 0
    here = p.stops[last, NODE]
    hub = p.facts[HUB]
    if last >= p.facts[ASSOCIATIONS]:
        now += drive_s(p, here, hub, now) + p.facts[UNLOADING]
        metres += p.travel[METRES, here, hub]
        if now - loaded > p.facts[COLLECT_TRIP]:
            return -1, 0
        here = hub
    home = p.vehicles[v, HOME]
    now += drive_s(p, here, home, now)
    return now, metres + p.travel[METRES, here, home]


@jit
def cheapest(p: Arrays, tour: int, n: int, lay: I64, best: I64) -> float:
    """Order the stops of a tour within their groups, as cheaply as its times allow.

    Parameters
    ----------
    lay : (3, n)
        See ``gather``.
    best : (n,)
        Receives the order found.

    Returns
    -------
    float
        Euros; ``NONE`` when no order is found.
    """
    slot = tour % p.facts[SLOTS]
    limit = min(p.tours[tour, LONGEST], p.slots[slot, ENDS] - p.slots[slot, STARTS])
    must = -1
    for i in range(n):
        limit = min(limit, p.stops[lay[0, i], ROUND])
        if p.stops[lay[0, i], FIRST] != 0:
            if must >= 0 or lay[2, i] != 0:
                return NONE
            must = i
    if must > 0:
        lay[0, 0], lay[0, must] = lay[0, must], lay[0, 0]
    if n > EXACT:
        return _long(p, tour, n, lay, best, limit, must >= 0)
    return _exact(p, tour, n, lay, best, limit, must >= 0)


@jit
def _exact(p: Arrays, tour: int, n: int, lay: I64, best: I64, limit: int, held: bool) -> float:
    v, slot = tour // p.facts[SLOTS], tour % p.facts[SLOTS]
    per_m, per_s = p.prices[v, PER_M], p.prices[v, PER_S]
    now = np.zeros(EXACT + 1, np.int64)
    length = np.zeros(EXACT + 1, np.int64)
    loaded = np.zeros(EXACT + 1, np.int64)
    tried = np.zeros(EXACT + 1, np.int64)
    chosen = np.zeros(EXACT + 1, np.int64)
    used = np.zeros(EXACT, np.bool_)
    found = NONE
    depth = 0
    tried[0] = -1
    while depth >= 0:
        if depth == n:
            end, metres = finish(p, v, lay[0, chosen[n - 1]], now[n], loaded[n])
            if 0 <= end <= limit and length[n] + metres <= p.tours[tour, FURTHEST]:
                eur = (length[n] + metres) * per_m + end * per_s
                if eur < found:
                    found = eur
                    for i in range(n):
                        best[i] = lay[0, chosen[i]]
            depth -= 1
            used[chosen[depth]] = False
            continue
        pos = max(tried[depth] + 1, lay[2, depth])
        while pos < n and lay[2, pos] == lay[2, depth] and used[pos]:
            pos += 1
        if pos >= n or lay[2, pos] != lay[2, depth] or (depth == 0 and held and pos > 0):
            depth -= 1
            if depth >= 0:
                used[chosen[depth]] = False
            continue
        tried[depth] = pos
        before = -1 if depth == 0 else lay[0, chosen[depth - 1]]
        new_trip = int(depth > 0 and lay[1, pos] != lay[1, chosen[depth - 1]])
        after, metres, left = step(
            p, v, slot, before, lay[0, pos], now[depth], loaded[depth], new_trip
        )
        if after < 0 or after > limit:
            continue
        metres += length[depth]
        if metres * per_m + after * per_s >= found:
            continue
        now[depth + 1], length[depth + 1], loaded[depth + 1] = after, metres, left
        chosen[depth] = pos
        used[pos] = True
        depth += 1
        tried[depth] = -1
    return found


@jit
def follow(p: Arrays, tour: int, n: int, order: I64, lay: I64, limit: int) -> tuple[float, int]:
    """Return (euros, seconds and metres too many) of a tour in a given order."""
    v, slot = tour // p.facts[SLOTS], tour % p.facts[SLOTS]
    now, length, loaded = 0, 0, 0
    for i in range(n):
        before = order[i - 1] if i > 0 else -1
        new_trip = int(i > 0 and lay[1, i] != lay[1, i - 1])
        now, metres, loaded = step(p, v, slot, before, order[i], now, loaded, new_trip)
        if now < 0:
            return NONE, FAR
        length += metres
    end, metres = finish(p, v, order[n - 1], now, loaded)
    if end < 0:
        return NONE, FAR
    late = max(0, end - limit) + max(0, length + metres - p.tours[tour, FURTHEST])
    return (length + metres) * p.prices[v, PER_M] + end * p.prices[v, PER_S], late


@jit
def _nearest(p: Arrays, n: int, lay: I64, order: I64, held: bool) -> None:
    """Order stops by the nearest neighbour, within each group."""
    here = p.facts[HUB]
    for i in range(n):
        order[i] = lay[0, i]
    for i in range(n):
        if i == lay[2, i] and i > 0 and lay[1, i] != lay[1, i - 1]:
            here = p.facts[HUB]
        nearest = i
        for j in range(i + 1, n):
            if lay[2, j] != lay[2, i] or (held and i == 0):
                break
            way = p.travel[METRES, here, p.stops[order[j], NODE]]
            if way < p.travel[METRES, here, p.stops[order[nearest], NODE]]:
                nearest = j
        order[i], order[nearest] = order[nearest], order[i]
        here = p.stops[order[i], NODE]


@jit
def _shifted(order: I64, trial: I64, n: int, i: int, j: int) -> None:
    """Write in ``trial`` the order in which stop ``i`` comes at place ``j``."""
    for m in range(n):
        trial[m] = order[m]
    way = 1 if j > i else -1
    for m in range(i, j, way):
        trial[m] = order[m + way]
    trial[j] = order[i]


@jit
def _long(p: Arrays, tour: int, n: int, lay: I64, best: I64, limit: int, held: bool) -> float:
    order = np.empty(n, np.int64)
    trial = np.empty(n, np.int64)
    _nearest(p, n, lay, order, held)
    eur, late = follow(p, tour, n, order, lay, limit)
    fixed = 1 if held else 0
    better = True
    while better:
        better = False
        for i in range(fixed, n):
            for j in range(fixed, n):
                if i == j or lay[2, i] != lay[2, j]:
                    continue
                _shifted(order, trial, n, i, j)
                new_eur, new_late = follow(p, tour, n, trial, lay, limit)
                if new_late < late or (new_late == late and new_eur < eur - 1e-9):
                    eur, late = new_eur, new_late
                    order, trial = trial, order
                    better = True
                    break
    for i in range(n):
        best[i] = order[i]
    return NONE if late > 0 else eur


@jit
def _worked_out(p: Arrays, s: State, tour: int) -> float:
    lay = np.empty((3, MOST_STOPS), np.int64)
    best = np.empty(MOST_STOPS, np.int64)
    return cheapest(p, tour, gather(p, s, tour, lay), lay, best)


@jit
def tour_eur(p: Arrays, s: State, memo: Memo, tour: int) -> float:
    """Return the cost of driving a tour, remembered by its stops; ``NONE`` if it cannot be."""
    key = s.key[tour]
    if key == 0:
        return 0.0
    key ^= memo.kind[p.tours[tour, KIND]]
    place = int(key & np.uint64(memo.key.size - 1))
    if memo.key[place] == key:
        return memo.eur[place]
    eur = _worked_out(p, s, tour)
    memo.key[place] = key
    memo.eur[place] = eur
    return eur
