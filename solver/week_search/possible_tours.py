"""Every tour that its times allow, for weeks whose tours are short enough to list them all."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from solver.week_search.arrays import (
    ALONE,
    ASSOCIATIONS,
    B8,
    COLLECT_TRIP,
    DEADLINE,
    ENDS,
    F64,
    FAR,
    FIRST_LOADING,
    HOME,
    I64,
    LOADING,
    LONGEST,
    MAX_STOPS,
    NODE,
    OFF_PEAK,
    PEAK,
    PEAK_UNTIL,
    PER_S,
    ROUND,
    SERVICE,
    SLOTS,
    STARTS,
    TRIPS,
    UNLOADING,
    WINDOWS,
    Arrays,
)
from solver.week_search.compiled import jit
from solver.week_search.pace import NONE
from solver.week_search.tour_order import EXACT, cheapest

MOST_TOURS = 400_000
"""Tours of one kind in one slot, at most, that are listed."""


class Tours(NamedTuple):
    """Tours that vehicles of one kind can make in one slot, each by its stops.

    A call is a stop on a trip: call ``j`` is stop ``calls[0, j]`` on trip ``calls[1, j]``.
    """

    calls: I64
    """(2, J)"""
    listed: I64
    """(N, L): calls of each tour, then -1."""
    eur: F64
    """(N,): cost of driving in the cheapest order."""


@jit
def _shortest(way: I64, service: I64, home: int, nodes: I64, n: int) -> int:
    """Return the least seconds of a walk from home through some places and back.

    ``way`` obeys the triangle inequality and is no longer than any real way, so that more places
    never take less.
    """
    full = (1 << n) - 1
    least = np.full((1 << n, n), FAR, np.int64)
    for i in range(n):
        least[1 << i, i] = way[home, nodes[i]] + service[i]
    for mask in range(1, full + 1):
        for i in range(n):
            if least[mask, i] >= FAR:
                continue
            for j in range(n):
                if mask >> j & 1:
                    continue
                after = least[mask, i] + way[nodes[i], nodes[j]] + service[j]
                if after < least[mask | 1 << j, j]:
                    least[mask | 1 << j, j] = after
    best = FAR
    for i in range(n):
        best = min(best, least[full, i] + way[nodes[i], home])
    return best


@jit
def _lay_out(p: Arrays, calls: I64, chosen: I64, n: int, lay: I64) -> None:
    """Lay out the calls of a tour as ``tours.gather`` does."""
    at = 0
    number = 0
    for t in range(p.facts[TRIPS]):
        before = at
        for side in range(2):
            first = at
            for i in range(n):
                stop = calls[0, chosen[i]]
                if calls[1, chosen[i]] == t and (stop >= p.facts[ASSOCIATIONS]) == (side == 1):
                    lay[0, at], lay[1, at], lay[2, at] = stop, number, first
                    at += 1
        number += int(at > before)


@jit
def _short_enough(
    p: Arrays, calls: I64, chosen: I64, n: int, way: I64, home: int, limit: int
) -> bool:
    """Tell whether a tour of some calls, or of them and more, could end in time."""
    nodes = np.zeros(n, np.int64)
    service = np.zeros(n, np.int64)
    picks = 0
    alone = False
    for i in range(n):
        stop = calls[0, chosen[i]]
        limit = min(limit, p.stops[stop, ROUND])
        nodes[i] = p.stops[stop, NODE]
        service[i] = p.stops[stop, SERVICE]
        if stop >= p.facts[ASSOCIATIONS]:
            picks += 1
            alone |= p.stops[stop, ALONE] != 0
            for j in range(i):  # a pick-up is made once
                if calls[0, chosen[j]] == stop:
                    return False
    if alone and picks > 1:
        return False
    return _shortest(way, service, home, nodes, n) <= limit


@jit
def _list(p: Arrays, tour: int, calls: I64, way: I64, most: int, listed: I64, eur: F64) -> int:
    """List the tours made of some calls; their number, or -1 when there are too many or too long.

    ``tour`` is any tour of the kind and slot.
    """
    v, slot = tour // p.facts[SLOTS], tour % p.facts[SLOTS]
    longest = min(p.tours[tour, LONGEST], p.slots[slot, ENDS] - p.slots[slot, STARTS])
    home = p.vehicles[v, HOME]
    many = calls.shape[1]
    chosen = np.zeros(EXACT + 2, np.int64)
    lay = np.empty((3, EXACT + 2), np.int64)
    best = np.empty(EXACT + 2, np.int64)
    found = 0
    depth = 0
    following = 0
    while True:
        if following >= many or depth >= most:
            if depth == 0:
                return found
            depth -= 1
            following = chosen[depth] + 1
            continue
        chosen[depth] = following
        if not _short_enough(p, calls, chosen, depth + 1, way, home, longest):
            following += 1
            continue
        depth += 1
        if depth > EXACT:
            return -1
        _lay_out(p, calls, chosen, depth, lay)
        cost = cheapest(p, tour, depth, lay, best)
        if cost < NONE:
            if found == len(eur):
                return -1
            eur[found] = cost
            for i in range(depth):
                listed[found, i] = chosen[i]
            found += 1
        following = chosen[depth - 1] + 1


def closed(p: Arrays) -> I64:
    """Return (N, N): seconds that no way between two places takes less than, at any hour."""
    return closed_over(np.minimum(p.travel[PEAK], p.travel[OFF_PEAK]))


def closed_over(table: I64) -> I64:
    """Return the shortest ways (N, N) by any number of places between (Floyd 1962)."""
    way: I64 = table.copy()
    for via in range(len(way)):
        np.minimum(way, way[:, via, None] + way[None, via, :], out=way)
    return way


def in_half_seconds(p: Arrays) -> Arrays:
    """Return the same week with its times in half seconds.

    So that none is exactly the end of the peak, where the search takes the slower of both tables
    and a plan might not.
    """
    facts, travel, stops = p.facts.copy(), p.travel.copy(), p.stops.copy()
    slots, tours, prices = p.slots.copy(), p.tours.copy(), p.prices.copy()
    facts[[LOADING, FIRST_LOADING, UNLOADING, COLLECT_TRIP, PEAK_UNTIL]] *= 2
    facts[PEAK_UNTIL] += 1
    travel[[PEAK, OFF_PEAK]] *= 2
    stops[:, [SERVICE, ROUND, DEADLINE]] *= 2
    slots[:, [STARTS, ENDS]] *= 2
    tours[:, LONGEST] *= 2
    prices[:, PER_S] /= 2
    return p._replace(
        facts=facts,
        travel=travel,
        stops=stops,
        slots=slots,
        tours=tours,
        prices=prices,
        windows=p.windows * 2,
    )


def callable_stops(p: Arrays) -> B8:
    """Return (K, A + P): whether a trip could call at a stop, for some item or as its errand."""
    found = np.zeros((len(p.errand), len(p.stops)), dtype=np.bool_)
    for stop in range(len(p.stops)):
        found[:, stop] = p.allowed[p.first_item[stop] : p.first_item[stop + 1]].any(axis=0)
    given = np.flatnonzero(p.errand >= 0)
    found[given, p.errand[given]] = True
    return found


def calls_of(p: Arrays, can: B8, tours: I64) -> I64:
    """Return (2, J): stops and trips at which any of some tours could call."""
    trips = int(p.facts[TRIPS])
    any_of = can.reshape(-1, trips, len(p.stops))[tours].any(axis=0)
    stop, trip = np.nonzero(any_of.T)
    return np.array([stop, trip], dtype=np.int64).reshape(2, -1)


def list_tours(p: Arrays, tour: int, calls: I64) -> Tours | None:
    """Return every tour that its times allow, of the kind and slot of one.

    Parameters
    ----------
    tour
        Any tour of the kind and slot.
    calls : (2, J)
        Stops and trips at which it could call.

    Returns
    -------
    Tours or none
        None when they are more than ``MOST_TOURS``, or longer than can be ordered exactly.
    """
    v = tour // int(p.facts[SLOTS])
    most = int(min(p.vehicles[:, MAX_STOPS].max(initial=0), EXACT + 1))
    listed = np.full((MOST_TOURS, EXACT), -1, np.int64)
    eur = np.zeros(MOST_TOURS)
    if p.tours[tour, LONGEST] <= 0 or calls.shape[1] == 0:
        return Tours(calls, listed[:0], eur[:0])
    way = closed(p)
    per_s = float(p.prices[v, PER_S])
    waits = per_s > 0 and p.facts[WINDOWS] != 0
    if waits:  # a plan may leave later and wait less: hours are counted without any wait
        p = p._replace(prices=p.prices.copy())
        p.prices[v, PER_S] = 0.0
    many = _list(p, tour, calls, way, most, listed, eur)
    if many < 0:
        return None
    if waits:
        home = int(p.vehicles[v, HOME])
        for n in range(many):
            stops = np.unique(calls[0, listed[n, listed[n] >= 0]])
            nodes, service = p.stops[stops, NODE], p.stops[stops, SERVICE]
            eur[n] += per_s * _shortest(way, service, home, nodes, len(stops))
    return Tours(calls, listed[:many].copy(), eur[:many].copy())
