"""Moves made and taken back: what is counted on the way is what a fresh count finds."""

from __future__ import annotations

import numpy as np
import pytest

from pools.streams import depots
from solver.deliveries.problem import Reader
from solver.week_search.arrays import Arrays, State
from solver.week_search.moves import add, begin, make, take_back
from solver.week_search.pace import NONE
from solver.week_search.search import PRICES
from solver.week_search.state import empty, filled, memo_of, move_of
from tests.helpers.depot import depot
from tests.helpers.depot import roads as depot_roads
from tests.solver.deliveries.weeks import random_week, roads


def problem(seed: int) -> Arrays:
    scenario = depot() if seed == 0 else random_week(seed)
    travel = depot_roads(scenario) if seed == 0 else roads(scenario)
    return Reader(scenario, travel, depots(scenario)[0], frozenset()).arrays()


def alike(one: State, other: State) -> None:
    for name in ("trip", "many", "trips", "boxes", "visits", "key", "out", "excess"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    np.testing.assert_allclose(one.tour_eur, other.tour_eur, atol=1e-9)
    np.testing.assert_allclose(one.eur, other.eur, atol=1e-6)


@pytest.mark.parametrize("seed", [0, 3, 5, 8])
def test_counts_stay_true_over_many_moves(seed: int) -> None:
    p = problem(seed)
    memo, move = memo_of(p), move_of(p)
    s = empty(p, memo)
    draw = np.random.default_rng(seed)
    made = 0
    for _ in range(3000):
        begin(move)
        many = int(draw.integers(1, 4))
        items = draw.choice(len(p.items), size=min(many, len(p.items)), replace=False)
        if not all(add(p, s, move, int(i), int(draw.integers(-1, len(p.errand)))) for i in items):
            continue
        before = float(s.eur[0])
        change = make(p, s, memo, move, PRICES)
        if change < NONE and draw.random() < 0.5:
            take_back(p, s, memo, move, before)
        else:
            made += change < NONE
    assert made > 50
    alike(s, filled(p, memo, s.trip))
