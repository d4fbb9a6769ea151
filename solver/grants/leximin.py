"""The fairest levels that linear means allow, lowest first, each with the prices that prove it.

Levels ``(have + gains @ x) / size`` are raised together as far as can be; those that the duals of
the program price cannot go higher, are settled there, and the rest goes on (the classic method of
repeated max-min programs: Ogryczak, Pióro & Tomaszewski 2005, §3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, Floats

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
    return Raising(columns, levelled, limits, floors).found


class Raising:
    """The levels of one program, which may be raised again with other limits."""

    def __init__(
        self,
        columns: int,
        levelled: Sequence[Levelled],
        limits: Sequence[Limit],
        floors: Sequence[tuple[Levelled, float]] = (),
    ) -> None:
        """Raise the levels; see `fairest`."""
        self.columns, self.limits = columns, limits
        self.program = _begun(columns, limits)
        self.scale = max((one.size for one in levelled), default=1.0)  # prices are then near one
        self.rows = {
            one.name: _row(self.program, one, 0.0, _give_way(one, level)) for one, level in floors
        }
        self.floors = [one.name for one, _ in floors]
        self.levelled = {one.name: one for one in levelled}
        for one in levelled:
            self.rows[one.name] = _row(self.program, one, one.size / self.scale, -one.have)
        self.bases: list[Any] = []
        """After the first search of each settled group."""
        self.found = Fairest(values=np.zeros(columns))
        self._raise(self.found, self.levelled, self.bases)

    def again(self, most: Mapping[str, float], have: Mapping[str, float] | None = None) -> Fairest:
        """Return the levels with other limits.

        Whom prices without limits that are higher prove to have reached their level keep it: the
        others are raised anew, from where the first of them was settled.

        Parameters
        ----------
        most
            By limit. None is lower than it was, unless ``have`` is given.
        have
            What each has, of all, where that is not what it had.
        """
        priced = (n for n, one in enumerate(self.found.settled) if one.prices.keys() & most.keys())
        kept = next(priced, None) if have is None else 0
        if kept is None:
            return self.found
        found = Fairest(self.found.settled[:kept], self.found.values)
        for who, level in found.level.items():
            self._hold(self.levelled[who], level)
        free = {name: one for name, one in self.levelled.items() if name not in found.level}
        if have is not None:
            free = {name: replace(one, have=have[name]) for name, one in free.items()}
        for name, one in free.items():
            self.program.change(self.rows[name], self.columns, -one.size / self.scale)
            self.program.limit_row(self.rows[name], -one.have, INFINITY)
        changed = [(n, one) for n, one in enumerate(self.limits) if one.name in most]
        for n, limit in changed:
            self.program.limit_row(n, -INFINITY, most[limit.name])
        if kept < len(self.bases):
            self.program.begin_at(self.bases[kept])
        self.program.prefer(dual=have is not None)  # what was reached is perhaps out of reach
        self._raise(found, free, None)
        for n, limit in changed:
            self.program.limit_row(n, -INFINITY, limit.most)
        return found

    def _raise(self, found: Fairest, some: Mapping[str, Levelled], bases: list[Any] | None) -> None:
        """Raise some together, settle those that are priced, and go on with the others."""
        program, rows, scale = self.program, self.rows, self.scale
        free, settled = dict(some), [*self.floors, *found.level]
        while free:
            solved = program.solve()
            program.prefer(dual=False)
            if bases is not None:
                bases.append(program.basis())
            found.values, level = solved.values[: self.columns], -solved.objective / scale
            weights = {name: float(solved.duals[rows[name]]) / scale for name in free}
            most = max(free[name].size * weight for name, weight in weights.items())
            who = sorted(
                n for n, weight in weights.items() if free[n].size * weight > PRICED * most
            )
            prices = {
                self.limits[n].name: -float(solved.duals[n]) / scale
                for n in np.flatnonzero(solved.duals[: len(self.limits)] < 0).tolist()
            }
            held = {name: float(solved.duals[rows[name]]) / scale for name in settled}
            found.settled.append(
                Settled(tuple(who), level, _positive(weights), _positive(held), prices)
            )
            for name in who:
                self._hold(free.pop(name), level)
            settled += who

    def _hold(self, one: Levelled, level: float) -> None:
        """Have one keep its level, whatever the others."""
        self.program.change(self.rows[one.name], self.columns, 0.0)
        self.program.limit_row(self.rows[one.name], _give_way(one, level), INFINITY)


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
