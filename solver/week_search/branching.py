"""Whole tours: a day's bound, raised by trying what its fractions could be (branch and price).

Land & Doig 1960; Barnhart et al. 1998. A node says of some outings whether they go out, and at
which stops their trips call; the least bound of all nodes that are open holds for the day.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np

from solver.parallel import workers
from solver.programs.solved import INFINITY
from solver.settings import Budget
from solver.week_search.arrays import ASSOCIATIONS, B8, F64, I64, TRIPS, Arrays
from solver.week_search.boarding import COARSE, Boarding
from solver.week_search.catalogue import Catalogue, catalogue_of
from solver.week_search.counts import counts
from solver.week_search.day_parts import day_parts, price_visits, split_prices
from solver.week_search.relaxation import Limits, Relaxation

FRACTION = 1e-4
"""What is as near to a whole number counts as whole."""

TRIED = 3
"""Steps after which a day is left for another whose bound rises faster."""

OF_A_SORT, LOOKED_AT = 2, 6
"""Ways to part a node that are looked at: of each sort of count; where there are fewer, others."""
LEAST_RAISE, RAISE = 1e-3, 0.02
"""What a part raises a bound counts at least, euros, and at most, of the bound."""

Part = tuple[B8, B8, Limits]
"""(tours,) that may be made, (outings,) that have to be, fewest and most of what is counted."""


@dataclass(frozen=True)
class Node:
    """A part of the plans of a day."""

    open: B8
    """(tours,)"""
    going: B8
    """(outings,)"""
    limits: Limits
    duals: F64
    driven: dict[int, float]


class Branching:
    """The plans of a week in which no vehicle is alike another, in ever smaller parts."""

    def __init__(self, p: Arrays, catalogue: Catalogue) -> None:
        self._c = catalogue
        self._counts = counts(p, catalogue)
        self._relaxation = Relaxation(p, Boarding(p, catalogue), catalogue)
        self._rows: dict[int, int] = {}
        """Number in the program of what is counted there."""
        self._calls = _calls(p, catalogue)
        self._nodes: list[tuple[float, int, Node]] = []
        self._made = 0
        self._first = -np.inf
        self.bound = -np.inf
        """What every plan costs at least."""
        self.steps = 0

    @property
    def slope(self) -> float:
        """How much a step has raised the bound so far, about."""
        return (self.bound - self._first) / self.steps if self.steps >= TRIED else np.inf

    @property
    def closed(self) -> bool:
        """Whether the least part has no fraction to branch on."""
        return self.bound > -np.inf and not self._nodes

    def begin(self, over: Callable[[], bool], week: Relaxation, visit_eur: F64) -> None:
        """Bound all plans together, from what the whole week's program says."""
        relaxation = self._relaxation
        relaxation.begin_near(week, visit_eur)
        relaxation.solve(over, steps=COARSE)
        self.bound = self._first = relaxation.best
        self._nodes.append(self._node(relaxation.best, {}))

    def step(self, over: Callable[[], bool]) -> None:
        """Part the plans that might cost least in two."""
        self.steps += 1
        first = heapq.heappop(self._nodes)
        bound, _, node = first
        parts = self._parts(bound, node)
        if parts is None:  # the least part cannot be raised any more
            self._nodes.clear()
            return
        raised = []
        for part in parts:
            self._relaxation.restrict(*part, node.duals)
            self._relaxation.solve(over, steps=COARSE)
            raised.append(self._node(max(bound, self._relaxation.best), part[2]))
            if over():
                heapq.heappush(self._nodes, first)
                return
        for one in raised:
            heapq.heappush(self._nodes, one)
        self.bound = self._nodes[0][0]

    def _node(self, bound: float, limits: Limits) -> tuple[float, int, Node]:
        """Return the part of the plans that was just bounded."""
        relaxation = self._relaxation
        self._made += 1
        driven = relaxation.driven()
        node = Node(relaxation.open, relaxation.going, limits, relaxation.centre.copy(), driven)
        return bound, self._made, node

    def _parts(self, bound: float, node: Node) -> tuple[Part, Part] | None:
        """Return two parts of the plans of a node, those whose bounds rise most as it seems.

        Strong branching (Applegate, Bixby, Chvátal & Cook 1995): a few are looked at with the
        columns at hand.
        """
        ways = self._ways(node)
        if len(ways) < 2:
            return ways[0] if ways else None
        most = max(LEAST_RAISE, bound * RAISE)
        scores = []
        for parts in ways:
            raised = []
            for part in parts:
                self._relaxation.restrict(*part, node.duals)
                eur = self._relaxation.at_hand()
                raised.append(min(most, max(LEAST_RAISE, eur - bound)))
            scores.append(raised[0] * raised[1])
        return ways[int(np.argmax(scores))]

    def _ways(self, node: Node) -> list[tuple[Part, Part]]:
        """Return the ways to part a node: an outing is made, or a call of its, or not."""
        tours = np.array(list(node.driven), dtype=np.int64)
        often = np.array(list(node.driven.values()))
        if len(tours) == 0:
            return []
        found = self._counted(node, tours, often)
        outings = len(self._c.outings)
        seen = np.zeros((outings, 1 + self._calls.shape[1]))
        np.add.at(seen[:, 0], self._c.outing[tours], often)
        np.add.at(seen[:, 1:], self._c.outing[tours], self._calls[tours] * often[:, None])
        split = np.abs(seen - np.round(seen))
        order = np.argsort(-split, axis=None, kind="stable")[: max(0, LOOKED_AT - len(found))]
        for outing, what in zip(*np.unravel_index(order, split.shape), strict=True):
            if split[outing, what] <= FRACTION:
                break
            own = self._c.outing == outing
            makes = own if what == 0 else own & self._calls[:, what - 1]
            going = node.going.copy()
            going[outing] = True
            less = node.open & ~makes, node.going, node.limits
            found.append((less, (node.open & (~own | makes), going, node.limits)))
        return found

    def _counted(self, node: Node, tours: I64, often: F64) -> list[tuple[Part, Part]]:
        """Return the ways to part a node by what all of its tours together count."""
        seen = often @ self._counts.table[tours]
        split = np.abs(seen - np.round(seen))
        found = []
        for sort in np.unique(self._counts.sort):
            own = np.flatnonzero((self._counts.sort == sort) & (split > FRACTION))
            first = own[np.argsort(-split[own], kind="stable")[:OF_A_SORT]]
            found += [self._parted(node, int(what), float(np.floor(seen[what]))) for what in first]
        return found

    def _parted(self, node: Node, what: int, most: float) -> tuple[Part, Part]:
        """Return a node in two: of something there is so much at most, or more."""
        if what not in self._rows:
            self._rows[what] = self._relaxation.count(self._counts.table[:, what].copy())
        row = self._rows[what]
        low, high = node.limits.get(row, (-INFINITY, INFINITY))
        open_ = node.open & (self._counts.table[:, what] <= most)
        fewer = open_, node.going, node.limits | {row: (low, most)}
        return fewer, (node.open, node.going, node.limits | {row: (most + 1, high)})


def _calls(p: Arrays, c: Catalogue) -> B8:
    """Return (tours, trips * associations + pick-ups): which calls each tour makes."""
    associations, trips = int(p.facts[ASSOCIATIONS]), int(p.facts[TRIPS])
    drops = np.zeros((len(c.calls), associations), dtype=np.bool_)
    for load, stops in enumerate(c.calls):
        drops[load, list(stops)] = True
    picks = np.zeros((len(c.collections), len(p.stops) - associations), dtype=np.bool_)
    for number, stops in enumerate(c.collections):
        picks[number, [stop - associations for stop in stops]] = True
    parts = [drops[c.loads[:, trip]] for trip in range(trips)]
    found: B8 = np.concatenate([*parts, picks[c.collects]], axis=1)
    return found


def by_day(
    p: Arrays, relaxation: Relaxation, budget: Budget, most: int | None
) -> tuple[int, float]:
    """Bound a week by its days, each of whole tours; return steps made and euros.

    Parameters
    ----------
    relaxation
        Of the whole week, solved: it says what days share is worth.
    most
        Steps, at most: the same number makes the same bound. Where time rules, all cores work.
    """
    saves, left, visit = relaxation.prices()
    parts = day_parts(p, split_prices(p, relaxation.c, saves), left, visit)
    days = []
    most_tours = len(relaxation.c.eur) * len(p.vehicles)
    for week in parts.weeks:
        tours = catalogue_of(week, most_tours, lambda: budget.over, apart=True)
        if tours is None:
            return 0, -np.inf
        price_visits(tours, parts.visit_eur)
        if len(tours.eur):
            days.append(Branching(week, tours))
    cores = workers() if most is None else 1
    with ThreadPoolExecutor(cores) as pool:
        begun = [
            pool.submit(day.begin, lambda: budget.over, relaxation, parts.visit_eur) for day in days
        ]
        for one in begun:
            one.result()
        busy: dict[Future[None], Branching] = {}
        while not budget.over and (most is None or sum(day.steps for day in days) < most):
            idle = [day for day in days if not day.closed and day not in busy.values()]
            if idle and len(busy) < cores:
                day = max(idle, key=lambda one: one.slope)
                busy[pool.submit(day.step, lambda: budget.over)] = day
                continue
            if not busy:
                break
            for done in wait(busy, return_when=FIRST_COMPLETED).done:
                done.result()
                del busy[done]
    return sum(day.steps for day in days), sum(day.bound for day in days) - parts.given_back
