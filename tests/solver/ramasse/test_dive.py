"""Diving: a first choice of rounds, near the best and the same each time."""

from __future__ import annotations

import threading

import pytest

from scenarios.reading import load
from solver.allocation.rules import rule
from solver.ramasse.dive import dive
from solver.ramasse.master import Master
from solver.ramasse.pricing import Pricing
from solver.ramasse.search import Search
from solver.ramasse.solve import _silent
from solver.ramasse.week import Week
from solver.ramasse.week_menus import menus_of
from solver.settings import Budget
from solver.travel import matrix


def prices(budget: Budget) -> tuple[Week, Pricing]:
    scenario = load("aubagne", "hub").scenario
    week = Week(scenario, matrix(scenario))
    return week, Pricing(Master(week, *menus_of(week, {})), budget)


def test_the_first_choice_is_near_the_relaxation_and_the_same_each_time() -> None:
    found = []
    for seed in (1, 2):
        budget = Budget(None, 1)
        week, pricing = prices(budget)
        bound = pricing.relax("food", charged=True)
        assert bound is not None
        split = rule(week.scenario.policy.split.rule)
        search = Search(week, budget, seed, split, _silent)
        value = search._first(pricing, "food", 0.0)
        assert value is not None
        assert value <= 0.85 * bound
        found.append(search.best)
    assert found[0] == found[1]


def test_columns_given_are_held() -> None:
    _, pricing = prices(Budget(None, 1))
    pricing.relax("food", charged=True)
    free = dive(pricing, "food")
    assert free is not None
    made = sorted(column for column, value in free.items() if value)
    again = dive(pricing, "food", {made[0]: 0.0})
    assert again is not None
    assert again[made[0]] == 0.0
    assert any(again.values())


def test_a_dive_that_is_stopped_leaves_the_rest_out() -> None:
    brake = threading.Event()
    _, pricing = prices(Budget(None, 1, brake))
    pricing.relax("food", charged=True)
    whole = dive(pricing, "food")
    brake.set()
    stopped = dive(pricing, "food")
    assert whole is not None
    assert stopped is not None
    assert sum(stopped.values()) < sum(whole.values())


@pytest.mark.parametrize("objective", ["food", "hours", "cost"])
def test_every_objective_may_be_dived_for(objective: str) -> None:
    _, pricing = prices(Budget(None, 1))
    pricing.relax("food", charged=True)
    chosen = dive(pricing, objective)  # type: ignore[arg-type]
    assert chosen is not None
    assert set(chosen.values()) <= {0.0, 1.0}
