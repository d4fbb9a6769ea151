"""A purchase that is not found in time is sought longer, and is no impossible one."""

from __future__ import annotations

import pytest

from benchmarks.made_purchases import one_article
from solver.buying import patience
from solver.buying.patience import PATIENCE, found_in_time
from solver.buying.problem import NO_WISHES
from solver.buying.program import Basket, Bought
from solver.programs.limits import CHECKS, Limits
from solver.programs.solved import NoSolutionError, NotInTimeError, SolveLimits
from tests.helpers.purchases import deal

PROBLEM = one_article([deal("s", [(0, 2.0)], "all_units")], [])
BASKET = Basket({"n": 1}, wishes=NO_WISHES)


def late_until(enough: int, asked: list[int | None]) -> type:
    class Late:
        def __init__(self, *_: object) -> None: ...

        def solve(self, limits: SolveLimits, *_: object) -> Bought:
            asked.append(limits.checks)
            if (limits.checks or 0) < enough:
                raise NotInTimeError("late")
            return Bought({}, {}, frozenset(), (), 1.0, 1.0, ())

    return Late


@pytest.mark.parametrize("times", PATIENCE)
def test_what_is_late_is_sought_longer(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int | None] = []
    monkeypatch.setattr(patience, "Purchase", late_until(times * CHECKS, asked))
    assert found_in_time(PROBLEM, BASKET, Limits(iterations=1), 0.1).cost == 1.0
    assert asked == [one * CHECKS for one in PATIENCE if one <= times]


def test_it_ends_and_says_that_it_was_late(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int | None] = []
    monkeypatch.setattr(patience, "Purchase", late_until(10**9, asked))
    with pytest.raises(NotInTimeError):
        found_in_time(PROBLEM, BASKET, Limits(iterations=1), 0.1)
    assert len(asked) == len(PATIENCE)
    assert issubclass(NotInTimeError, NoSolutionError)
