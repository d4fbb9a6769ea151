"""Moves of items between trips: tried, measured, kept or taken back."""

from __future__ import annotations

from solver.week_search.arrays import (
    ALONE,
    ASSOCIATIONS,
    BOXES,
    COLD_GRAMS,
    COLD_KG,
    COLD_LOAD,
    CROWDS,
    DAY,
    DAY_BOXES,
    DAYS,
    DROPS,
    EXCESSES,
    F64,
    FROM,
    GAPS,
    GRAMS,
    I64,
    ITEM,
    ITEM_STOP,
    ITEMS,
    KG,
    MAX_STOPS,
    MAX_VISITS,
    MIN_VISITS,
    OVER_BOXES,
    OVER_KG,
    OVER_PALLETS,
    OVER_VISITS,
    PALLET,
    PALLETS,
    PAYLOAD,
    PER_WEEK,
    PICKS,
    PLACES,
    SLOTS,
    STOP,
    TICK,
    TO,
    TOUR,
    TRIP,
    TRIP_STOPS,
    TRIPS,
    VEHICLE,
    Arrays,
    Memo,
    State,
    TripMove,
)
from solver.week_search.compiled import inline, jit
from solver.week_search.day_patterns import off_pattern
from solver.week_search.pace import NONE
from solver.week_search.tour_order import MOST_STOPS, tour_eur


@inline
def _touch(move: TripMove, what: int, number: int) -> None:
    if move.marks[what, number] != move.size[TICK]:
        move.marks[what, number] = move.size[TICK]
        move.touched[what, move.size[what]] = number
        move.size[what] += 1


@inline
def put(p: Arrays, s: State, memo: Memo, item: int, to: int) -> None:
    """Put an item on a trip, or in the bank (-1): loads, stops, visits, boxes and keys follow.

    Costs and excesses of tours do not: ``measure`` counts them.
    """
    stop = p.items[item, ITEM_STOP]
    side = 2 if stop >= p.facts[ASSOCIATIONS] else 0
    listing = PICKS if stop >= p.facts[ASSOCIATIONS] else DROPS
    trips = p.facts[TRIPS]
    for turn in range(2):
        k = s.trip[item] if turn == 0 else to
        sign = 2 * turn - 1
        if k < 0:
            s.eur[0] += sign * p.loss[item]
            continue
        s.many[k, stop] += sign
        s.trips[k, KG + side] += sign * p.items[item, GRAMS]
        s.trips[k, PALLET + side] += sign * p.items[item, PALLETS]
        s.trips[k, COLD_KG] += sign * p.items[item, COLD_GRAMS]
        if p.items[item, BOXES] > 0:
            day = p.slots[k // trips % p.facts[SLOTS], DAY]
            s.boxes[day] += sign * p.items[item, BOXES]
        left = s.many[k, stop] - turn
        if left == (1 if p.errand[k] == stop else 0):
            s.visits[stop] += sign
            if p.patterns.shape[0] > 0:
                s.on_day[stop, p.slots[k // trips % p.facts[SLOTS], DAY]] += sign
        if left != 0:
            continue
        s.key[k // trips] ^= memo.code[k % trips, stop]
        listed = s.trips[k, DROPS] + s.trips[k, PICKS]
        if turn == 1:
            s.stops[k, listed] = stop
        else:
            for i in range(listed):
                if s.stops[k, i] == stop:
                    s.stops[k, i] = s.stops[k, listed - 1]
                    break
        s.trips[k, listing] += sign
    s.trip[item] = to


@jit
def begin(move: TripMove) -> None:
    """Begin a move with nothing in it."""
    for what in range(TICK):
        move.size[what] = 0
    move.size[TICK] += 1


@inline
def add(p: Arrays, s: State, move: TripMove, item: int, to: int) -> bool:
    """Add an item to a move, to be put on trip ``to`` (-1: in the bank).

    False where it may not go, or the move is full.
    """
    n = move.size[ITEMS]
    if n >= move.items.shape[0] or (to >= 0 and not p.allowed[item, to]):
        return False
    move.items[n, ITEM], move.items[n, FROM], move.items[n, TO] = item, s.trip[item], to
    move.size[ITEMS] = n + 1
    return True


@inline
def _over_loads(p: Arrays, s: State, excess: I64, k: int) -> None:
    v = k // p.facts[TRIPS] // p.facts[SLOTS]
    for side in range(0, 4, 2):
        excess[OVER_KG] += max(0, s.trips[k, KG + side] - p.vehicles[v, PAYLOAD])
        excess[OVER_PALLETS] += max(0, s.trips[k, PALLET + side] - p.vehicles[v, PLACES])
    excess[OVER_KG] += max(0, s.trips[k, COLD_KG] - p.vehicles[v, COLD_LOAD])


@inline
def _over_visits(p: Arrays, s: State, excess: I64, stop: int) -> None:
    excess[OVER_VISITS] += max(0, s.visits[stop] - p.stops[stop, MAX_VISITS])
    if s.visits[stop] > 0:
        excess[OVER_VISITS] += max(0, p.stops[stop, MIN_VISITS] - s.visits[stop])
    if p.patterns.shape[0] > 0:
        excess[OVER_VISITS] += off_pattern(p.patterns[stop], s.on_day[stop])


@inline
def _ill_formed(p: Arrays, s: State, excess: I64, tour: int) -> None:
    """Count gaps and crowds of a tour."""
    trips = p.facts[TRIPS]
    picks, alone, empty, delivers = 0, 0, False, False
    for k in range(tour * trips, (tour + 1) * trips):
        listed = s.trips[k, DROPS] + s.trips[k, PICKS]
        if s.trips[k, PICKS] > 0:
            picks += s.trips[k, PICKS]
            for j in range(listed):
                alone += p.stops[s.stops[k, j], ALONE]
        lone = delivers and listed > 0 and s.trips[k, DROPS] == 0
        excess[GAPS] += int(p.errand[k] >= 0 and empty) + int(lone)
        empty = empty or listed == 0
        delivers = s.trips[k, PICKS] == 0 if listed > 0 else delivers
    excess[CROWDS] += picks - 1 if alone > 0 else 0


@inline
def measure(p: Arrays, s: State, move: TripMove, row: int) -> float:
    """Return the euros of what a move touches, and set a row of its excess.

    Parameters
    ----------
    row
        0 as things are before the move, 1 after it.
    """
    excess = move.excess[row]
    for c in range(EXCESSES):
        excess[c] = 0
    eur = 0.0
    for i in range(move.size[TRIP]):
        _over_loads(p, s, excess, move.touched[TRIP, i])
    for i in range(move.size[DAYS]):
        excess[OVER_BOXES] += max(0, s.boxes[move.touched[DAYS, i]] - p.facts[DAY_BOXES])
    for i in range(move.size[STOP]):
        _over_visits(p, s, excess, move.touched[STOP, i])
    for i in range(move.size[TOUR]):
        eur += s.tour_eur[move.touched[TOUR, i]]
        _ill_formed(p, s, excess, move.touched[TOUR, i])
    for i in range(move.size[VEHICLE]):
        v = move.touched[VEHICLE, i]
        if s.out[v] > 0:
            eur += p.prices[v, PER_WEEK]
    return eur


@inline
def _set_tour(p: Arrays, s: State, tour: int, eur: float, goes: int) -> None:
    """Set the cost of a tour; ``goes`` is 1 if it begins to go out, -1 if it ends to."""
    s.tour_eur[tour] = eur
    s.out[tour // p.facts[SLOTS]] += goes


@inline
def _fits(p: Arrays, s: State, tour: int) -> bool:
    n = 0
    v = tour // p.facts[SLOTS]
    for k in range(tour * p.facts[TRIPS], (tour + 1) * p.facts[TRIPS]):
        listed = s.trips[k, DROPS] + s.trips[k, PICKS]
        if listed > p.vehicles[v, TRIP_STOPS]:
            return False
        n += listed
    return n <= min(p.vehicles[v, MAX_STOPS], MOST_STOPS)


@jit
def _touch_all(p: Arrays, s: State, move: TripMove) -> bool:
    """Note what a move touches; false if some trip could not even list its stops."""
    slots, trips, many = p.facts[SLOTS], p.facts[TRIPS], move.size[ITEMS]
    for i in range(many):
        _touch(move, STOP, p.items[move.items[i, ITEM], ITEM_STOP])
        for end in range(FROM, TO + 1):
            k = move.items[i, end]
            if k < 0:
                continue
            if end == TO and s.trips[k, DROPS] + s.trips[k, PICKS] + many > s.stops.shape[1]:
                return False
            tour = k // trips
            _touch(move, TRIP, k)
            _touch(move, TOUR, tour)
            _touch(move, DAYS, p.slots[tour % slots, DAY])
            _touch(move, VEHICLE, tour // slots)
    return True


@jit
def make(p: Arrays, s: State, memo: Memo, move: TripMove, weight: F64) -> float:
    """Make a move and return what it changes, excess at its weight; ``NONE`` if it cannot be.

    A move that cannot be is taken back already; ``take_back`` undoes one that is not wanted.
    """
    if not _touch_all(p, s, move):
        return NONE
    left_before = s.eur[0]
    before = measure(p, s, move, 0)
    for i in range(move.size[TOUR]):
        move.key[i] = s.key[move.touched[TOUR, i]]
        move.tour_eur[i] = s.tour_eur[move.touched[TOUR, i]]
    for i in range(move.size[ITEMS]):
        put(p, s, memo, move.items[i, ITEM], move.items[i, TO])
    for i in range(move.size[TOUR]):
        tour = move.touched[TOUR, i]
        if s.key[tour] != move.key[i]:
            eur = tour_eur(p, s, memo, tour) if _fits(p, s, tour) else NONE
            if eur >= NONE:
                _restore(p, s, memo, move, i)
                s.eur[0] = left_before
                return NONE
            _set_tour(p, s, tour, eur, int(s.key[tour] != 0) - int(move.key[i] != 0))
    s.eur[0] += measure(p, s, move, 1) - before
    change = s.eur[0] - left_before
    for c in range(EXCESSES):
        more = move.excess[1, c] - move.excess[0, c]
        s.excess[c] += more
        change += weight[c] * more
    return change


@jit
def _restore(p: Arrays, s: State, memo: Memo, move: TripMove, done: int) -> None:
    for i in range(done):
        tour = move.touched[TOUR, i]
        if s.key[tour] != move.key[i]:
            goes = int(move.key[i] != 0) - int(s.key[tour] != 0)
            _set_tour(p, s, tour, move.tour_eur[i], goes)
    for i in range(move.size[ITEMS]):
        put(p, s, memo, move.items[i, ITEM], move.items[i, FROM])


@jit
def take_back(p: Arrays, s: State, memo: Memo, move: TripMove, left_before: float) -> None:
    """Undo a move that was made; ``left_before`` is the plan's cost before it."""
    _restore(p, s, memo, move, move.size[TOUR])
    for c in range(EXCESSES):
        s.excess[c] -= move.excess[1, c] - move.excess[0, c]
    s.eur[0] = left_before
