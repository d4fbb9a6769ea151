"""Where the public is sent: exact levels, whole households, small counts that stay unknown."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
from scipy.optimize import linprog

from models.orientation_rules import ORIENTATION_RULES
from models.orientation_study import OrientedFlow
from models.publics import written_alike
from scenarios import load
from service.kinds.orientation.page import orientation_page
from solver.orientation.flows import flows
from solver.orientation.hiding import Hidden, hidden_parts, received
from solver.orientation.levels import blocks
from solver.orientation.plan import orient
from solver.orientation.problem import Orienting
from solver.review.check_orientation import check_orientation

VALLEY = load("vallee").scenario
STUDY = orient(VALLEY)
Ints = npt.NDArray[np.int64]
Cell = tuple[int, int]


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
    attacked(range(60))


def test_small_counts_of_a_thousand_tables_cannot_be_found_out() -> None:
    found = attacked(range(1000))
    assert found["small"] > 1200
    assert found["tiny"] > 10  # at outlets of under eleven places too
    assert found["rows"] > 10  # groups that a subtraction would have given away
    assert found["columns"] > 50  # and outlets, by how full they are
    assert found["cells"] > 0
    assert found["cuts"] > 50  # outlets told to be full without harm


def attacked(seeds: range) -> Counter[str]:
    """Attack drawn tables with all that is written of them; return what was hidden."""
    found = Counter[str]()
    for seed in seeds:
        rng = np.random.default_rng(seed)
        table = rng.integers(1, 45, size=(rng.integers(2, 6), rng.integers(2, 5)))
        table = table * (rng.random(table.shape) < 0.6)
        capacity = (table.sum(axis=0) * (1 + rng.random(table.shape[1]) / 2)).astype(np.int64)
        capacity *= rng.random(table.shape[1]) < 0.9  # no limit is known of some
        limiting = np.flatnonzero((rng.random(table.shape[1]) < 0.3) & (capacity > 0))
        capacity[limiting] = table.sum(axis=0)[limiting]
        cuts = [frozenset(part.tolist()) for part in np.array_split(limiting, 2) if len(part)]
        hidden = hidden_parts(table, capacity, cuts)
        small = [(int(r), int(c)) for r, c in np.argwhere((table > 0) & (table < 11))]
        assert {row for row, _ in small} <= hidden.rows
        full = {c for cut in cuts if cut.isdisjoint(hidden.columns) for c in cut}
        for cell in small:
            low, high = between(table, capacity, full, hidden, cell)
            assert low <= table[cell] <= high
            assert low < high, (seed, cell)
            found["tiny"] += 0 < capacity[cell[1]] < 11
        found["small"] += len(small)
        found["rows"] += len(hidden.rows - {row for row, _ in small})
        found["columns"] += len(hidden.columns)
        found["cells"] += len(hidden.cells)
        found["cuts"] += len(full)
        for row, _ in hidden.cells:  # each group is told one outlet at least
            assert any((row, c) not in hidden.cells for c in map(int, np.flatnonzero(table[row])))
    return found


def between(
    table: Ints, capacity: Ints, full: set[int], hidden: Hidden, cell: Cell
) -> tuple[int, int]:
    """Return between what a count lies for whoever reads the page.

    The fewest and the most households of that group at that outlet of any table that would be
    written in the same way; ends of sums of rows and columns are whole numbers.
    """
    cells = [(int(r), int(c)) for r, c in np.argwhere(table > 0)]
    bounds: list[tuple[int, int | None]] = []
    for r, c in cells:
        near = (int(table[r, c]) + 5) // 10 * 10
        shown = (max(11, near - 5), near + 4)
        bounds.append((int((r, c) not in hidden.cells), None) if r in hidden.rows else shown)
    rows, most = list[npt.NDArray[np.float64]](), list[int]()
    for r, total in enumerate(table.sum(axis=1).tolist()):
        low, high = (1, 10) if 0 < total < 11 else (total, total)
        low = 0 if any(row == r for row, _ in hidden.cells) else low  # some go elsewhere
        mine = np.array([float(row == r) for row, _ in cells])
        rows, most = [*rows, mine, -mine], [*most, high, -low]
    for c, total in enumerate(table.sum(axis=0).tolist()):
        if places := int(capacity[c]):
            # all counts that are told full to the same tenth
            tenth = round(10 * total / places)
            same = [n for n in range(places + 1) if round(10 * n / places) == tenth]
            low, high = (0, max(10, places)) if c in hidden.columns else (same[0], same[-1])
            if c in full:
                low = high = places
            mine = np.array([float(column == c) for _, column in cells])
            rows, most = [*rows, mine, -mine], [*most, high, -low]
    goal = np.array([float(one == cell) for one in cells])
    ends = [
        linprog(sign * goal, A_ub=np.array(rows), b_ub=most, bounds=bounds, method="highs")
        for sign in (1, -1)
    ]
    assert [one.status for one in ends] == [0, 0]
    return round(ends[0].fun or 0.0), round(-(ends[1].fun or 0.0))


def test_what_is_written_to_the_nearest() -> None:
    assert (written_alike(14), received(20, 20)) == ((11, 14), (19, 20))


def test_an_outlet_of_few_places_makes_no_error_and_tells_no_count() -> None:
    groups = tuple(
        one.changed(households=20) if one.id == VALLEY.openings.groups[0].id else one
        for one in VALLEY.openings.groups
    )
    outlets = tuple(
        one.changed(slots=tuple(slot.changed(households=3) for slot in one.slots))
        for one in VALLEY.openings.outlets
    )
    world = VALLEY.changed(openings=VALLEY.openings.changed(groups=groups, outlets=outlets))
    study = orient(world)
    assert [one for one in study.violations if one.code == "sent_hidden"] == []
    scarce = [one for one in study.groups if 0 < one.served < 11]
    assert scarce
    page = orientation_page(study, "fr")
    label = world.openings.group[scarce[0].group].label
    (row,) = (row for row in page.sections[0].tables[0].rows if row[0] == label)
    assert "moins de 11" in row
    assert f"{sum(one.served for one in study.groups)} demandes" not in page.answer


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
    assert set(ORIENTATION_RULES) - {"sent_public"} < set(broken)
    for code, (groups, sent) in broken.items():
        assert code in {one.code for one in check_orientation(VALLEY, groups, sent)}, code
