"""A store that takes more than its room is found."""

from __future__ import annotations

import pytest

from tests.solver.review.checks.passed import PLAN, Broken, is_found, members

BROKEN: dict[str, Broken] = {
    "transfer_storage": lambda: (members("ccas", cold_storage_kg=1.0), PLAN),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_rule_is_found(code: str) -> None:
    is_found(code, BROKEN[code])
