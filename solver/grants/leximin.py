"""The fairest levels that linear means allow, lowest first, each with the prices that prove it.

Levels ``(have + gains @ x) / size`` are raised together as far as can be; those that the duals of
the program price cannot go higher, are settled there, and the rest goes on (the classic method of
repeated max-min programs: Ogryczak, Pióro & Tomaszewski 2005, §3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from solver.programs.linear import INFINITY, Floats, LinearProgram

PRICED = 1e-9
"""A share of the prices' sum under which a level is not priced."""
SLACK = 1e-9
"""Relative: how far a settled level may give way, lest rounding make the next one impossible."""


@dataclass(frozen=True)
class Levelled:
    """One whose level is to be raised: ``(have + gains @ x) / size``."""

    name: str
    have: float
    size: float
    gains: Mapping[int, float]


@dataclass(frozen=True)
class Limit:
    """A sum of some columns that is at most so much."""

    name: str
    most: float
    columns: tuple[int, ...]


@dataclass(frozen=True)
class Settled:
    """Those settled together at one level, and the prices that prove it."""

    who: tuple[str, ...]
    level: float
    weights: Mapping[str, float]
    """Of those not settled before: the sum of size × weight is 1."""
    held: Mapping[str, float]
    """Of those settled before."""
    prices: Mapping[str, float]
    """Of the limits."""


@dataclass
class Fairest:
    """The levels, and one way of reaching them."""

    settled: list[Settled] = field(default_factory=list)
    values: Floats = field(default_factory=lambda: np.zeros(0))

    @property
    def level(self) -> dict[str, float]:
        """The level of each."""
        return {name: one.level for one in self.settled for name in one.who}


def fairest(
    columns: int,
    levelled: Sequence[Levelled],
    limits: Sequence[Limit],
    floors: Sequence[tuple[Levelled, float]] = (),
) -> Fairest:
    """Return the leximin levels.

    Parameters
    ----------
    columns
        How many quantities are chosen, each at least zero.
    levelled
        Those whose levels are raised; no two, floors included, have one name.
    limits
        What they may not exceed.
    floors
        Others, with the levels that they keep.
    """
    program = _begun(columns, limits)
    scale = max((one.size for one in levelled), default=1.0)  # prices are then near one
    rows = {one.name: _row(program, one, 0.0, _give_way(one, level)) for one, level in floors}
    settled = [one.name for one, _ in floors]
    rows |= {one.name: _row(program, one, one.size / scale, -one.have) for one in levelled}
    free = {one.name: one for one in levelled}
    found = Fairest(values=np.zeros(columns))
    while free:
        solved = program.solve()
        found.values, level = solved.values[:columns], -solved.objective / scale
        weights = {name: float(solved.duals[rows[name]]) / scale for name in free}
        most = max(free[name].size * weight for name, weight in weights.items())
        who = sorted(n for n, weight in weights.items() if free[n].size * weight > PRICED * most)
        prices = {one.name: -float(solved.duals[n]) / scale for n, one in enumerate(limits)}
        found.settled.append(
            Settled(
                tuple(who),
                level,
                _positive(weights),
                _positive({name: float(solved.duals[rows[name]]) / scale for name in settled}),
                _positive(prices),
            )
        )
        for name in who:
            one = free.pop(name)
            program.change(rows[name], columns, 0.0)
            program.limit_row(rows[name], _give_way(one, level), INFINITY)
        settled += who
    return found


def _positive(values: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in values.items() if value > 0}


def _begun(columns: int, limits: Sequence[Limit]) -> LinearProgram:
    """Return a program of the columns, then the level sought; its first rows are the limits."""
    program = LinearProgram(warm=True)
    program.add_columns(columns)
    program.add_columns(1, costs=-1.0, lower=-INFINITY)
    program.add_rows(*limit_rows(columns + 1, limits))
    return program


def limit_rows(columns: int, limits: Sequence[Limit]) -> tuple[csr_array, float, Floats]:
    """Return the rows of limits, with what they are at least and at most."""
    at = [n for one in limits for n in one.columns]
    ends = np.cumsum([0, *(len(one.columns) for one in limits)])
    table = csr_array((np.ones(len(at)), at, ends), shape=(len(limits), columns))
    return table, -INFINITY, np.array([one.most for one in limits])


def _row(program: LinearProgram, one: Levelled, size: float, low: float) -> int:
    """Add the row of a level: what it has, less its size × the level sought, at least nothing."""
    columns = [*one.gains, program.columns - 1]
    values = [*one.gains.values(), -size]
    return program.add_row(low, INFINITY, np.array(columns, dtype=np.int64), np.array(values))


def _give_way(one: Levelled, level: float) -> float:
    wanted = one.size * level - one.have
    return wanted - SLACK * max(1.0, abs(wanted))
