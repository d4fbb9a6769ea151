"""What is on board is worth as much as the best of all that fits."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from solver.week_search.arrays import BOXES, GRAMS, I64, PALLETS, Arrays
from solver.week_search.boarding import COARSE, FINE, Boarding
from solver.week_search.catalogue import Catalogue, catalogue_of
from tests.solver.week_search.tiny_weeks import tiny_week


def _best(p: Arrays, c: Catalogue, load: int, worth: I64, extra: I64) -> int:
    net = worth - extra[c.days[load]] * p.items[:, BOXES]
    kg, room = c.limits[load]
    found = 0
    for many in range(len(c.boards[load]) + 1):
        for chosen in combinations(c.boards[load], many):
            on = list(chosen)
            if p.items[on, GRAMS].sum() <= kg and p.items[on, PALLETS].sum() <= room:
                found = max(found, int(net[on].sum()))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_no_load_holds_more_than_it_is_said_to(seed: int) -> None:
    p = tiny_week(seed)
    c = catalogue_of(p, 100_000, lambda: False)
    assert c is not None
    boarding = Boarding(p, c)
    draw = np.random.default_rng(seed)
    worth = draw.integers(0, 1000, len(p.items))
    extra = draw.integers(0, 3, max(c.days) + 1)
    coarse, fine = (boarding.worths(worth, extra, steps) for steps in (COARSE, FINE))
    best = [_best(p, c, load, worth, extra) for load in range(len(c.boards))]
    assert (best <= fine).all()
    assert (best <= coarse).all()
    aboard = boarding.best_on_board(worth, extra, np.arange(len(c.boards)))
    for load, board in aboard.items():
        on = list(board)
        net = worth[on] - extra[c.days[load]] * p.items[on, BOXES]
        assert set(board) <= set(c.boards[load])
        assert net.sum() == fine[load]
