"""The days of a week, each of whole tours, add up to no more than the best plan costs."""

from __future__ import annotations

import pytest

from solver.settings import Budget
from solver.week_search.arrays import ASSOCIATIONS, MAX_VISITS, MIN_VISITS
from solver.week_search.boarding import Boarding
from solver.week_search.branching import by_day
from solver.week_search.catalogue import catalogue_of
from solver.week_search.relaxation import Relaxation
from tests.helpers.long import quick
from tests.solver.week_search.tiny_weeks import least_eur, tiny_week, unservable_eur


@pytest.mark.parametrize("seed", quick((3, 5, 6, 9, 13, 18, 22, 27), 3))
def test_days_of_whole_tours_cost_no_more_together_than_the_best_plan(seed: int) -> None:
    p = tiny_week(seed)
    best = least_eur(p) - unservable_eur(p).sum()
    tours = catalogue_of(p, 100_000, lambda: False)
    assert tours is not None
    relaxation = Relaxation(p, Boarding(p, tours), tours)
    relaxation.solve(lambda: False, 60)
    assert relaxation.best <= best + 0.001
    steps, few = by_day(p, relaxation, Budget(None, 1), 1)
    assert steps == 1
    assert by_day(p, relaxation, Budget(None, 40), 40)[1] >= few - 1e-6
    assert few <= best + 0.001
    assert by_day(p, relaxation, Budget(None, 40), 40)[1] <= best + 0.001


@pytest.mark.parametrize("most", [1, 2, 3])
@pytest.mark.parametrize("seed", [3, 9, 18])
def test_days_that_just_began_prove_what_the_week_did(seed: int, most: int) -> None:
    p = tiny_week(seed)
    p.stops[:, MIN_VISITS] = 0
    p.stops[: p.facts[ASSOCIATIONS], MAX_VISITS] = most
    tours = catalogue_of(p, 100_000, lambda: False)
    assert tours is not None
    relaxation = Relaxation(p, Boarding(p, tours), tours)
    relaxation.solve(lambda: False, 60)
    assert by_day(p, relaxation, Budget(None, 0), 0)[1] >= relaxation.best - 0.02


def test_the_same_steps_prove_the_same() -> None:
    p = tiny_week(18)
    found = []
    for _ in range(2):
        tours = catalogue_of(p, 100_000, lambda: False)
        assert tours is not None
        relaxation = Relaxation(p, Boarding(p, tours), tours)
        relaxation.solve(lambda: False, 60)
        found.append((relaxation.best, by_day(p, relaxation, Budget(None, 40), 40)))
    assert found[0] == found[1]
