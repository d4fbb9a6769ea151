"""Cents, days and sums of grants that break each rule are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.grants_study import GrantsStudy
from tests.solver.review.checks.spread_grants import STUDY, Ways, is_found


def part(n: int, **values: object) -> GrantsStudy:
    return STUDY.changed(
        parts=tuple(one.changed(**values) if k == n else one for k, one in enumerate(STUDY.parts))
    )


BROKEN: Ways = {
    "grant_cents": [lambda: part(2, cents=2_900)],
    "grant_days": [lambda: part(2, year=2028)],
    "grant_passed": [lambda: part(len(STUDY.parts) - 1, cents=-7_000)],
    "grant_sums": [lambda: STUDY.changed(funders=STUDY.funders[1:])],
}


@pytest.mark.parametrize(
    ("code", "broken"), [(code, one) for code, ways in BROKEN.items() for one in ways]
)
def test_what_is_broken_is_found(code: str, broken: Callable[[], GrantsStudy]) -> None:
    is_found(code, broken())
