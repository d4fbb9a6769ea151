from __future__ import annotations

import threading

from models.bookings import AccessRecord
from models.scenario import Scenario
from solver.programs.cp_sat import Limits
from solver.trucks import objectives
from solver.trucks.fairness import raise_access
from solver.trucks.problem import booking_problem
from solver.trucks.program import Program
from solver.trucks.search import Search
from tests.helpers.bookings import MORNING, WHO, asks, town, truck


def one_of_three() -> Scenario:
    """One place for three associations, who had 0, 1 and 2 of 2 before."""
    wanted = [asks(who, who, ("mon", *MORNING), minutes=240) for who in WHO]
    history = [AccessRecord(association=who, asked=2, met=n) for n, who in enumerate(WHO)]
    return town([truck(closes="12:30")], wanted, history=history)


def met_first(scenario: Scenario, first: str, limits: Limits) -> Search:
    """A search that has met one request, and holds that one is."""
    program = Program(booking_problem(scenario))
    search = Search(program, limits)
    (number,) = (n for n, one in enumerate(program.problem.requests) if one.id == first)
    assert search.optimise(program.met[number], None, most=True)
    program.model.add(objectives.count(program) == 1)
    return search


def test_the_lowest_is_raised_first() -> None:
    limits = Limits(None, 2.0)
    search = met_first(one_of_three(), WHO[2], limits)
    level = raise_access(search, limits, lambda _: None)
    assert [one.request for one in search.bookings()] == [WHO[0]]
    assert (level.value, level.proved) == (1 / 3, True)


def test_a_search_that_is_stopped_proves_nothing() -> None:
    stop = threading.Event()
    limits = Limits(None, 2.0, stop=stop)
    search = met_first(one_of_three(), WHO[2], limits)

    def stopped(_: int) -> None:
        stop.set()

    level = raise_access(search, limits, stopped)
    assert not level.proved
    assert level.value == 0
    assert level.bound == 1 / 3


def test_nobody_asks() -> None:
    limits = Limits(None, 2.0)
    search = Search(Program(booking_problem(town([truck()], []))), limits)
    assert search.optimise(0, None, most=True)
    assert raise_access(search, limits, lambda _: None).proved
