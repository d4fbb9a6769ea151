from __future__ import annotations

from tests.solver.review.checks.spoiling import planned


def test_the_plan_is_sound() -> None:
    assert planned().codes() == set()
    assert planned().supply.got_kg == planned().supply.due_kg > 0
