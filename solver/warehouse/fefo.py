"""Stock played week by week in whole kg, first expired first out, along a guide.

The guide says how much is turned away, sent, given and taken; cohorts that leave are chosen here:
the earliest last week first, food that must stay with its network first among equals. Amounts are
rounded on their running sums, so that rounding never adds up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.warehouse.facts import Facts, Floats, Ints

NEARLY = 1e-4
"""kg below which the guide's amount counts as rounding of its own."""


@dataclass(frozen=True)
class Guide:
    """What to move, (C, T), kg by cohort and week."""

    away: Floats
    sent: Floats
    given: Floats
    taken: Floats


@dataclass(frozen=True)
class Played:
    """What moves, (C, T), whole kg by cohort and week."""

    taken_in: Ints
    away: Ints
    sent: Ints
    given: Ints
    taken: Ints
    expired: Ints
    closing: Ints
    handovers: tuple[tuple[int, int, int, int], ...]
    """(week, giving cohort, receiving cohort, kg)."""

    def by_family(self, facts: Facts, table: Ints) -> Ints:
        """Return a (C, T) table as (N, F, T) sums."""
        found = np.zeros((*facts.need.shape, facts.weeks), dtype=np.int64)
        for c, cohort in enumerate(facts.cohorts):
            found[cohort.network, cohort.family] += table[c]
        return found


def as_needed(facts: Facts) -> Guide:
    """Return the guide of a warehouse that lacks no place and hands nothing over.

    Each network sends what its points need as long as it has it.
    """
    shape = (len(facts.cohorts), facts.weeks)
    sent = np.zeros(shape)
    mine: dict[tuple[int, int], list[int]] = defaultdict(list)
    for c, cohort in enumerate(facts.cohorts):
        mine[cohort.network, cohort.family].append(c)
    for (network, family), cohorts in mine.items():
        sent[cohorts[0]] = float(facts.need[network, family])
    return Guide(np.zeros(shape), sent, np.zeros(shape), np.zeros(shape))


def play(facts: Facts, guide: Guide) -> Played:
    """Return the stock of every week along a guide."""
    return _Play(facts, guide).run()


class _Play:
    def __init__(self, facts: Facts, guide: Guide) -> None:
        self.facts, self.guide = facts, guide
        shape = (len(facts.cohorts), facts.weeks)
        tables = [np.zeros(shape, dtype=np.int64) for _ in range(7)]
        self.taken_in, self.away, self.sent, self.given, self.taken = tables[:5]
        self.expired, self.closing = tables[5:]
        self.handovers: list[tuple[int, int, int, int]] = []
        self.stock = np.zeros(len(facts.cohorts), dtype=np.int64)
        order = sorted(
            range(len(facts.cohorts)),
            key=lambda c: (facts.cohorts[c].last, facts.cohorts[c].transferable),
        )
        self.cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.pools: dict[tuple[int, int], list[int]] = defaultdict(list)
        """Cohorts that may be handed over, by family and last week."""
        self.twin: dict[tuple[int, int, int], int] = {}
        for c in order:
            cohort = facts.cohorts[c]
            self.cells[cohort.network, cohort.family].append(c)
            if cohort.transferable:
                self.pools[cohort.family, cohort.last].append(c)
                self.twin[cohort.network, cohort.family, cohort.last] = c
        self.away_by = _whole(np.ceil, guide.away)
        self.sent_by = {
            cell: _whole(np.ceil, guide.sent[cohorts].sum(axis=0))
            for cell, cohorts in self.cells.items()
        }
        self.given_by = _whole(np.floor, guide.given)
        self.taken_by = _whole(np.ceil, guide.taken)

    def run(self) -> Played:
        """Play every week."""
        for week in range(self.facts.weeks):
            self._arrive(week)
            for pool in sorted(self.pools):
                if pool[1] >= week:
                    self._hand_over(week, pool)
            for cell in sorted(self.cells):
                self._send(week, cell)
            self._close(week)
        return Played(
            self.taken_in,
            self.away,
            self.sent,
            self.given,
            self.taken,
            self.expired,
            self.closing,
            tuple(self.handovers),
        )

    def _arrive(self, week: int) -> None:
        arrived = np.array([cohort.arrives[week] for cohort in self.facts.cohorts], dtype=np.int64)
        self.away[:, week] = np.minimum(self.away_by[:, week], arrived)
        self.taken_in[:, week] = arrived - self.away[:, week]
        self.stock += self.taken_in[:, week]

    def _hand_over(self, week: int, pool: tuple[int, int]) -> None:
        """Give what the guide gives of a pool; what is no longer there, from what expires next."""
        wanted = {c: int(self.taken_by[c, week]) for c in self.pools[pool]}
        for c in self.pools[pool]:
            for giver, kg in self._from(c, int(self.given_by[c, week]), week):
                self._give(week, giver, kg, wanted)

    def _give(self, week: int, giver: int, kg: int, wanted: dict[int, int]) -> None:
        """Give kg of a cohort to those who want most, as long as anyone does."""
        mine = self.facts.cohorts[giver]
        for c in sorted(wanted, key=lambda c: (-wanted[c], c)):
            network = self.facts.cohorts[c].network
            part = min(kg, wanted[c])
            taker = self.twin.get((network, mine.family, mine.last))
            if part <= 0 or network == mine.network or taker is None:
                continue
            self.stock[giver] -= part
            self.stock[taker] += part
            self.given[giver, week] += part
            self.taken[taker, week] += part
            self.handovers.append((week, giver, taker, part))
            wanted[c] -= part
            kg -= part

    def _from(self, cohort: int, kg: int, week: int) -> list[tuple[int, int]]:
        """Return what a network gives: of a cohort, else of those that expire after it."""
        mine = self.facts.cohorts[cohort]
        found = []
        for c in self.cells[mine.network, mine.family]:
            one = self.facts.cohorts[c]
            if not kg:
                break
            if one.transferable and max(mine.last, week) <= one.last:
                part = min(kg, int(self.stock[c]))
                kg -= part
                if part:
                    found.append((c, part))
        return found

    def _send(self, week: int, cell: tuple[int, int]) -> None:
        want = min(int(self.sent_by[cell][week]), int(self.facts.need[cell]))
        for c in self.cells[cell]:
            if self.facts.cohorts[c].last < week:
                continue
            part = min(want, int(self.stock[c]))
            self.sent[c, week] = part
            self.stock[c] -= part
            want -= part

    def _close(self, week: int) -> None:
        for c, cohort in enumerate(self.facts.cohorts):
            if cohort.last == week:
                self.expired[c, week] = self.stock[c]
                self.stock[c] = 0
        self.closing[:, week] = self.stock


def _whole(rounded: Callable[[Floats], Floats], amounts: Floats) -> Ints:
    """Return amounts in whole kg along the last axis, rounded on their running sums."""
    sums = amounts.cumsum(axis=-1)
    near = np.round(sums)
    close = np.abs(sums - near) <= NEARLY
    whole = np.where(close, near, rounded(sums)).astype(np.int64)
    found: Ints = np.diff(whole, axis=-1, prepend=0)
    return found
