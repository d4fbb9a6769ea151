"""Small counts that can be found out are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.grants_study import GrantsStudy, ShownTotal
from tests.solver.review.checks.spread_grants import STUDY, Ways, is_found


def written() -> GrantsStudy:
    rows = [
        one.changed(people={**one.people, "young": 4}) if one.structure == "s" else one
        for one in STUDY.counts
    ]
    return STUDY.changed(counts=tuple(rows))


def subtracted() -> GrantsStudy:
    """Write the other three cells: the small one follows."""
    true = {("s", "old"): 50, ("t", "young"): 80, ("t", "old"): 90}
    rows = []
    for one in STUDY.counts:
        people = {k: true.get((one.structure or "", k), v) for k, v in one.people.items()}
        rows.append(one.changed(people=people))
    return STUDY.changed(counts=tuple(rows))


def leaking() -> GrantsStudy:
    mine = next(one for one in STUDY.editions if one.viewer == "u")
    total = ShownTotal(axis="territory", who=("b",), cents=5_500)
    return STUDY.changed(editions=(mine.changed(totals=(total,)),))


def miscounted() -> GrantsStudy:
    """Counts that are shown, and are others."""
    rows = [
        one.changed(people={kind: n if n is None else n + 1 for kind, n in one.people.items()})
        for one in STUDY.counts
    ]
    return STUDY.changed(counts=tuple(rows))


BROKEN: Ways = {
    "grant_sums": [miscounted],
    "grant_hidden": [written, subtracted],
    "grant_edition": [leaking],
}


@pytest.mark.parametrize(
    ("code", "broken"), [(code, one) for code, ways in BROKEN.items() for one in ways]
)
def test_what_is_broken_is_found(code: str, broken: Callable[[], GrantsStudy]) -> None:
    is_found(code, broken())
