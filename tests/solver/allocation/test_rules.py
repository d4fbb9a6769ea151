from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from models.policy import SplitRule
from solver.allocation.base import Split
from solver.allocation.floors import floor_rows
from solver.allocation.rules import NAMES, rule
from tests.solver.allocation.splits import feasible, free_split, levels, splits


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=12)
@given(splits(rare=True, floors=True))
def test_no_rule_gives_more_than_there_is(name: SplitRule, split: Split) -> None:
    kg = rule(name)(split)
    assert feasible(split, kg)
    assert len(kg) == len(split.association)


@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=12)
@given(splits(floors=True))
def test_every_rule_holds_the_floors_as_far_as_they_can_be(name: SplitRule, split: Split) -> None:
    if len(split.association):
        rows, limits = floor_rows(split)
        assert (rows @ rule(name)(split) <= limits + 1e-3).all()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_to_split(name: SplitRule) -> None:
    empty = free_split([10.0], [[0.0]], closed=frozenset({(0, 0)}))
    assert len(rule(name)(empty)) == 0


@pytest.mark.parametrize("name", NAMES)
def test_plenty_covers_every_need(name: SplitRule) -> None:
    split = free_split([500.0], [[100.0], [20.0]])
    assert split.received(rule(name)(split))[:, 0] == pytest.approx([100.0, 20.0], abs=0.05)


@pytest.mark.parametrize("name", NAMES)
def test_no_way_no_share(name: SplitRule) -> None:
    split = free_split([60.0], [[100.0], [20.0]], closed=frozenset({(0, 0)}))
    assert split.received(rule(name)(split))[:, 0] == pytest.approx([0.0, 20.0], abs=0.01)


@pytest.mark.parametrize("name", NAMES)
def test_what_one_cannot_store_goes_to_the_others(name: SplitRule) -> None:
    split = free_split([60.0], [[100.0], [100.0]], storage_kg=[10.0, 1000.0])
    got = split.received(rule(name)(split))[:, 0]
    assert got == pytest.approx([10.0, 50.0], abs=0.05)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("leximin", [50.0, 10.0]),
        ("proportional", [50.0, 10.0]),
        ("equal_awards", [40.0, 20.0]),
        ("equal_losses", [60.0, 0.0]),  # it erases the small
        ("talmud", [50.0, 10.0]),
        ("nash", [50.0, 10.0]),
        ("alpha_fair", [50.0, 10.0]),
        ("total_by_gini", [50.0, 10.0]),
    ],
)
def test_each_rule_by_hand(name: SplitRule, expected: list[float]) -> None:
    split = free_split([60.0], [[100.0], [20.0]])
    assert split.received(rule(name)(split))[:, 0] == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("name", NAMES)
def test_rare_families_come_first(name: SplitRule) -> None:
    """One small store: what is rare fills it before the rest."""
    split = free_split([10.0, 100.0], [[10.0, 10.0]], storage_kg=[12.0], rare=[True, False])
    assert split.received(rule(name)(split))[0] == pytest.approx([10.0, 2.0], abs=0.01)


@pytest.mark.parametrize("name", ["leximin", "nash", "proportional"])
def test_families_are_spread_among_equals(name: SplitRule) -> None:
    split = free_split([50.0, 50.0], [[100.0, 100.0], [100.0, 100.0]])
    assert split.received(rule(name)(split)) == pytest.approx(np.full((2, 2), 25.0), abs=1.0)


@settings(deadline=None, max_examples=20)
@given(splits())
def test_total_by_gini_is_never_beaten_at_its_own_measure(split: Split) -> None:
    if not len(split.association):
        return

    def measure(kg: np.ndarray) -> float:
        scope = split.scopes()[-1]
        who = (scope.entitled > 0) & (np.diff(scope.gains.indptr) > 0)
        weight, level = (
            scope.entitled[who] / max(1e-9, scope.entitled.sum()),
            levels(split, kg)[who],
        )
        apart = np.abs(level[:, None] - level[None, :])
        return float(weight @ level - (weight @ apart @ weight) / 2)

    best = measure(rule("total_by_gini")(split))
    for name in ("leximin", "nash", "proportional"):
        assert measure(rule(name)(split)) <= best + 1e-4


def test_a_floor_out_of_reach_takes_nothing_from_the_others() -> None:
    split = free_split(
        [12.0], [[100.0], [100.0], [100.0]], floors=[9.0, 3.0, 5.0], storage_kg=[1e4, 1e4, 0.0]
    )
    assert split.received(rule("leximin")(split))[:, 0] == pytest.approx([9.0, 3.0, 0.0], abs=1e-3)


def test_an_impossible_floor_is_shared_out() -> None:
    split = replace(free_split([10.0], [[100.0], [100.0]]), floors=np.array([15.0, 5.0]))
    assert split.received(rule("leximin")(split))[:, 0] == pytest.approx([7.5, 2.5], abs=1e-3)
