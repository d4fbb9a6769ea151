"""Rules that make a welfare of all levels as large as can be: Nash, alpha-fair, total x (1 - Gini).

A level is points received over points entitled to; each association weighs as much as what it is
entitled to, without which Nash welfare starves the large. Rare families come first, as everywhere.
Smooth welfares are solved by tangents (Kelley 1960); the last one is linear in the differences.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pulp

from solver.allocation.base import Floats, Scope, Split
from solver.allocation.evenness import evened
from solver.allocation.floors import floor_rows

LEAST = 1e-4
"""Lowest level at which a tangent is laid: at zero a logarithm has none."""
TANGENTS = 12
"""Tangents laid at first, geometrically from the least level to one."""
ROUNDS = 40
"""Rounds of new tangents, at most."""
GAP = 1e-7
"""Relative overestimate at which tangents are near enough."""
SLACK = 1e-6
"""Slack on levels held."""


@dataclass
class _Program:
    """The ways of a split, with one level per association."""

    split: Split
    model: pulp.LpProblem
    kg: list[pulp.LpVariable]
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def next(self) -> int:
        """Return a number that no variable bears yet."""
        return next(self.numbers)

    def points(self, scope: Scope, who: int) -> pulp.LpAffineExpression:
        """Return the points that an association receives within a scope."""
        table = scope.gains
        part = slice(table.indptr[who], table.indptr[who + 1])
        return pulp.LpAffineExpression(
            [
                (self.kg[a], float(v))
                for a, v in zip(table.indices[part], table.data[part], strict=True)
            ]
        )

    def solve(self) -> Floats:
        """Return the kg along each arc (A,)."""
        status = self.model.solve(pulp.HiGHS(msg=False))
        if status != pulp.LpStatusOptimal:
            raise RuntimeError(f"the split has no solution: {pulp.LpStatus[status]}")
        found: Floats = np.maximum(np.array([one.value() or 0.0 for one in self.kg]), 0.0)
        return found


def _program(split: Split) -> _Program:
    model = pulp.LpProblem("split", pulp.LpMaximize)
    kg = [model.add_variable(f"x{n}", 0) for n in range(len(split.association))]
    tables = [split.capped()]
    if (split.floors > 0).any():
        tables.append(floor_rows(split))
    for rows, limits in tables:
        for row, limit in enumerate(limits):
            part = slice(rows.indptr[row], rows.indptr[row + 1])
            terms = [
                (kg[a], float(v)) for a, v in zip(rows.indices[part], rows.data[part], strict=True)
            ]
            if terms:
                model += pulp.LpAffineExpression(terms) <= float(limit)
    return _Program(split, model, kg)


class Welfare:
    """A rule that maximises a welfare; ``aim`` lays it on the levels of a scope and solves."""

    def __init__(self, name: str, aim: Callable[[_Program, Scope], Floats]) -> None:
        """Name the rule, and say how a scope is solved."""
        self.name = name
        self.aim = aim

    def __call__(self, split: Split) -> Floats:
        """Return the kg along each arc (A,)."""
        if not len(split.association):
            return np.zeros(0)
        program = _program(split)
        kg = np.zeros(len(split.association))
        for scope in split.scopes():
            kg = self.aim(program, scope)
            reached = scope.gains @ kg
            for who in np.flatnonzero(reached > 0):
                least = float(reached[who] - SLACK * max(1.0, reached[who]))
                program.model += program.points(scope, int(who)) >= least
        return evened(split, kg)


def _served(scope: Scope) -> list[int]:
    return np.flatnonzero((scope.entitled > 0) & (np.diff(scope.gains.indptr) > 0)).tolist()


@dataclass(frozen=True)
class Smooth:
    """A smooth concave welfare of one level."""

    value: Callable[[float], float]
    slope: Callable[[float], float]

    def __call__(self, program: _Program, scope: Scope) -> Floats:
        """Solve by tangents, laid where the last solution was until they overestimate no more."""
        who = _served(scope)
        number = program.next()
        worth = {i: program.model.add_variable(f"w{number}_{i}") for i in who}
        weight = scope.entitled / max(scope.entitled.sum(), 1e-12)
        program.model.setObjective(pulp.lpSum(float(weight[i]) * worth[i] for i in who))

        def touch(one: int, at: float) -> None:
            level = (program.points(scope, one) + float(scope.past[one])) / float(
                scope.entitled[one]
            )
            program.model += worth[one] <= self.value(at) + self.slope(at) * (level - at)

        for one, at in itertools.product(who, np.geomspace(LEAST, 1.0, TANGENTS)):
            touch(one, float(at))
        kg = np.zeros(len(program.kg))
        for _ in range(ROUNDS):
            kg = program.solve()
            levels = np.maximum(scope.levels(kg), LEAST)
            over = {i: float(worth[i].value() or 0.0) - self.value(float(levels[i])) for i in who}
            scale = max(1.0, abs(sum(weight[i] * self.value(float(levels[i])) for i in who)))
            if sum(weight[i] * over[i] for i in who) <= GAP * scale:
                break
            for one in who:
                if over[one] > 0:
                    touch(one, float(levels[one]))
        return kg


def _sen(program: _Program, scope: Scope) -> Floats:
    """Maximise the mean level less the mean difference: total x (1 - Gini) (Sen 1976)."""
    who = _served(scope)
    number = program.next()
    weight = scope.entitled / max(scope.entitled.sum(), 1e-12)
    level = {i: program.model.add_variable(f"l{number}_{i}") for i in who}
    for i in who:
        entitled = float(scope.entitled[i])
        program.model += entitled * level[i] == program.points(scope, i) + float(scope.past[i])
    terms = [float(weight[i]) * level[i] for i in who]
    for i, j in itertools.combinations(who, 2):
        apart = program.model.add_variable(f"d{number}_{i}_{j}", 0)
        program.model += apart >= level[i] - level[j]
        program.model += apart >= level[j] - level[i]
        terms.append(-float(weight[i] * weight[j]) * apart)
    program.model.setObjective(pulp.lpSum(terms))
    return program.solve()


def nash() -> Welfare:
    """Return need-weighted Nash welfare: the product of levels, each to the power of its weight.

    Weights are what each is entitled to (Nash 1950; with weights, Kalai 1977): without them the
    large would starve.
    """
    return Welfare("nash", Smooth(lambda u: float(np.log(u)), lambda u: 1 / u))


def alpha_fair(alpha: float = 2.0) -> Welfare:
    """Return alpha-fairness: Nash at 1, ever nearer to leximin as alpha grows (Mo & Walrand 2000).

    Raises
    ------
    ValueError
        For an alpha of one or less.
    """
    if alpha <= 1:
        raise ValueError(f"alpha must be above 1, not {alpha}")
    power = 1 - alpha
    return Welfare("alpha_fair", Smooth(lambda u: u**power / power, lambda u: u**-alpha))


def total_by_gini() -> Welfare:
    """Return the rule of the largest total x (1 - Gini) (Sen 1976); it leaves some far behind."""
    return Welfare("total_by_gini", _sen)
