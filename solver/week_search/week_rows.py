"""The rows of a program of loaded tours, and what tours and what is left behind bring to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.programs.solved import INFINITY
from solver.week_search.arrays import (
    DAY_BOXES,
    F64,
    FAR,
    I64,
    ITEM_STOP,
    MAX_VISITS,
    MIN_VISITS,
    Arrays,
)
from solver.week_search.boarding import Boarding
from solver.week_search.catalogue import Catalogue


@dataclass(frozen=True)
class Rows:
    """Rows of each kind, one kind after the other; see ``relaxation``."""

    outings: slice
    going: slice
    picks: slice
    owed: slice
    capped: slice
    units: slice
    boxes: slice
    names: tuple[tuple[str, int] | None, ...]
    """Of each row, by which the same row of another program is known."""
    low: F64
    high: F64
    visited: F64
    """(loads, owed + capped): visits of each load."""
    taken: F64
    """(collections, picks)"""
    items: I64
    """Items that may be left behind."""
    left: F64
    """(those, rows): what leaving each behind brings."""


def rows_of_week(p: Arrays, boarding: Boarding, c: Catalogue) -> Rows:
    """Return the rows of a week."""
    picks = sorted({k for taken in c.collections for k in taken})
    units = boarding.units
    owner = p.items[units, ITEM_STOP]
    owed = np.unique(owner)
    called = sorted({a for stops in c.calls for a in stops})
    capped = [a for a in called if p.stops[a, MAX_VISITS] < FAR]
    days = max(c.days) + 1 if boarding.boxed else 0
    outings = len(c.outings)
    sizes = (outings, outings, len(picks), len(owed), len(capped), len(units), days)
    ends = np.cumsum(sizes)
    of_outing, going, of_pick, of_owed, of_capped, of_unit, of_boxes = (
        slice(int(end) - size, int(end)) for end, size in zip(ends, sizes, strict=True)
    )
    low, high = np.full(ends[-1], -INFINITY), np.full(ends[-1], INFINITY)
    high[of_outing] = 0.0
    low[going] = c.given
    low[of_pick] = high[of_pick] = 1.0
    low[of_owed] = fewest = np.maximum(1.0, p.stops[owed, MIN_VISITS])
    high[of_capped] = p.stops[capped, MAX_VISITS]
    low[of_unit] = 1.0
    high[of_boxes] = p.facts[DAY_BOXES]
    items = np.concatenate([p.first_item[picks], units]).astype(np.int64)
    left = np.zeros((len(items), ends[-1]))
    left[np.arange(len(picks)), np.arange(len(picks)) + of_pick.start] = 1
    rank = np.searchsorted(owed, owner)
    own = np.bincount(rank, minlength=len(owed))
    for n in range(len(units)):
        left[len(picks) + n, of_unit.start + n] = 1
        left[len(picks) + n, of_owed.start + rank[n]] = fewest[rank[n]] / own[rank[n]]
    return Rows(
        outings=of_outing,
        going=going,
        picks=of_pick,
        owed=of_owed,
        capped=of_capped,
        units=of_unit,
        boxes=of_boxes,
        names=(
            *([None] * (2 * outings)),
            *(("pick", stop) for stop in picks),
            *(("owed", int(stop)) for stop in owed),
            *(("capped", stop) for stop in capped),
            *(("unit", int(item)) for item in units),
            *(("boxes", day) for day in range(days)),
        ),
        low=low,
        high=high,
        visited=_visited(c, owed.tolist(), capped),
        taken=np.array(
            [[k in taken for k in picks] for taken in c.collections], dtype=np.float64
        ).reshape(len(c.collections), len(picks)),
        items=items,
        left=left,
    )


def _visited(c: Catalogue, owed: list[int], capped: list[int]) -> F64:
    """Return (loads, owed + capped) visits of each load.

    An errand is a visit only if units ride along, which a load does not tell.
    """
    visits = np.zeros((len(c.calls), len(owed) + len(capped)))
    least = {a: n for n, a in enumerate(owed)}
    most = {a: len(owed) + n for n, a in enumerate(capped)}
    for load, stops in enumerate(c.calls):
        for a in stops:
            if a in least and c.boards[load]:
                visits[load, least[a]] = 1
            if a in most and not c.errands[load]:
                visits[load, most[a]] = 1
    return visits
