"""Calendars as they are made without a common one: greedy, or each outlet by itself."""

from __future__ import annotations

from collections.abc import Iterator

from models.openings_study import OpeningPlan
from solver.openings.asides import moved
from solver.openings.problem import CalendarProblem
from solver.openings.waits import waits
from solver.review.checks.openings import check_openings

ROUNDS = 40
"""Changes that the greedy calendar makes, at most."""


def each_alone(problem: CalendarProblem) -> OpeningPlan:
    """Return today's slots, and closures where each outlet leaves its own public the shortest.

    Every outlet looks at itself alone: it moves a closure only if that shortens its own longest
    run of days closed, and keeps its own dates otherwise.
    """
    slots, shifts, _ = problem.numbers(problem.today)
    for n, closing in enumerate(problem.closings):
        mine = [s for s in slots if problem.slots[s].outlet == closing.outlet]

        def closed(at: int, n: int = n, mine: list[int] = mine) -> int:
            shut = problem.closings[n].days[at]
            opened = {day for s in mine for day in problem.slots[s].dates} - shut
            run = most = 0
            for day in range(problem.length):
                run = 0 if day in opened else run + 1
                most = max(most, run)
            return most

        shifts[n] = min(
            range(len(closing.shifts)), key=lambda at: (closed(at), abs(closing.shifts[at]), at)
        )
        if check_openings(problem.scenario, problem.plan(slots, shifts, ())):
            shifts[n] = closing.unmoved
    return problem.plan(slots, shifts, ())


def greedy(problem: CalendarProblem) -> OpeningPlan:
    """Return the calendar of the best single change, again and again, until none is better."""
    plan = problem.today
    best = _key(problem, plan)
    for _ in range(ROUNDS):
        tried = min(
            ((_key(problem, one), n, one) for n, one in enumerate(_neighbours(problem, plan))),
            key=lambda one: one[:2],
            default=None,
        )
        if tried is None or tried[0] >= best:
            break
        # a change that breaks a rule is passed over only when it would be taken
        if check_openings(problem.scenario, tried[2]):
            break
        best, plan = tried[0], tried[2]
    return plan


def _key(problem: CalendarProblem, plan: OpeningPlan) -> tuple[tuple[int, ...], int]:
    return tuple(sorted(waits(problem, plan), reverse=True)), moved(problem, plan)


def _neighbours(problem: CalendarProblem, plan: OpeningPlan) -> Iterator[OpeningPlan]:
    slots, shifts, relays = problem.numbers(plan)
    opened = set(slots)
    for mine in problem.slots_of:
        for out in (n for n in mine if n in opened and not problem.slots[n].fixed):
            for new in (n for n in mine if n not in opened and not problem.slots[n].forbidden):
                yield problem.plan([*(opened - {out}), new], shifts, relays)
    for n, closing in enumerate(problem.closings):
        for at in range(len(closing.shifts)):
            if at != shifts[n]:
                yield problem.plan(slots, [*shifts[:n], at, *shifts[n + 1 :]], relays)
