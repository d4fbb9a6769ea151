from __future__ import annotations

import pytest

from models.plan import Plan
from models.scenario import Scenario
from tests.helpers.plans import edited
from tests.solver.review.checks.breaking import Breaks, Broken, Case

BROKEN = Breaks()


@BROKEN.week("storage")
def _(s: Scenario, p: Plan) -> Case:
    return edited(s, "associations", "restos", cold_storage_kg=20.0), p


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_each_rule_is_caught(broken: Broken) -> None:
    broken.is_caught()
