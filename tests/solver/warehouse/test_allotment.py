from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.warehouse_study import Allotment
from solver.warehouse.allotment import allot
from solver.warehouse.minima_conflict import MinimaError, Minimum
from solver.warehouse.place_claims import Claims, claims
from solver.warehouse.stock_facts import facts
from tests.helpers.warehouses import drawn, stored


def asks(
    asked: list[list[list[int]]],
    places: list[list[int]],
    *,
    m2: tuple[float, ...] = (1.0, 2.0, 3.0),
    weight: tuple[float, ...] | None = None,
    minima: tuple[Minimum, ...] = (),
) -> Claims:
    """Claims of networks (N, K, T) on places (K, T); missing temperatures ask for nothing."""
    weeks = len(places[0])
    table = np.zeros((len(asked), 3, weeks), dtype=np.int64)
    for n, rows in enumerate(asked):
        table[n, : len(rows)] = rows
    usable = np.zeros((3, weeks), dtype=np.int64)
    usable[: len(places)] = places
    return Claims(
        networks=tuple(f"n{n}" for n in range(len(asked))),
        asked=table,
        places=usable,
        place_m2=np.array(m2),
        weight=np.array(weight or (1.0,) * len(asked)),
        minima=minima,
    )


def given_to(found: Allotment, network: str, temperature: str = "ambient") -> tuple[int, ...]:
    return next(
        (
            one.given
            for one in found.shares
            if one.network == network and one.temperature == temperature
        ),
        (),
    )


def leximin(one: Claims) -> Allotment:
    return allot(one, "leximin", np.zeros(len(one.networks)))


def test_shortage_is_shared_in_proportion_to_what_is_asked() -> None:
    found = leximin(asks([[[60]], [[30]], [[10]]], [[50]]))
    assert [given_to(found, n) for n in ("n0", "n1", "n2")] == [(30,), (15,), (5,)]
    assert [level.level for level in found.levels] == [0.5, 0.5, 0.5]
    assert {level.held_by for level in found.levels} == {"places"}
    assert [value.checked_m2_weeks for value in found.values] == [1.0, 1.0, 1.0]


def test_who_is_alone_in_the_cold_leaves_the_rest_to_others() -> None:
    # n0 has all the cold it asks for: its level cannot fall to n1's, which then has all it can.
    found = leximin(asks([[[0], [10]], [[40], [0]]], [[10], [10]]))
    assert given_to(found, "n0", "chilled") == (10,)
    assert given_to(found, "n1") == (10,)


def test_plain_maximin_would_stop_too_early() -> None:
    # n0 is held at a half by the cold rooms; n1 and n2 go on to their own levels.
    found = leximin(asks([[[0], [20]], [[10], [0]], [[10], [0]]], [[16], [10]]))
    assert [round(level.level, 3) for level in found.levels] == [0.5, 0.8, 0.8]


def test_minima_come_first_as_far_as_they_are_asked() -> None:
    minima = (Minimum(1, 0, 8.0),)
    found = leximin(asks([[[90, 90]], [[10, 4]]], [[20, 20]], minima=minima))
    assert given_to(found, "n1") == (8, 4)
    assert given_to(found, "n0") == (12, 16)
    assert found.levels[0].held_by == "minima"


def test_square_metres_may_be_guaranteed() -> None:
    minima = (Minimum(1, None, 9.0),)
    found = leximin(asks([[[90], [9]], [[9], [9]]], [[20], [9]], m2=(1, 1, 1), minima=minima))
    mine = sum(given_to(found, "n1", k)[0] for k in ("ambient", "chilled"))
    assert mine >= 9


def test_minima_that_cannot_hold_together_name_an_irreducible_set() -> None:
    minima = (
        Minimum(0, 0, 6.0),
        Minimum(0, 1, 1.0),
        Minimum(1, 0, 6.0),
        Minimum(2, 0, 1.0),
    )
    with pytest.raises(MinimaError) as raised:
        leximin(asks([[[9], [9]], [[9]], [[9]]], [[10], [9]], minima=minima))
    assert [(one.network, one.temperature) for one in raised.value.minima] == [(0, 0), (1, 0)]
    assert raised.value.week == 0


def test_weights_multiply_claims() -> None:
    found = leximin(asks([[[30]], [[30]]], [[30]], weight=(2.0, 1.0)))
    assert (given_to(found, "n0"), given_to(found, "n1")) == ((20,), (10,))


def test_shortage_is_spread_over_weeks() -> None:
    found = leximin(asks([[[10, 10, 10]], [[10, 10, 10]]], [[10, 10, 10]]))
    assert given_to(found, "n0") == (5, 5, 5)


def test_by_surface_guests_have_what_is_not_used() -> None:
    one = asks([[[4]], [[30]], [[30]]], [[20]])
    found = allot(one, "surface", np.array([0.5, 0.5, 0.0]))
    assert [given_to(found, n) for n in ("n0", "n1", "n2")] == [(4,), (10,), (6,)]
    assert found.values == ()


def levels_of(one: Claims, given: tuple[int, ...]) -> list[float]:
    asked = one.asked[:, 0, 0]
    return sorted(g / a for g, a in zip(given, asked, strict=True) if a)


@settings(max_examples=40, deadline=None)
@given(
    asked=st.lists(st.integers(1, 6), min_size=2, max_size=3),
    places=st.integers(0, 9),
)
def test_no_whole_allotment_is_more_than_a_place_better_for_the_worst_off(
    asked: list[int], places: int
) -> None:
    one = asks([[[n]] for n in asked], [[places]])
    found = leximin(one)
    mine = [next(iter(given_to(found, f"n{n}")), 0) for n in range(len(asked))]
    assert sum(mine) == min(places, sum(asked))
    ways = [way for way in itertools.product(*(range(n + 1) for n in asked)) if sum(way) <= places]
    best = max(min(levels_of(one, way)) for way in ways)
    assert min(levels_of(one, tuple(mine))) >= best - 1.0 / min(asked) - 1e-9


@pytest.mark.parametrize("seed", range(6))
def test_drawn_allotments_give_whole_places_within_what_there_is(seed: int) -> None:
    scenario = stored(drawn(seed))
    known = facts(scenario)
    asked = claims(scenario, known)
    found = leximin(asked)
    for k, temperature in enumerate(("ambient", "chilled", "frozen")):
        mine = [one.given for one in found.shares if one.temperature == temperature]
        for t in range(known.weeks):
            assert sum(one[t] for one in mine) <= known.places[k, t]
    assert all(0 <= level.level <= 1 + 1e-9 for level in found.levels)
    for value in found.values:
        assert value.m2_weeks >= value.checked_m2_weeks - 0.01
