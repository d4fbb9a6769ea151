"""The bound never exceeds the best plan, and comes near it."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from solver.week_search.arrays import PER_M, PER_S, UNITS
from solver.week_search.bound import LISTED, RADIAL, lower_bound
from solver.week_search.radial_bound import radial_bound
from tests.helpers.long import quick
from tests.solver.week_search.tiny_weeks import least_eur, tiny_week, unservable_eur

SEEDS = quick(range(16), 5)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_costs_less(seed: int) -> None:
    p = tiny_week(seed)
    best = least_eur(p) - unservable_eur(p).sum()
    bound = lower_bound(p, None, 20)
    assert bound.method == LISTED
    assert 0 < bound.value_eur <= best + 0.001
    assert 0 <= radial_bound(p) <= best + 0.001
    assert bound.value_eur >= radial_bound(p) - 0.02


def test_the_bound_is_near_the_best_plan_where_all_is_served() -> None:
    shares = []
    for seed in (3, 4, 5, 6, 7, 9, 11):
        p = tiny_week(seed)
        best = least_eur(p)
        assert best < p.loss.min()
        shares.append(lower_bound(p, None, 20).value_eur / best)
    assert np.mean(shares) > 0.8


def test_more_rounds_prove_no_less_and_the_same_twice() -> None:
    p = tiny_week(3)
    few, more, again = (lower_bound(p, None, rounds) for rounds in (1, 8, 8))
    assert few.value_eur <= more.value_eur
    assert more == again


def test_too_many_tours_leave_the_plain_bound_and_say_so() -> None:
    p = tiny_week(3)
    bound = lower_bound(p, None, 20, most_tours=3)
    assert bound.method == RADIAL
    assert bound.rounds == 0
    assert 0 < bound.value_eur <= least_eur(p)


def test_a_stopped_run_returns_a_bound_at_once() -> None:
    stop = threading.Event()
    stop.set()
    bound = lower_bound(tiny_week(3), None, 20, stop)
    assert bound.method == RADIAL
    assert bound.value_eur > 0


class Later:
    """A brake that is pulled after it was looked at so many times."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def is_set(self) -> bool:
        self.looks -= 1
        return self.looks < 0


@pytest.mark.parametrize("seed", [3, 9, 18])
def test_whenever_it_is_stopped_a_bound_is_returned(seed: int) -> None:
    p = tiny_week(seed)
    best = least_eur(p) - unservable_eur(p).sum()
    for looks in (*range(12), 16, 24, 36, 60):  # before, between and amid the days
        bound = lower_bound(p, None, 40, stop=Later(looks))
        assert 0 < bound.value_eur <= best + 0.001


def test_what_nobody_can_bring_is_left_out() -> None:
    p = tiny_week(3)
    unit = int(p.facts[UNITS]) - 1
    allowed = p.allowed.copy()
    allowed[unit] = False
    p = p._replace(allowed=allowed)
    assert lower_bound(p, None, 20).value_eur <= least_eur(p) - p.loss[unit] + 0.001


def test_free_driving_costs_what_the_vehicles_cost() -> None:
    p = tiny_week(3)
    prices = p.prices.copy()
    prices[:, [PER_M, PER_S]] = 0.0
    p = p._replace(prices=prices)
    assert 0 < lower_bound(p, None, 20).value_eur <= least_eur(p)


def test_something_must_limit_the_work() -> None:
    with pytest.raises(ValueError, match="limit"):
        lower_bound(tiny_week(3), None)


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_a_week_that_only_collects_has_a_bound(seed: int) -> None:
    p = tiny_week(seed)
    units = int(p.facts[UNITS])
    allowed = p.allowed.copy()
    allowed[:units] = False
    p = p._replace(allowed=allowed, errand=np.full_like(p.errand, -1))
    best = least_eur(p) - unservable_eur(p).sum()
    assert 0 <= lower_bound(p, None, 20).value_eur <= best + 0.001


def test_a_week_in_which_nothing_can_be_brought_costs_nothing() -> None:
    p = tiny_week(4)
    p = p._replace(allowed=np.zeros_like(p.allowed), errand=np.full_like(p.errand, -1))
    assert lower_bound(p, None, 20).value_eur == 0
