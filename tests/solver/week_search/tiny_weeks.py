"""Weeks small enough to try everything, with every rule that the arrays know."""

from __future__ import annotations

from itertools import product

import numpy as np

from solver.week_search.arrays import (
    ALONE,
    ASSOCIATIONS,
    B8,
    BOXES,
    CLOSES,
    DAY,
    DAY_BOXES,
    F64,
    FAR,
    FIRST,
    GRAMS,
    I64,
    ITEM_STOP,
    MAX_STOPS,
    MAX_VISITS,
    MIN_VISITS,
    NODE,
    OPENS_AGAIN,
    PALLETS,
    PAYLOAD,
    PER_WEEK,
    PLACES,
    ROUND,
    SERVICE,
    SLOTS,
    TRIPS,
    Arrays,
)
from solver.week_search.pace import NONE
from solver.week_search.tour_order import cheapest

VEHICLES, STOPS, DAYS = 2, 4, 2
ERRAND = 0


def tiny_week(seed: int) -> Arrays:
    """Return a week drawn at random: three associations, a pick-up, two vehicles, two days."""
    draw = np.random.default_rng(seed)
    trips, associations = int(draw.integers(1, 3)), STOPS - 1
    nodes = STOPS + 2  # the hub, the stops, and a home elsewhere
    places = draw.integers(0, 20_000, size=(nodes, 2))
    metres = np.abs(places[:, None] - places[None]).sum(axis=2).astype(np.int64)
    peak = metres // 8 + draw.integers(0, 300, size=metres.shape)
    later = (peak * draw.uniform(0.6, 1.1, size=peak.shape)).astype(np.int64)
    stops = np.zeros((STOPS, 8), np.int64)
    stops[:, NODE] = np.arange(1, STOPS + 1)
    stops[:, SERVICE] = 900
    stops[:, [ROUND, MAX_VISITS]] = FAR
    stops[:, 4] = FAR  # deadline
    stops[:associations, MAX_VISITS] = draw.integers(1, 4)
    stops[0, MIN_VISITS] = draw.integers(0, 3)
    stops[1, ROUND] = draw.choice([FAR, 9000])
    stops[2, FIRST] = draw.integers(0, 2)
    stops[-1, ALONE] = draw.integers(0, 2)
    owner = np.sort(draw.integers(0, associations, size=5))
    units = len(owner)
    items = np.zeros((units + 1, 5), np.int64)
    items[:, ITEM_STOP] = [*owner, associations]
    items[:, GRAMS] = draw.integers(50, 700, size=units + 1) * 1000
    items[:, PALLETS] = draw.integers(0, 3, size=units + 1) * 50
    items[:units, BOXES] = draw.integers(0, 2, size=units) * 100
    vehicles = np.full((VEHICLES, 7), FAR, np.int64)
    vehicles[:, 0] = draw.choice([0, nodes - 1], size=VEHICLES)
    vehicles[:, PAYLOAD] = draw.integers(700, 1500, size=VEHICLES) * 1000
    vehicles[:, PLACES] = draw.integers(2, 5, size=VEHICLES) * 100
    vehicles[:, MAX_STOPS] = draw.integers(2, 5, size=VEHICLES)
    many = VEHICLES * DAYS * trips
    allowed = draw.random((units + 1, many)) < 0.8
    errand = np.full(many, -1, np.int64)
    if draw.random() < 0.4:
        errand[0] = ERRAND
        allowed[:units, 0] = (owner == ERRAND) & allowed[:units, 0]
    prices = draw.uniform(0.2, 1.0, size=(VEHICLES, 4)) * [1e-3, 2e-3, 20.0, 0.0]
    windows = np.zeros((4, DAYS, STOPS), np.int64)
    windows[[CLOSES, OPENS_AGAIN]] = FAR
    bind = bool(draw.integers(0, 2))
    if bind:
        windows[0] = draw.integers(28_800, 36_000, size=(DAYS, STOPS))
        windows[1] = windows[0] + 9_000
    facts = [trips, associations, units, DAYS, 0, 3600, 600, int(draw.choice([0, 600])), 300]
    facts += [10_800, int(bind), int(draw.choice([FAR, 200])), 0]
    kinds = np.arange(VEHICLES * DAYS)
    choice = np.concatenate([[0], np.cumsum(allowed.sum(axis=1))]).astype(np.int64)
    return Arrays(
        facts=np.array(facts, np.int64),
        travel=np.array([peak, later, metres], np.int64),
        stops=stops,
        windows=windows,
        items=items,
        loss=np.full(units + 1, 300.0),
        first_item=np.searchsorted(items[:, ITEM_STOP], np.arange(STOPS + 1)).astype(np.int64),
        allowed=allowed,
        choices=np.nonzero(allowed)[1].astype(np.int32),
        choice=choice,
        near=np.zeros((STOPS, 1), np.int64),
        vehicles=vehicles,
        prices=prices,
        slots=np.array([(28_800, 43_200, day) for day in range(DAYS)], np.int64),
        tours=np.array([(14_400, FAR, kind) for kind in kinds], np.int64),
        errand=errand,
    )


def least_eur(p: Arrays) -> float:
    """Return the cost of the best plan, by trying every one; what is left counts at its loss."""
    per_tour, slots = int(p.facts[TRIPS]), int(p.facts[SLOTS])
    options = [np.append(np.flatnonzero(row), -1) for row in p.allowed]
    plans = np.array(list(product(*options)), dtype=np.int64)
    ok = np.ones(len(plans), dtype=np.bool_)
    eur = (plans < 0) @ p.loss
    trips = len(p.errand)
    on = plans[:, :, None] == np.arange(trips)  # (plans, items, trips)
    picked = p.items[:, ITEM_STOP] >= p.facts[ASSOCIATIONS]
    vehicle = np.arange(trips) // per_tour // slots
    for side in (picked, ~picked):
        for size, limit in ((GRAMS, PAYLOAD), (PALLETS, PLACES)):
            load = np.einsum("pik,i->pk", on, p.items[:, size] * side)
            ok &= (load <= p.vehicles[vehicle, limit]).all(axis=1)
    day = p.slots[np.arange(trips) // per_tour % slots, DAY]
    boxes = np.einsum("pik,i->pk", on, p.items[:, BOXES])
    for one in np.unique(day):
        ok &= boxes[:, day == one].sum(axis=1) <= p.facts[DAY_BOXES]
    calls = np.zeros((len(plans), trips, len(p.stops)), dtype=np.bool_)
    for item, stop in enumerate(p.items[:, ITEM_STOP]):
        calls[:, :, stop] |= on[:, item]
    visits = calls.sum(axis=1)
    ok &= (visits <= p.stops[:, MAX_VISITS]).all(axis=1)
    ok &= ((visits == 0) | (visits >= p.stops[:, MIN_VISITS])).all(axis=1)
    for trip in np.flatnonzero(p.errand >= 0):
        calls[:, trip, p.errand[trip]] = True
    plans, eur, calls = plans[ok], eur[ok], calls[ok]
    out = np.zeros((len(plans), len(p.vehicles)), dtype=np.bool_)
    for tour in range(len(p.tours)):
        own = calls[:, tour * per_tour : (tour + 1) * per_tour].reshape(len(plans), -1)
        kinds, which = np.unique(own, axis=0, return_inverse=True)
        costs = np.array([_tour_eur(p, tour, kind.reshape(per_tour, -1)) for kind in kinds])
        eur += costs[which.ravel()]
        out[:, tour // slots] |= own.any(axis=1)
    eur += out @ p.prices[:, PER_WEEK]
    return float(eur.min(initial=NONE))


def _tour_eur(p: Arrays, tour: int, calls: B8) -> float:
    """Return the cost of a tour by the stops (trips, stops) of its trips."""
    first = tour * int(p.facts[TRIPS])
    associations = int(p.facts[ASSOCIATIONS])
    goes = [bool(stops.any()) for stops in calls]
    if not any(goes):
        return 0.0
    if calls.sum() > p.vehicles[tour // int(p.facts[SLOTS]), MAX_STOPS]:
        return NONE
    picks = np.flatnonzero(calls.any(axis=0))
    picks = picks[picks >= associations]
    if p.stops[picks, ALONE].any() and calls[:, associations:].sum() > 1:
        return NONE
    only_delivers = False
    lay: list[tuple[int, int, int]] = []
    for trip in range(len(calls)):
        stops = np.flatnonzero(calls[trip])
        if p.errand[first + trip] >= 0 and not all(goes[:trip]):
            return NONE
        if not goes[trip]:
            continue
        if only_delivers and not (stops < associations).any():
            return NONE
        only_delivers = not (stops >= associations).any()
        number = sum(goes[:trip])
        for side in (stops[stops < associations], stops[stops >= associations]):
            begins = len(lay)
            lay += [(int(stop), number, begins) for stop in side]
    table: I64 = np.array(lay, np.int64).T.copy()
    order = np.zeros(len(lay), np.int64)
    found: float = cheapest(p, tour, len(lay), table, order)
    return found


def unservable_eur(p: Arrays) -> F64:
    """Return (items,): the loss of items that no tour of one stop can bring, else 0."""
    per_tour = int(p.facts[TRIPS])
    found = p.loss.copy()
    for item, row in enumerate(p.allowed):
        for trip in np.flatnonzero(row):
            calls = np.zeros((per_tour, len(p.stops)), dtype=np.bool_)
            calls[trip % per_tour, p.items[item, ITEM_STOP]] = True
            first = trip // per_tour * per_tour
            for other in range(per_tour):
                if p.errand[first + other] >= 0:
                    calls[other, p.errand[first + other]] = True
            if _tour_eur(p, int(trip) // per_tour, calls) < NONE:
                found[item] = 0.0
    return found
