"""Whole lots (crates, pallets): the next lot goes to whoever is furthest behind.

A weighted picking sequence with a clock per association. By default the clock is received over
entitled, in points, carried from week to week; the published variant counts picks from zero and
is strongly WEF1 (Chakraborty, Igarashi, Suksompong & Zick 2021), which holds for no other clock
and under no storage limit: ``jealous`` lists the pairs for which it fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import csc_array

from solver.allocation.base import Flags, Floats, Ints, Scope, Split

Clock = Literal["points", "picks"]
NOBODY = -1


@dataclass(frozen=True)
class Lots:
    """Whole lots and their ways: one arc per lot and association that may have it."""

    split: Split
    lot: Ints
    """(A,): the lot of each arc."""
    kg: Floats
    """(L,): each lot, whole."""


def pick(lots: Lots, clock: Clock = "points") -> Ints:
    """Return the owner of each lot (L,); ``NOBODY`` where no one has a use for it.

    A lot is of use when at least half of it is still needed and the rows of the split hold it
    whole: needs are estimates, and a crate is not opened. Rare lots go first, by a clock of their
    own; then those below their floor pick, then the lowest clock. Whoever picks takes the family
    it is least covered in, the largest lot first. Ties go by position.
    """
    state = _State(lots, clock)
    scopes = lots.split.scopes()
    for number, scope in enumerate(scopes):
        last = number == len(scopes) - 1
        counts = np.zeros(len(lots.lot), dtype=np.bool_)
        counts[scope.gains.indices] = True
        while True:
            waiting = np.unique(lots.split.association[state.useful & (counts | last)])
            if not len(waiting):
                break
            who = state.next_of(waiting, scope, floors=last)
            state.take(state.favourite(who, counts | last))
    return state.owner


class _State:
    """Who has what so far, and what each could still use."""

    def __init__(self, lots: Lots, clock: Clock) -> None:
        split = lots.split
        self.lots, self.clock = lots, clock
        self.owner = np.full(len(lots.kg), NOBODY)
        self.kg = np.zeros(len(lots.lot))
        self.left_kg = split.need_kg.copy()
        self.picks = np.zeros(len(split.need_kg))
        self.slack = split.limits.copy()
        table = csc_array(split.rows)
        self.arcs_of = [np.flatnonzero(split.association == i) for i in range(len(split.need_kg))]
        self.rows_of: list[Ints] = []
        self.entries: list[Floats] = []
        for arcs in self.arcs_of:
            part = table[:, arcs]
            rows = np.unique(part.indices).astype(np.int64)
            self.rows_of.append(rows)
            self.entries.append(part.toarray()[rows] if len(rows) else np.zeros((0, len(arcs))))
        self.useful = np.zeros(len(lots.lot), dtype=np.bool_)
        for who in range(len(self.arcs_of)):
            self._look(who)

    def _look(self, who: int) -> None:
        """Bring up to date which lots an association has a use for."""
        arcs = self.arcs_of[who]
        lot, family = self.lots.lot[arcs], self.lots.split.family[arcs]
        kg, left = self.lots.kg[lot], self.left_kg[who, family]
        over = self.entries[who] * kg > self.slack[self.rows_of[who]][:, None] + 1e-6
        self.useful[arcs] = (
            (self.owner[lot] == NOBODY)
            & (left >= kg / 2 - 1e-9)
            & (left > 1e-9)
            & ~over.any(axis=0)
        )

    def next_of(self, waiting: Ints, scope: Scope, *, floors: bool) -> int:
        """Return who picks next among those who can."""
        due = np.maximum(scope.entitled[waiting], 1e-9)
        if self.clock == "picks":
            return int(waiting[np.argmin(self.picks[waiting] / due)])
        points = scope.gains @ self.kg
        least = self.lots.split.floors
        below = points[waiting] < least[waiting] - 1e-9
        if floors and below.any():
            waiting = waiting[below]
            return int(waiting[np.argmin(points[waiting] / least[waiting])])
        return int(waiting[np.argmin((scope.past + points)[waiting] / due)])

    def favourite(self, who: int, counts: Flags) -> int:
        """Return the arc by which an association picks its next lot."""
        split = self.lots.split
        arcs = self.arcs_of[who][(self.useful & counts)[self.arcs_of[who]]]
        family = split.family[arcs]
        worth = self.lots.kg[self.lots.lot[arcs]] * split.points[family]
        if self.clock == "picks":
            return int(arcs[np.argmax(worth)])
        missing = self.left_kg[who, family] / split.need_kg[who, family]
        return int(arcs[np.lexsort((self.lots.lot[arcs], -worth, -missing))[0]])

    def take(self, arc: int) -> None:
        """Give a lot to an association."""
        split, lot = self.lots.split, int(self.lots.lot[arc])
        who, kg = int(split.association[arc]), float(self.lots.kg[lot])
        self.owner[lot] = who
        self.kg[arc] = kg
        self.picks[who] += 1
        self.left_kg[who, split.family[arc]] -= kg
        rows = self.rows_of[who]
        self.slack[rows] -= self.entries[who][:, np.flatnonzero(self.arcs_of[who] == arc)[0]] * kg
        self.useful[self.lots.lot == lot] = False
        self._look(who)


def jealous(lots: Lots, owner: Ints) -> list[tuple[int, int]]:
    """Return the pairs (i, j) for which i would rather have j's lots, even without the best one.

    Bundles are weighed by what each is entitled to; lots that i may not take are worth nothing
    to it (weighted envy-freeness up to one lot, the strong form).
    """
    split = lots.split
    count = len(split.need_kg)
    value = np.zeros((count, len(lots.kg)))
    value[split.association, lots.lot] = lots.kg[lots.lot] * split.points[split.family]
    due = np.maximum(split.scopes()[-1].entitled, 1e-9)
    found = []
    for i in range(count):
        mine = value[i, owner == i].sum() / due[i]
        for j in range(count):
            theirs = value[i, owner == j]
            if i != j and len(theirs) and mine < (theirs.sum() - theirs.max()) / due[j] - 1e-9:
                found.append((i, j))
    return found
