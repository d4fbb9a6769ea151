"""How many new plans confirm remedies, and how long each is searched."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from models.scenario import Scenario
from solver.parallel import Brake
from solver.settings import EngineName, Settings

NO_FLOORS: Mapping[str, float] = MappingProxyType({})
PLANS = ((120, 9), (300, 6))
"""New plans of one review, by the size of the week: pick-ups times vehicles times shifts."""
LARGE = 1500
"""Size of a week up to which one new plan is made where the clock rules, and not doubted."""
PLAN_S = 0.5
"""Seconds of search for each, where the clock rules."""
VERY_LARGE = 5_000
"""Size of a week from which on reasons are looked for in so many seconds alone: its hundreds of
offers left take minutes."""
REASONS_S, REASONS_SHARE, STOPPED_S = 2.0, 0.1, 0.5
"""These seconds at least, and that share of the time of the run; of one that is stopped, less."""
FOR_EACH_S, FOR_EACH_STEPS = 5.0, 3
"""Seconds, or steps, of the search of the week itself for each of them."""


@dataclass(frozen=True)
class Effort:
    """How new plans are searched, and how many.

    A count limits them, so that what is told of a plan does not hang on a clock.
    """

    replans: int = 9
    seconds: float | None = None
    """Of each; none where ``iterations`` rules."""
    iterations: int | None = 1
    doubted: bool = True
    """Whether it is planned from nothing too, and without the pick-up, which must bring clearly
    less."""
    seed: int = 1
    engine: EngineName = "pyvrp"
    floors: Mapping[str, float] = field(default_factory=lambda: NO_FLOORS)
    """Points of food that each association would have alone."""
    stop: Brake = field(default_factory=threading.Event)
    """Set to end the search: nothing more is planned."""
    most_s: float | None = None
    """Seconds in which reasons are looked for in a very large week where the clock rules: what is
    not come to by then is told as not examined."""

    @property
    def most_now_s(self) -> float | None:
        """Seconds in which reasons are looked for, as things stand: who stops a run waits."""
        if not self.stop.is_set():
            return self.most_s
        return STOPPED_S if self.most_s is None else min(self.most_s, STOPPED_S)


def effort_of(
    scenario: Scenario, settings: Settings, floors: Mapping[str, float], stop: Brake
) -> Effort:
    """Return what a review may take to confirm remedies: little, so that it stays quick.

    It grows with what the week itself was given. Where iterations rule, one iteration of a week
    that is not small takes too long.
    """
    size = len(scenario.pickups) * len(scenario.vehicles) * len(scenario.shifts)
    counted = settings.iterations is not None
    small = next((plans for most, plans in PLANS if size <= most), 0)
    most = _most(settings)
    plans = min(most, small or int(size <= LARGE and not counted))
    return Effort(
        plans,
        None if counted else PLAN_S,
        1 if counted else None,
        small > 0,
        settings.seed,
        settings.engine,
        floors,
        stop,
        _most_s(settings) if size > VERY_LARGE and not counted else None,
    )


def _most_s(settings: Settings) -> float | None:
    """Return the seconds that reasons may take beside the search of a very large week."""
    limit_s = settings.time_limit_s
    return None if limit_s is None else max(REASONS_S, REASONS_SHARE * limit_s)


def _most(settings: Settings) -> int:
    """Return how many new plans the effort of the week itself allows."""
    if settings.iterations is not None:
        return settings.iterations // FOR_EACH_STEPS
    if settings.time_limit_s is None:
        return PLANS[0][1]
    return int(settings.time_limit_s / FOR_EACH_S)
