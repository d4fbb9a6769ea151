"""Who gets how much: leximin of the part of its needs that each member gets, at list prices.

A need is limited by what members and payers can pay, by rooms, and by what suppliers have. What a
unit will cost a member is its price alone: it pays no more together. The lowest part is raised as
far as can be, then the next lowest, a member being held when the dual of its row is strictly
positive (Ogryczak, Pióro & Tomaszewski 2005); then, at these levels, the lowest need of each member
is raised.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from solver.buying.problem import BuyingProblem
from solver.programs.linear import LinearProgram
from solver.programs.solved import INFINITY, Floats

Key = tuple[str, str]
POSITIVE = 1e-7
SLACK = 1e-6
WHOLE = 1e-6


@dataclass(frozen=True)
class Eased:
    """Which limits do not count: to try what binds."""

    budget: frozenset[str] = frozenset()
    storage: frozenset[str] = frozenset()
    ceilings: bool = False
    supply: bool = False


AS_IT_IS = Eased()


@dataclass(frozen=True)
class Cover:
    """What each member gets."""

    units: dict[Key, int]
    level: dict[str, float]
    """Of its needs, by member, before rounding down to whole units."""
    lowest: float
    """No cover has a higher lowest level."""


class Floor(Protocol):
    """What a member would have alone."""

    @property
    def units(self) -> dict[Key, int]:
        """Of its needs."""

    @property
    def level(self) -> float:
        """The part of its needs that this is."""


class _Program:
    """Units of each need of each member, and what payers take over."""

    def __init__(self, problem: BuyingProblem, prices: Mapping[Key, float], eased: Eased) -> None:
        self.problem, self.prices = problem, prices
        self.program = LinearProgram()
        self.keys = sorted(key for key, least in problem.low.items() if least > 0)
        self.need = {one.id: one for one in problem.needs}
        caps = np.array([float(problem.low[key]) for key in self.keys])
        self.units = dict(
            zip(self.keys, self.program.add_columns(len(self.keys), upper=caps), strict=True)
        )
        self.worth: dict[str, float] = defaultdict(float)
        self.mine: dict[str, list[Key]] = defaultdict(list)
        for who, need in self.keys:
            self.worth[who] += self.need[need].list_price * problem.low[who, need]
            self.mine[who].append((who, need))
        self._lay_money(eased)
        self._lay_rooms(eased)
        if not eased.supply:
            self._lay_supply()

    def row(self, terms: list[tuple[int, float]], low: float, high: float) -> int:
        columns = np.array([int(one) for one, _ in terms], dtype=np.int64)
        return self.program.add_row(low, high, columns, np.array([one for _, one in terms]))

    def _lay_money(self, eased: Eased) -> None:
        p = self.problem
        taken: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for who, keys in sorted(self.mine.items()):
            spent = [(self.units[key], self.prices[key]) for key in keys]
            for payer in sorted(p.ceilings):
                paid = [
                    (self.units[key], self.prices[key])
                    for key in keys
                    if self.need[key[1]].payer == payer and who in p.pays_for[payer]
                ]
                if paid:
                    one = int(self.program.add_columns(1)[0])
                    self.row([*paid, (one, -1.0)], 0.0, INFINITY)
                    spent.append((one, -1.0))
                    taken[payer].append((one, 1.0))
            if p.budget[who] < math.inf and who not in eased.budget:
                self.row(spent, -INFINITY, p.budget[who])
        for payer, terms in sorted(taken.items()):
            if not eased.ceilings:
                self.row(terms, -INFINITY, p.ceilings[payer])

    def _lay_rooms(self, eased: Eased) -> None:
        p = self.problem
        for who, keys in sorted(self.mine.items()):
            if p.storage[who] < math.inf and who not in eased.storage:
                kg = [(self.units[key], self.need[key[1]].kg) for key in keys]
                self.row(kg, -INFINITY, p.storage[who] * p.weeks)

    def _lay_supply(self) -> None:
        """Lay what suppliers have of articles of which none has as much as one likes."""
        p = self.problem
        limit: dict[str, float] = defaultdict(float)
        for deal in p.deals:
            have = math.inf if deal.available is None else deal.available // deal.pack * deal.pack
            limit[deal.article] += have * p.weeks
        sources: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for need in p.needs:
            if any(limit[name] == math.inf for name in need.articles):
                continue
            members = [(self.units[key], 1.0) for key in self.keys if key[1] == need.id]
            if not members:
                continue
            from_ = []
            for name in need.articles:
                one = int(self.program.add_columns(1)[0])
                sources[name].append((one, 1.0))
                from_.append((one, -1.0))
            self.row([*members, *from_], 0.0, 0.0)
        for name, terms in sorted(sources.items()):
            self.row(terms, -INFINITY, limit[name])

    def part(self, who: str) -> list[tuple[int, float]]:
        """Return what makes up the covered part of a member's needs."""
        return [
            (self.units[key], self.need[key[1]].list_price / self.worth[who])
            for key in self.mine[who]
        ]


def cover(
    problem: BuyingProblem,
    prices: Mapping[Key, float],
    *,
    eased: Eased = AS_IT_IS,
    floors: Mapping[str, Floor] | None = None,
) -> Cover:
    """Return what each member gets, in whole units.

    Parameters
    ----------
    prices
        What a unit of a need costs a member, €, at most.
    floors
        What members would have alone, below which they are not put, as far as all can be held:
        else the largest relative shortfall is as small as can be. Who would fall below it when
        units are rounded down has what it would have alone.

    Raises
    ------
    NoSolutionError
        When the solver finds no optimum.
    """
    made = _Program(problem, prices, eased)
    program, members = made.program, sorted(made.mine)
    if not members:
        return Cover({}, {}, 1.0)
    _hold_floors(made, floors or {})
    lowest = int(program.add_columns(1, upper=1.0)[0])
    rows = {who: made.row([*made.part(who), (lowest, -1.0)], 0.0, INFINITY) for who in members}
    open_, level, first = set(members), dict[str, float](), 1.0
    goal = np.zeros(program.columns)
    goal[lowest] = -1.0
    values = np.zeros(program.columns)
    while open_:
        program.aim(goal)
        found = program.solve(afresh=True)
        values, reached = found.values, float(found.values[lowest])
        if len(open_) == len(members):
            first = reached
        if reached >= 1 - WHOLE:
            level |= dict.fromkeys(open_, 1.0)
            break
        duals = {who: abs(float(found.duals[rows[who]])) for who in open_}
        most = max(duals.values())
        bound = {who for who, one in duals.items() if one > max(POSITIVE, 1e-6 * most)}
        for who in sorted(bound or open_):
            level[who] = reached
            program.change(rows[who], lowest, 0.0)
            program.limit_row(rows[who], reached - SLACK, INFINITY)
        open_ -= bound or open_
    if min(level.values()) < 1 - WHOLE:
        values = _evened(made, lowest)
    units = _whole(made, values)
    for who, floor in sorted((floors or {}).items()):
        if part_of(problem, units, who) < floor.level - WHOLE:
            units |= floor.units
    return Cover(units, level, first)


def _hold_floors(made: _Program, floors: Mapping[str, Floor]) -> None:
    """Hold what members would cover alone; where not all can be, the least relative shortfall."""
    held = {who: one.level for who, one in floors.items() if one.level > 0 and who in made.mine}
    if not held:
        return
    program = made.program
    short = int(program.add_columns(1, upper=1.0)[0])
    for who, floor in sorted(held.items()):
        made.row([*made.part(who), (short, floor)], floor - SLACK, INFINITY)
    goal = np.zeros(program.columns)
    goal[short] = 1.0
    program.aim(goal)
    least = float(program.solve().values[short])
    program.limit_columns(np.array([short]), np.zeros(1), np.array([least + SLACK]))


def _evened(made: _Program, lowest: int) -> Floats:
    """Return units at the levels held, the lowest need of each member as high as can be."""
    program, p = made.program, made.problem
    goals = []
    for _, keys in sorted(made.mine.items()):
        part = int(program.add_columns(1, upper=1.0)[0])
        goals.append(part)
        for key in keys:
            made.row([(made.units[key], 1.0), (part, -float(p.low[key]))], 0.0, INFINITY)
    goal = np.zeros(program.columns)
    goal[goals] = -1.0
    program.limit_columns(np.array([lowest]), np.zeros(1), np.ones(1))
    program.aim(goal)
    return program.solve(afresh=True).values


def _whole(made: _Program, values: Floats) -> dict[Key, int]:
    return {
        key: min(made.problem.low[key], math.floor(float(values[column]) + WHOLE))
        for key, column in made.units.items()
    }


def part_of(problem: BuyingProblem, units: Mapping[Key, int], who: str) -> float:
    """Return the part of its needs that some units cover, at list prices; 1 without needs.

    Only up to the least of each range counts.
    """
    price = {one.id: one.list_price for one in problem.needs}
    due = {key: least for key, least in problem.low.items() if key[0] == who and least}
    worth = sum(price[need] * least for (_, need), least in due.items())
    have = sum(price[key[1]] * min(units.get(key, 0), least) for key, least in due.items())
    return have / worth if worth else 1.0
