"""Stock played week by week in whole kg, first expired first out, along a guide.

The guide says how much is turned away, sent, given and taken; cohorts that leave are chosen here:
the earliest last week first, food that must stay with its network first among equals. Amounts are
rounded on their running sums, so that rounding never adds up. Where more is then kept than places
hold, as much of what the guide does not keep is turned away after all, back when it came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.warehouse.stock_facts import Facts, Floats, Ints

EXACT = 1e-9
NEARLY = 1e-4
"""kg below which the guide's amount counts as rounding of its own."""


@dataclass(frozen=True)
class Guide:
    """What to move, (C, T), kg by cohort and week."""

    away: Floats
    sent: Floats
    given: Floats
    taken: Floats
    left: Floats
    """At the end of the week, what expires then included."""


@dataclass(frozen=True)
class FreePlaces:
    """Places that stock may fill."""

    total: Floats
    """(K, T)."""
    own: Floats | None
    """(N, K, T): each network's; none where places are free to all."""

    @property
    def spare(self) -> Floats:
        """(K, T): places that nobody holds, free to all."""
        assert self.own is not None
        spare: Floats = np.maximum(self.total - self.own.sum(axis=0), 0.0)
        return spare


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
        """Return a table by cohort and week (C, T) summed by network and family (N, F, T)."""
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
    none = np.zeros(shape)
    return Guide(none, sent, none, none, none)


def play(facts: Facts, guide: Guide, places: FreePlaces | None = None) -> Played:
    """Return the stock of every week along a guide, in whole kg, first expired first out.

    Parameters
    ----------
    guide
        What a linear program would move, in parts of kg: followed as nearly as whole kg allow.
    places
        What stock may fill; without limit when absent.
    """
    return _Play(facts, guide, places).run()


class _Play:
    def __init__(self, facts: Facts, guide: Guide, places: FreePlaces | None) -> None:
        self.facts, self.guide, self.places = facts, guide, places
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
            if self.places is not None:
                self._fit(week, self.places)
        return Played(
            self.taken_in,
            self.away,
            self.sent,
            self.given,
            self.taken,
            self.expired,
            self.closing,
            tuple(one for one in self.handovers if one[3]),
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

    def _fit(self, week: int, places: FreePlaces) -> None:
        """Have less turned up in the first place, until what is kept fits."""
        lasts = np.array([cohort.last for cohort in self.facts.cohorts])
        wanted = self._filled(np.where(lasts > week, self.guide.left[:, week], 0.0))
        for k in range(len(places.total)):
            while (over := self._over(week, k, places)) > EXACT:
                filled = self._filled(self.closing[:, week])
                own = 0.0 if places.own is None else places.own[:, k, week]
                beyond = np.where(filled[:, k] > own + EXACT, filled[:, k] - wanted[:, k], -np.inf)
                network = int(np.argmax(beyond))
                mine = [
                    c
                    for c, cohort in enumerate(self.facts.cohorts)
                    if cohort.network == network
                    and self.facts.temperature[cohort.family] == k
                    and self.closing[c, week]
                ]
                extra = self.closing[:, week] - self.guide.left[:, week]
                chosen = max(mine, key=lambda c: (extra[c], c))
                per_pallet = self.facts.kg_per_pallet[self.facts.cohorts[chosen].family]
                kg = min(int(np.ceil(over * per_pallet - EXACT)), int(self.closing[chosen, week]))
                if extra[chosen] > 1:
                    kg = min(kg, int(np.ceil(extra[chosen])))
                if not self._undo(chosen, week, max(1, kg), len(self.handovers)):
                    raise RuntimeError("food is kept that never came")
                self.closing[:, week] = self.stock

    def _filled(self, kg: Floats | Ints) -> Floats:
        """(N, K): pallets."""
        filled = np.zeros((len(self.facts.networks), self.facts.places.shape[0]))
        for c, cohort in enumerate(self.facts.cohorts):
            share = kg[c] / self.facts.kg_per_pallet[cohort.family]
            filled[cohort.network, self.facts.temperature[cohort.family]] += share
        return filled

    def _over(self, week: int, k: int, places: FreePlaces) -> float:
        """Return the pallets kept beyond the places of a temperature."""
        filled = self._filled(self.closing[:, week])[:, k]
        if places.own is None:
            return float(filled.sum() - places.total[k, week])
        beyond = np.maximum(filled - places.own[:, k, week], 0.0).sum()
        return float(beyond - places.spare[k, week])

    def _undo(self, cohort: int, week: int, kg: int, before: int) -> int:
        """Have some kg of a cohort never come; return what could be undone.

        Parameters
        ----------
        cohort, week
            They are there in that week, after its arrivals.
        before
            Only handovers before this one are looked at.
        """
        done = self._turn_away(cohort, week, kg)
        for n in reversed(range(before)):
            if done == kg:
                break
            at, giver, taker, given = self.handovers[n]
            kept = int(self.closing[cohort, at:week].min(initial=given))
            if taker != cohort or at > week or not min(given, kept):
                continue
            part = self._undo(giver, at, min(given, kept, kg - done), n)
            self.handovers[n] = (at, giver, taker, given - part)
            self.given[giver, at] -= part
            self.taken[cohort, at] -= part
            self.closing[cohort, at:week] -= part
            self.stock[cohort] -= part
            # the giver no longer held them: what it holds now stays
            self.stock[giver] += part
            done += part
        return done

    def _turn_away(self, cohort: int, week: int, kg: int) -> int:
        """Turn away kg of a cohort that came by itself, the latest first; return how many."""
        done = 0
        for at in range(week, -1, -1):
            kept = int(self.closing[cohort, at:week].min(initial=kg))
            part = min(kg - done, int(self.taken_in[cohort, at]), kept)
            if part > 0:
                self.taken_in[cohort, at] -= part
                self.away[cohort, at] += part
                self.closing[cohort, at:week] -= part
                self.stock[cohort] -= part
                done += part
        return done


def _whole(rounded: Callable[[Floats], Floats], amounts: Floats) -> Ints:
    """Return amounts in whole kg along the last axis, rounded on their running sums."""
    sums = amounts.cumsum(axis=-1)
    near = np.round(sums)
    close = np.abs(sums - near) <= NEARLY
    whole = np.where(close, near, rounded(sums)).astype(np.int64)
    found: Ints = np.diff(whole, axis=-1, prepend=0)
    return found
