"""Places for each, ranks, and how much of a ranking hangs on weights."""

from __future__ import annotations

import numpy as np
import pytest

from solver.territory.places import places_for_each
from solver.territory.score import kept_among_worst, order, ranks


def test_the_two_steps() -> None:
    near = np.array([[True, False], [True, True], [False, True]])
    found = places_for_each(np.array([100.0, 200.0, 50.0]), np.array([30.0, 10.0]), near)
    assert found == pytest.approx([0.10, 0.14, 0.04])


@pytest.mark.parametrize("seed", range(8))
def test_places_reached_are_places_given(seed: int) -> None:
    rng = np.random.default_rng(seed)
    demand = rng.integers(0, 200, 7).astype(float)
    supply = rng.integers(0, 90, 4).astype(float)
    near = rng.random((7, 4)) < 0.5
    found = places_for_each(demand, supply, near)
    given_away = supply[(demand @ near.astype(float)) > 0].sum()
    assert demand @ found == pytest.approx(given_away)


def test_equal_scores_go_by_people_then_by_order() -> None:
    scores = np.array([0.5, 0.7, 0.5, 0.5])
    assert order(scores, np.array([10.0, 1.0, 20.0, 10.0])).tolist() == [1, 2, 0, 3]


def test_an_area_worst_in_all_stays_whatever_the_weights() -> None:
    parts = np.column_stack([ranks(np.array([9.0, 1, 5])), ranks(np.array([9.0, 5, 1]))])
    kept = kept_among_worst(parts, np.array([1.0, 2, 3]), worst=1, draws=200, seed=1)
    assert kept.tolist() == [1.0, 0.0, 0.0]
    two = kept_among_worst(parts, np.array([1.0, 2, 3]), worst=2, draws=2000, seed=1)
    assert two[0] == 1.0
    assert two[1] == pytest.approx(0.5, abs=0.05)
    assert two[1] + two[2] == pytest.approx(1.0)


def test_one_seed_one_answer() -> None:
    parts = np.random.default_rng(4).random((20, 4))
    people = np.ones(20)
    once, again, other = (kept_among_worst(parts, people, 5, 100, seed) for seed in (1, 1, 2))
    assert once.tolist() == again.tolist() != other.tolist()
