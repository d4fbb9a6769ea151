"""What tours count is what a look at their stops says."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from solver.week_search.arrays import ASSOCIATIONS, KIND, SLOTS
from solver.week_search.catalogue import catalogue_of
from solver.week_search.counts import counts
from tests.solver.week_search.tiny_weeks import tiny_week


@pytest.mark.parametrize("seed", [3, 9, 18, 22])
def test_every_count_is_counted_once(seed: int) -> None:
    p = tiny_week(seed)
    c = catalogue_of(p, 100_000, lambda: False, apart=True)
    assert c is not None
    associations, slots = int(p.facts[ASSOCIATIONS]), int(p.facts[SLOTS])
    expected: dict[tuple[object, ...], list[int]] = {}
    for tour in range(len(c.eur)):
        group, slot = c.outings[c.outing[tour]]
        kind = int(p.tours[c.vehicles[group][0] * slots + slot, KIND])
        trips = [c.calls[load] for load in c.loads[tour]]
        picks = c.collections[c.collects[tour]]
        stops = [*(stop for trip in trips for stop in trip), *picks]
        met: list[tuple[object, ...]] = [("tours", kind)]
        met += [what for stop in stops for what in (("visit", stop), ("visit", stop, kind))]
        met += [("later trip",) for trip in trips[1:] if trip]
        met += [("pair", *pair) for trip in trips for pair in combinations(sorted(trip), 2)]
        elsewhere = {(min(a, b), max(a, b)) for b in picks for a in stops if a != b}
        met += [("pair", *pair) for pair in sorted(elsewhere)]
        for size in range(2, associations + 1):
            for some in combinations(range(associations), size):
                if any(stop in some for stop in stops):
                    met.append(("any", *some))
        for what in met:
            expected.setdefault(what, [0] * len(c.eur))[tour] += 1
    table = counts(p, c).table
    found = [tuple(column) for column in table.T.tolist()]
    assert len(set(found)) == len(found)
    assert set(found) == {tuple(column) for column in expected.values()}
    assert table.dtype == np.uint8
