"""The cheapest order of one tour's stops that keeps its times.

Small tours are searched whole, by branch and bound over the orders; longer ones locally.
"""

from __future__ import annotations

import numpy as np

from solver.week_search.arrays import (
    ASSOCIATIONS,
    DROPS,
    ENDS,
    FAR,
    FIRST,
    HOME,
    HUB,
    I64,
    KIND,
    LATE,
    LONGEST,
    METRES,
    NODE,
    OFF_PEAK,
    PEAK,
    PER_M,
    PER_S,
    PER_TOUR,
    PICKS,
    ROUND,
    SERVICE,
    SLOTS,
    STARTS,
    TRIPS,
    Arrays,
    Memo,
    State,
)
from solver.week_search.compiled import inline, jit
from solver.week_search.long_tours import long_tour
from solver.week_search.pace import NONE, Pace, begins_s, excess_of, finish, price, step

EXACT = 7
"""Stops up to which every order is tried."""
SMALL = 5
"""Stops from which a quick search goes before that of every order."""
SAME_EUR = 1e-9
MOST_STOPS = 64
"""Stops of one tour, at most."""


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
    if n < SMALL:
        return _exact(p, tour, n, lay, best, limit, must >= 0, NONE)
    found = long_tour(p, tour, n, lay, best, limit, must >= 0)
    if n > EXACT:
        return found
    return _exact(p, tour, n, lay, best, limit, must >= 0, found)


@jit
def _exact(
    p: Arrays, tour: int, n: int, lay: I64, best: I64, limit: int, held: bool, known: float
) -> float:
    """Return the cheapest order if it costs less than the one known, else that one."""
    v, slot = tour // p.facts[SLOTS], tour % p.facts[SLOTS]
    ends = p.slots[slot, ENDS] - p.slots[slot, STARTS]
    table = np.zeros((EXACT + 1, 7), np.int64)
    least_s = np.zeros(EXACT, np.int64)
    least_eur = np.zeros(EXACT)
    rest_s, rest_eur = 0, 0.0
    back_s, back_eur = FAR, NONE
    for i in range(n):
        least_s[i], least_eur[i] = _least(p, v, n, lay, i)
        to_home_s, to_home_eur = _home_from(p, v, lay[0, i])
        back_s, back_eur = min(back_s, to_home_s), min(back_eur, to_home_eur)
        rest_s += least_s[i]
        rest_eur += least_eur[i]
    tried = np.zeros(EXACT + 1, np.int64)
    chosen = np.zeros(EXACT + 1, np.int64)
    used = np.zeros(EXACT, np.bool_)
    found = known
    depth = 0
    tried[0] = -1
    while depth >= 0:
        if depth == n:
            end = finish(p, v, lay[0, chosen[n - 1]], _noted(table, n))
            if excess_of(p, tour, end, limit) == 0:
                eur = price(p, v, end, begins_s(p, end))
                if eur < found:
                    found = eur
                    for i in range(n):
                        best[i] = lay[0, chosen[i]]
            depth -= 1
            used[chosen[depth]] = False
            rest_s += least_s[chosen[depth]]
            rest_eur += least_eur[chosen[depth]]
            continue
        pos = max(tried[depth] + 1, lay[2, depth])
        while pos < n and lay[2, pos] == lay[2, depth] and used[pos]:
            pos += 1
        if pos >= n or lay[2, pos] != lay[2, depth] or (depth == 0 and held and pos > 0):
            depth -= 1
            if depth >= 0:
                used[chosen[depth]] = False
                rest_s += least_s[chosen[depth]]
                rest_eur += least_eur[chosen[depth]]
            continue
        tried[depth] = pos
        before = -1 if depth == 0 else lay[0, chosen[depth - 1]]
        new_trip = int(depth > 0 and lay[1, pos] != lay[1, chosen[depth - 1]])
        after = step(p, v, slot, before, lay[0, pos], new_trip, _noted(table, depth))
        spared = after.idle if p.facts[LATE] != 0 else 0
        to_come = rest_s - least_s[pos] + back_s
        late = after.late > 0 or after.need > after.spare
        if late or after.now + to_come > ends or after.now - spared + to_come > limit:
            continue
        rest = rest_eur - least_eur[pos] + back_eur
        if price(p, v, after, spared) + rest >= found + SAME_EUR:
            continue
        _note(table, depth + 1, after)
        chosen[depth] = pos
        used[pos] = True
        rest_s -= least_s[pos]
        rest_eur -= least_eur[pos]
        depth += 1
        tried[depth] = -1
    return found


@jit
def _least(p: Arrays, v: int, n: int, lay: I64, i: int) -> tuple[int, float]:
    """Return what it takes at least to come to a stop that is not the first, and serve it.

    Seconds, euros. A tour of one trip comes to it from another stop.
    """
    node = p.stops[lay[0, i], NODE]
    least_s, metres = FAR, FAR
    for j in range(0 if n > 1 and lay[1, n - 1] == 0 else -2, n):
        if j == i:
            continue
        here = p.stops[lay[0, j], NODE] if j >= 0 else p.vehicles[v, HOME]
        if j == -2:
            here = p.facts[HUB]
        least_s, metres = (
            min(least_s, _quickest(p, here, node)),
            min(metres, p.travel[METRES, here, node]),
        )
    least_s += p.stops[lay[0, i], SERVICE]
    return least_s, metres * p.prices[v, PER_M] + least_s * p.prices[v, PER_S]


@inline
def _home_from(p: Arrays, v: int, stop: int) -> tuple[int, float]:
    """Return what it takes at least to come home from a stop, by the hub or not: seconds, euros."""
    here, home, hub = p.stops[stop, NODE], p.vehicles[v, HOME], p.facts[HUB]
    way_s = min(_quickest(p, here, home), _quickest(p, here, hub) + _quickest(p, hub, home))
    metres = p.travel[METRES, here, hub] + p.travel[METRES, hub, home]
    metres = min(metres, p.travel[METRES, here, home])
    return way_s, metres * p.prices[v, PER_M] + way_s * p.prices[v, PER_S]


@inline
def _quickest(p: Arrays, a: int, b: int) -> int:
    return min(p.travel[PEAK, a, b], p.travel[OFF_PEAK, a, b])


@inline
def _note(table: I64, depth: int, pace: Pace) -> None:
    table[depth, 0] = pace.now
    table[depth, 1] = pace.length
    table[depth, 2] = pace.loaded
    table[depth, 3] = pace.idle
    table[depth, 4] = pace.spare
    table[depth, 5] = pace.warming
    table[depth, 6] = pace.need


@inline
def _noted(table: I64, depth: int) -> Pace:
    return Pace(
        table[depth, 0],
        table[depth, 1],
        table[depth, 2],
        table[depth, 3],
        table[depth, 4],
        table[depth, 5],
        table[depth, 6],
        0,
    )


@jit
def _worked_out(p: Arrays, s: State, tour: int) -> float:
    lay = np.empty((3, MOST_STOPS), np.int64)
    best = np.empty(MOST_STOPS, np.int64)
    return cheapest(p, tour, gather(p, s, tour, lay), lay, best)


@jit
def tour_eur(p: Arrays, s: State, memo: Memo, tour: int) -> float:
    """Return the euros of driving a tour in its cheapest order, remembered by its stops.

    ``pace.NONE`` where no order keeps its times.
    """
    key = s.key[tour]
    if key == 0:
        return 0.0
    key ^= memo.kind[p.tours[tour, KIND]]
    place = int(key & np.uint64(memo.key.size - 1))
    if memo.key[place] == key:
        return memo.eur[place]
    eur = _worked_out(p, s, tour) + p.prices[tour // p.facts[SLOTS], PER_TOUR]
    memo.key[place] = key
    memo.eur[place] = eur
    return eur
