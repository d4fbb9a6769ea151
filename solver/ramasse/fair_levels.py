"""Levels in the master program: points received over points due, compared between associations.

Nothing here is in the program while food is sought. The sum of the k lowest levels is written as
``k t - sum(d)`` with ``d >= t - level``: the largest such sums, one k after the other, are the
leximin of all choices of rounds and split together, without naming who is lowest (Ogryczak &
Śliwiński 2003, "On solving linear programs with the ordered weighted averaging objective").
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from models.history import NO_PAST, History
from models.scenario import Scenario
from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.week import Floats

SLACK = 1e-6
"""How far below a sum held a later stage may fall by rounding."""
TIED = 1e-5
"""Levels that differ by less are one."""


@dataclass(frozen=True)
class Scope:
    """What is compared: points of some families, over what is due to each association."""

    name: str
    worth: Mapping[str, float]
    """Points of a kg, by family."""
    due: Mapping[str, float]
    """Points needed over all the weeks that count, this one included, by association."""
    had: Mapping[str, float] = field(default_factory=dict)
    """Points received in the weeks that count beside this one, and of what is held when this one
    begins and covers need, by association."""

    def level(self, who: str, points: float) -> float:
        """Return what an association has over what is due to it, given this week's points."""
        return (self.had.get(who, 0.0) + points) / self.due[who]


def scopes_of(scenario: Scenario, past: History = NO_PAST) -> tuple[Scope, ...]:
    """Return what levels count: rare families first where the policy says so, then all.

    Parameters
    ----------
    past
        What earlier weeks brought and needed, counted as the split counts it.
    """
    families = scenario.families
    rare = {f.id: f.points_per_kg if f.rare else 0.0 for f in families}
    every = {f.id: f.points_per_kg for f in families}
    some = any(f.rare for f in families) and not all(f.rare for f in families)
    first = (
        [_scope(scenario, past, "rare", rare)] if scenario.policy.split.rare_first and some else []
    )
    return (*first, _scope(scenario, past, "all", every))


def floor_scope(scenario: Scenario, floors: Mapping[str, float]) -> Scope:
    """Return the scope in which a level is what is received of a floor."""
    return Scope("floor", {f.id: f.points_per_kg for f in scenario.families}, dict(floors))


def _scope(scenario: Scenario, past: History, name: str, worth: Mapping[str, float]) -> Scope:
    due, had = {}, {}
    for one in scenario.associations:
        who = one.id
        needed, received = past.need_kg.get(who, {}), past.received_kg.get(who, {})
        due[who] = sum(
            (scenario.whole_need_kg(who, family) + needed.get(family, 0.0)) * value
            for family, value in worth.items()
        )
        had[who] = sum(
            (scenario.covered_kg(who, family) + received.get(family, 0.0)) * value
            for family, value in worth.items()
        )
    return Scope(name, worth, due, had)


@dataclass
class LevelColumns:
    """The levels of one scope as columns, and the sums of the lowest."""

    scope: Scope
    program: GrowingProgram
    brings: Mapping[str, Sequence[tuple[int, str]]]
    """By association: the columns that bring it food, and the family of each."""
    column: dict[str, int] = field(default_factory=dict)
    """Of the level of each association that rounds can reach."""
    sums: dict[int, tuple[int, dict[str, int]]] = field(default_factory=dict)
    """For k: the columns of ``t`` and of each ``d``."""
    ranks: list[tuple[float, dict[str, int]]] = field(default_factory=list)
    """A level, and by association the column that says that it is at that level at least."""

    def __post_init__(self) -> None:
        """Lay the columns of the levels."""
        program, name = self.program, self.scope.name
        for who in sorted(self.brings):
            due = self.scope.due.get(who, 0.0)
            points = [
                (column, self.scope.worth[family])
                for column, family in self.brings[who]
                if self.scope.worth[family] > 0
            ]
            if due <= 0 or not points:
                continue
            had = self.scope.had.get(who, 0.0)
            row = program.row(("level", name, who), -had)
            program.put(row, points)
            self.column[who] = program.column([(row, -due)], upper=1.0)

    @property
    def who(self) -> tuple[str, ...]:
        """Associations that have a level, by id."""
        return tuple(self.column)

    def levels(self, values: Floats) -> dict[str, float]:
        """Return the level of each association in a solution, at most 1."""
        found = {}
        for who in self.column:
            points = sum(
                float(values[column]) * self.scope.worth[family]
                for column, family in self.brings[who]
                if column < len(values)
            )
            found[who] = min(1.0, self.scope.level(who, points))
        return found

    def lowest(self, k: int) -> dict[int, float]:
        """Return the costs that raise the sum of the k lowest levels."""
        if k not in self.sums:
            program, name = self.program, self.scope.name
            hold = program.row(("lowest", name, k))
            common = program.column([(hold, float(k))], upper=1.0)
            short = {}
            for who in self.column:
                row = program.row(("above", name, k, who), -INFINITY, 0.0)
                program.put(row, [(self.column[who], -1.0), (common, 1.0)])
                short[who] = program.column([(row, -1.0), (hold, -1.0)], upper=1.0)
            self.sums[k] = common, short
        common, short = self.sums[k]
        return {common: -float(k)} | dict.fromkeys(short.values(), 1.0)

    def hold_sum(self, k: int, value: float) -> None:
        """Let the sum of the k lowest levels fall no more below a value."""
        self.program.limit(("lowest", self.scope.name, k), value - SLACK, INFINITY)

    def release_sums(self) -> None:
        """Hold no sum any more."""
        for k in self.sums:
            self.program.limit(("lowest", self.scope.name, k), -INFINITY, INFINITY)

    def hold_ranks(self, least: Sequence[float]) -> None:
        """Keep the k-th lowest level at or above a value, for every k, whoever it is.

        Parameters
        ----------
        least
            In ascending order, one per association that has a level.
        """
        program, name = self.program, self.scope.name
        steps: list[tuple[float, int]] = []
        for k, value in enumerate(least):
            if not steps or value > steps[-1][0] + TIED:
                steps.append((max(0.0, value), len(least) - k))
        if not steps:
            return
        for who, column in self.column.items():
            program.put(program.row(("rank", name, who), steps[0][0]), [(column, 1.0)])
        below: dict[str, int] = {}
        for (before, _), (value, many) in itertools.pairwise(steps):
            count = program.row(("ranked", name, value), float(many))
            reached = {}
            for who in self.column:
                rank = program.row(("rank", name, who))
                entries = [(rank, before - value), (count, 1.0)]
                if who in below:
                    order = program.row(("rank order", name, value, who), -INFINITY, 0.0)
                    program.put(order, [(below[who], -1.0)])
                    entries.append((order, 1.0))
                reached[who] = program.column(entries, upper=1.0, integer=True)
            self.ranks.append((value, reached))
            below = reached

    def hold_each(self, least: Mapping[str, float]) -> None:
        """Keep each association at or above a level of its own."""
        for who, value in least.items():
            key = ("told", self.scope.name, who)
            fresh = key not in self.program.keys
            row = self.program.row(key)
            if fresh:
                self.program.put(row, [(self.column[who], 1.0)])
            self.program.limit(key, max(0.0, value - SLACK), INFINITY)

    def release(self) -> None:
        """Hold nothing any more, but what levels are."""
        held = ("lowest", "rank", "ranked", "told")
        for key in self.program.keys:
            if isinstance(key, tuple) and key[:2] in {(one, self.scope.name) for one in held}:
                self.program.limit(key, -INFINITY, INFINITY)

    def fill(self, start: Floats) -> None:
        """Set the columns made here to what a solution gives them, in place.

        Parameters
        ----------
        start : (columns,)
        """
        levels = self.levels(start)
        for who, column in self.column.items():
            start[column] = levels[who]
        order = sorted(levels.values())
        for k, (common, short) in self.sums.items():
            start[common] = order[k - 1]
            for who, column in short.items():
                start[column] = max(0.0, order[k - 1] - levels[who])
        for value, reached in self.ranks:
            for who, column in reached.items():
                start[column] = float(levels[who] >= value - SLACK)


def started(values: Floats, columns: int, laid: Iterable[LevelColumns]) -> Floats:
    """Return a solution (columns,) with the columns of the levels as it gives them."""
    start = np.zeros(columns)
    start[: len(values)] = values
    for one in laid:
        one.fill(start)
    return start


def sums(levels: Iterable[float]) -> list[float]:
    """Return the sums of the k lowest levels, for every k from 1.

    Examples
    --------
    >>> sums([0.5, 0.25, 1.0])
    [0.25, 0.75, 1.75]
    """
    return [float(one) for one in np.cumsum(sorted(levels))]
