"""Plans of depots: every rule kept on tens of drawn weeks, the same plan again, the brake."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from models.plan import Plan
from models.scenario import Scenario
from pools.streams import depots
from solver.deliveries.solve import Delivered, plan_deliveries
from solver.review.check import check
from solver.settings import Budget
from tests.helpers.depot import depot, depot_week
from tests.helpers.depot import roads as depot_roads
from tests.helpers.long import quick
from tests.solver.deliveries.weeks import random_week, roads


def planned(scenario: Scenario, steps: int = 2, seed: int = 1) -> Delivered:
    (stream,) = depots(scenario)
    return plan_deliveries(scenario, roads(scenario), stream, Budget(None, steps), seed=seed)


@pytest.mark.parametrize("seed", quick(range(30), 6))
def test_every_drawn_week_keeps_every_rule(seed: int) -> None:
    scenario = random_week(seed)
    if not depots(scenario):
        pytest.skip("nothing is due in this week")
    found = planned(scenario)
    plan = Plan(rounds=found.rounds)
    assert [f.text.en for f in check(scenario, roads(scenario), plan)] == []
    served = {unit for item in plan.rounds for stop in item.stops for unit in stop.units}
    served |= {str(stop.pickup) for item in plan.rounds for stop in item.collected}
    assert served | set(found.left) == set(scenario.units) | set(scenario.pickups)
    assert not served & set(found.left)


def test_the_same_iterations_give_the_same_plan() -> None:
    scenario = random_week(7)
    first, second = planned(scenario), planned(scenario)
    assert first == second


def test_the_depot_week_is_planned_as_cheaply_as_by_hand() -> None:
    scenario, by_hand = depot_week()
    travel = depot_roads(scenario)
    found = plan_deliveries(scenario, travel, depots(scenario)[0], Budget(None, 4), seed=1)
    assert found.left == ()
    assert check(scenario, travel, Plan(rounds=found.rounds)) == ()
    from solver.review.indicators import totals

    eur = totals(scenario, travel, Plan(rounds=found.rounds)).eur
    assert eur == pytest.approx(found.eur, abs=0.01)
    assert eur <= totals(scenario, travel, by_hand).eur + 0.01


def test_what_no_vehicle_may_enter_stays_and_the_rest_is_planned() -> None:
    scenario = depot()
    barred = tuple(v.changed(forbidden=(*v.forbidden, "south")) for v in scenario.vehicles)
    scenario = scenario.changed(vehicles=barred)
    travel = depot_roads(scenario)
    found = plan_deliveries(scenario, travel, depots(scenario)[0], Budget(None, 4), seed=1)
    assert found.left == ("south_1",)
    assert check(scenario, travel, Plan(rounds=found.rounds)) == ()


def test_an_errand_whose_first_trip_nothing_can_fill_does_not_stop_the_rest() -> None:
    scenario = depot()
    deliveries = tuple(one.changed(days=("mon",)) for one in scenario.deliveries)
    scenario = scenario.changed(donors=(), deliveries=deliveries)
    travel = depot_roads(scenario)
    found = plan_deliveries(scenario, travel, depots(scenario)[0], Budget(None, 4), seed=1)
    assert found.left == ()
    broken = {fault.code for fault in check(scenario, travel, Plan(rounds=found.rounds))}
    assert broken == {"errand", "errand_given"}


def test_a_pulled_brake_ends_the_search_with_a_plan() -> None:
    scenario = depot()
    stop = threading.Event()
    told: list[int] = []

    def tell(rounds: tuple[object, ...]) -> None:
        told.append(len(rounds))
        stop.set()

    found = plan_deliveries(
        scenario,
        depot_roads(scenario),
        depots(scenario)[0],
        Budget(600.0, None, stop),
        seed=1,
        tell=tell,
    )
    assert told
    assert found.rounds
    assert np.isfinite(found.eur)
