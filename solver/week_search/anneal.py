"""Simulated annealing over which trip carries which item.

Stops, times and what may ride where are hard; weights, pallets, boxes and visits may be exceeded
on the way, at a price that rises while they are (Kirkpatrick et al. 1983; adaptive penalties as in
Gendreau, Hertz & Laporte 1994).
"""

from __future__ import annotations

import numpy as np

from solver.week_search.arrays import (
    DROPS,
    EXCESSES,
    F64,
    I64,
    ITEM_STOP,
    PICKS,
    TRIPS,
    U64,
    UNITS,
    Arrays,
    Memo,
    State,
    TripMove,
)
from solver.week_search.compiled import inline, jit
from solver.week_search.draws import below, draw
from solver.week_search.moves import add, begin, make, take_back
from solver.week_search.pace import NONE
from solver.week_search.pattern_moves import propose_in_patterns

STEP = 4000
"""Moves between two changes of the prices of excess."""
LEAST = np.array([2e-5, 0.02, 0.005, 1.0, 1.0, 1.0])
"""Least price of each excess: see ``anneal``."""
MOST = np.array([5e-2, 50.0, 10.0, 1000.0, 1000.0, 1000.0])


@jit
def _neighbour(p: Arrays, rng: U64, item: int) -> int:
    """Return a unit of an association near an item's stop."""
    m = p.near.shape[1]
    b = p.near[p.items[item, ITEM_STOP], int(draw(rng) * draw(rng) * m)]
    return p.first_item[b] + below(rng, p.first_item[b + 1] - p.first_item[b])


@jit
def _partner(p: Arrays, rng: U64, item: int) -> int:
    """Return another item to change places with."""
    if item >= p.facts[UNITS]:
        return p.facts[UNITS] + below(rng, p.items.shape[0] - p.facts[UNITS])
    return _neighbour(p, rng, item) if draw(rng) < 0.6 else below(rng, p.facts[UNITS])


@jit
def _target(p: Arrays, s: State, rng: U64, item: int) -> int:
    """Return a trip that an item might change to, or -1."""
    r = draw(rng)
    if r < 0.35 and p.facts[UNITS] > 0:
        a = p.items[item, ITEM_STOP]
        if item >= p.facts[UNITS]:
            return s.trip[_partner(p, rng, item)]
        return s.trip[p.first_item[a] + below(rng, p.first_item[a + 1] - p.first_item[a])]
    if r < 0.7 and p.facts[UNITS] > 0:
        return s.trip[_neighbour(p, rng, item)]
    n = p.choice[item + 1] - p.choice[item]
    return p.choices[p.choice[item] + below(rng, n)] if n > 0 else -1


@jit
def _visit(p: Arrays, s: State, move: TripMove, stop: int, k: int, to: int) -> bool:
    """Add all the items of one stop of a trip to a move."""
    for item in range(p.first_item[stop], p.first_item[stop + 1]):
        if s.trip[item] == k and not add(p, s, move, item, to):
            return False
    return True


@jit
def _contents(p: Arrays, s: State, move: TripMove, k: int, to: int) -> bool:
    """Add all that a trip carries to a move."""
    for i in range(s.trips[k, DROPS] + s.trips[k, PICKS]):
        if not _visit(p, s, move, s.stops[k, i], k, to):
            return False
    return True


@jit
def _single(p: Arrays, s: State, move: TripMove, rng: U64, item: int, r: float) -> bool:
    """Draw a move of one or two items: one goes, two change places, or one pushes another on."""
    k = s.trip[item]
    if r < 0.58:
        to = _target(p, s, rng, item)
        return to != k and to >= 0 and add(p, s, move, item, to)
    other = _partner(p, rng, item)
    to = s.trip[other]
    if to == k or to < 0 or not add(p, s, move, item, to):
        return False
    third = k if r < 0.84 else _target(p, s, rng, other)
    return third != to and (third >= 0 or r < 0.84) and add(p, s, move, other, third)


@jit
def _tours(p: Arrays, s: State, move: TripMove, k: int, to: int) -> bool:
    """Draw a move in which two tours change places."""
    trips = p.facts[TRIPS]
    here, there = k // trips * trips, to // trips * trips
    if here == there:
        return False
    for t in range(trips):
        if p.errand[here + t] >= 0 or p.errand[there + t] >= 0:
            return False
        if not _contents(p, s, move, here + t, there + t):
            return False
        if not _contents(p, s, move, there + t, here + t):
            return False
    return True


@jit
def _group(p: Arrays, s: State, move: TripMove, rng: U64, item: int) -> bool:
    """Draw a move of whole visits, trips or tours: they go, or change places with others."""
    k = s.trip[item]
    if k < 0:
        return False
    r = draw(rng)
    other = _partner(p, rng, item)
    to = s.trip[other] if 0.38 <= r < 0.61 else _target(p, s, rng, item)
    if to == k or to < 0:
        return False
    if r < 0.61:
        if not _visit(p, s, move, p.items[item, ITEM_STOP], k, to):
            return False
        return r < 0.38 or _visit(p, s, move, p.items[other, ITEM_STOP], to, k)
    if r < 0.85:
        whole = draw(rng) < 0.2
        return _contents(p, s, move, k, to) and (whole or _contents(p, s, move, to, k))
    return _tours(p, s, move, k, to)


@jit
def _propose(p: Arrays, s: State, move: TripMove, rng: U64) -> bool:
    """Draw a move; false when it is none."""
    items, units = p.items.shape[0], p.facts[UNITS]
    if p.patterns.shape[0] > 0:
        return propose_in_patterns(p, s, move, rng)
    r = draw(rng)
    if units < items and (r < 0.1 or units == 0):
        return _single(p, s, move, rng, units + below(rng, items - units), draw(rng))
    item = below(rng, units)
    if r < 0.765:
        return _single(p, s, move, rng, item, draw(rng))
    return _group(p, s, move, rng, item)


@inline
def _sound(s: State) -> bool:
    over = 0
    for c in range(EXCESSES):
        over += s.excess[c]
    return over == 0


@jit
def anneal(
    p: Arrays,
    s: State,
    memo: Memo,
    move: TripMove,
    rng: U64,
    weight: F64,
    moves: int,
    hot: float,
    cold: float,
    best_eur: F64,
    best: I64,
) -> None:
    """Make so many trials, cooling from ``hot`` to ``cold`` (euros), and keep the best plan met.

    Parameters
    ----------
    weight : (6,)
        Euros for one of each excess; changed on the way.
    best_eur : (1,)
        Cost of the best plan without excess; ``best`` holds its trips.
    """
    cooling = (cold / hot) ** (1.0 / max(1, moves // STEP))
    heat = hot
    for n in range(moves):
        if n % STEP == STEP - 1:
            heat *= cooling
            for c in range(EXCESSES):
                weight[c] *= 1.1 if s.excess[c] > 0 else 0.95
                weight[c] = min(max(weight[c], LEAST[c]), MOST[c])
        begin(move)
        if not _propose(p, s, move, rng):
            continue
        before = s.eur[0]
        change = make(p, s, memo, move, weight)
        if change >= NONE:
            continue
        if change > 0 and draw(rng) >= np.exp(-change / heat):
            take_back(p, s, memo, move, before)
            continue
        if s.eur[0] < best_eur[0] - 1e-7 and _sound(s):
            best_eur[0] = s.eur[0]
            for item in range(best.size):
                best[item] = s.trip[item]
