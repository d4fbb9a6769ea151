"""An empty week for the search to fill: its state, its scratch, its memory of tours."""

from __future__ import annotations

import numpy as np

from solver.week_search.arrays import (
    DAY,
    DROPS,
    EXCESSES,
    GAPS,
    I64,
    KIND,
    PER_WEEK,
    SLOTS,
    TRIPS,
    Arrays,
    Memo,
    State,
    TripMove,
)
from solver.week_search.moves import measure, put
from solver.week_search.pace import NONE
from solver.week_search.tour_order import MOST_STOPS, tour_eur

LARGEST_MOVE = 96
"""Items that change trip together, at most."""
CODES = 20_261_125
"""Seed of the random numbers that name stops: the same in every run."""


def memo_of(p: Arrays, bits: int = 18) -> Memo:
    """Return an empty memory of ``2 ** bits`` tours, found again by the keys of their stops.

    Keys are exclusive ors of random numbers, one a stop and trip (Zobrist 1970).
    """
    random = np.random.default_rng(CODES)
    kinds = int(p.tours[:, KIND].max(initial=0)) + 1

    def codes(*shape: int) -> np.ndarray:
        found: np.ndarray = random.integers(1, 2**63, size=shape, dtype=np.uint64)
        return found

    return Memo(
        key=np.zeros(1 << bits, np.uint64),
        eur=np.zeros(1 << bits),
        code=codes(int(p.facts[TRIPS]), len(p.stops)),
        kind=codes(kinds),
    )


def move_of(p: Arrays) -> TripMove:
    """Return the scratch of one move."""
    many = max(len(p.errand), len(p.stops), len(p.vehicles), 7) + 1
    wide = 2 * LARGEST_MOVE + 2
    return TripMove(
        items=np.zeros((LARGEST_MOVE, 3), np.int64),
        touched=np.zeros((5, wide), np.int64),
        marks=np.zeros((5, many), np.int64),
        size=np.zeros(7, np.int64),
        key=np.zeros(wide, np.uint64),
        tour_eur=np.zeros(wide),
        excess=np.zeros((2, EXCESSES), np.int64),
    )


def empty(p: Arrays, memo: Memo) -> State:
    """Return a week in which only errands go out, and everything is in the bank."""
    trips, stops = len(p.errand), len(p.stops)
    s = State(
        trip=np.full(len(p.items), -1, np.int64),
        many=np.zeros((trips, stops), np.int32),
        stops=np.zeros((trips, MOST_STOPS), np.int32),
        trips=np.zeros((trips, 7), np.int64),
        boxes=np.zeros(int(p.slots[:, DAY].max(initial=0)) + 1, np.int64),
        visits=np.zeros(stops, np.int64),
        on_day=np.zeros((len(p.patterns), int(p.slots[:, DAY].max(initial=0)) + 1), np.int32),
        key=np.zeros(len(p.tours), np.uint64),
        tour_eur=np.zeros(len(p.tours)),
        out=np.zeros(len(p.vehicles), np.int64),
        excess=np.zeros(EXCESSES, np.int64),
        eur=np.array([p.loss.sum()]),
    )
    per_tour, slots = int(p.facts[TRIPS]), int(p.facts[SLOTS])
    for k in np.flatnonzero(p.errand >= 0).tolist():
        stop, tour = int(p.errand[k]), k // per_tour
        s.many[k, stop] = 1
        s.stops[k, 0] = stop
        s.trips[k, DROPS] = 1
        s.key[tour] ^= memo.code[k % per_tour, stop]
        s.excess[GAPS] += bool((p.errand[tour * per_tour : k] < 0).any())
    for tour in np.flatnonzero(s.key != 0).tolist():
        s.tour_eur[tour] = tour_eur(p, s, memo, tour)
        s.eur[0] += s.tour_eur[tour]
        s.out[tour // slots] += 1
    s.eur[0] += p.prices[s.out > 0, PER_WEEK].sum()
    return s


def filled(p: Arrays, memo: Memo, trips: I64) -> State:
    """Return a week in which items ride where they are said to: ``trips`` is (items,), -1 for none.

    Raises
    ------
    ValueError
        When some tour cannot be made.
    """
    s = empty(p, memo)
    s.eur[0] = p.loss.sum()
    for item in np.flatnonzero(trips >= 0):
        put(p, s, memo, int(item), int(trips[item]))
    slots = int(p.facts[SLOTS])
    s.out[:] = 0
    for tour in np.flatnonzero(s.key != 0).tolist():
        s.tour_eur[tour] = tour_eur(p, s, memo, tour)
        s.out[tour // slots] += 1
        if s.tour_eur[tour] >= NONE:
            raise ValueError(f"tour {tour} cannot be made")
    whole = _all_of(p)
    s.eur[0] += measure(p, s, whole, 0)
    s.excess[:] = whole.excess[0]
    return s


def _all_of(p: Arrays) -> TripMove:
    """Return a move that touches everything."""
    days = int(p.slots[:, DAY].max(initial=0)) + 1
    sizes = (len(p.errand), len(p.tours), days, len(p.stops), len(p.vehicles))
    return TripMove(
        items=np.zeros((0, 3), np.int64),
        touched=np.tile(np.arange(max(sizes)), (5, 1)),
        marks=np.zeros((5, 1), np.int64),
        size=np.array([*sizes, 0, 0]),
        key=np.zeros(1, np.uint64),
        tour_eur=np.zeros(1),
        excess=np.zeros((2, EXCESSES), np.int64),
    )
