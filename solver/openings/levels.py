"""Objectives of a calendar, one after the other: each level held before the next is sought.

Groups that wait more than some days, for descending lengths, as counts: the vector of waits, the
longest first, is then the least in the order of longest waits (leximin by duals would be wrong on
sets that are not convex). The same over holidays and week-ends; households beyond capacity; fewest
changes; overlaps; hours of volunteers. What no level tells apart goes to the calendar of today,
then to ids in order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from models.openings_study import CalendarLevel, CalendarLevelName, OpeningPlan
from solver.openings import goals
from solver.openings.floors import floors
from solver.openings.problem import CalendarProblem
from solver.openings.program import CalendarProgram
from solver.openings.search import RELAXED, Limits, Search, Tell
from solver.openings.waits import rest_waits, waits

CHUNK = 25
"""Choices told apart in one solve: their weights are powers of two, and exact as floats."""
BY_CORES = {"changes", "moves"}
"""Levels that count single choices."""
Stop = Literal["first", "waits", "all"]


@dataclass(frozen=True)
class Answer:
    """A calendar and what each level proved."""

    plan: OpeningPlan
    levels: tuple[CalendarLevel, ...]
    found: bool = True
    """Whether there is a calendar at all that keeps every rule; else the one of today is given."""
    impossible: bool = False
    """Whether it is proved that there is none."""

    @property
    def proved(self) -> bool:
        """Whether no level can be better."""
        return self.found and all(one.proved for one in self.levels)


def calendar(
    problem: CalendarProblem,
    limits: Limits,
    *,
    most_moves: int | None = None,
    keep: OpeningPlan | None = None,
    until: Stop = "all",
    start: OpeningPlan | None = None,
    tell: Tell | None = None,
) -> Answer:
    """Return the best calendar level after level.

    Parameters
    ----------
    most_moves
        Changes against today, at most.
    keep
        A calendar to be changed the least: that comes before all levels.
    until
        Whether to stop at the first calendar, where there is one alone; or after the longest
        waits, where only these are asked about.
    start
        A calendar to begin the search from, that of today when absent.
    """
    return _Levels(problem, limits, most_moves, keep, until, start, tell).run()


class _Levels:
    """One run through the levels."""

    def __init__(
        self,
        problem: CalendarProblem,
        limits: Limits,
        most_moves: int | None,
        keep: OpeningPlan | None,
        until: Stop,
        start: OpeningPlan | None,
        tell: Tell | None,
    ) -> None:
        self._problem, self._until, self._keep = problem, until, keep
        self._tell = tell or (lambda _: None)
        self._program = CalendarProgram(problem)
        self._limits = limits
        self._search = Search(self._program, limits)
        self._search.begin_from(start or keep or problem.today)
        self._levels: list[CalendarLevel] = []
        if most_moves is not None:
            self._program.model.add(self._program.moves() <= most_moves)

    def run(self) -> Answer:
        """Seek each level in turn."""
        first = self._search.solve()
        if not first.found:
            return Answer(self._problem.today, (), found=False, impossible=first.impossible)
        if self._until == "first":
            return self._answer()
        if self._keep is not None:
            self._tell("changes")
            self._hold("changes", self._program.changes_from(*self._problem.numbers(self._keep)))
        self._tell("gap")
        self._waits("gap", range(self._problem.length), waits)
        if self._until == "waits":
            return self._answer()
        self._tell("rest_gap")
        self._waits("rest_gap", self._problem.rest, rest_waits)
        after: tuple[tuple[CalendarLevelName, Any], ...] = (
            ("shortfall", goals.shortfall),
            ("moves", CalendarProgram.moves),
            ("overlaps", goals.overlaps),
            ("hours", goals.volunteer_minutes),
        )
        for level, goal in after:
            self._tell(level)
            if level == "overlaps":
                self._program.tighten()
            self._search.relaxed = 1 if level == "shortfall" else RELAXED
            self._hold(level, goal(self._program))
        if all(one.proved for one in self._levels):
            self._tell("ties")
            self._ties()
        return self._answer()

    def _answer(self) -> Answer:
        return Answer(self._search.plan, tuple(self._levels))

    def _hold(
        self, name: CalendarLevelName, goal: Any, beyond: int | None = None, least: int = 0
    ) -> None:
        """Bring one goal as low as can be, and hold it there."""
        if isinstance(goal, int):
            level = CalendarLevel(
                level=name, beyond_days=beyond, value=goal, bound=goal, proved=True
            )
        else:
            by_cores = name in BY_CORES
            made = (self._search.solve_by_cores if by_cores else self._search.solve)(goal)
            value = made.value if made.found else self._search.value_of(goal)
            bound = max(least, made.bound) if made.found else least
            self._program.model.add(goal <= value)
            level = CalendarLevel(
                level=name,
                beyond_days=beyond,
                value=value,
                bound=min(bound, value),
                proved=bound >= value,
            )
        self._levels.append(level)

    def _waits(
        self,
        name: Literal["gap", "rest_gap"],
        days: Sequence[int],
        measured: Callable[[CalendarProblem, OpeningPlan], list[int]],
    ) -> None:
        """Count the groups that wait more than L, for descending L, holding each count."""
        if not self._problem.groups:
            return
        least = floors(self._problem, days, self._limits)
        counts = goals.Waits(self._program, days, least)
        now = measured(self._problem, self._search.plan)
        # where the search for the shortest was cut short, the first count below is not proved
        worst = self._worst(counts, max(least), max(now))
        now, held, bound = measured(self._problem, self._search.plan), worst, 0
        for length in range(worst - 1, min(least) - 1, -1):
            count = sum(one > length for one in now)
            # whoever waits more than some days waits more than any fewer
            bound = max(bound, sum(one > length for one in least))
            if count > bound and not self._limits.over:
                self._keep_to(counts, held, now)
                self._hold(name, sum(counts.beyond(length)), length, bound)
                now, bound = measured(self._problem, self._search.plan), self._levels[-1].bound
            else:
                self._levels.append(
                    CalendarLevel(
                        level=name,
                        beyond_days=length,
                        value=count,
                        bound=bound,
                        proved=count == bound,
                    )
                )
            held = length
        self._keep_to(counts, held, now)

    def _keep_to(self, counts: goals.Waits, length: int, now: Sequence[int]) -> None:
        """Let no more groups wait more than so many days than do now.

        It holds for lengths above with the same count too, which are therefore not said again.
        """
        count = sum(one > length for one in now)
        if count:
            self._program.model.add(sum(counts.beyond(length)) <= count)
        else:
            counts.forbid(length)

    def _worst(self, counts: goals.Waits, least: int, now: int) -> int:
        """Return the shortest longest wait of all groups that was found, and hold it."""
        low, high = least, now
        while low < high:
            middle = (low + high) // 2
            within = self._program.model.new_bool_var("")
            for long in counts.beyond(middle):
                self._program.model.add_implication(within, ~long)
            if self._search.solve(assumptions=(within,)).found:
                high = middle
            else:
                low = middle + 1
        counts.forbid(high)
        return high

    def _ties(self) -> None:
        """Tell equal calendars apart: today's slots, places and no relay first, by id."""
        program, problem = self._program, self._problem
        outlets = problem.days.openings.outlets
        choices = [
            ((outlets[one.outlet].id, 0, one.slot.name), program.open[one.number])
            for one in problem.slots
            if not one.slot.today
        ]
        for one, places in zip(problem.closings, program.shift, strict=True):
            choices += [
                ((outlets[one.outlet].id, 1, f"{one.number:03d}{at:03d}"), place)
                for at, place in enumerate(places)
                if at != one.unmoved
            ]
        choices += [
            ((problem.relays[one.relay].id, 2, problem.slots[one.slot].slot.name), program.relay[n])
            for n, one in enumerate(problem.relayings)
        ]
        choices.sort(key=lambda one: one[0])
        for start in range(0, len(choices), CHUNK):
            chunk = [literal for _, literal in choices[start : start + CHUNK]]
            if not self._search.settle(chunk):
                return
