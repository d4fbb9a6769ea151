"""Workers of the same process, for tests of what they are given rather than of processes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from models.scenario import Scenario
from solver.cache import Cache
from solver.parallel import Workers
from solver.pooling.coalition_values import Effort, Values, all_coalitions
from solver.travel import matrix

QUICK = Effort(time_limit_s=None, iterations=3, seeds=(1, 2))


@contextmanager
def inline() -> Iterator[Workers]:
    with ThreadPoolExecutor(2) as executor:
        yield Workers(executor, 2, lambda: None)


def nobody(done: int, of: int) -> None:
    """Hear nothing."""


def valued(scenario: Scenario, cache: Cache | None = None) -> Values:
    """Every coalition of a small scenario, planned."""
    values = Values(scenario, matrix(scenario), QUICK, cache or Cache(None))
    with inline() as workers:
        values.alone(workers, threading.Event(), nobody)
        values.ask(all_coalitions(values.ids), workers, threading.Event(), nobody)
    return values
