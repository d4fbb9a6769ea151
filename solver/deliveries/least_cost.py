"""What the week of a depot costs at least."""

from __future__ import annotations

from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import depots, streams
from solver.deliveries.problem import Reader
from solver.parallel import Brake
from solver.week_search.bound import WeekBound, lower_bound


def least_cost(
    scenario: Scenario,
    travel: TravelMatrix,
    budget_s: float | None,
    iterations: int | None = None,
    stop: Brake | None = None,
) -> WeekBound | None:
    """Return what every plan that serves everything costs at least, euros.

    None where the rounds of one depot are not the whole week, or where crews or hours decide too.
    """
    found = depots(scenario)
    if len(found) != 1 or any(s.donors for s in streams(scenario) if s.id != found[0].id):
        return None
    if [stage.objective for stage in scenario.policy.objectives] != ["cost"]:
        return None
    p = Reader(scenario, travel, found[0], frozenset()).arrays()
    return lower_bound(p, budget_s, iterations, stop)
