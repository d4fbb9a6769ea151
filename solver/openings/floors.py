"""The shortest wait that each group could have if the calendar were made for it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from solver.openings import goals
from solver.openings.problem import CalendarProblem
from solver.openings.program import CalendarProgram
from solver.openings.search import Search
from solver.openings.waits import least_waits, rest_waits, waits
from solver.programs.cp_sat import Limits


def floors(
    problem: CalendarProblem,
    days: Sequence[int],
    limits: Limits,
    known: Mapping[int, int] | None = None,
) -> list[int]:
    """Return a wait below which no calendar brings each group, in days that count.

    Each is found among the outlets that the group reaches, as if there were no other: what all
    groups together have to share can only be worse. Cut short, it is the weaker one of
    ``least_waits``, or any in between.

    Parameters
    ----------
    known
        Waits that are found already, by group.
    """
    found = known or {}
    least = least_waits(problem, days)
    every = len(days) == problem.length
    for group in range(len(problem.groups)):
        if group in found:
            least[group] = found[group]
            continue
        alone = only(problem, group)
        now = (waits if every else rest_waits)(alone, alone.today)[0]
        low, high = least[group], now
        if low == high:
            continue
        program = CalendarProgram(alone)
        counts = goals.Waits(program, days, [low])
        search = Search(program, limits)
        search.begin_from(alone.today)
        while low < high:
            middle = (low + high) // 2
            within = program.model.new_bool_var("")
            for long in counts.beyond(middle):
                program.model.add_implication(within, ~long)
            made = search.solve(assumptions=(within,))
            if made.found:
                high = (waits if every else rest_waits)(alone, search.plan)[0]
            elif made.impossible:
                low = middle + 1
            else:
                break
        least[group] = low
    return least


def only(problem: CalendarProblem, group: int) -> CalendarProblem:
    """Return the problem of one group: it, and the outlets that it reaches; others stay shut."""
    mine = set(problem.reached[group])
    outlets = {problem.slots[n].outlet for n in mine}
    return replace(
        problem,
        groups=(problem.groups[group],),
        reached=(problem.reached[group],),
        slots=tuple(
            one if one.outlet in outlets else replace(one, dates=(), fixed=False, forbidden=False)
            for one in problem.slots
        ),
        closings=tuple(
            one
            if one.outlet in outlets
            else replace(one, shifts=(0,), spans=(one.spans[one.unmoved],), days=(frozenset(),))
            for one in problem.closings
        ),
        relayings=tuple(one for one in problem.relayings if one.slot in mine),
    )
