"""Plan a week, whole or by sectors."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from types import MappingProxyType

from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.allocation.rules import rule
from solver.parallel import executor, workers
from solver.ramasse.districts import large_stream, sectors
from solver.ramasse.search import Planned, Search
from solver.ramasse.shares import share_out
from solver.ramasse.week import Week
from solver.settings import Budget, EngineName

Tell = Callable[[str, Plan], None]
TURNS = (0.0, 0.5, 0.25, 0.75)
"""Where successive cuttings in sectors start, in sector widths."""
SECTOR_S = 20.0
"""Seconds given to one sector, at most."""
WATCH_S = 0.2
"""How often a wait looks at the hand brake, seconds."""


def plan_week(
    scenario: Scenario,
    travel: TravelMatrix,
    budget: Budget,
    *,
    seed: int,
    floors: Mapping[str, float] = MappingProxyType({}),
    engine: EngineName = "pyvrp",
    tell: Tell | None = None,
) -> Planned:
    """Plan the rounds and shares of a week.

    Parameters
    ----------
    floors
        Points of food that each association would have alone: no one gets less if that can be;
        otherwise the largest relative loss is made as small as it can be.
    engine
        Proposes rounds too long to enumerate.
    tell
        Called with the stage's code and the plan whenever a better one is at hand.
    """
    watch = tell or _silent
    if large_stream(scenario) is not None:
        return _by_sectors(scenario, travel, budget, seed, floors, engine, watch)
    week = Week(scenario, travel)
    return Search(week, budget, seed, rule(scenario.policy.split.rule), watch, floors, engine).run()


def _silent(stage: str, plan: Plan) -> None:
    """Tell nobody."""
    del stage, plan


def _by_sectors(
    scenario: Scenario,
    travel: TravelMatrix,
    budget: Budget,
    seed: int,
    floors: Mapping[str, float],
    engine: EngineName,
    tell: Tell,
) -> Planned:
    stream = large_stream(scenario)
    assert stream is not None
    week = Week(scenario, travel)
    steps = budget.iterations
    best = Plan()
    used: set[EngineName | None] = set()
    with executor() as pool:
        for number, turn in enumerate(TURNS):
            parts = sectors(scenario, stream, turn / max(1, len(stream.collectors)))
            lap = budget.left_s / (len(TURNS) - number)
            limit = (
                min(SECTOR_S, lap * workers() / len(parts)) if budget.iterations is None else None
            )
            waiting = [
                pool.submit(plan_part, part, travel, limit, steps, seed, dict(floors), engine)
                for part in parts
            ]
            parts_done = _gather(waiting, budget)
            rounds = tuple(item for part in parts_done for item in part.plan.rounds)
            used |= {part.engine for part in parts_done}
            plan = share_out(week, rounds, rule(scenario.policy.split.rule), floors)
            if plan.usable_kg > best.usable_kg:
                best = plan
                tell("sectors", best)
            if budget.over:
                break
    return Planned(best, {}, engine if engine in used else None)


def _gather(waiting: list[Future[Planned]], budget: Budget) -> list[Planned]:
    """Return the parts that are done when all are, or when the search must end."""
    while not all(future.done() for future in waiting) and not budget.stop.is_set():
        time.sleep(WATCH_S)
    for future in waiting:
        future.cancel()
    done = [future for future in waiting if future.done() and not future.cancelled()]
    return [future.result() for future in done]


def plan_part(
    scenario: Scenario,
    travel: TravelMatrix,
    time_limit_s: float | None,
    iterations: int | None,
    seed: int,
    floors: Mapping[str, float],
    engine: EngineName,
) -> Planned:
    """Plan a part of a week; runs in a process of its own."""
    budget = Budget(time_limit_s, iterations)
    week = Week(scenario, travel)
    here = {a.id: floors[a.id] for a in scenario.associations if a.id in floors and a.people}
    search = Search(week, budget, seed, rule(scenario.policy.split.rule), _silent, here, engine)
    return search.run()
