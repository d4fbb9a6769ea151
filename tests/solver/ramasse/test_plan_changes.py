"""What the program counts as changed drops is what the tally counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from models.calendar import Day
from models.events import Call, Down
from models.plan import Plan
from solver.programs.solved import SolveLimits
from solver.ramasse.crews import with_crews
from solver.ramasse.master import Master
from solver.ramasse.running_drafts import drafted
from solver.ramasse.running_week import RunningWeek
from solver.ramasse.week import Week
from solver.replan.week_at_call import world
from solver.review.tally import tally
from tests.helpers.studies import planned


@pytest.mark.parametrize("mode", ["hub", "direct"])
@pytest.mark.parametrize(("seed", "day", "at"), [(0, "mon", "00:00"), (1, "tue", "10:00")])
def test_a_drop_instead_of_another_of_the_day_is_one_change_as_in_the_tally(
    mode: Any, seed: int, day: Day, at: str
) -> None:
    study = planned(mode)
    rng = np.random.default_rng(seed)
    van = str(rng.choice(sorted({item.vehicle for item in study.plan.rounds})))
    call = Call(day=day, now=at, rest_of_week=True, events=(Down(vehicle=van),))
    now, standing = world(study, call)
    week = Week(now.scenario, now.travel)
    running = RunningWeek(week, standing, 0.0)
    menus, carries, changes = running.made
    master = Master(week, menus, carries, {}, changes)
    for position, menu in enumerate(menus):
        for row in rng.permutation(len(menu))[:8]:
            master.add_round(position, int(row))
    rounds = set(master.choices)
    pairs = [c for c, one in master.objectives.changes.items() if c not in rounds and one < 0]
    instead = 0
    for _ in range(3):
        # whatever is liked: drops more, less and instead of others
        liked = {column: float(rng.normal(0, 4)) for column in master.parts}
        counted = master.objectives.changes
        master.program.aim({c: counted.get(c, 0.0) - liked.get(c, 0.0) for c in counted})
        found = master.program.solve(SolveLimits(checks=20))
        assert found is not None
        drafts = drafted(master, found.values, running)
        if drafts is None:
            continue
        made = Plan(rounds=tuple(with_crews(week, drafts, running.crewed)))
        told = tally(now.scenario, study.plan, made, wanted=now.wanted, gone=now.emptied)
        moved = sum(one.instead_of is not None for one in told.doors)
        assert moved == pytest.approx(sum(found.values[column] for column in pairs))
        instead += moved
    assert instead
