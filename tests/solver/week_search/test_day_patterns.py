"""Stops visited on the days of one of their patterns."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from benchmarks.classics.periodic import Periodic, judged_week
from benchmarks.classics.periodic_week import tours_of, week_of
from solver.settings import Budget
from solver.week_search.arrays import I64, OVER_VISITS
from solver.week_search.day_patterns import days_as_number, off_pattern
from solver.week_search.search import Searcher
from solver.week_search.state import filled, memo_of

TWICE = frozenset({frozenset({0, 2}), frozenset({1, 2})})
ONCE = frozenset({frozenset({0}), frozenset({1}), frozenset({2})})


def week(seed: int, capacity: int = 3) -> Periodic:
    """Return three days of two vehicles and five customers, two of them visited twice."""
    draw = np.random.default_rng(seed)
    at = draw.integers(0, 50, size=(6, 2))
    lengths = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)).round(3)
    patterns = (frozenset({frozenset[int]()}), TWICE, TWICE, ONCE, ONCE, ONCE)
    demand, service = (0, 2, 1, 1, 2, 1), (0.0,) * 6
    return Periodic("t", 3, 2, capacity, None, lengths, demand, service, patterns, 0.0)


@pytest.mark.parametrize(
    ("days", "on_day", "missed"),
    [
        ([{0, 2}, {1, 3}], [1, 0, 1, 0], 0),
        ([{0, 2}, {1, 3}], [0, 0, 1, 0], 1),
        ([{0, 2}, {1, 3}], [1, 1, 0, 0], 2),
        ([{0, 2}], [2, 0, 1, 0], 1),
        ([{0, 2}], [0, 0, 0, 0], 0),
        ([], [3, 0, 0, 0], 0),
    ],
)
def test_days_missed(days: list[set[int]], on_day: list[int], missed: int) -> None:
    numbers = [days_as_number(frozenset(one)) for one in days]
    row: I64 = np.array([*numbers, 0, 0], dtype=np.int64)
    assert off_pattern(row, np.array(on_day, dtype=np.int32)) == missed


@pytest.mark.parametrize("seed", [1, 2])
def test_the_search_finds_the_cheapest_days_of_a_tiny_week(seed: int) -> None:
    one = week(seed)
    p = week_of(one)
    found = Searcher(p, Budget(None, 1), seed=seed).run()
    tours = tours_of(p, found.trips)
    verdict = judged_week(one, tours)
    assert not verdict.faults
    assert verdict.cost == pytest.approx(found.eur, abs=1e-6)
    assert verdict.cost <= cheapest_week(one) + 1e-6


def cheapest_week(one: Periodic) -> float:
    """Return the cheapest week of all choices of days, each day served in the cheapest way."""
    day_eur: dict[frozenset[int], float] = {}
    least = np.inf
    for days in product(*(sorted(mine, key=sorted) for mine in one.patterns[1:])):
        total = 0.0
        for day in range(one.days):
            there = frozenset(n + 1 for n, mine in enumerate(days) if day in mine)
            if there not in day_eur:
                day_eur[there] = _day(one, there)
            total += day_eur[there]
        least = min(least, total)
    return least


def _day(one: Periodic, customers: frozenset[int]) -> float:
    least = np.inf
    for sides in product((0, 1), repeat=len(customers)):
        parts = [
            [n for n, side in zip(sorted(customers), sides, strict=True) if side == want]
            for want in (0, 1)
        ]
        if all(sum(one.demand[n] for n in part) <= one.capacity for part in parts):
            least = min(least, sum(_tour(one, part) for part in parts))
    return least


def _tour(one: Periodic, part: list[int]) -> float:
    if not part:
        return 0.0
    if len(part) == 1:
        return float(2 * one.lengths[0, part[0]])
    assert len(part) <= 3
    ends = [(a, b) for a in part for b in part if a != b]
    ways = []
    for a, b in ends:
        middle = [n for n in part if n not in (a, b)]
        way = [0, a, *middle, b, 0]
        ways.append(sum(float(one.lengths[x, y]) for x, y in pairwise(way)))
    return min(ways)


def test_a_visit_on_a_wrong_day_is_counted() -> None:
    one = week(1, capacity=9)
    p = week_of(one)
    trip_of_day = np.arange(one.days)  # of the first vehicle
    right = np.array([0, 2, 0, 2, 0, 1, 2])
    assert filled(p, memo_of(p), trip_of_day[right]).excess[OVER_VISITS] == 0
    wrong = np.array([0, 1, 0, 2, 0, 1, 2])
    assert filled(p, memo_of(p), trip_of_day[wrong]).excess[OVER_VISITS] == 2
