from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pooling import CostRule
from solver.cost_sharing.base import Game, closed_under_splitting
from solver.pooling.shares import (
    CostGame,
    core_verdict,
    cost_game,
    cost_shares,
    keys,
    mask_of,
    members_of,
    share,
)
from tests.solver.pooling.inline import tiny_valued

IDS = ("ann", "bob", "cleo")
RULES_OF_GAMES: tuple[CostRule, ...] = (
    "shapley",
    "nucleolus",
    "per_capita",
    "equal_profit",
    "alternative_cost_avoided",
)


def costs(values: list[float], spread: float = 0.0, ids: tuple[str, ...] = IDS) -> CostGame:
    """A game by bit masks, closed, every value equally uncertain."""
    closed, split = closed_under_splitting(np.array([0.0, *values]))
    size = len(closed)
    spreads = np.full(size, spread)
    return CostGame(ids, Game(closed), spreads, np.full(size, -np.inf), split)


def drawn(seed: int, players: int) -> list[float]:
    """Costs that pooling lowers: a fixed part each, and a shared one."""
    chance = np.random.default_rng(seed)
    own, shared = chance.uniform(5, 20, players), chance.uniform(0, 30)
    return [
        float(sum(own[i] for i in range(players) if mask >> i & 1) + shared)
        for mask in range(1, 1 << players)
    ]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), players=st.integers(2, 5))
def test_shares_add_up_to_the_cent_and_follow_their_owner(seed: int, players: int) -> None:
    values = drawn(seed, players)
    ids = tuple("abcde"[:players])
    order = np.random.default_rng(seed).permutation(players)
    moved = [0.0] * len(values)
    for mask in range(1, 1 << players):
        image = sum(1 << int(order[i]) for i in range(players) if mask >> i & 1)
        moved[image - 1] = values[mask - 1]
    there = tuple(ids[list(order).index(n)] for n in range(players))
    here = {one.rule: one for one in cost_shares(costs(values, ids=ids), {})}
    again = {one.rule: one for one in cost_shares(costs(moved, ids=there), {})}
    total = round(float(costs(values, ids=ids).game.costs[-1]), 2)
    for rule in RULES_OF_GAMES:
        assert round(sum(here[rule].eur.values()), 2) == pytest.approx(total, abs=0.011)
        for who in ids:
            assert here[rule].eur[who] == pytest.approx(again[rule].eur[who], abs=0.011)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_dummy_pays_its_own_cost(seed: int) -> None:
    values = drawn(seed, 3)
    own = 7.25
    with_dummy = [*values, own, *(value + own for value in values)]
    for one in cost_shares(costs(with_dummy, ids=("a", "b", "c", "dummy")), {}):
        if one.rule in ("shapley", "nucleolus", "alternative_cost_avoided"):
            assert one.eur["dummy"] == pytest.approx(own, abs=0.011)


def test_a_group_that_would_leave_is_named_with_what_it_saves() -> None:
    # ann and bob: 6 together; all: 30. By heads each pays 10.
    game = costs([12, 12, 6, 20, 32, 32, 30])
    by_heads = share(game, "people", np.array([10.0, 10.0, 10.0]))
    assert by_heads.witness == ("ann", "bob")
    assert by_heads.saving_eur == pytest.approx(14)
    assert (by_heads.stable, by_heads.rational) == ("no", "yes")
    alone = share(game, "people", np.array([13.0, 1.0, 16.0]))
    assert alone.rational == "no"


def test_less_than_the_seeds_change_is_not_decided() -> None:
    game = costs([12, 12, 6, 20, 32, 32, 30], spread=8.0)
    assert share(game, "people", np.array([10.0, 10.0, 10.0])).stable == "undecided"
    # a bound above what the groups pay settles it all the same
    fair = CostGame(game.ids, game.game, game.spread, np.full(8, 1e6), game.split)
    assert share(fair, "nucleolus", np.array([3.0, 3.0, 24.0])).stable != "undecided"


def test_core_verdicts() -> None:
    assert core_verdict(costs([10, 10, 14, 10, 14, 14, 18]))[0] == "yes"
    verdict, slack = core_verdict(costs([10, 10, 11, 10, 11, 11, 20]))
    assert verdict == "no"
    assert slack == pytest.approx((20 - 1.5 * 11) * 2 / 3)
    assert core_verdict(costs([10, 10, 11, 10, 11, 11, 20], spread=50.0))[0] == "undecided"
    loose = replace(costs([10, 10, 11, 10, 11, 11, 20]), relaxed=15.0)
    assert core_verdict(loose)[0] == "undecided"
    assert core_verdict(replace(loose, relaxed=19.0))[0] == "no"


def test_rules_without_meaning_are_left_out() -> None:
    free = costs([0, 10, 10, 10, 10, 20, 20])
    rules = {one.rule for one in cost_shares(free, {"surface": np.zeros(3)})}
    assert "equal_profit" not in rules
    assert "surface" not in rules
    assert {"shapley", "nucleolus", "alone"} <= rules


def test_bit_masks() -> None:
    assert mask_of(IDS, ("ann", "cleo")) == 5
    assert members_of(IDS, 6) == ("bob", "cleo")


def test_the_game_of_a_planned_town() -> None:
    values = tiny_valued()
    game = cost_game(values)
    closed = game.game.costs
    for mask in range(1, 8):
        for part in range(1, mask):
            if part & mask == part:
                assert closed[mask] <= closed[part] + closed[mask ^ part] + 1e-9
    shares = {one.rule: one for one in cost_shares(game, keys(values))}
    assert set(shares) >= {"kg", "people", "km", "alone", "shapley"}
    assert "surface" not in shares
    total = round(float(closed[-1]), 2)
    for one in shares.values():
        assert round(sum(one.eur.values()), 2) == pytest.approx(total)
    sized = values.scenario
    sized = sized.changed(
        associations=tuple(who.changed(surface_m2=who.people) for who in sized.associations)
    )
    by = keys(replace(values, scenario=sized))
    assert by["surface"] == pytest.approx(by["people"])
