"""How many people have to be found where no calendar does with those there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from models.calendar import Day
from models.openings_study import OpeningPlan
from models.outlets import HalfDay
from solver.openings.problem import CalendarProblem, HalfDayOf
from solver.openings.program import CalendarProgram
from solver.openings.search import Search
from solver.programs.cp_sat import Limits


def least_needed(
    problem: CalendarProblem,
    there: Mapping[HalfDayOf, int],
    near: OpeningPlan,
    limits: Limits,
) -> dict[HalfDayOf, int] | None:
    """Return how many people it takes at least in half-days, where fewer are there.

    Each half-day counts once, whatever the weeks: the fewest people to look for, all half-days
    together; of as few, those of the calendar that is nearest to another. None where no calendar
    was found.

    Parameters
    ----------
    there
        People in half-days, where they are limited beside what the problem says.
    near
        The calendar that would be made with people enough.
    """
    most: dict[str, dict[tuple[Day, HalfDay], int]] = defaultdict(dict)
    for (who, day, half), people in there.items():
        most[who][day, half] = people
    program = CalendarProgram(problem)
    beyond = program.lacking(most)
    search = Search(program, limits)
    search.begin_from(near)
    lacking = sum(beyond.values())
    made = search.solve(lacking)
    if not made.found:
        return None
    program.model.add(lacking <= made.value)
    search.solve(program.changes_from(*problem.numbers(near)))
    lacks = {key: search.value(one) for key, one in beyond.items()}
    return {key: there[key] + more for key, more in lacks.items() if more}
