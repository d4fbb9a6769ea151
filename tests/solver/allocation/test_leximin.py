from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from solver.allocation import food_network
from solver.allocation import leximin as module
from solver.allocation.base import Floats, Ints, Scope, Split
from solver.allocation.floors import floor_rows
from solver.allocation.food_network import network
from solver.allocation.leximin import Leximin
from solver.allocation.welfare import alpha_fair, nash
from tests.solver.allocation.splits import feasible, free_split, levels, splits

RULE = Leximin()


def by_brute_force(split: Split) -> Floats:
    """Leximin levels the slow way: at each level, ask of everyone whether it could have more."""
    rows, limits = split.capped()
    if (split.floors > 0).any():
        more = floor_rows(split)
        rows = csr_array(np.vstack([rows.toarray(), more[0].toarray()]))
        limits = np.concatenate([limits, more[1]])
    table, bounds = rows.toarray(), list(limits)
    scope = split.scopes()[-1]
    for scope in split.scopes():
        level = one_by_one(scope, table, bounds)
        gains = scope.gains.toarray()
        for who, at in enumerate(level):
            if scope.entitled[who] > 0 and gains[who].any():
                table = np.vstack([table, -gains[who]])
                bounds.append(-(at * scope.entitled[who] - scope.past[who] - 1e-4))
    return level


def one_by_one(scope: Scope, table: Floats, bounds: list[float]) -> Floats:
    gains = scope.gains.toarray()
    level = scope.levels(np.zeros(gains.shape[1]))
    served = [i for i in range(len(level)) if scope.entitled[i] > 0 and gains[i].any()]
    settled: dict[int, float] = {}

    def most(of: int | None) -> float:
        """The highest common level of those open, or of one of them when the others have it."""
        cost = np.zeros(gains.shape[1] + 1)
        cost[-1] = -1
        left = [np.append(row, 0.0) for row in table]
        right = list(bounds)
        for i in served:
            need = scope.entitled[i]
            raised = of is None or of == i
            if i in settled or not raised:
                at = settled.get(i, common)
                left.append(np.append(-gains[i], 0.0))
                right.append(scope.past[i] - at * need + 1e-5)
            else:
                left.append(np.append(-gains[i], need))
                right.append(scope.past[i])
        answer = linprog(
            cost,
            A_ub=np.array(left),
            b_ub=right,
            bounds=[(0, None)] * gains.shape[1] + [(None, None)],
        )
        assert answer.status == 0
        assert answer.x is not None
        return float(answer.x[-1])

    common = 0.0
    while len(settled) < len(served):
        common = most(None)
        stuck = [i for i in served if i not in settled and most(i) <= common + 1e-4]
        assert stuck
        settled |= dict.fromkeys(stuck, common)
    for i, at in settled.items():
        level[i] = at
    return level


@settings(deadline=None, max_examples=60)
@given(splits(rare=True, floors=True))
def test_leximin_equals_brute_force(split: Split) -> None:
    kg = RULE(split)
    assert feasible(split, kg)
    if len(kg):
        assert levels(split, kg) == pytest.approx(by_brute_force(split), abs=1e-3)


@settings(deadline=None, max_examples=60)
@given(splits(points=False, floors=True))
def test_flows_and_programs_agree(split: Split) -> None:
    if not len(split.association) or network(split) is None:
        return
    by_flows = levels(split, Leximin(even=False)(split))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "network", lambda _: None)
        by_programs = levels(split, Leximin(even=False)(split))
    assert by_flows == pytest.approx(by_programs, abs=1e-4)


def test_plain_max_min_would_stop_too_early() -> None:
    split = free_split([30.0], [[20.0], [20.0], [20.0]], storage_kg=[2.0, 100.0, 100.0])
    assert split.received(RULE(split))[:, 0] == pytest.approx([2.0, 14.0, 14.0], abs=1e-3)


@settings(deadline=None, max_examples=40)
@given(splits(rare=True), st.randoms(use_true_random=False))
def test_relabelling_changes_nothing(split: Split, chance: object) -> None:
    count = len(split.need_kg)
    order = np.random.default_rng(count).permutation(count)
    place = np.argsort(order)
    other = replace(
        split,
        association=place[split.association],
        need_kg=split.need_kg[order],
        floors=split.floors[order],
        past_kg=None if split.past_kg is None else split.past_kg[order],
        past_need_kg=None if split.past_need_kg is None else split.past_need_kg[order],
    )
    assert levels(other, RULE(other)) == pytest.approx(levels(split, RULE(split))[order], abs=1e-4)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.integers(1, 60).map(float), min_size=2, max_size=4),
    st.integers(1, 120).map(float),
    st.floats(0.1, 0.9),
    st.sampled_from([10.0, 1e4]),
)
def test_an_association_split_in_two_keeps_every_level(
    needs: list[float], supply: float, part: float, store: float
) -> None:
    whole = free_split([supply], [[n] for n in needs], storage_kg=[store] * len(needs))
    halves = [[needs[0] * part], [needs[0] * (1 - part)], *([n] for n in needs[1:])]
    stores = [store * part, store * (1 - part), *[store] * (len(needs) - 1)]
    parted = free_split([supply], halves, storage_kg=stores)
    before, after = levels(whole, RULE(whole)), levels(parted, RULE(parted))
    assert after[:2] == pytest.approx([before[0]] * 2, abs=1e-4)
    assert after[2:] == pytest.approx(before[1:], abs=1e-4)


@settings(deadline=None, max_examples=40)
@given(splits(), st.integers(0, 2), st.integers(1, 30))
def test_more_supply_never_lowers_the_worst_off(split: Split, family: int, more: int) -> None:
    family %= len(split.points)
    limits = split.limits.copy()
    limits[family] += more
    richer = replace(split, limits=limits)
    if len(split.association):
        before, after = levels(split, RULE(split)), levels(richer, RULE(richer))
        assert after.min() >= before.min() - 1e-4


@pytest.mark.parametrize(
    ("supply", "worst"), [(0.0, 0.75), (4.0, 0.65), (10.0, 0.50), (20.0, 0.25)]
)
def test_priority_to_rare_families_breaks_monotonicity(supply: float, worst: float) -> None:
    """The published counterexample: two associations, one with 10 kg of storage."""
    split = free_split(
        [supply, 100.0],
        [[10.0, 10.0], [10.0, 10.0]],
        storage_kg=[10.0, 1e4],
        points=[1.0, 3.0],
        rare=[True, False],
    )
    assert levels(split, RULE(split)).min() == pytest.approx(worst, abs=1e-4)


def test_leximin_and_nash_differ_under_storage_across_points() -> None:
    """The published instance: one has 5 kg of storage, the other takes only the scarce family."""
    split = free_split(
        [100.0, 3.0], [[10.0, 3.0], [0.0, 3.0]], storage_kg=[5.0, 1e4], points=[1.0, 4.0]
    )
    assert levels(split, RULE(split)) == pytest.approx([0.4516, 0.4516], abs=1e-4)
    assert levels(split, nash()(split)) == pytest.approx([0.4118, 0.5490], abs=1e-3)


@settings(deadline=None, max_examples=15)
@given(splits(points=False))
def test_leximin_nash_and_alpha_fairness_coincide_when_points_are_common(split: Split) -> None:
    """Then they are all the lexicographically optimal base of a polymatroid (Fujishige 1980)."""
    if len(split.association) and split.scopes()[-1].levels(RULE(split)).min() > 0.01:
        expected = levels(split, RULE(split))
        assert levels(split, nash()(split)) == pytest.approx(expected, abs=3e-3)
        assert levels(split, alpha_fair()(split)) == pytest.approx(expected, abs=3e-3)


def test_floors_hold_before_levels() -> None:
    split = free_split([30.0], [[100.0], [20.0]], floors=[0.0, 15.0])
    assert split.received(RULE(split))[:, 0] == pytest.approx([15.0, 15.0], abs=1e-3)


def test_what_was_short_before_comes_first() -> None:
    split = free_split([20.0], [[20.0], [20.0]], past=[[0.0], [20.0]], past_need=[[20.0], [20.0]])
    assert split.received(RULE(split))[:, 0] == pytest.approx([20.0, 0.0], abs=1e-3)


def test_whom_their_own_store_stops_costs_no_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    flows: list[int] = []
    most = food_network._Flows.most

    def counted(self: food_network._Flows, limit: Ints) -> int:
        flows.append(len(limit))
        return most(self, limit)

    monkeypatch.setattr(food_network._Flows, "most", counted)
    stores = [float(n) for n in range(1, 31)]
    split = free_split([300.0], [[40.0]] * 30, storage_kg=stores)
    received = split.received(RULE(split))[:, 0]
    level = 300.0 - sum(stores[:12])  # of those whose store is larger
    assert received[:12] == pytest.approx(stores[:12], abs=1e-4)
    assert received[12:] == pytest.approx([level / 18] * 18, abs=1e-4)
    assert len(flows) <= 4
