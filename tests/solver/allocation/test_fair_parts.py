from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.allocation.base import Floats
from solver.allocation.fair_parts import fair_parts


def parts(
    kg: list[float],
    need: list[list[float]],
    floors: list[float] | None = None,
    *,
    family: list[int] | None = None,
    rights: list[list[bool]] | None = None,
) -> Floats:
    table = np.array(need)
    return fair_parts(
        np.array(family or range(len(kg))),
        np.array(kg),
        np.ones((len(kg), len(need)), dtype=np.bool_) if rights is None else np.array(rights),
        table,
        np.ones(table.shape[1]),
        np.zeros(len(need)) if floors is None else np.array(floors),
    )


def test_parts_are_by_need() -> None:
    found = parts([40.0, 40.0], [[30.0, 0.0], [10.0, 20.0]])
    assert found == pytest.approx(np.array([[0.75, 0.25], [0.0, 1.0]]))
    assert parts([10.0], [[0.0], [0.0]]).tolist() == [[0.0, 0.0]]


def test_only_those_with_a_right_have_a_part() -> None:
    found = parts(
        [40.0, 40.0], [[100.0], [100.0]], family=[0, 0], rights=[[True, True], [True, False]]
    )
    assert found == pytest.approx(np.array([[0.5, 0.5], [1.0, 0.0]]))


@pytest.mark.parametrize(
    ("floors", "part"),
    [
        ([5.0, 5.0], 0.5),
        ([7.0, 0.0], 0.7),
        ([10.0, 0.0], 1.0),
        ([10.0, 10.0], 0.5),
        ([30.0, 10.0], 0.75),
        ([0.0, 4.0], 0.5),
    ],
)
def test_a_floor_raises_a_part_as_far_as_the_lots_allow(floors: list[float], part: float) -> None:
    assert parts([10.0], [[120.0], [120.0]], floors)[0, 0] == pytest.approx(part, abs=1e-6)


def test_a_floor_is_reached_over_all_families_and_never_beyond_a_need() -> None:
    need = [[100.0, 50.0], [100.0, 100.0]]
    found = parts([40.0, 40.0], need, [50.0, 0.0])
    assert 40.0 * found[:, 0].sum() == pytest.approx(50.0, abs=1e-4)
    capped = parts([100.0], [[20.0], [80.0]], [60.0, 0.0])
    assert capped[0].tolist() == pytest.approx([0.2, 0.8])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000))
def test_parts_sum_to_one_and_follow_names(seed: int) -> None:
    chance = np.random.default_rng(seed)
    count, lots, families = (int(chance.integers(1, high)) for high in (6, 7, 4))
    need = chance.uniform(0, 50, (count, families)) * (chance.random((count, families)) < 0.8)
    kg, family = chance.uniform(1, 90, lots), chance.integers(0, families, lots)
    rights = chance.random((lots, count)) < 0.8
    floors = chance.uniform(0, 60, count) * (chance.random(count) < 0.5)
    found = fair_parts(family, kg, rights, need, np.ones(families), floors)
    someone = (need.T[family] * rights).sum(axis=1) > 0
    assert found.sum(axis=1) == pytest.approx(someone.astype(float))
    assert (found >= 0).all()
    assert (found[~rights] == 0).all()
    order = chance.permutation(count)
    again = fair_parts(family, kg, rights[:, order], need[order], np.ones(families), floors[order])
    assert again == pytest.approx(found[:, order], abs=1e-6)
