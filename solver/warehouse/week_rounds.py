"""Rounds of a week, read from the choice of trips that the search has made."""

from __future__ import annotations

import numpy as np

from models.warehouse_supply import Drop, SupplyRound, Trip
from solver.warehouse.week_problem import WeekProblem
from solver.week_search.arrays import DROPS, I64, LOADING, SERVICE, SLOTS, STARTS, TRIPS
from solver.week_search.pace import NONE, Pace, begins_s, run
from solver.week_search.pace import serve as served
from solver.week_search.state import filled, memo_of
from solver.week_search.tour_order import MOST_STOPS, cheapest, gather


def rounds_of(problem: WeekProblem, trips: I64) -> tuple[SupplyRound, ...]:
    """Return the rounds in which deliveries ride where they are said to.

    They leave as late as they may without ending later.

    Parameters
    ----------
    trips : (jobs,)
        Trip of each delivery, or -1.
    """
    p = problem.arrays
    s = filled(p, memo_of(p), trips)
    found = []
    for tour in np.flatnonzero(s.key != 0).tolist():
        lay = np.empty((3, MOST_STOPS), np.int64)
        best = np.empty(MOST_STOPS, np.int64)
        n = gather(p, s, tour, lay)
        groups = lay[1, :n].copy()
        assert cheapest(p, tour, n, lay, best) < NONE
        first = tour * int(p.facts[TRIPS])
        used = [k for k in range(first, first + int(p.facts[TRIPS])) if s.trips[k, DROPS] > 0]
        carried = [
            (k, [int(stop) for stop in best[:n][groups == number]]) for number, k in enumerate(used)
        ]
        begins = int(begins_s(p, Pace(*run(p, tour, n, best, lay))))
        found.append(_round(problem, tour, carried, trips, begins))
    return tuple(found)


def _round(
    problem: WeekProblem,
    tour: int,
    carried: list[tuple[int, list[int]]],
    ride: I64,
    begins: int,
) -> SupplyRound:
    """Return a tour that begins some seconds after its shift as a round."""
    p = problem.arrays
    car = problem.cars[tour // int(p.facts[SLOTS])]
    day, shift = problem.slots[tour % int(p.facts[SLOTS])]
    now = int(p.slots[tour % int(p.facts[SLOTS]), STARTS]) + begins
    metres = 0
    trips = []
    for k, stops in carried:
        trip, length = _trip(problem, tour, k, stops, now, ride)
        trips.append(trip)
        metres += length
        now = trip.back_s
    hours = (trips[-1].back_s - trips[0].load_s) / 3600
    fleet = car.fleet
    eur = fleet.eur_per_round + fleet.eur_per_km * metres / 1000 + fleet.eur_per_hour * hours
    return SupplyRound(
        id=f"{day}-{shift.id}-{car.number}-{fleet.id}"[:60],
        platform=problem.platform,
        fleet=fleet.id,
        number=car.number,
        day=day,
        shift=shift.id,
        trips=tuple(trips),
        metres=metres,
        eur=round(eur, 2),
    )


def _trip(
    problem: WeekProblem, tour: int, k: int, stops: list[int], now: int, ride: I64
) -> tuple[Trip, int]:
    """Return a trip that loads at some time or later, just in time for its first drop."""
    p = problem.arrays
    slot = tour % int(p.facts[SLOTS])
    starts_s, loading = int(p.slots[slot, STARTS]), int(p.facts[LOADING])
    load_s, here, metres = now, problem.platform, 0
    now += loading
    drops: list[Drop] = []
    for stop in stops:
        point = problem.points[stop]
        way_s, way_m = problem.travel.between(here, point.id)
        arrive = now + way_s
        start = starts_s + int(served(p, slot, stop, arrive - starts_s)[0])
        if not drops:
            load_s += start - arrive
            arrive = start
        now = start + int(p.stops[stop, SERVICE])
        kg = _together(problem, k, stop, ride)
        drops.append(Drop(point=point.id, arrive_s=arrive, start_s=start, leave_s=now, kg=kg))
        here, metres = point.id, metres + way_m
    way_s, way_m = problem.travel.between(here, problem.platform)
    trip = Trip(load_s=load_s, leave_s=load_s + loading, drops=tuple(drops), back_s=now + way_s)
    return trip, metres + way_m


def _together(problem: WeekProblem, k: int, stop: int, ride: I64) -> dict[str, int]:
    """Return what a trip brings to a stop: its deliveries together."""
    p = problem.arrays
    found: dict[str, int] = {}
    for item in range(int(p.first_item[stop]), int(p.first_item[stop + 1])):
        if ride[item] == k:
            for family, kg in problem.jobs[item].kg.items():
                found[family] = found.get(family, 0) + kg
    return found
