"""Plans to review: found fast, each made once."""

from __future__ import annotations

from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.ramasse.solve import plan_week
from solver.settings import Budget
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.once import once
from tests.helpers.travel import straight


def planned(scenario: Scenario, *, seconds: float = 0.4) -> Plan:
    """Return some plan of a week, not necessarily a good one."""
    return plan_week(scenario, straight(scenario), Budget(seconds, None), seed=1).plan


@once
def random_week(seed: int) -> tuple[Scenario, TravelMatrix, Plan]:
    """Return a random scenario, its travel and a plan of it."""
    scenario = random_scenario(seed)
    return scenario, straight(scenario), planned(scenario)
