"""The week as neutral arrays: what the search reads, and the state it changes.

Times are seconds, lengths metres, weights grams, pallets and boxes hundredths of one; the search
itself knows no names. Numbering:

- *Stops*: associations 0..A-1 first, then pick-ups.
- *Items*: load units 0..U-1, in the order of their associations, then pick-ups in the order of
  their stops. An item is on a trip, or in the bank (-1).
- *Slots*: shifts of days. A *tour* is one vehicle in one slot: tour ``r`` is vehicle ``r // S``
  in slot ``r % S``. It is made of trips, each of which leaves the hub loaded: trip ``k`` is trip
  ``k % T`` of tour ``k // T``.

Few wide tables rather than many columns: compiled functions receive each array in seven words.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from models.calendar import Day

I64 = npt.NDArray[np.int64]
I32 = npt.NDArray[np.int32]
F64 = npt.NDArray[np.float64]
U64 = npt.NDArray[np.uint64]
B8 = npt.NDArray[np.bool_]

FAR = 10**9
"""Later and further than anything: no limit."""
NO_PATTERNS: I64 = np.zeros((0, 0), np.int64)
"""Days of visits are free."""

PEAK, OFF_PEAK, METRES = range(3)
"""Tables of ``travel``: driving at peak hours and later, lengths."""

NODE, SERVICE, ROUND, FIRST, DEADLINE, MIN_VISITS, MAX_VISITS, ALONE = range(8)
"""Columns of ``stops``: where it is; how long it takes; longest tour that serves it; 1 if it must
be the first of its tour; latest moment after its trip was loaded; fewest and most visits in a week
that serves it; 1 if its tour makes no other pick-up."""

ITEM_STOP, GRAMS, PALLETS, BOXES, COLD_GRAMS = range(5)
"""Columns of ``items``; the last is what of its weight must be kept cold."""

HOME, PAYLOAD, PLACES, MAX_STOPS, COLD_LOAD, TRIP_STOPS, WARMS = range(7)
"""Columns of ``vehicles``: node, grams, hundredths of pallets, stops of a tour; grams of cold food,
stops of a trip; 1 if the deadlines of stops hold for it, as its cold food is in boxes."""

PER_M, PER_S, PER_WEEK, PER_TOUR = range(4)
"""Columns of ``prices``: euros a metre, a second, once if the vehicle goes out, and each time."""

OPENS, CLOSES, OPENS_AGAIN, CLOSES_AGAIN = range(4)
"""Rows of ``windows``."""

STARTS, ENDS, DAY = range(3)
"""Columns of ``slots``: seconds since midnight, seconds since midnight, number of the day."""

LONGEST, FURTHEST, KIND = range(3)
"""Columns of ``tours``: longest tour, seconds (0: the vehicle is not out), and metres; tours of one
kind cost and last the same whoever makes them."""

(
    TRIPS,
    ASSOCIATIONS,
    UNITS,
    SLOTS,
    HUB,
    PEAK_UNTIL,
    LOADING,
    FIRST_LOADING,
    UNLOADING,
    COLLECT_TRIP,
    WINDOWS,
    DAY_BOXES,
    LATE,
) = range(13)
"""Entries of ``facts``: trips of a tour; numbers of associations, units and slots; node of the hub;
until when in a tour peak times count; loading between trips, before the first of a vehicle that
sleeps at the hub, and unloading, seconds; longest trip that collects; 1 if any window can bind;
boxes of a day, in hundredths; 1 if a
tour may begin after its shift does, so that waits that this spares cost nothing."""


class Arrays(NamedTuple):
    """What the search reads."""

    facts: I64
    travel: I64
    """(3, N, N)"""
    stops: I64
    """(A + P, 8)"""
    windows: I64
    """(4, S, A + P): service starts no earlier, ends no later; or in a second, later window;
    seconds since midnight."""
    items: I64
    """(I, 5)"""
    loss: F64
    """(I,): what leaving an item behind counts, euros; more than any way to serve it."""
    first_item: I64
    """(A + P + 1,): where the items of each stop begin."""
    allowed: B8
    """(I, K): whether an item may ride on a trip."""
    choices: I32
    """The trips allowed to each item, one item after the other."""
    choice: I64
    """(I + 1,): where they begin."""
    near: I64
    """(A + P, M): associations with units near each stop, nearest first."""
    vehicles: I64
    """(V, 7)"""
    prices: F64
    """(V, 4)"""
    slots: I64
    """(S, 3)"""
    tours: I64
    """(R, 3)"""
    errand: I64
    """(K,): association that a trip is given to, or -1."""
    patterns: I64 = NO_PATTERNS
    """(A + P, M): sets of days on which each stop may be visited, day ``d`` being the digit
    ``2 ** d``, 0 where it has no more; empty where days are free."""


DROPS, PICKS, KG, PALLET, TAKEN_KG, TAKEN_PALLET, COLD_KG = range(7)
"""Columns of ``State.trips``: drops and pick-ups; grams and hundredths of pallets, delivered and
collected; grams of cold food delivered."""

OVER_KG, OVER_PALLETS, OVER_BOXES, OVER_VISITS, GAPS, CROWDS = range(6)
"""Entries of ``State.excess``: grams (of all, or of cold food), hundredths of pallets and boxes too
many; visits too many, too few or off their patterns of days; errands whose tour has an empty trip
before, and trips that only collect after one that only delivers; pick-ups beside one that should be
alone."""
EXCESSES = 6


class State(NamedTuple):
    """One choice for the week, and what follows from it."""

    trip: I64
    """(I,): trip of each item, or -1."""
    many: I32
    """(K, A + P): items of each stop on each trip; an errand counts one."""
    stops: I32
    """(K, L): stops of each trip, in no order."""
    trips: I64
    """(K, 7)"""
    boxes: I64
    """(days,)"""
    visits: I64
    """(A + P,)"""
    on_day: I32
    """(A + P, days): visits of each day; kept only where there are patterns."""
    key: U64
    """(R,): hash of the stops of each tour."""
    tour_eur: F64
    """(R,): cost of driving."""
    out: I64
    """(V,): tours that go out."""
    excess: I64
    """(6,)"""
    eur: F64
    """(1,): cost of the plan, what is left behind counted at its loss."""


class Names(NamedTuple):
    """What the numbers of the arrays stand for: ids of the scenario."""

    stream: str
    hub: str
    associations: tuple[str, ...]
    """Those served, in the order of their stops."""
    units: tuple[str, ...]
    pickups: tuple[str, ...]
    """In the order of their stops, and of their items after the units."""
    vehicles: tuple[str, ...]
    slots: tuple[tuple[Day, str], ...]
    """Day and shift."""


ITEM, FROM, TO = range(3)
"""Columns of ``TripMove.items``."""
TRIP, TOUR, DAYS, STOP, VEHICLE = range(5)
"""Rows of ``TripMove.touched``."""


class TripMove(NamedTuple):
    """Items that change trip together, and what that touches."""

    items: I64
    """(N, 3)"""
    touched: I64
    """(5, M): trips, tours, days, stops and vehicles."""
    marks: I64
    """(5, ...): tick at which each was last touched."""
    size: I64
    """(7,): how many of each are touched; items; tick."""
    key: U64
    """Hashes of the tours touched, before."""
    tour_eur: F64
    """Their costs, before."""
    excess: I64
    """(2, 6): of what is touched, before and after."""


ITEMS, TICK = 5, 6
"""Entries of ``TripMove.size`` after those of ``touched``."""


class Memo(NamedTuple):
    """Tours evaluated already, by hash; the newer takes the place of the older."""

    key: U64
    eur: F64
    code: U64
    """(T, A + P): random number of a stop in a trip."""
    kind: U64
    """(kinds,): random number of a kind of tour."""
