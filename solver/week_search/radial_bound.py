"""A plain bound: what is far is fetched from far, however full the vehicles are."""

from __future__ import annotations

import numpy as np

from solver.week_search.arrays import (
    ASSOCIATIONS,
    B8,
    F64,
    FAR,
    GRAMS,
    HOME,
    HUB,
    ITEM_STOP,
    KIND,
    LONGEST,
    MAX_STOPS,
    METRES,
    NODE,
    PALLETS,
    PAYLOAD,
    PER_M,
    PER_S,
    PER_WEEK,
    PLACES,
    SERVICE,
    SLOTS,
    TRIPS,
    UNITS,
    Arrays,
)
from solver.week_search.pace import NONE
from solver.week_search.possible_tours import callable_stops, closed, closed_over, in_half_seconds
from solver.week_search.tour_order import cheapest


def radial_bound(p: Arrays) -> float:
    """Return euros that every plan costs at least, what it leaves behind counted at its loss.

    A tour costs at least the way to the furthest of its stops, hence at least any mean of the
    ways to its stops (Haimovich & Rinnooy Kan 1985). The mean is taken by weight over the
    vehicle's payload, by pallets over its places, or by stops over its limit: the best counts.
    Whoever brings the dearest item goes out, too.
    """
    way = _ways(p)
    way[:, ~_reached(p)] = np.inf
    units = int(p.facts[UNITS])
    slots, trips = int(p.facts[SLOTS]), int(p.facts[TRIPS])
    by_vehicle = p.allowed.reshape(len(p.items), len(p.vehicles), slots * trips).any(axis=2)
    ways = np.where(by_vehicle, way[:, p.items[:, ITEM_STOP]].T, np.inf)  # (items, vehicles)
    served: B8 = np.asarray(np.isfinite(ways).any(axis=1), dtype=np.bool_)
    if not served.any():
        return 0.0
    once = np.where(p.vehicles[:, HOME] == p.facts[HUB], 1, trips)
    loss = p.loss[:, None]
    found = [float(np.minimum(ways + p.prices[:, PER_WEEK], loss).min(axis=1)[served].max())]
    for size, limit in ((GRAMS, PAYLOAD), (PALLETS, PLACES)):
        room = np.maximum(1, p.vehicles[:, limit] * once)
        share = p.items[:units, size][:, None] / room
        far = np.minimum(ways[:units], FAR)  # where it cannot go, the loss is less
        each = np.minimum(far * share, loss[:units])
        found.append(float(each.min(axis=1)[served[:units]].sum()))
    stops = np.minimum(p.vehicles[:, MAX_STOPS], FAR)
    each = np.minimum(ways / np.maximum(1, stops), loss).min(axis=1)
    least: dict[int, float] = {}
    for item in np.flatnonzero(served):
        stop = int(p.items[item, ITEM_STOP])
        least[stop] = min(least.get(stop, np.inf), float(each[item]))
    found.append(sum(least.values()))
    return max(found)


def _ways(p: Arrays) -> F64:
    """Return (V, A + P): euros that a tour of a vehicle through a stop costs at least."""
    metres = closed_over(p.travel[METRES])
    times = closed(p)
    node, hub = p.stops[:, NODE], int(p.facts[HUB])
    collected = np.arange(len(p.stops)) >= p.facts[ASSOCIATIONS]
    found = np.zeros((len(p.vehicles), len(p.stops)))
    for v, home in enumerate(p.vehicles[:, HOME]):
        for table, price in ((metres, PER_M), (times, PER_S)):
            out = table[home, hub] + table[hub, node] + table[node, home]
            back = table[home, node] + table[node, hub] + table[hub, home]
            found[v] += np.where(collected, back, out) * p.prices[v, price]
        found[v] += p.stops[:, SERVICE] * p.prices[v, PER_S]
    return found


def _reached(p: Arrays) -> B8:
    """Return (A + P,): whether some vehicle could serve a stop alone in some slot."""
    p = in_half_seconds(p)
    slots, trips = int(p.facts[SLOTS]), int(p.facts[TRIPS])
    can = callable_stops(p).reshape(-1, trips, len(p.stops)).any(axis=1)
    found = np.zeros(len(p.stops), dtype=np.bool_)
    lay, best = np.zeros((3, 1), np.int64), np.zeros(1, np.int64)
    known: dict[tuple[int, int, int], bool] = {}
    for tour, stop in zip(*np.nonzero(can & (p.tours[:, LONGEST] > 0)[:, None]), strict=True):
        key = (int(p.tours[tour, KIND]), int(tour) % slots, int(stop))
        if key not in known:
            lay[:] = 0
            lay[0, 0] = stop
            known[key] = cheapest(p, int(tour), 1, lay, best) < NONE
        found[stop] |= known[key]
    return found
