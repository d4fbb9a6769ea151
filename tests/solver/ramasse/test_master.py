from __future__ import annotations

import numpy as np
import pytest

from models.policy import Objective
from solver.ramasse.master import Master
from solver.ramasse.week import Week
from solver.ramasse.week_menus import menus_of
from tests.helpers.drawn_scenarios import random_scenario
from tests.helpers.scenarios import tiny
from tests.helpers.travel import straight


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("objective", ["food", "hours", "cost"])
def test_reduced_costs_are_those_of_the_columns(seed: int, objective: Objective) -> None:
    scenario = random_scenario(seed)
    week = Week(scenario, straight(scenario))
    menus, carries = menus_of(week, {})
    master = Master(week, menus, carries)
    rng = np.random.default_rng(seed)
    duals = rng.normal(size=len(master.program.lower))
    for position, menu in enumerate(master.menus):
        costs = master.collects.costs_of(objective, position, charged=True)
        reduced = master.collects.reduced_costs(position, duals, costs)
        for row in rng.integers(0, len(menu), 3):
            column = master.add_round(position, int(row))
            aim = master.objectives.aim(objective, charged=True)
            program = master.program
            first = program.starts[column]
            last = [*program.starts, len(program.indices)][column + 1]
            entries = zip(program.indices[first:last], program.entries[first:last], strict=True)
            by_hand = aim.get(column, 0.0) - sum(duals[r] * v for r, v in entries)
            assert reduced[row] == pytest.approx(by_hand, abs=1e-6)


def test_a_round_is_added_once() -> None:
    scenario = tiny()
    week = Week(scenario, straight(scenario))
    master = Master(week, *menus_of(week, {}))
    assert master.menus
    assert master.add_round(0, 0) == master.add_round(0, 0)
