"""Lots that differ in nothing but how much there is of them are split as one.

In a large town hundreds of rounds bring the same family to one sorting place before the same last
miles leave: their lots may go the same ways, and nothing tells a kg of one from a kg of another.
Split as one lot, the program is a tenth of the size or less; what each association can receive is
the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array, vstack

from solver.allocation.base import Floats, Ints, Split

MANY_ARCS = 5_000
"""Arcs beyond which lots are looked through; a rule splits fewer of them in no time."""
NOTHING_KG = 1e-9
"""Less than this is nothing left."""

Apart = Callable[[Floats], Floats]
"""From kg along the arcs of a split of twins to kg along all arcs."""


def as_one(split: Split, lots: int) -> tuple[Split, Apart]:
    """Return a split whose twin lots are one lot each, and what parts its kg again.

    Parameters
    ----------
    split
        Each arc is in one of the first rows, with 1: no more leaves its lot than is in it.
    lots
        How many these rows are.
    """
    groups = _twins(split, lots)
    if len(groups) == lots:
        return split, _as_it_is
    kept = np.concatenate([columns[0] for columns in groups])
    ends = np.cumsum([columns.shape[1] for columns in groups])[:-1]
    lot_of = np.repeat(np.arange(len(groups)), [columns.shape[1] for columns in groups])
    ones = csr_array((np.ones(len(kept)), (lot_of, np.arange(len(kept)))))
    of_arc = _lot_of(split, lots)
    kg = [split.limits[of_arc[columns[:, 0]]] for columns in groups]
    others = csr_array(split.rows[lots:].tocsc()[:, kept])
    one = replace(
        split,
        association=split.association[kept],
        family=split.family[kept],
        rows=vstack([ones, others], format="csr"),
        limits=np.concatenate([[there.sum() for there in kg], split.limits[lots:]]),
    )

    def apart(given: Floats) -> Floats:
        """Fill arcs from one lot after the other: few are parted between two arcs."""
        found = np.zeros(len(split.association))
        for columns, there, wanted in zip(groups, kg, np.split(given, ends), strict=True):
            lot, left = 0, float(there[0])
            for arc, amount in enumerate(wanted):
                rest = float(amount)
                while rest > NOTHING_KG:
                    while left <= NOTHING_KG and lot < len(there) - 1:
                        lot, left = lot + 1, float(there[lot + 1])
                    # what rounding asks beyond the last lot is not there
                    part = min(rest, left)
                    if part <= NOTHING_KG:
                        break
                    found[columns[lot, arc]] += part
                    rest, left = rest - part, left - part
        return found

    return one, apart


def _as_it_is(kg: Floats) -> Floats:
    return kg


def _lot_of(split: Split, lots: int) -> Ints:
    """Return (A,): the row of the lot of each arc."""
    entries = split.rows[:lots].tocsc()
    return entries.indices.astype(np.int64)


def _twins(split: Split, lots: int) -> list[Ints]:
    """Return (lots, arcs) columns for each group of twins, in the order of their first lots.

    The arcs of one column of such a table go to one association, and are alike in all other rows.
    """
    others = split.rows[lots:].tocsc()
    others.sort_indices()
    known: dict[tuple[int, int, bytes, bytes], int] = {}
    of_lot: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for arc, lot in enumerate(_lot_of(split, lots)):
        part = slice(others.indptr[arc], others.indptr[arc + 1])
        alike = (
            int(split.association[arc]),
            int(split.family[arc]),
            others.indices[part].tobytes(),
            others.data[part].tobytes(),
        )
        of_lot[int(lot)].append((known.setdefault(alike, len(known)), arc))
    groups: dict[tuple[int, ...], list[list[int]]] = defaultdict(list)
    for _, arcs in sorted(of_lot.items()):
        ordered = sorted(arcs)
        groups[tuple(way for way, _ in ordered)].append([arc for _, arc in ordered])
    return [np.array(columns, dtype=np.int64) for columns in groups.values()]
