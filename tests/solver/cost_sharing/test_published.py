"""Published games; where values are savings the cost game is their opposite."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.cost_sharing.base import Floats, Game, game
from solver.cost_sharing.core import is_in_core, least_core, objections
from solver.cost_sharing.equal_profit import equal_profit
from solver.cost_sharing.keys import alternative_cost_avoided, in_proportion, rounded
from solver.cost_sharing.nucleolus import nucleolus, per_capita
from solver.cost_sharing.shapley import sampled, shapley

TVA = game([163520, 140826, 250096, 301607, 378821, 367370, 412584], 3)
AIRPORT = game([1, 2, 3, 2, 3, 3, 3], 3)
MAJORITY = game([0, 0, 0, 1, 1, 1, 1], 3)


def bankruptcy(claims: list[float], estate: float) -> Game:
    """What a coalition is sure of once the others have their claims."""
    total = sum(claims)
    order = range(len(claims))
    values = [
        max(0.0, estate - (total - sum(claims[i] for i in one)))
        for size in range(1, len(claims) + 1)
        for one in itertools.combinations(order, size)
    ]
    return game(values, len(claims))


@pytest.mark.parametrize(
    ("values", "players", "expected"),
    [
        ([0, 0, 0, 10, 0, 0, 2], 3, [1, 1, 0]),
        ([-1, 0, 1, 3, 4, 2, 5], 3, [8 / 3, 2 / 3, 5 / 3]),
        ([2, 6, 5, 15, 1, 18, 14], 3, [2, 7, 5]),
        ([0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21], 4, [3.5, 4.5, 5.5, 7.5]),
        ([68, 102, 0, 170, 710, 762, 992], 3, [149, 192, 651]),
    ],
)
def test_nucleolus_of_value_games(values: list[float], players: int, expected: list[float]) -> None:
    found = -nucleolus(game(values, players).negated())
    assert found == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([0, 0, 0, 10, 0, 0, 2], [3, 3, -4]), ([2, 6, 5, 15, 1, 18, 14], [-1, 13, 2])],
)
def test_prenucleolus(values: list[float], expected: list[float]) -> None:
    found = -nucleolus(game(values, 3).negated(), rational=False)
    assert found == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("estate", "expected"),
    [(100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])],
)
def test_the_talmud_is_the_nucleolus_of_bankruptcy(estate: float, expected: list[float]) -> None:
    found = -nucleolus(bankruptcy([100, 200, 300], estate).negated())
    assert found == pytest.approx(expected, abs=1e-5)


def test_shapley() -> None:
    claims = [120.0, 60.0, 40.0, 30.0]  # each part of the estate is shared by those who claim it
    largest = [max((c for i, c in enumerate(claims) if m >> i & 1), default=0) for m in range(16)]
    ibn_ezra = Game(np.array(largest))
    assert shapley(ibn_ezra) == pytest.approx([80 + 5 / 6, 20 + 5 / 6, 10 + 5 / 6, 7.5])
    glove = game([0, 0, 0, 1, 1, 0, 1], 3)
    assert shapley(glove) == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert shapley(AIRPORT) == pytest.approx([1 / 3, 5 / 6, 11 / 6])
    assert shapley(TVA) == pytest.approx([117829, 100756.5, 193998.5])


def test_cost_games() -> None:
    assert nucleolus(AIRPORT) == pytest.approx([0.5, 0.75, 1.75], abs=1e-6)
    assert nucleolus(TVA) == pytest.approx([116234, 93540, 202810], abs=1)
    assert alternative_cost_avoided(TVA) == pytest.approx([117475.5, 99157.3, 195951.2], abs=0.1)
    young = game([15, 20, 55, 35, 61, 65, 78], 3)
    assert nucleolus(young) == pytest.approx([14, 18.5, 45.5], abs=1e-5)
    savings = young.alone() - per_capita(young)
    assert savings == pytest.approx([2 / 3, 7 / 6, 61 / 6], abs=1e-5)


def test_the_core_of_the_majority_game_is_empty() -> None:
    found = least_core(MAJORITY.negated()).slack
    assert found == pytest.approx(1 / 3, abs=1e-6)
    assert not is_in_core(MAJORITY.negated(), -np.full(3, 1 / 3))
    witness = objections(MAJORITY.negated(), np.array([-1.0, 0.0, 0.0]))[0]
    assert witness.coalition == 0b110
    assert witness.saving == pytest.approx(1.0)


def test_equal_profits_stay_in_the_core() -> None:
    found = equal_profit(TVA)
    assert is_in_core(TVA, found, 1e-2)
    assert found.sum() == pytest.approx(412584)


@st.composite
def games(draw: st.DrawFn) -> Game:
    """Draw the costs of a few players, closed under splitting."""
    players = draw(st.integers(2, 4))
    costs = [draw(st.integers(1, 60)) * 1.0 for _ in range((1 << players) - 1)]
    return Game(np.array([0.0, *costs])).closed()


RULES: list[Callable[[Game], Floats]] = [
    shapley,
    nucleolus,
    equal_profit,
    alternative_cost_avoided,
    lambda one: in_proportion(float(one.costs[one.all]), one.alone()),
]


@settings(deadline=None, max_examples=40)
@given(games(), st.randoms(use_true_random=False))
@pytest.mark.parametrize("rule", range(len(RULES)))
def test_shares_cover_the_cost_whatever_the_names(rule: int, one: Game, chance: object) -> None:
    shares = RULES[rule](one)
    assert shares.sum() == pytest.approx(one.costs[one.all], abs=1e-5)
    order = np.random.default_rng(one.players).permutation(one.players)
    masks = np.arange(len(one.costs))
    turned = np.zeros_like(masks)
    for new, old in enumerate(order):
        turned |= (masks >> new & 1) << old
    if rule != 2:  # equal profits may have several optima; the others are unique
        again = RULES[rule](Game(one.costs[turned]))
        assert again == pytest.approx(shares[order], abs=1e-4)


@settings(deadline=None, max_examples=60)
@given(games())
def test_the_nucleolus_is_in_the_core_when_there_is_one(one: Game) -> None:
    slack = least_core(one).slack
    if slack <= 0:
        assert is_in_core(one, nucleolus(one), 1e-4)
        assert is_in_core(one, equal_profit(one), 1e-4)
    assert (nucleolus(one) <= one.alone() + 1e-5).all()


def test_sampling_states_its_error() -> None:
    mean, error = sampled(lambda mask: float(TVA.costs[mask]), 3, orders=400, seed=1)
    assert (np.abs(mean - shapley(TVA)) <= 4 * error + 1e-6).all()


def test_twelve_players_exactly() -> None:
    sizes = np.array([bin(mask).count("1") for mask in range(1 << 12)], dtype=np.float64)
    one = Game(np.sqrt(sizes) * 100)
    assert shapley(one) == pytest.approx(np.full(12, one.costs[-1] / 12))
    assert nucleolus(one) == pytest.approx(np.full(12, one.costs[-1] / 12), abs=1e-4)


def test_cents_add_up() -> None:
    shares = rounded(np.array([100.0, 100.0, 100.0]) / 7, ["a", "b", "c"])
    assert shares.sum() == pytest.approx(round(300 / 7, 2))


@pytest.mark.parametrize("costs", [[0.0], [0.0, 1.0, 2.0], [1.0, 2.0], [0.0, float("nan")]])
def test_what_is_no_game_is_refused(costs: list[float]) -> None:
    with pytest.raises(ValueError, match="costs"):
        Game(np.array(costs))
