"""Remainders of packs: who gets the units that nobody ordered, by leximin of their worth.

Units are indivisible, so that the sorted worths are sought one after another: the least as large as
can be, then the sum of the two least, and so on; that is leximin on any set (Ogryczak & Śliwiński
2006). Where that is too large a program, each unit goes to whoever has least, the dearest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from solver.buying.problem import BuyingProblem
from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, NoSolutionError, SolveLimits

LARGEST = 60
"""Pairs of a member and a kind of unit of which the program is made, at most."""
LIMITS = SolveLimits(checks=500, gap=1e-9)
Place = tuple[str, str]
"""A member, and the kind of unit that it may take."""


@dataclass(frozen=True)
class Remainders:
    """Units left over, and who could use how many."""

    units: Mapping[str, int]
    """By kind."""
    worth: Mapping[str, float]
    """Of one unit of a kind."""
    room: Mapping[Place, int]
    """Units of a kind that a member could use, at most."""
    together: Mapping[tuple[str, frozenset[str]], int]
    """Units of several kinds that a member could use in all, at most."""
    size: Mapping[str, float]
    """By what the worth that a member gets is divided: its needs."""
    kg: Mapping[str, float]
    """Of one unit of a kind."""
    room_kg: Mapping[str, float]
    """What a member's store takes besides."""

    def levels(self, shared: Mapping[Place, int]) -> dict[str, float]:
        """Return what each member gets, over its size."""
        found = dict.fromkeys(self.size, 0.0)
        for (who, kind), many in shared.items():
            found[who] += self.worth[kind] * many / self.size[who]
        return found


def shared(given: Remainders) -> dict[Place, int]:
    """Return the units that each member gets, by kind.

    Examples
    --------
    >>> two = Remainders(
    ...     {"p": 1, "q": 1, "r": 1}, {"p": 19, "q": 17, "r": 3},
    ...     {("a", "p"): 1, ("a", "q"): 1, ("b", "p"): 1, ("b", "r"): 1},
    ...     {}, {"a": 1, "b": 1}, dict.fromkeys("pqr", 1.0), {"a": 1.0, "b": 1.0},
    ... )
    >>> shared(two)
    {('a', 'q'): 1, ('b', 'p'): 1}
    """
    places = sorted(
        place for place, most in given.room.items() if most > 0 and given.units.get(place[1], 0) > 0
    )
    if not places:
        return {}
    if len(places) > LARGEST:
        return _one_by_one(given, places)
    try:
        return _by_sums(given, places)
    except NoSolutionError:
        return _one_by_one(given, places)


def first_come(given: Remainders) -> dict[Place, int]:
    """Return what each would get if all came in turn and took the dearest that they can use."""
    left, found = dict(given.units), dict[Place, int]()
    kinds = sorted(left, key=lambda kind: (-given.worth[kind], kind))
    for who in sorted(given.size):
        kg = given.room_kg[who]
        for kind in kinds:
            many = min(left[kind], _still(given, found, who, kind))
            if given.kg[kind] > 0 and kg < INFINITY:
                many = min(many, int((kg + 1e-9) / given.kg[kind]))
            if many > 0:
                found[who, kind] = many
                left[kind] -= many
                kg -= many * given.kg[kind]
    return found


def _still(given: Remainders, found: Mapping[Place, int], who: str, kind: str) -> int:
    """Return how many units more of a kind a member can use."""
    most = given.room.get((who, kind), 0) - found.get((who, kind), 0)
    for (member, kinds), limit in given.together.items():
        if member == who and kind in kinds:
            most = min(most, limit - sum(found.get((who, one), 0) for one in kinds))
    return max(0, most)


def _by_sums(given: Remainders, places: Sequence[Place]) -> dict[Place, int]:
    members = sorted({who for who, _ in places})
    program = LinearProgram()
    most = np.array([float(min(given.room[one], given.units[one[1]])) for one in places])
    units = program.add_columns(len(places), upper=most)
    count = len(places)
    kinds, owners = defaultdict(list), defaultdict(list)
    for column, (who, kind) in zip(units, places, strict=True):
        kinds[kind].append((int(column), 1.0))
        owners[who].append((int(column), kind))
    for kind, terms in sorted(kinds.items()):
        _row(program, terms, -INFINITY, given.units[kind])
    for who in members:
        if given.room_kg[who] < INFINITY:
            terms = [(column, given.kg[kind]) for column, kind in owners[who]]
            _row(program, terms, -INFINITY, given.room_kg[who] + 1e-9)
    column_of = dict(zip(places, units, strict=True))
    for (who, among), most_units in sorted(
        given.together.items(), key=lambda one: (one[0][0], sorted(one[0][1]))
    ):
        terms = [
            (int(column_of[who, one]), 1.0) for one in sorted(among) if (who, one) in column_of
        ]
        if terms:
            _row(program, terms, -INFINITY, most_units)
    worths = {
        who: [(column, given.worth[kind] / given.size[who]) for column, kind in owners[who]]
        for who in members
    }
    values = np.zeros(count)
    for many in range(1, len(members) + 1):
        level = int(program.add_columns(1)[0])
        below = program.add_columns(len(members))
        for one, who in zip(below, members, strict=True):
            _row(program, [*worths[who], (int(one), 1.0), (level, -1.0)], 0.0, INFINITY)
        goal = np.zeros(program.columns)
        goal[level], goal[below] = -float(many), 1.0
        program.make_whole(np.arange(program.columns) < count)
        program.aim(goal)
        start = np.append(values, np.zeros(program.columns - len(values)))
        found = program.solve(LIMITS, start=start)
        values = found.values
        terms = [(level, float(many)), *((int(one), -1.0) for one in below)]
        least = -found.objective
        _row(program, terms, least - 1e-7 * max(1.0, abs(least)), INFINITY)
    made = {place: round(float(values[n])) for n, place in enumerate(places)}
    return {place: units for place, units in made.items() if units}


def _row(program: LinearProgram, terms: list[tuple[int, float]], low: float, high: float) -> None:
    columns = np.array([one for one, _ in terms], dtype=np.int64)
    program.add_row(low, high, columns, np.array([float(one) for _, one in terms]))


def _one_by_one(given: Remainders, places: Sequence[Place]) -> dict[Place, int]:
    level = dict.fromkeys(sorted({who for who, _ in places}), 0.0)
    kg = {who: given.room_kg[who] for who in level}
    found: dict[Place, int] = defaultdict(int)
    kinds = sorted(given.units, key=lambda kind: (-given.worth[kind], kind))
    for kind in kinds:
        for _ in range(given.units[kind]):
            able = [
                who
                for who in level
                if _still(given, found, who, kind) > 0 and kg[who] + 1e-9 >= given.kg[kind]
            ]
            if not able:
                break
            who = min(able, key=lambda one: (level[one], one))
            found[who, kind] += 1
            kg[who] -= given.kg[kind]
            level[who] += given.worth[kind] / given.size[who]
    return dict(found)


def groups_of(
    problem: BuyingProblem, kinds: Mapping[str, tuple[str, int]]
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return kinds of units that serve the same needs, and these needs."""
    groups = list[tuple[set[str], set[str]]]()
    for need in problem.needs:
        names, ids = set(need.articles), {need.id}
        for other in [one for one in groups if one[0] & names]:
            groups.remove(other)
            names |= other[0]
            ids |= other[1]
        groups.append((names, ids))
    return [
        (frozenset(kind for kind, (name, _) in kinds.items() if name in names), frozenset(ids))
        for names, ids in groups
        if any(name in names for name, _ in kinds.values())
    ]
