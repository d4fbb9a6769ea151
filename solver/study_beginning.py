"""What a run begins with: each association going alone, and a first plan that may be handed on."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import alone_of
from solver.parallel import Brake
from solver.ramasse.solve import plan_week
from solver.settings import Budget, Settings
from solver.study_visits import without_empty_visits
from solver.travel import matrix

ALONE_SHARE = 0.2
"""Share of the time given to the reference of each association going alone."""
FIRST_SHARE = 0.25
"""Share of the time given to a first plan from which a run goes on."""
FIRST_STEPS = 2
"""Of how many steps of the search a first plan has one."""


@dataclass(frozen=True)
class Begun:
    """What a run goes on from."""

    plan: Plan
    """A plan of its week, or of one like it."""
    alone: Plan | None
    """Each association going alone; none where that is no question."""


def begun(
    scenario: Scenario,
    settings: Settings,
    *,
    folder: Path | None = None,
    stop: Brake | None = None,
) -> Begun:
    """Search a first plan of a week for a part of the effort of its run.

    Raises
    ------
    solver.travel.TravelError
        When the travel table cannot be used.
    """
    budget = budget_of(settings, stop)
    travel = matrix(scenario, folder)
    alone = alone_plan(scenario, travel, budget, settings)
    steps = None if settings.iterations is None else max(1, settings.iterations // FIRST_STEPS)
    limit = None if settings.time_limit_s is None else settings.time_limit_s * FIRST_SHARE
    found = plan_week(
        scenario,
        travel,
        budget.part(limit, steps),
        seed=settings.seed,
        floors={} if alone is None else points_of(scenario, alone),
        engine=settings.engine,
    )
    return Begun(without_empty_visits(scenario, travel, found.plan), alone)


def left_after(settings: Settings, first: Begun) -> float | None:
    """Return the seconds of a run that a first plan leaves to what follows; none by steps."""
    if settings.time_limit_s is None:
        return None
    spent = FIRST_SHARE + (0.0 if first.alone is None else ALONE_SHARE)
    return settings.time_limit_s * (1 - spent)


def budget_of(settings: Settings, stop: Brake | None) -> Budget:
    """Return the budget of a run that begins now."""
    brake = stop or threading.Event()
    return Budget(settings.time_limit_s, settings.iterations, brake, patient=settings.patient)


class FloorsLater(Mapping[str, float]):
    """Points that each would have going alone, waited for when they are first looked at.

    A search looks at them once it has listed its rounds: both are done side by side.
    """

    def __init__(self, scenario: Scenario, alone: Future[Plan | None]) -> None:
        self._scenario, self._alone = scenario, alone

    @cached_property
    def _points(self) -> Mapping[str, float]:
        plan = self._alone.result()
        return {} if plan is None else points_of(self._scenario, plan)

    def __getitem__(self, who: str) -> float:
        """Return the points of one association."""
        return self._points[who]

    def __iter__(self) -> Iterator[str]:
        """Yield the associations."""
        return iter(self._points)

    def __len__(self) -> int:
        """Return how many have a floor."""
        return len(self._points)


def alone_plan(
    scenario: Scenario, travel: TravelMatrix, budget: Budget, settings: Settings
) -> Plan | None:
    """Return the plan of each association going alone; none where that is no question."""
    if not asks_alone(scenario):
        return None
    limit = None if settings.time_limit_s is None else budget.left_s * ALONE_SHARE
    part = budget.part(limit, settings.iterations)
    return plan_week(
        alone_of(scenario), travel, part, seed=settings.seed, engine=settings.engine
    ).plan


def alone_aside(
    aside: Executor,
    scenario: Scenario,
    travel: TravelMatrix,
    budget: Budget,
    settings: Settings,
    first: Begun | None,
) -> Future[Plan | None]:
    """Begin to plan each association going alone, unless an earlier search did that."""
    if first is None:
        return aside.submit(alone_plan, scenario, travel, budget, settings)
    done: Future[Plan | None] = Future()
    done.set_result(first.alone)
    return done


def asks_alone(scenario: Scenario) -> bool:
    """Tell whether going alone is a question: some do not, and someone needs food."""
    return not is_alone(scenario) and needs_food(scenario)


def points_of(scenario: Scenario, plan: Plan) -> dict[str, float]:
    """Return points of food that each association receives in a plan: kg weighed by family."""
    found = dict.fromkeys((association.id for association in scenario.associations), 0.0)
    for share in plan.shares:
        found[share.association] += share.kg * scenario.family[share.family].points_per_kg
    return found


def needs_food(scenario: Scenario) -> bool:
    """Tell whether anyone needs shares of what is collected."""
    return any(
        scenario.need_kg(who.id, family.id) > 0
        for who in scenario.associations
        for family in scenario.families
    )


def is_alone(scenario: Scenario) -> bool:
    """Tell whether each association goes alone."""
    return all(pool.mode == "alone" for pool in scenario.policy.pools)
