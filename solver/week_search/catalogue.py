"""The tours of a week that could be driven, vehicle by vehicle, and what each trip could carry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from solver.week_search.arrays import (
    ASSOCIATIONS,
    B8,
    DAY,
    F64,
    GRAMS,
    I64,
    KIND,
    MAX_STOPS,
    PALLETS,
    PAYLOAD,
    PLACES,
    SLOTS,
    TRIPS,
    Arrays,
)
from solver.week_search.possible_tours import (
    Tours,
    callable_stops,
    calls_of,
    in_half_seconds,
    list_tours,
)


@dataclass
class Catalogue:
    """Tours of alike vehicles in their slots, and the loads of their trips.

    A *load* is a trip of some vehicle to some associations in some slot: what may be on board. A
    *collection* is the pick-ups of a tour. Number 0 is the empty one of either.
    """

    vehicles: list[list[int]]
    """Vehicles, those that are alike in everything together."""
    outings: list[tuple[int, int]] = field(default_factory=list)
    """(group of vehicles, slot) of each outing."""
    given: list[bool] = field(default_factory=list)
    """Whether an outing has an errand, so that it must be made."""
    calls: list[tuple[int, ...]] = field(default_factory=lambda: [()])
    """Associations of each load."""
    boards: list[tuple[int, ...]] = field(default_factory=lambda: [()])
    """Units that may be on board, of each load."""
    limits: list[tuple[int, int]] = field(default_factory=lambda: [(0, 0)])
    """Grams and hundredths of pallets of each load."""
    days: list[int] = field(default_factory=lambda: [0])
    """Day of each load."""
    errands: list[bool] = field(default_factory=lambda: [False])
    """Whether each load is that of an errand's trip."""
    collections: list[tuple[int, ...]] = field(default_factory=lambda: [()])
    """Pick-ups of each collection, as stops."""
    outing: I64 = field(default_factory=lambda: np.zeros(0, np.int64))
    """(N,): outing of each tour."""
    eur: F64 = field(default_factory=lambda: np.zeros(0))
    """(N,): driving."""
    loads: I64 = field(default_factory=lambda: np.zeros((0, 1), np.int64))
    """(N, T)"""
    collects: I64 = field(default_factory=lambda: np.zeros(0, np.int64))
    """(N,)"""


def catalogue_of(
    p: Arrays, most: int, over: Callable[[], bool], *, apart: bool = False
) -> Catalogue | None:
    """Return the tours of a week; where ``apart``, no vehicle counts as alike another.

    None when they are more than ``most``, too long to list, or when time is over before all are.
    """
    found = Catalogue([[v] for v in range(len(p.vehicles))] if apart else _alike(p))
    p = in_half_seconds(p)
    can = callable_stops(p)
    slots = int(p.facts[SLOTS])
    tables: dict[tuple[int, int], Tours | None] = {}
    known: dict[tuple[object, ...], int] = {}
    parts: list[tuple[I64, F64, I64, I64]] = []
    size = 0
    kinds = p.tours[:, KIND].reshape(-1, slots)
    for group, alike in enumerate(found.vehicles):
        v = alike[0]
        for slot in range(slots):
            tour = v * slots + slot
            key = (int(kinds[v, slot]), slot)
            if key not in tables:
                same = np.flatnonzero(kinds[:, slot] == key[0]) * slots + slot
                tables[key] = list_tours(p, tour, calls_of(p, can, same))
            table = tables[key]
            if table is None or over():
                return None
            keep = _driven(p, can, tour, table)
            size += len(keep)
            if size > most:
                return None
            if len(keep) > 0:
                parts.append(_outing(p, found, known, tour, group, table, keep))
    if parts:
        found.outing = np.concatenate([part[0] for part in parts])
        found.eur = np.concatenate([part[1] for part in parts])
        found.loads = np.concatenate([part[2] for part in parts])
        found.collects = np.concatenate([part[3] for part in parts])
    return found


def _outing(
    p: Arrays,
    found: Catalogue,
    known: dict[tuple[object, ...], int],
    tour: int,
    group: int,
    table: Tours,
    keep: I64,
) -> tuple[I64, F64, I64, I64]:
    """Add an outing; return outing, euros, loads and collection of each of its tours."""
    trips = int(p.facts[TRIPS])
    number = len(found.outings)
    found.outings.append((group, tour % int(p.facts[SLOTS])))
    found.given.append(bool((p.errand[tour * trips : (tour + 1) * trips] >= 0).any()))
    loads = np.zeros((len(keep), trips), np.int64)
    collects = np.zeros(len(keep), np.int64)
    for row, n in enumerate(keep):
        drops: list[list[int]] = [[] for _ in range(trips)]
        picks: list[int] = []
        for call in table.listed[n]:
            if call >= 0:
                stop, trip = int(table.calls[0, call]), int(table.calls[1, call])
                (drops[trip] if stop < p.facts[ASSOCIATIONS] else picks).append(stop)
        for trip, stops in enumerate(drops):
            if stops:
                loads[row, trip] = _load(p, found, known, tour, trip, tuple(stops))
        if picks:
            key = ("collects", *picks)
            if key not in known:
                known[key] = len(found.collections)
                found.collections.append(tuple(picks))
            collects[row] = known[key]
    return np.full(len(keep), number), table.eur[keep], loads, collects


def _alike(p: Arrays) -> list[list[int]]:
    """Return the vehicles, those that no rule and no price tells apart together."""
    groups: dict[object, list[int]] = {}
    slots, trips = int(p.facts[SLOTS]), int(p.facts[TRIPS])
    for v in range(len(p.vehicles)):
        tours = slice(v * slots, (v + 1) * slots)
        own = slice(v * slots * trips, (v + 1) * slots * trips)
        key: object = (
            p.vehicles[v].tobytes(),
            p.prices[v].tobytes(),
            p.tours[tours].tobytes(),
            p.allowed[:, own].tobytes(),
        )
        if (p.errand[own] >= 0).any():
            key = v
        groups.setdefault(key, []).append(v)
    return list(groups.values())


def _driven(p: Arrays, can: B8, tour: int, table: Tours) -> I64:
    """Return the tours of a table that one vehicle could make in one slot."""
    trips = int(p.facts[TRIPS])
    v, first = tour // int(p.facts[SLOTS]), tour * trips
    if len(table.eur) == 0:
        return np.zeros(0, np.int64)
    real = table.listed >= 0
    stop = np.where(real, table.calls[0][table.listed], 0)
    trip = np.where(real, table.calls[1][table.listed], 0)
    ok = (can[first + trip, stop] | ~real).all(axis=1)
    ok &= real.sum(axis=1) <= p.vehicles[v, MAX_STOPS]
    drop = real & (stop < p.facts[ASSOCIATIONS])
    pick = real & ~drop
    item = p.first_item[stop]
    item = np.where(pick, item, 0)
    delivers = np.zeros((len(ok), trips), dtype=np.bool_)
    collects = np.zeros((len(ok), trips), dtype=np.bool_)
    for t in range(trips):
        here = pick & (trip == t)
        collects[:, t] = here.any(axis=1)
        delivers[:, t] = (drop & (trip == t)).any(axis=1)
        for column, limit in ((GRAMS, PAYLOAD), (PALLETS, PLACES)):
            ok &= (p.items[item, column] * here).sum(axis=1) <= p.vehicles[v, limit]
    goes = delivers | collects
    only_delivers = np.zeros(len(ok), dtype=np.bool_)
    for t in range(trips):
        ok &= ~(only_delivers & collects[:, t] & ~delivers[:, t])
        only_delivers = np.where(goes[:, t], ~collects[:, t], only_delivers)
        given = p.errand[first + t]
        if given >= 0:
            ok &= (drop & (trip == t) & (stop == given)).any(axis=1)
            ok &= goes[:, :t].all(axis=1)
    fewer = [
        not (p.allowed[:, first + t + 1] & ~p.allowed[:, first + t]).any() for t in range(trips - 1)
    ]
    if all(fewer) and (p.errand[first : first + trips] < 0).all():
        for t in range(trips - 1):  # the same with every trip one earlier
            ok &= goes[:, t] | ~goes[:, t + 1]
    return np.flatnonzero(ok)


def _load(
    p: Arrays,
    found: Catalogue,
    known: dict[tuple[object, ...], int],
    tour: int,
    trip: int,
    stops: tuple[int, ...],
) -> int:
    """Return the number of the load of a trip that calls at some associations."""
    slots, k = int(p.facts[SLOTS]), tour * int(p.facts[TRIPS]) + trip
    near = (tour, trip, stops)
    if near in known:
        return known[near]
    on = tuple(
        int(item)
        for stop in stops
        for item in range(int(p.first_item[stop]), int(p.first_item[stop + 1]))
        if p.allowed[item, k]
    )
    v, day = tour // slots, int(p.slots[tour % slots, DAY])
    limit = (int(p.vehicles[v, PAYLOAD]), int(p.vehicles[v, PLACES]))
    errand = bool(p.errand[k] >= 0)
    key = (stops, on, limit, day, errand)
    if key not in known:
        known[key] = len(found.calls)
        found.calls.append(stops)
        found.boards.append(on)
        found.limits.append(limit)
        found.days.append(day)
        found.errands.append(errand)
    known[near] = known[key]
    return known[key]
