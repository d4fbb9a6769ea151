"""An order of the stops of a tour with too many of them to try every one.

Each trip's drops, and its pick-ups, are a path between fixed ends. It begins from the nearest
neighbour and improves by single stops that change place and by stretches driven backwards (Or 1976;
Croes 1958). Where a stop is then served too late, it comes earlier.
"""

from __future__ import annotations

from solver.week_search.arrays import (
    ASSOCIATIONS,
    HOME,
    HUB,
    I64,
    METRES,
    NODE,
    PEAK,
    PER_M,
    PER_S,
    SLOTS,
    Arrays,
)
from solver.week_search.compiled import inline, jit
from solver.week_search.pace import BEGIN, NONE, begins_s, excess_of, follow, price, run, step

SAME_EUR = 1e-9


@inline
def _way(p: Arrays, v: int, a: int, b: int) -> float:
    """Return the euros of a way; of ways that cost the same, a quicker one less."""
    per_s = p.prices[v, PER_S] + SAME_EUR
    return p.travel[METRES, a, b] * p.prices[v, PER_M] + p.travel[PEAK, a, b] * per_s


@jit
def _left(p: Arrays, v: int, order: I64, lay: I64, first: int) -> int:
    """Return the place that a tour comes from to a group of stops."""
    hub = p.facts[HUB]
    if first == 0:
        return p.vehicles[v, HOME] if order[0] >= p.facts[ASSOCIATIONS] else hub
    if lay[1, first] != lay[1, first - 1]:
        return hub
    return p.stops[order[first - 1], NODE]


@jit
def _right(p: Arrays, v: int, n: int, order: I64, lay: I64, last: int) -> int:
    """Return the place that a tour goes to after a group of stops; ``last`` is the next group."""
    hub = p.facts[HUB]
    if last == n:
        return hub if order[n - 1] >= p.facts[ASSOCIATIONS] else p.vehicles[v, HOME]
    if lay[1, last] != lay[1, last - 1]:
        return hub
    return p.stops[order[last], NODE]


@inline
def _at(p: Arrays, order: I64, i: int, first: int, last: int, left: int, right: int) -> int:
    if i < first:
        return left
    return right if i >= last else p.stops[order[i], NODE]


@jit
def _nearest(p: Arrays, order: I64, first: int, last: int, left: int) -> None:
    """Order a group, the stop nearest to the one before next."""
    here = left
    for i in range(first, last):
        nearest = i
        for j in range(i + 1, last):
            way = p.travel[METRES, here, p.stops[order[j], NODE]]
            if way < p.travel[METRES, here, p.stops[order[nearest], NODE]]:
                nearest = j
        order[i], order[nearest] = order[nearest], order[i]
        here = p.stops[order[i], NODE]


@jit
def _shift(order: I64, i: int, j: int) -> None:
    """Move the stop at place ``i`` to place ``j``."""
    stop = order[i]
    way = 1 if j > i else -1
    for m in range(i, j, way):
        order[m] = order[m + way]
    order[j] = stop


@jit
def _moved(p: Arrays, v: int, order: I64, first: int, last: int, left: int, right: int) -> bool:
    """Move single stops of a group to where they are cheaper; false where none is."""
    better = False
    for i in range(first, last):
        before = _at(p, order, i - 1, first, last, left, right)
        here = p.stops[order[i], NODE]
        after = _at(p, order, i + 1, first, last, left, right)
        gain = _way(p, v, before, here) + _way(p, v, here, after) - _way(p, v, before, after)
        least, best = gain - SAME_EUR, i
        for j in range(first, last):
            if j == i:
                continue
            low = j if j > i else j - 1
            a = _at(p, order, low, first, last, left, right)
            b = _at(p, order, low + 1, first, last, left, right)
            more = _way(p, v, a, here) + _way(p, v, here, b) - _way(p, v, a, b)
            if more < least:
                least, best = more, j
        if best != i:
            _shift(order, i, best)
            better = True
    return better


@jit
def _turned(p: Arrays, v: int, order: I64, first: int, last: int, left: int, right: int) -> bool:
    """Drive stretches of a group backwards where that is cheaper; false where none is."""
    better = False
    for i in range(first, last - 1):
        before = _at(p, order, i - 1, first, last, left, right)
        head = p.stops[order[i], NODE]
        there = back = 0.0
        for j in range(i + 1, last):
            a, b = p.stops[order[j - 1], NODE], p.stops[order[j], NODE]
            there += _way(p, v, a, b)
            back += _way(p, v, b, a)
            after = _at(p, order, j + 1, first, last, left, right)
            now = _way(p, v, before, head) + there + _way(p, v, b, after)
            if _way(p, v, before, b) + back + _way(p, v, head, after) < now - SAME_EUR:
                low, high = i, j
                while low < high:
                    order[low], order[high] = order[high], order[low]
                    low, high = low + 1, high - 1
                better = True
                break
    return better


@jit
def _short(p: Arrays, v: int, n: int, order: I64, lay: I64, held: bool) -> None:
    """Order each group as a short path."""
    for turn in range(2):
        first = 0
        while first < n:
            last = first
            while last < n and lay[2, last] == lay[2, first]:
                last += 1
            left = _left(p, v, order, lay, first)
            right = _right(p, v, n, order, lay, last)
            begins = first
            if held and first == 0:
                begins, left = 1, p.stops[order[0], NODE]
            if turn == 0:
                _nearest(p, order, begins, last, left)
            while _moved(p, v, order, begins, last, left, right) or _turned(
                p, v, order, begins, last, left, right
            ):
                pass
            first = last


@jit
def long_tour(p: Arrays, tour: int, n: int, lay: I64, best: I64, limit: int, held: bool) -> float:
    """Order the stops of a tour within their groups, cheaply, as its times allow.

    Parameters
    ----------
    lay : (3, n)
        See ``tours.gather``.
    best : (n,)
        Receives the order found.
    limit
        Longest tour, seconds.
    held
        Whether the first stop stays first.

    Returns
    -------
    float
        Euros; ``NONE`` when no order is found that keeps its times.
    """
    v = tour // p.facts[SLOTS]
    for i in range(n):
        best[i] = lay[0, i]
    _short(p, v, n, best, lay, held)
    end = run(p, tour, n, best, lay)
    late = excess_of(p, tour, end, limit)
    if late == 0:
        return price(p, v, end, begins_s(p, end))
    if end.now - end.idle > limit:  # too long without any wait
        return NONE
    return _mended(p, tour, n, best, lay, limit, held, late)


@jit
def _first_late(p: Arrays, tour: int, n: int, order: I64, lay: I64) -> int:
    """Return the place of the first stop of a tour that is served too late; ``n`` if none is."""
    v, slot = tour // p.facts[SLOTS], tour % p.facts[SLOTS]
    pace = BEGIN
    for i in range(n):
        before = order[i - 1] if i > 0 else -1
        new_trip = int(i > 0 and lay[1, i] != lay[1, i - 1])
        pace = step(p, v, slot, before, order[i], new_trip, pace)
        if pace.late > 0 or pace.need > pace.spare:
            return i
    return n


@jit
def _mended(
    p: Arrays, tour: int, n: int, order: I64, lay: I64, limit: int, held: bool, late: int
) -> float:
    """Serve the first late stop of a tour earlier in its trip, again and again while that helps."""
    fixed = 1 if held else 0
    eur = NONE
    while late > 0:
        i = _first_late(p, tour, n, order, lay)
        least, least_eur, best = late, NONE, i
        for j in range(i - 1, fixed - 1, -1):
            if i == n or lay[2, j] != lay[2, i]:
                break
            _shift(order, i, j)
            new_eur, new_late = follow(p, tour, n, order, lay, limit)
            _shift(order, j, i)
            if new_late < least or (new_late == least < late and new_eur < least_eur):
                least, least_eur, best = new_late, new_eur, j
        if best == i:
            return NONE
        _shift(order, i, best)
        eur, late = least_eur, least
    return eur
