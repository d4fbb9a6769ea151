"""How long groups wait in a calendar: days on which each is helped, and the longest run without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.openings_study import OpeningPlan
from solver.openings.problem import CalendarProblem


def helped(problem: CalendarProblem, plan: OpeningPlan) -> list[set[int]]:
    """Return the days on which something opens that each group reaches."""
    opened, shifts, relays = problem.numbers(plan)
    on: dict[int, set[int]] = {}
    for number in opened:
        slot = problem.slots[number]
        shut = (problem.closings[n].days[shifts[n]] for n in problem.closings_of[slot.outlet])
        on[number] = set(slot.dates).difference(*shut)
    for number in relays:
        one = problem.relayings[number]
        there = problem.closings[one.closing].days[shifts[one.closing]]
        on.setdefault(one.slot, set()).update(there.intersection(problem.slots[one.slot].dates))
    return [set().union(*(on[n] for n in mine if n in on)) for mine in problem.reached]


def longest(days: Iterable[int], served: set[int]) -> int:
    """Return the longest run of days on end, in their order, on which nothing is open.

    Examples
    --------
    >>> longest(range(7), {2, 3}), longest([5, 6, 12, 13], {12}), longest([], set())
    (3, 2, 0)
    """
    most = run = 0
    for day in days:
        run = 0 if day in served else run + 1
        most = max(most, run)
    return most


def waits(problem: CalendarProblem, plan: OpeningPlan) -> list[int]:
    """Return the longest wait of each group, in days."""
    return [longest(range(problem.length), one) for one in helped(problem, plan)]


def rest_waits(problem: CalendarProblem, plan: OpeningPlan) -> list[int]:
    """Return the longest wait of each group over holidays and week-ends alone, in such days."""
    return [longest(problem.rest, one) for one in helped(problem, plan)]


def least_waits(problem: CalendarProblem, days: Sequence[int]) -> list[int]:
    """Return a wait below which no calendar brings each group, whatever else it does.

    With every slot open that is not refused, and closed only where each place of a closure is,
    unless a relay may open then.
    """
    relayed = {(one.closing, one.slot) for one in problem.relayings}
    always: dict[int, set[int]] = {}
    for slot in problem.slots:
        shut: set[int] = set()
        for number in problem.closings_of[slot.outlet]:
            if (number, slot.number) not in relayed:
                shut |= frozenset.intersection(*problem.closings[number].days)
        always[slot.number] = set() if slot.forbidden else set(slot.dates) - shut
    return [
        longest(days, set().union(*(always[slot] for slot in mine))) for mine in problem.reached
    ]
