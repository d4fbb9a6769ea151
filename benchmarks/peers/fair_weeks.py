"""The fairest plan of a tiny week by trying every set of rounds: no program of rounds is asked.

Each set of rounds that vehicles and people can make is split by linear programs of its own, solved
by SciPy: the most food, then, among the sets that come within the tolerance of the most, the
leximin of the levels as the largest sums of the k lowest, one after the other.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, vstack

from models.plan import Round
from models.scenario import Scenario
from solver.allocation.base import Floats, Split
from solver.ramasse.crews import with_crews
from solver.ramasse.master import Master
from solver.ramasse.rounds import Choice, Draft, draft
from solver.ramasse.shares import ways_of
from solver.ramasse.week import Week
from solver.ramasse.week_menus import menus_of
from solver.travel import matrix

SETS = 1500
"""Sets of rounds that are tried, at most."""
SAME = 1e-5
"""Levels that differ by less are the same."""


@dataclass(frozen=True)
class Fairest:
    """What trying everything found."""

    food_kg: float
    levels: tuple[tuple[float, ...], ...]
    """Ascending: of rare families where they come first, then of all."""


def fairest(scenario: Scenario, tolerance: float = 0.01) -> Fairest | None:
    """Return the most food, and the leximin within its tolerance; none with too many sets."""
    week = Week(scenario, matrix(scenario))
    drafts = _drafts(week)
    many = np.prod([len(one) + 1 for one in drafts])
    if not drafts or many > SETS:
        return None
    tried = []
    for rounds in _sets(week, drafts):
        split = ways_of(week, rounds, {}).split
        if len(split.association):
            rows, limits = split.capped()
            tried.append((_best(-np.ones(rows.shape[1]), rows, limits), rows, limits, split))
    if not tried:
        return None
    most = max(food for food, *_ in tried)
    within = [one for one in tried if one[0] >= most * (1 - tolerance) - 1e-6]
    best: tuple[tuple[float, ...], ...] = ()
    for _, rows, limits, split in within:
        total = csr_array(-np.ones((1, rows.shape[1])))
        held = vstack([rows, total], format="csr")
        least = -(most * (1 - tolerance) - 1e-6)
        found = _leximin(scenario, split, held, np.append(limits, least))
        if not best or _above(found, best):
            best = found
    return Fairest(most, best)


def _drafts(week: Week) -> list[list[Draft]]:
    """Return what each vehicle may do in each slot, one half round or none."""
    menus, carries = menus_of(week, {})
    master = Master(week, menus, carries)
    found: dict[tuple[int, str, int], list[Draft]] = defaultdict(list)
    for position, menu in enumerate(menus):
        place = menu.stream, menu.vehicle, menu.slot.number
        for row in range(len(menu)):
            made = draft(master, Choice(place, (position, row), None))
            found[place] += [made] if made is not None else []
    for position, carry in enumerate(carries):
        place = carry.stream, carry.vehicle, carry.slot.number
        for row in range(len(carry)):
            made = draft(master, Choice(place, None, (position, row)))
            found[place] += [made] if made is not None else []
    return [found[place] for place in sorted(found)]


def _sets(week: Week, drafts: list[list[Draft]]) -> Iterator[tuple[Round, ...]]:
    """Yield every set of rounds in which no pick-up is visited twice and people suffice."""
    for chosen in itertools.product(*([None, *one] for one in drafts)):
        kept = [one for one in chosen if one is not None]
        picked = [stop.pickup for one in kept for stop in one.stops if stop.kind == "collect"]
        if len(picked) != len(set(picked)):
            continue
        try:
            rounds = tuple(with_crews(week, kept))
        except LookupError:
            continue
        yield rounds


def _best(costs: Floats, rows: csr_array, limits: Floats) -> float:
    found = linprog(costs, A_ub=rows.toarray(), b_ub=limits, bounds=(0, None), method="highs")
    assert found.x is not None, found.message  # nothing at all is always a split
    return -float(np.dot(costs, found.x))


def _leximin(
    scenario: Scenario, split: Split, rows: csr_array, limits: Floats
) -> tuple[tuple[float, ...], ...]:
    """Return the levels, ascending, rare families first where the policy says so."""
    points = np.array([f.points_per_kg for f in scenario.families])
    rare = np.array([f.rare for f in scenario.families])
    first = [points * rare] if scenario.policy.split.rare_first and rare.any() else []
    found = []
    for worth in (*first, points):
        due = split.need_kg @ worth
        who = np.flatnonzero(due > 0)
        gains = csr_array(
            (worth[split.family], (split.association, np.arange(len(split.family)))),
            shape=(len(due), len(split.family)),
        )[who]
        share = csr_array(gains / due[who][:, None])
        levels, rows, limits = _raised(share, rows, limits)
        found.append(levels)
    return tuple(found)


def _raised(
    share: csr_array, rows: csr_array, limits: Floats
) -> tuple[tuple[float, ...], csr_array, Floats]:
    """Return the leximin of some levels, and the rows with what it holds.

    Columns are those there are, then ``t`` and one ``d`` per association for each k.
    """
    many = share.shape[0]
    total = 0.0
    found: list[float] = []
    for k in range(1, many + 1):
        wide = rows.shape[1]
        extra = 1 + many
        rows = hstack([rows, csr_array((rows.shape[0], extra))], format="csr")
        blank = csr_array((many, wide - share.shape[1]))
        above = hstack(
            [-share, blank, csr_array(np.ones((many, 1))), -csr_array(np.eye(many))], format="csr"
        )
        rows = vstack([rows, above], format="csr")
        limits = np.append(limits, np.zeros(many))
        goal = np.concatenate([np.zeros(wide), [float(k)], -np.ones(many)])
        value = _best(-goal, rows, limits)
        rows = vstack([rows, csr_array(-goal[None, :])], format="csr")
        limits = np.append(limits, -(value - 1e-9))
        found.append(value - total)
        total = value
    return tuple(found), rows, limits


def _above(one: tuple[tuple[float, ...], ...], other: tuple[tuple[float, ...], ...]) -> bool:
    """Tell whether levels are above others at the first that differs."""
    for mine, theirs in zip(itertools.chain(*one), itertools.chain(*other), strict=True):
        if abs(mine - theirs) > SAME:
            return mine > theirs
    return False
