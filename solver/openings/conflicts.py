"""Wishes that cannot all be kept: a smallest set that conflicts, and which to free."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from solver.openings.parts import parts
from solver.openings.problem import CalendarProblem, SlotOf
from solver.openings.program import CalendarProgram
from solver.openings.search import Search, Sought
from solver.programs.cp_sat import Limits

MOST_TRIED = 4
"""Sets of so many wishes are all tried, from the smallest on; larger ones are thinned out."""
FEW = 40
"""Wishes among which all sets may be tried."""


@dataclass(frozen=True)
class Conflict:
    """Slots whose wishes cannot all be kept."""

    slots: tuple[SlotOf, ...]
    smallest: bool
    """Whether no fewer wishes conflict."""
    needed: bool
    """Whether none of these can be left out; else there was no time to try them all."""
    freed: tuple[SlotOf, ...]
    """Wishes without which all the others hold, as a calendar shows; none where there was no time
    to find one. As few as can be; of as many, those that come first by outlet and slot."""


def conflict(problem: CalendarProblem, limits: Limits) -> Conflict | None:
    """Return wishes on slots that cannot all be kept; none where no wish is to blame.

    Outlets that no rule ties together are looked at apart. Whatever is not proved in the time given
    counts as possible, and nothing is said of it.
    """
    found = [one for part in parts(problem, rules=True) for one in _conflicts(part.problem, limits)]
    if not found:
        return None
    least = min(found, key=lambda one: (not one.smallest, not one.needed, len(one.slots)))
    freed = tuple(slot for one in found for slot in one.freed)
    whole = all(one.freed for one in found)
    return replace(least, freed=freed if whole else ())


def _conflicts(problem: CalendarProblem, limits: Limits) -> Iterator[Conflict]:
    """Yield the wishes that cannot all be kept in a part; nothing where no wish is to blame."""
    wished = [one.number for one in problem.slots if one.fixed or one.forbidden]
    if not _tried(problem, wished, limits).impossible:
        return
    if _tried(problem, (), limits).impossible:
        return
    core, sure = list(wished), True
    for one in wished:
        less = [other for other in core if other != one]
        made = _tried(problem, less, limits)
        sure = sure and (made.found or made.impossible)
        if made.impossible:
            core = less
    smallest = sure and len(core) <= 1
    if sure and len(wished) <= FEW and not smallest:
        smaller = _smaller(problem, wished, len(core), limits)
        core, smallest = (smaller, True) if smaller else (core, len(core) <= MOST_TRIED + 1)
    named = tuple(problem.slots[n] for n in core)
    yield Conflict(named, smallest and not limits.over, sure, _freed(problem, wished, limits))


def _smaller(
    problem: CalendarProblem, wished: Sequence[int], size: int, limits: Limits
) -> list[int]:
    """Return the smallest set of fewer wishes that conflicts; empty where none is found."""
    for fewer in range(1, min(size, MOST_TRIED + 1)):
        for some in itertools.combinations(wished, fewer):
            if _tried(problem, some, limits).impossible:
                return list(some)
    return []


def _tried(problem: CalendarProblem, wishes: Sequence[int], limits: Limits) -> Sought:
    """Return whether there is a calendar that keeps some wishes, and those alone."""
    return Search(CalendarProgram(_with(problem, wishes)), limits).solve()


def _with(problem: CalendarProblem, wishes: Sequence[int]) -> CalendarProblem:
    kept = set(wishes)
    slots = tuple(
        one if one.number in kept else replace(one, fixed=False, forbidden=False)
        for one in problem.slots
    )
    return replace(problem, slots=slots)


def _freed(problem: CalendarProblem, wished: Sequence[int], limits: Limits) -> tuple[SlotOf, ...]:
    """Return the fewest wishes that one calendar breaks while it keeps every rule."""
    program = CalendarProgram(_with(problem, ()))
    search, outlets = Search(program, limits), problem.days.openings.outlets
    ordered = sorted(
        (problem.slots[n] for n in wished), key=lambda one: (outlets[one.outlet].id, one.slot.name)
    )
    many = len(ordered) ** 2 + 1
    goal = sum(
        (many + rank) * (1 - program.open[one.number] if one.fixed else program.open[one.number])
        for rank, one in enumerate(ordered)
    )
    if not search.solve(goal).found:
        return ()
    opened = set(problem.numbers(search.plan)[0])
    return tuple(one for one in ordered if one.fixed != (one.number in opened))
