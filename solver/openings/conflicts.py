"""Wishes that cannot all be kept: the smallest set of them that conflicts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from solver.openings.problem import CalendarProblem, SlotOf
from solver.openings.program import CalendarProgram
from solver.openings.search import Limits, Search

MOST_TRIED = 4
"""Sets of so many wishes are all tried, from the smallest on; larger ones are thinned out."""
FEW = 40
"""Wishes among which all sets may be tried."""


@dataclass(frozen=True)
class Conflict:
    """Slots whose wishes cannot all be kept."""

    slots: tuple[SlotOf, ...]
    smallest: bool
    """Whether no fewer wishes conflict; else none of these can be left out."""


def conflict(problem: CalendarProblem, limits: Limits) -> Conflict | None:
    """Return wishes on slots that cannot all be kept; none where no wish is to blame."""
    wished = [one.number for one in problem.slots if one.fixed or one.forbidden]
    if _holds(problem, wished, limits) or not _holds(problem, (), limits):
        return None
    core = list(wished)
    for one in wished:
        less = [other for other in core if other != one]
        if not _holds(problem, less, limits):
            core = less
    smallest = len(core) <= 1
    if len(wished) <= FEW and not smallest:
        for size in range(1, min(len(core), MOST_TRIED + 1)):
            for some in itertools.combinations(wished, size):
                if not _holds(problem, some, limits):
                    return Conflict(tuple(problem.slots[n] for n in some), smallest=True)
        smallest = len(core) <= MOST_TRIED + 1
    return Conflict(tuple(problem.slots[n] for n in core), smallest)


def _holds(problem: CalendarProblem, wishes: Sequence[int], limits: Limits) -> bool:
    """Tell whether there is a calendar that keeps some wishes, and those alone."""
    kept = set(wishes)
    slots = tuple(
        one if one.number in kept else replace(one, fixed=False, forbidden=False)
        for one in problem.slots
    )
    return Search(CalendarProgram(replace(problem, slots=slots)), limits).solve().found
