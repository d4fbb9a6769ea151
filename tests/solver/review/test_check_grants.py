"""A funders' table that keeps every rule is told to."""

from __future__ import annotations

from solver.review.check_grants import check_grants
from tests.solver.review.checks.spread_grants import STUDY


def test_a_sound_table_passes() -> None:
    assert check_grants(STUDY) == STUDY.violations == ()
    assert STUDY.proposals
