"""Workers of the same process, for tests of what they are given rather than of processes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from models.base import Text
from models.plan import Plan
from models.scenario import Scenario
from models.study import Bound, Study
from solver.cache import Cache
from solver.parallel import Workers
from solver.pooling.coalition_values import Effort, Values, all_coalitions
from solver.ramasse.solve import plan_week
from solver.review.indicators import objectives
from solver.settings import Budget
from solver.travel import matrix
from tests.helpers.once import once
from tests.helpers.scenarios import changed, tiny
from tests.helpers.studies import study

QUICK = Effort(time_limit_s=None, iterations=1, seeds=(1, 2))


@contextmanager
def inline() -> Iterator[Workers]:
    with ThreadPoolExecutor(2) as executor:
        yield Workers(executor, 2, lambda: None)


@once
def first_plan() -> Study:
    """The tiny town's first plan, around which a study is made; no bound is known."""
    scenario = tiny("hub")
    plan = plan_week(scenario, matrix(scenario), Budget(0.0, None, patient=True), seed=1).plan
    return around(scenario, plan)


def around(scenario: Scenario, plan: Plan) -> Study:
    """A study around a plan, with the value of each objective."""
    found = study(scenario, plan)
    value = objectives(scenario, found.travel, plan)
    text = Text(fr="-", en="-")
    return found.changed(
        fairness=None,
        bounds=tuple(
            Bound(objective=one, value=value[one], bound=None, method=text) for one in value
        ),
    )


def nobody(done: int, of: int) -> None:
    """Hear nothing."""


def valued(scenario: Scenario, cache: Cache | None = None) -> Values:
    """Every coalition of a small scenario, planned."""
    values = Values(scenario, matrix(scenario), QUICK, cache or Cache(None))
    with inline() as workers:
        values.alone(workers, threading.Event(), nobody)
        values.ask(all_coalitions(values.ids), workers, threading.Event(), nobody)
    return values


def smaller_town() -> Scenario:
    """The tiny town with two days and three stores."""
    scenario = tiny("hub")
    kept = tuple(one for one in scenario.donors if one.id in ("hyper", "super", "small"))
    return changed(scenario, days=("mon", "tue"), donors=kept)


@once
def tiny_valued() -> Values:
    """Every coalition of the smaller town, planned once for all who only read it."""
    return valued(smaller_town())
