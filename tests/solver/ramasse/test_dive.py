"""Diving: a first choice of rounds, near the best and the same each time."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from scenarios.reading import load
from solver.allocation.rules import rule
from solver.pooling.coalitions import coalition, needing
from solver.ramasse.dive import dive
from solver.ramasse.fed import all_fed
from solver.ramasse.master import Master
from solver.ramasse.objectives import Aim
from solver.ramasse.pricing import Pricing
from solver.ramasse.search import Search
from solver.ramasse.solve import _silent
from solver.ramasse.stages import hold
from solver.ramasse.week import Week
from solver.ramasse.week_menus import menus_of
from solver.review.check import check
from solver.settings import Budget
from solver.travel import matrix


def prices(
    budget: Budget, variant: str = "hub", floors: Mapping[str, float] = MappingProxyType({})
) -> tuple[Week, Pricing]:
    scenario = load("aubagne", variant).scenario
    week = Week(scenario, matrix(scenario))
    return week, Pricing(Master(week, *menus_of(week, {}), floors), budget)


def test_the_first_choice_is_near_the_relaxation_and_the_same_each_time() -> None:
    found = []
    for seed in (1, 2):
        budget = Budget(None, 1)
        week, pricing = prices(budget)
        bound = pricing.relax("food", charged=True)
        assert bound is not None
        split = rule(week.scenario.policy.split.rule)
        search = Search(week, budget, seed, split, _silent)
        value = search.first(pricing, "food", 0.0)
        assert value is not None
        assert value <= 0.85 * bound
        found.append(search.best)
    assert found[0] == found[1]


@pytest.mark.parametrize("variant", ["hub", "direct"])
def test_whoever_has_a_floor_gets_a_round_to_its_door(variant: str) -> None:
    scenario = load("aubagne", variant).scenario
    floors = dict.fromkeys((one.id for one in scenario.associations), 20.0)
    _, pricing = prices(Budget(None, 1), variant, floors)
    pricing.relax("food", charged=False)
    pricing.relax("food", charged=True)
    found = dive(pricing, "food")
    assert found is not None
    chosen = found.chosen
    assert {column for column, value in chosen.items() if value} <= found.met
    master = pricing.master
    reached = set()
    for column, value in chosen.items():
        if value and column in master.parts:
            kind, position, row = master.parts[column]
            menu = master.menu(kind, position)
            numbers = menu.sequences[row] - (len(menu.nodes.site) - len(menu.doors))
            reached |= {menu.doors[number] for number in numbers if number >= 0}
    doors = {door for menu in master.menus for door in menu.doors}
    doors |= {door for menu in master.carries for door in menu.doors}
    assert reached >= doors & set(floors)


def test_every_objective_may_be_dived_for_and_a_dive_that_is_stopped_leaves_the_rest_out() -> None:
    brake = threading.Event()
    _, pricing = prices(Budget(None, 1, brake))
    pricing.relax("food", charged=True)
    objectives: tuple[Aim, ...] = ("food", "hours", "cost")
    whole = [dive(pricing, one) for one in objectives]
    assert all(one is not None and set(one.chosen.values()) <= {0.0, 1.0} for one in whole)
    brake.set()
    stopped = dive(pricing, "food")
    assert whole[0] is not None
    assert stopped is not None
    assert sum(stopped.chosen.values()) < sum(whole[0].chosen.values())


def test_a_stage_far_from_its_relaxation_is_dived_for_and_all_fed_ends_food() -> None:
    scenario = load("aubagne", "hub").scenario
    group = coalition(scenario, [one.id for one in scenario.associations[:4]])
    asked = {
        who.id: {one.id: 0.2 * group.need_kg(who.id, one.id) for one in group.families}
        for who in group.associations
    }
    week = Week(needing(group, asked), matrix(group))
    budget = Budget(600.0, None)
    pricing = Pricing(Master(week, *menus_of(week, {}), {}), budget)
    search = Search(week, budget, 1, rule(group.policy.split.rule), _silent)
    assert search.first(pricing, "food", 0.0, pricing.relax("food", charged=True)) is not None
    assert search.values is not None
    assert all_fed(pricing.master, search.values)
    food = pricing.master.objectives.value("food", search.values)
    hold(pricing.master, "food", food, 0.0, None)
    relaxed = pricing.relax("cost", charged=True)
    before = search.first(pricing, "cost", 0.0)
    after = search.first(pricing, "cost", 0.0, relaxed)
    assert before is not None
    assert after is not None
    assert relaxed is not None
    assert relaxed - 1e-6 <= after < 0.95 * before
    assert pricing.master.objectives.value("food", search.values) >= food - 1e-3
    assert not check(week.scenario, week.travel, search.best)
    assert not all_fed(pricing.master, 0.0 * search.values)
