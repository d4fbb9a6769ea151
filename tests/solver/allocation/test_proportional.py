from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.allocation.proportional import Proportional
from tests.solver.allocation.splits import free_split, levels

RULE = Proportional()
KG = st.floats(min_value=0.0, max_value=500.0)
NEED = st.floats(min_value=1.0, max_value=500.0)


def test_short_food_follows_need() -> None:
    split = free_split([60.0], [[100.0], [20.0]])
    assert split.received(RULE(split))[:, 0] == pytest.approx([50.0, 10.0], abs=0.1)


def test_nobody_gets_more_than_needed_and_plenty_is_left() -> None:
    split = free_split([500.0], [[100.0], [20.0]])
    assert split.received(RULE(split))[:, 0] == pytest.approx([100.0, 20.0], abs=0.01)


def test_what_one_cannot_store_goes_to_the_others() -> None:
    split = free_split([60.0], [[100.0], [100.0]], storage_kg=[10.0, 1000.0])
    assert split.received(RULE(split))[:, 0] == pytest.approx([10.0, 50.0], abs=0.1)


def test_no_way_no_share() -> None:
    split = free_split([60.0], [[100.0], [100.0]], closed=frozenset({(0, 0)}))
    assert split.received(RULE(split))[:, 0] == pytest.approx([0.0, 60.0], abs=0.1)


def test_a_floor_is_held_against_proportion() -> None:
    split = free_split([60.0], [[100.0], [20.0]], floors=[0.0, 18.0])
    assert split.received(RULE(split))[:, 0] == pytest.approx([42.0, 18.0], abs=0.1)


def test_floors_that_cannot_all_hold_lose_the_same_share() -> None:
    split = free_split([30.0], [[100.0], [100.0]], floors=[20.0, 40.0])
    assert split.received(RULE(split))[:, 0] == pytest.approx([10.0, 20.0], abs=0.01)


def test_no_arcs_no_food() -> None:
    split = free_split([60.0], [[100.0]], closed=frozenset({(0, 0)}))
    assert RULE(split).shape == (0,)


@given(
    supply=st.lists(KG, min_size=2, max_size=3),
    data=st.data(),
    count=st.integers(min_value=1, max_value=5),
)
def test_nothing_is_over_allocated_and_nothing_usable_is_withheld(
    supply: list[float], data: st.DataObject, count: int
) -> None:
    need = data.draw(
        st.lists(
            st.lists(NEED, min_size=len(supply), max_size=len(supply)),
            min_size=count,
            max_size=count,
        )
    )
    split = free_split(supply, need)
    kg = RULE(split)
    received = split.received(kg)
    assert (kg >= 0).all()
    assert (split.rows @ kg <= split.limits + 1e-4).all()
    assert (received <= split.need_kg + 1e-4).all()
    usable = np.minimum(np.array(supply), split.need_kg.sum(axis=0)).sum()
    assert received.sum() == pytest.approx(usable, rel=1e-4, abs=1e-3)


@given(st.lists(NEED, min_size=2, max_size=5), st.floats(min_value=1.0, max_value=800.0))
def test_without_limits_everyone_reaches_the_same_share_of_need(
    need: list[float], supply: float
) -> None:
    split = free_split([supply], [[kg] for kg in need])
    reached = levels(split, RULE(split))
    assert reached.max() - reached.min() <= 0.11 * reached.max() + 1e-4
    assert reached == pytest.approx(np.full(len(need), min(1.0, supply / sum(need))), abs=1e-3)
