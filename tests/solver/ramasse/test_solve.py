from __future__ import annotations

import functools
import pickle
import threading

import pytest

from models.plan import Plan
from models.policy import Mode
from scenarios import load
from solver.ramasse.solve import plan_part, plan_week
from solver.review.check import check
from solver.settings import Budget
from solver.travel import matrix
from tests.helpers.budgets import first_plan
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.long import quick
from tests.helpers.scenarios import tiny
from tests.helpers.travel import straight

MODES: tuple[Mode, ...] = ("alone", "hub", "direct")


@functools.cache
def plan(mode: Mode) -> Plan:
    scenario = tiny(mode)
    return plan_week(scenario, straight(scenario), Budget(None, 1), seed=1).plan


@pytest.mark.parametrize("mode", MODES)
def test_a_small_week_is_planned_in_every_mode(mode: Mode) -> None:
    scenario, made = tiny(mode), plan(mode)
    assert made.usable_kg > 0
    assert check(scenario, straight(scenario), made) == ()


@pytest.mark.parametrize("mode", MODES)
def test_same_iterations_same_plan(mode: Mode) -> None:
    assert plan(mode) == plan.__wrapped__(mode)


@pytest.mark.parametrize("seed", quick(range(50), 20))
def test_the_checker_accepts_the_plans_of_random_scenarios(seed: int) -> None:
    scenario = random_scenario(seed)
    travel = straight(scenario)
    made = plan_week(scenario, travel, first_plan(0.1), seed=seed).plan
    assert [finding.text.en for finding in check(scenario, travel, made)] == []


def test_nobody_in_aubagne_loses_by_pooling() -> None:
    scenario = load("aubagne", "today").scenario
    alone = load("aubagne", "alone").scenario
    travel = matrix(scenario)
    apart = plan_week(alone, travel, Budget(None, 1), seed=1).plan
    floors = {who: apart.received_kg(who) for who in scenario.association}
    together = plan_week(scenario, travel, Budget(None, 1), seed=1, floors=floors).plan
    assert together.usable_kg > apart.usable_kg
    for who, floor in floors.items():
        assert together.received_kg(who) >= floor - 0.1


def test_no_means_no_rounds() -> None:
    scenario = tiny("hub").changed(vehicles=())
    assert plan_week(scenario, straight(scenario), Budget(None, 2), seed=1).plan == Plan()


def test_the_hand_brake_gives_the_best_plan_so_far() -> None:
    scenario = load("aubagne", "hub").scenario
    travel = straight(scenario)
    stop = threading.Event()
    budget = Budget(60.0, None, stop)

    def pull(stage: str, found: Plan) -> None:
        stop.set()

    made = plan_week(scenario, travel, budget, seed=1, tell=pull).plan
    assert made.usable_kg > 0
    assert check(scenario, travel, made) == ()
    assert budget.elapsed_s < 20


def test_a_brake_pulled_before_the_start_still_answers() -> None:
    scenario = tiny("hub")
    stop = threading.Event()
    stop.set()
    made = plan_week(scenario, straight(scenario), Budget(10.0, None, stop), seed=1).plan
    assert check(scenario, straight(scenario), made) == ()


def test_a_sector_comes_back_from_its_process() -> None:
    """What proves its fairness holds programs, which no process can hand to another."""
    world = tiny("hub")
    made = plan_part(world, matrix(world), None, 1, 1, {}, "pyvrp")
    assert made.plan.rounds
    assert pickle.dumps(made)
