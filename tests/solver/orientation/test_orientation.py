"""Where the public is sent: exact levels, whole households, small counts that stay unknown."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from models.orientation_rules import ORIENTATION_RULES
from models.orientation_study import OrientedFlow
from scenarios import load
from solver.orientation.flows import flows
from solver.orientation.hiding import hidden_rows, received, tens
from solver.orientation.levels import blocks
from solver.orientation.plan import orient
from solver.orientation.problem import Orienting
from solver.review.check_orientation import check_orientation

VALLEY = load("vallee").scenario
STUDY = orient(VALLEY)


def asking(
    need: dict[str, int],
    capacity: dict[str, int | None],
    reached: dict[str, str],
    today: dict[tuple[str, str], int] | None = None,
) -> Orienting:
    near = {name: tuple(outlets) for name, outlets in reached.items()}
    ways = {(name, one): ord(one) - ord("x") for name, outlets in near.items() for one in outlets}
    return Orienting(need, capacity, near, ways, today or {})


def drawn(seed: int) -> Orienting:
    rng = np.random.default_rng(seed)
    need = {name: int(rng.integers(0, 60)) for name in "abcdef"[: rng.integers(2, 7)]}
    capacity: dict[str, int | None] = {
        name: None if rng.random() < 0.1 else int(rng.integers(0, 80))
        for name in "xyz"[: rng.integers(1, 4)]
    }
    reached = {name: "".join(one for one in capacity if rng.random() < 0.6) for name in need}
    return asking(need, capacity, reached)


def test_two_outlets_that_limit_three_groups_together() -> None:
    problem = asking(
        {"a": 60, "b": 40, "c": 20}, {"x": 30, "y": 20, "z": 50}, {"a": "x", "b": "xy", "c": "z"}
    )
    found = blocks(problem)
    assert [(one.level, one.groups, one.outlets) for one in found] == [
        (Fraction(1, 2), ("a", "b"), ("x", "y")),
        (Fraction(1), ("c",), ()),
    ]
    assert flows(problem, found) == {("a", "x"): 30, ("b", "y"): 20, ("c", "z"): 20}


def by_programs(problem: Orienting) -> dict[str, float]:
    """Return the fairest levels by linear programs, one after the other."""
    arcs = [(g, o) for g, near in problem.reached.items() for o in near if problem.need[g]]
    groups = [g for g, need in problem.need.items() if need]
    fixed: dict[str, float] = {}

    def best(raised: list[str]) -> float:
        rows, right = [], []
        for g in groups:
            row = [-1.0 if at == g else 0.0 for at, _ in arcs]
            if g in raised:
                rows.append([*row, float(problem.need[g])])
                right.append(0.0)
            else:
                rows.append([*row, 0.0])
                right.append(-problem.need[g] * fixed.get(g, floor))
        for o, most in problem.capacity.items():
            if most is not None:
                rows.append([1.0 if to == o else 0.0 for _, to in arcs] + [0.0])
                right.append(float(most))
        bounds = [(0, None)] * len(arcs) + [(0, 1)]
        done = linprog([0.0] * len(arcs) + [-1.0], A_ub=rows, b_ub=right, bounds=bounds)
        return -float(done.fun or 0.0)

    floor = 0.0
    while len(fixed) < len(groups):
        rest = [g for g in groups if g not in fixed]
        floor = best(rest)
        for g in rest:
            if best([g]) < floor + 1e-7:
                fixed[g] = floor
    return fixed


@pytest.mark.parametrize("seed", range(25))
def test_levels_are_those_of_programs_and_households_are_whole(seed: int) -> None:
    problem = drawn(seed)
    found = blocks(problem)
    level = {name: one.level for one in found for name in one.groups}
    expected = by_programs(problem)
    assert level.keys() == expected.keys()
    for name, value in expected.items():
        assert float(level[name]) == pytest.approx(value, abs=1e-6)
    sent = flows(problem, found)
    for name, need in problem.need.items():
        served = sum(n for (who, _), n in sent.items() if who == name)
        if need:
            assert need * level[name] - 1 < served < need * level[name] + 1
    for name, most in problem.capacity.items():
        assert most is None or sum(n for (_, to), n in sent.items() if to == name) <= most


def test_nobody_is_moved_without_need() -> None:
    today = {("a", "y"): 20, ("b", "x"): 20}
    problem = asking({"a": 20, "b": 20}, {"x": 40, "y": 40}, {"a": "xy", "b": "xy"}, today)
    assert flows(problem, blocks(problem)) == today  # though x is nearer
    unknown = asking({"a": 20, "b": 20}, {"x": 40, "y": 40}, {"a": "xy", "b": "xy"})
    assert {to for _, to in flows(unknown, blocks(unknown))} == {"x"}


def test_small_counts_cannot_be_found_out() -> None:
    small_rows = more = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        table = rng.integers(1, 45, size=(rng.integers(2, 6), rng.integers(2, 5)))
        table = table * (rng.random(table.shape) < 0.6)
        capacity = (table.sum(axis=0) * (1 + rng.random(table.shape[1]) / 2)).astype(np.int64)
        away = hidden_rows(table, capacity)
        small = {int(row) for row, _ in np.argwhere((table > 0) & (table < 11))}
        assert small <= away
        small_rows += len(small) > 0
        more += small < away  # a subtraction would have given one away
    assert small_rows > 40
    assert more > 0
    assert (tens(14), received(20, 20)) == ((11, 14), (19.0, 20.0))


def changed(n: int, **values: object) -> tuple[OrientedFlow, ...]:
    return tuple(one.changed(**values) if k == n else one for k, one in enumerate(STUDY.flows))


def test_the_valley_and_each_rule_broken() -> None:
    assert STUDY.violations == ()
    assert [round(one.level, 3) for one in STUDY.cuts] == [0.682, 0.769, 0.857]
    assert STUDY.unknown == ("ages-hameaux",)
    best = max(STUDY.more, key=lambda one: one.lowest)
    assert best.outlet == "colis-plateau"
    assert best.lowest == pytest.approx(0.788, abs=1e-3)
    large = next(n for n, one in enumerate(STUDY.flows) if one.households > 40)
    shown = tuple(one.changed(hidden=False) for one in STUDY.groups)
    broken = {
        "sent_received": (STUDY.groups, changed(large, outlet="etudiants")),
        "sent_need": (STUDY.groups, changed(large, households=900)),
        "sent_capacity": (STUDY.groups, changed(large, households=900)),
        "sent_hidden": (shown, STUDY.flows),
        "reference": (STUDY.groups, changed(0, outlet="nowhere")),
    }
    assert set(ORIENTATION_RULES) < set(broken)
    for code, (groups, sent) in broken.items():
        assert code in {one.code for one in check_orientation(VALLEY, groups, sent)}, code
