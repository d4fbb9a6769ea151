"""Having the hot loops compiled before any clock runs."""

from __future__ import annotations

import numpy as np

from solver.settings import Budget
from solver.week_search.arrays import FAR, Arrays
from solver.week_search.bound import lower_bound
from solver.week_search.search import Searcher
from solver.week_search.state import filled, memo_of


def prepare() -> None:
    """Compile search and bound, or load them as compiled before: half a minute the first time."""
    p = _one_unit()
    found = Searcher(p, Budget(None, 1), seed=1).run()
    filled(p, memo_of(p), found.trips)
    lower_bound(p, None, 2)


def _one_unit() -> Arrays:
    """Return the smallest week: one unit, one vehicle, one day."""
    return Arrays(
        facts=np.array([1, 1, 1, 1, 0, FAR, 0, 0, 0, FAR, 0, FAR, 0], dtype=np.int64),
        travel=np.zeros((3, 2, 2), dtype=np.int64),
        stops=np.array([[1, 0, FAR, 0, FAR, 0, FAR, 0]], dtype=np.int64),
        windows=np.array([[[0]], [[FAR]], [[FAR]], [[0]]], dtype=np.int64),
        items=np.array([[0, 1, 0, 0, 0]], dtype=np.int64),
        loss=np.ones(1),
        first_item=np.array([0, 1], dtype=np.int64),
        allowed=np.ones((1, 1), dtype=np.bool_),
        choices=np.zeros(1, dtype=np.int32),
        choice=np.array([0, 1], dtype=np.int64),
        near=np.zeros((1, 1), dtype=np.int64),
        vehicles=np.array([[0, 1, FAR, FAR, FAR, FAR, 1]], dtype=np.int64),
        prices=np.zeros((1, 4)),
        slots=np.array([[0, FAR, 0]], dtype=np.int64),
        tours=np.array([[FAR, FAR, 0]], dtype=np.int64),
        errand=np.full(1, -1, dtype=np.int64),
    )
