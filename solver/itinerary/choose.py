"""The best cycle of visits: which tour in which week, one objective after the other (CP-SAT).

Weeks are alike, which makes proofs slow. So the levels and the kilometres are sought first without
weeks, how often each tour is made: no calendar does better. Then a calendar is sought that reaches
them; what it reaches is proved.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.itinerary_study import VisitLevel
from solver.itinerary.problem import Tour, VisitProblem
from solver.itinerary.program import Effort, Scope, Sought, Visited, VisitProgram


@dataclass(frozen=True)
class Chosen:
    """The outings chosen, and what was proved of each level."""

    outings: tuple[tuple[int, Tour], ...]
    """Week and tour, in time order."""
    values: Mapping[VisitLevel, tuple[float, bool]]
    served: Mapping[Scope, Mapping[str, int]]
    """Household-visits served by stop."""
    found: bool = True

    @property
    def visited(self) -> Visited:
        """What is visited when."""
        return frozenset((week, one.slot, name) for week, one in self.outings for name in one.stops)


def choose(
    problem: VisitProblem,
    effort: Effort,
    *,
    levels: Sequence[VisitLevel] = ("low", "high", "changes", "half_days", "gaps", "km", "hours"),
    kept: Visited | None = None,
) -> Chosen:
    """Return the best cycle, level after level.

    Parameters
    ----------
    levels
        Those that are sought, in this order.
    kept
        Visits of a plan to change as little as can be; without it changes are no level.
    """
    began = time.monotonic()
    often = VisitProgram(problem, effort, began, aggregated=True)
    wanted = [one for one in levels if one != "changes" or kept is not None]
    weekless = [one for one in wanted if one in ("low", "high", "km", "hours")]
    bounds: dict[VisitLevel, Sought | None] = {
        one: often.seek(one, frozenset(), 2 * len(weekless)) for one in weekless
    }
    program = VisitProgram(often.with_its_spares(), effort, began)
    values: dict[VisitLevel, tuple[float, bool]] = {}
    for position, level in enumerate(wanted):
        left = len(wanted) - position
        told = program.seek(level, kept or frozenset(), left, bounds.get(level))
        if told is None:
            break
        values[level] = told.unit(level), told.proved
    if program.found and len(values) == len(wanted) and len(wanted) > 2:
        program.break_ties()
    return Chosen(program.outings(), values, program.served(), program.found)
