"""Moves of a week whose stops have patterns of days.

A stop changes from one of its patterns to another; otherwise what is moved stays within its day.
"""

from __future__ import annotations

from solver.week_search.arrays import (
    DAY,
    ITEM_STOP,
    ITEMS,
    SLOTS,
    TRIPS,
    U64,
    Arrays,
    State,
    TripMove,
)
from solver.week_search.compiled import inline, jit
from solver.week_search.draws import below, draw
from solver.week_search.moves import add

TRIES = 12
"""Draws of a neighbour that has a trip on the day looked for."""
NEARBY = 0.9
"""Share of the visits that change day to ride with a neighbour; the others ride anywhere."""


@inline
def day_of(p: Arrays, k: int) -> int:
    """Return the day of a trip."""
    return p.slots[k // p.facts[TRIPS] % p.facts[SLOTS], DAY]


@inline
def _aboard(p: Arrays, s: State, stop: int, k: int) -> int:
    """Return the first item of a stop on a trip, or -1."""
    for item in range(p.first_item[stop], p.first_item[stop + 1]):
        if s.trip[item] == k:
            return item
    return -1


@jit
def _peer(p: Arrays, s: State, rng: U64, stop: int, day: int) -> int:
    """Return an item of a stop nearby that is brought on a day, or -1."""
    m = p.near.shape[1]
    for _ in range(TRIES):
        b = p.near[stop, int(draw(rng) * draw(rng) * m)]
        for other in range(p.first_item[b], p.first_item[b + 1]):
            if b != stop and s.trip[other] >= 0 and day_of(p, s.trip[other]) == day:
                return other
    return -1


@jit
def _any_trip(p: Arrays, rng: U64, item: int, day: int) -> int:
    """Return a trip of a day that an item may ride on, or -1."""
    first, many = p.choice[item], p.choice[item + 1] - p.choice[item]
    for _ in range(4 * TRIES if many > 0 else 0):
        k = p.choices[first + below(rng, many)]
        if day_of(p, k) == day:
            return k
    return -1


@jit
def _anywhere(p: Arrays, s: State, move: TripMove, rng: U64, stop: int) -> bool:
    """Draw a move of one item of a stop whose days are free."""
    begins = p.first_item[stop]
    item = begins + below(rng, p.first_item[stop + 1] - begins)
    first, many = p.choice[item], p.choice[item + 1] - p.choice[item]
    if many == 0:
        return False
    to = p.choices[first + below(rng, many)]
    return to != s.trip[item] and add(p, s, move, item, to)


@jit
def _other_days(p: Arrays, s: State, move: TripMove, rng: U64, stop: int) -> bool:
    """Draw a move of the items of a stop to the days of one of its patterns."""
    many = 0
    while many < p.patterns.shape[1] and p.patterns[stop, many] != 0:
        many += 1
    if many == 0:
        return _anywhere(p, s, move, rng, stop)
    wanted = p.patterns[stop, below(rng, many)]
    begins, ends = p.first_item[stop], p.first_item[stop + 1]
    kept = 0
    for item in range(begins, ends):
        if s.trip[item] >= 0:
            kept |= wanted & (1 << day_of(p, s.trip[item]))
    open_days, stay = wanted ^ kept, kept
    for item in range(begins, ends):
        k = s.trip[item]
        if k >= 0 and stay >> day_of(p, k) & 1:
            stay ^= 1 << day_of(p, k)  # the first of its day stays
            continue
        if open_days == 0:
            continue
        day = 0
        while open_days >> day & 1 == 0:
            day += 1
        open_days ^= 1 << day
        peer = _peer(p, s, rng, stop, day) if draw(rng) < NEARBY else -1
        to = s.trip[peer] if peer >= 0 else _any_trip(p, rng, item, day)
        if to < 0 or not add(p, s, move, item, to):
            return False
    return move.size[ITEMS] > 0


@jit
def _stops_change(p: Arrays, s: State, move: TripMove, rng: U64, stop: int) -> bool:
    """Draw a move in which two stops with as many items change places all week."""
    other = p.near[stop, below(rng, p.near.shape[1])]
    begins, many = p.first_item[stop], p.first_item[stop + 1] - p.first_item[stop]
    there = p.first_item[other]
    if other == stop or p.first_item[other + 1] - there != many:
        return False
    for n in range(many):
        a, b = s.trip[begins + n], s.trip[there + n]
        if a < 0 or b < 0:
            return False
        if a != b and not (add(p, s, move, begins + n, b) and add(p, s, move, there + n, a)):
            return False
    return move.size[ITEMS] > 0


@jit
def _mate(p: Arrays, s: State, stop: int, k: int) -> int:
    """Return an item of the nearest other stop of a trip, or -1."""
    for n in range(p.near.shape[1]):
        b = p.near[stop, n]
        if b != stop and s.many[k, b] > 0:
            return _aboard(p, s, b, k)
    return -1


@jit
def propose_in_patterns(p: Arrays, s: State, move: TripMove, rng: U64) -> bool:
    """Draw a move of a week with patterns; false when it is none."""
    item = below(rng, p.items.shape[0])
    stop, k = p.items[item, ITEM_STOP], s.trip[item]
    r = draw(rng)
    if r < 0.25 or k < 0:
        return _other_days(p, s, move, rng, stop)
    if r < 0.35:
        return _stops_change(p, s, move, rng, stop)
    day = day_of(p, k)
    if r < 0.4:
        to = _any_trip(p, rng, item, day)
        return to != k and to >= 0 and add(p, s, move, item, to)
    peer = _peer(p, s, rng, stop, day)
    to = s.trip[peer] if peer >= 0 else k
    if to == k or not add(p, s, move, item, to):
        return False
    if r < 0.65:
        return True
    if r >= 0.8:  # with the stop beside it
        mate = _mate(p, s, stop, k)
        if mate < 0 or not add(p, s, move, mate, to):
            return False
    return 0.8 <= r < 0.9 or add(p, s, move, peer, k)
