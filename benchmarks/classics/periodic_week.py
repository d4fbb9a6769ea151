"""A periodic instance as a week for our own search, and its answer as tours."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from benchmarks.classics.periodic import Periodic, Tour, judged_week
from solver.parallel import workers
from solver.routing.engines import engine
from solver.routing.problem import Depot, RoutingProblem, VehicleType, Visit
from solver.settings import Budget
from solver.week_search.arrays import FAR, I64, Arrays, State
from solver.week_search.day_patterns import days_as_number
from solver.week_search.encoding import nearest, rows_of
from solver.week_search.search import WARM, Searcher, search
from solver.week_search.state import filled, memo_of
from solver.week_search.tour_order import MOST_STOPS, cheapest, gather

FINE = 1000
"""Units of length of the search in one of the file."""
GRAMS_PER_EUR = 5000
"""What the search prices at one euro too much, to begin with."""

TURNS = 2
"""Times that the week's search goes on from the days as they are routed."""


def week_of(one: Periodic) -> Arrays:
    """Return a periodic instance as the week's arrays: a visit is an item, a day is a slot.

    Lengths are rounded to a thousandth; the file's unit of length costs one euro. Loads are in
    units that make one visit too many dear as a way from the depot, as the search begins.
    """
    stops = len(one.demand) - 1
    often = [max(len(days) for days in mine) for mine in one.patterns[1:]]
    owners = np.repeat(np.arange(stops), often)
    demand = np.array([one.demand[a + 1] for a in owners])
    heavy = round(GRAMS_PER_EUR * one.lengths[0, 1:].mean() / demand.mean())
    metres = np.rint(one.lengths * FINE).astype(np.int64)
    trips = one.vans * one.days
    day_of_trip = np.arange(trips) % one.days
    reach = [frozenset[int]().union(*mine) for mine in one.patterns[1:]]
    allowed = np.array([[int(day) in reach[a] for day in day_of_trip] for a in owners], np.bool_)
    choice, choices = rows_of(allowed)
    table = np.zeros((stops, 8), dtype=np.int64)
    table[:, 0] = np.arange(1, stops + 1)
    table[:, 1] = np.rint(np.array(one.service[1:]) * FINE)
    table[:, [2, 4, 6]] = FAR
    items = np.zeros((len(owners), 5), dtype=np.int64)
    items[:, 0] = owners
    items[:, 1] = demand * heavy
    longest = FAR if one.longest is None else int(one.longest * FINE)
    most = max(len(mine) for mine in one.patterns)
    patterns = np.zeros((stops, most), dtype=np.int64)
    for stop, mine in enumerate(one.patterns[1:]):
        patterns[stop, : len(mine)] = sorted(days_as_number(days) for days in mine)
    return Arrays(
        facts=np.array([1, stops, len(owners), one.days, 0, FAR, 0, 0, 0, FAR, 0, FAR, 0]),
        travel=np.array([metres, metres, metres]),
        stops=table,
        windows=np.zeros((4, one.days, stops), dtype=np.int64),
        items=items,
        loss=np.full(len(owners), 10.0 * metres.max() / FINE),
        first_item=np.searchsorted(owners, np.arange(stops + 1)).astype(np.int64),
        allowed=allowed,
        choices=choices,
        choice=choice,
        near=nearest(metres, table[:, 0], range(stops)),
        vehicles=np.array(
            [[0, one.capacity * heavy, FAR, MOST_STOPS, FAR, MOST_STOPS, 0]] * one.vans
        ),
        prices=np.array([[1.0 / FINE, 0.0, 0.0, 0.0]] * one.vans),
        slots=np.array([[0, FAR, day] for day in range(one.days)]),
        tours=np.array([[longest, FAR, 0]] * trips),
        errand=np.full(trips, -1, dtype=np.int64),
        patterns=patterns,
    )


class _Warm(Searcher):
    """A search that goes on from a good plan: a quick cooling, then one that fills its time."""

    def _clock(self, s: State) -> None:
        many = 1
        while not self.budget.over:
            began_s = time.monotonic()
            for n in range(many):
                if not self.budget.over:
                    self._chunk(s, self._heat(WARM, n / many), self._heat(WARM, (n + 1) / many))
            chunk_s = (time.monotonic() - began_s) / many
            many = max(1, int(self.budget.left_s / chunk_s))


def planned(one: Periodic, budget: Budget, seed: int) -> list[Tour]:
    """Return the tours that our search finds: the days and the week, in turn.

    With the days of customers that are visited several times as they are, to begin with those that
    load days most evenly, the portfolio routes all days at once. From its plan the week's search
    goes on, which changes days and rounds together. Where nobody is visited twice, the portfolio
    does it all: every day is as good as another.
    """
    p = week_of(one)
    turns = TURNS if len(p.items) > len(p.stops) else 0
    trips = _even(one, p)
    best: list[Tour] = []
    for turn in range(turns + 1):
        pieces = 2 * (turns - turn) + 1
        part_s = budget.left_s / pieces
        best = _better(one, best, _routed(one, p, trips, part_s, budget, seed + turn))
        if pieces > 1:
            part = Budget(budget.left_s / (pieces - 1), None, budget.stop)
            trips = _week(one, p, part, seed + turn, best)
            best = _better(one, best, tours_of(p, trips))
    return best


def _even(one: Periodic, p: Arrays) -> I64:
    """Return a trip of the right day for each item: days are loaded evenly, the heaviest first."""
    load = np.zeros(one.days)
    trips = np.full(len(p.items), -1, dtype=np.int64)
    often = np.diff(p.first_item)
    for stop in np.argsort([-one.demand[a + 1] * often[a] for a in range(len(often))]).tolist():
        ways = sorted(sorted(days) for days in one.patterns[stop + 1])
        days = min(ways, key=lambda way: (max(load[way]), sum(load[way])))
        load[days] += one.demand[stop + 1]
        trips[p.first_item[stop] : p.first_item[stop + 1]] = days
    return trips


def _week(one: Periodic, p: Arrays, budget: Budget, seed: int, best: list[Tour]) -> I64:
    """Return the trip of each item, searched from the best plan; from nothing if there is none."""
    start = _trips_of(one, p, best)
    searchers = [_Warm(p, budget, seed, number, start) for number in range(workers())]
    try:
        with ThreadPoolExecutor(len(searchers)) as pool:
            found = list(pool.map(Searcher.run, searchers))
    except ValueError:  # a tour as long as it may be, that the search orders less well
        return search(p, budget, seed).trips
    return min(found, key=lambda mine: mine.eur).trips


def _trips_of(one: Periodic, p: Arrays, tours: list[Tour]) -> I64:
    """Return the trip of each item in a plan: tours of a day go to its vehicles in turn."""
    out = [0] * one.days
    trips = np.full(len(p.items), -1, dtype=np.int64)
    for tour in tours:
        for customer in tour.customers:
            begins = int(p.first_item[customer - 1])
            mine = trips[begins : p.first_item[customer]]
            mine[np.flatnonzero(mine < 0)[0]] = out[tour.day] * one.days + tour.day
        out[tour.day] += 1
    return trips


def _better(one: Periodic, known: list[Tour], new: list[Tour] | None) -> list[Tour]:
    return min((plan for plan in (known, new) if plan), key=lambda plan: _rank(one, plan))


def _rank(one: Periodic, tours: list[Tour]) -> tuple[bool, float]:
    verdict = judged_week(one, tours)
    return bool(verdict.faults), verdict.cost


def _routed(
    one: Periodic, p: Arrays, trips: I64, limit_s: float, budget: Budget, seed: int
) -> list[Tour] | None:
    """Return the tours of all days routed at once; none if that finds no plan.

    Who is visited once may change day; each visit of the others keeps its own.
    """
    owners = p.items[:, 0]
    often = np.bincount(owners, minlength=len(p.stops))
    day = trips % one.days
    metres = p.travel[2]
    visits = [
        Visit(int(a) + 1, delivery=(one.demand[a + 1],), service=int(p.stops[a, 1])) for a in owners
    ]
    fleet = [
        VehicleType(
            count=one.vans,
            capacity=(one.capacity,),
            start=0,
            end=0,
            max_duration=int(p.tours[0, 0]),
            allowed=frozenset(
                int(item)
                for item in range(len(owners))
                if (p.allowed[item, d] if often[owners[item]] == 1 else day[item] == d)
            ),
        )
        for d in range(one.days)
    ]
    if all(vehicle.allowed == fleet[0].allowed for vehicle in fleet):
        fleet = [replace(fleet[0], count=one.vans * one.days, allowed=None)]
    problem = RoutingProblem(metres, metres, (Depot(0),), tuple(visits), tuple(fleet))
    made = engine("portfolio").solve(
        problem, time_limit_s=limit_s, iterations=None, seed=seed, stop=budget.stop.is_set
    )
    if not made.feasible:
        return None
    return [
        Tour(
            n % one.days if len(fleet) == 1 else route.vehicle,
            tuple(int(owners[step.index]) + 1 for step in route.steps),
        )
        for n, route in enumerate(made.routes)
    ]


def tours_of(p: Arrays, trips: I64) -> list[Tour]:
    """Return the tours of a choice of the search, each in its cheapest order."""
    state = filled(p, memo_of(p), trips)
    lay = np.empty((3, MOST_STOPS), np.int64)
    order = np.empty(MOST_STOPS, np.int64)
    found = []
    for tour in np.flatnonzero(state.key != 0).tolist():
        many = gather(p, state, tour, lay)
        cheapest(p, tour, many, lay, order)
        stops = tuple(int(stop) + 1 for stop in order[:many])
        found.append(Tour(tour % len(p.slots), stops))
    return found
