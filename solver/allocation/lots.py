"""Whole lots and their ways: what crates and pallets are picked from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, csr_array

from solver.allocation.base import Floats, Ints, Split


@dataclass(frozen=True)
class Lots:
    """Whole lots by kind: ``L`` kinds, each of so many units; ``A`` ways, as in the split."""

    split: Split
    lot: Ints
    """(A,): the kind of lot along each arc."""
    kg: Floats
    """(L,): one unit, whole."""
    units: Ints
    """(L,): how many there are."""
    fair: Floats
    """(L, I): fair fraction of each unit; 0 without need or right."""
    weeks: Ints
    """(A,): weeks of distribution from the first one to the use-by day, at least 1."""
    account_kg: Floats
    """(I, F): owed from the weeks before; negative when ahead."""
    carried_kg: Floats
    """(I, F): still in store from lots that were larger than the need of their week."""
    rank: Ints
    """(I,): place of each association by ascending id, for ties."""
    turn: Ints
    """(L,): place of each kind of lot, for ties."""
    alike: Ints
    """(I,): the same number for those who are alike in needs, stores and fair parts."""
    later: csr_array
    """(R, A): 1 in the rows of an arc's store that do not hold the arc itself: other moments."""


class Entries:
    """The entries of a table (R, A), arc by arc."""

    def __init__(self, table: csr_array) -> None:
        columns = csc_array(table)
        self.first, self.row, self.weight = columns.indptr, columns.indices, columns.data

    def least(self, slack: Floats, arcs: Ints) -> Floats:
        """Return how many kg more go along each of some arcs before a row is full."""
        counts = self.first[arcs + 1] - self.first[arcs]
        starts = np.cumsum(counts) - counts
        entries = np.arange(counts.sum()) + np.repeat(self.first[arcs] - starts, counts)
        room = np.full(len(arcs), np.inf)
        held = slack[self.row[entries]] / self.weight[entries]
        np.minimum.at(room, np.repeat(np.arange(len(arcs)), counts), held)
        return room

    def use(self, slack: Floats, arc: int, kg: float) -> None:
        """Take the room of some kg along an arc from its rows."""
        entries = slice(self.first[arc], self.first[arc + 1])
        slack[self.row[entries]] -= self.weight[entries] * kg


def room_kg(lots: Lots, units: Ints) -> Floats:
    """Return how many kg more the rows hold along each arc (A,) beside the units given."""
    slack = lots.split.limits - lots.split.rows @ (units * lots.kg[lots.lot])
    return Entries(lots.split.rows).least(slack, np.arange(len(lots.lot)))
