"""Objectives of a calendar, one after the other: each level held before the next is sought.

Groups that wait more than some days, for descending lengths, as counts: the vector of waits, the
longest first, is then the least in the order of longest waits (leximin by duals would be wrong on
sets that are not convex). The same over holidays and week-ends; households beyond capacity; fewest
changes; overlaps; hours of volunteers. What no level tells apart goes to the calendar of today,
then to ids in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from models.openings_study import CalendarLevel, CalendarLevelName, OpeningPlan
from solver.openings import goals
from solver.openings.floors import floors
from solver.openings.parts import PartLevels, added, joined, parts, whole
from solver.openings.problem import CalendarProblem
from solver.openings.program import CalendarProgram
from solver.openings.search import RELAXED, Search, Tell
from solver.openings.ties import settle_ties
from solver.openings.waits import least_waits, rest_waits, waits
from solver.programs.cp_sat import Limits

Stop = Literal["first", "waits", "all"]
Stage = CalendarLevelName | Literal["ties"]
GOALS: Mapping[Stage, Callable[[CalendarProgram], Any]] = {
    "shortfall": goals.shortfall,
    "moves": CalendarProgram.moves,
    "overlaps": goals.overlaps,
    "hours": goals.volunteer_minutes,
}


@dataclass(frozen=True)
class Answer:
    """A calendar and what each level proved."""

    plan: OpeningPlan
    levels: tuple[CalendarLevel, ...]
    found: bool = True
    """Whether there is a calendar at all that keeps every rule; else the one of today is given."""
    impossible: bool = False
    """Whether it is proved that there is none."""
    least: tuple[int, ...] = ()
    """A wait below which no calendar brings each group, days."""

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
    least: Mapping[int, int] | None = None,
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
    least
        A wait below which no calendar brings a group, days, of groups of which it is known already.
    """
    known = least or {}
    made = (whole(problem),) if most_moves is not None else parts(problem)
    runs = [
        _Levels(
            one.problem,
            limits,
            most_moves,
            keep,
            start,
            {n: known[group] for n, group in enumerate(one.groups) if group in known},
        )
        for one in made
    ]
    for run in runs:
        if not run.begin():
            return Answer(problem.today, (), found=False, impossible=run.impossible)
    for stage in _stages(until, keep is not None):
        (tell or _silent)(stage)
        for run in runs:
            run.take(stage)
    found = {
        group: days
        for one, run in zip(made, runs, strict=True)
        for group, days in zip(one.groups, run.least, strict=True)
    }
    return Answer(
        joined(problem, [run.plan for run in runs]),
        added([run.levels for run in runs]),
        least=tuple(found[group] for group in range(len(problem.groups))),
    )


def _silent(stage: str) -> None:
    """Tell nobody."""


def _stages(until: Stop, keep: bool) -> Iterator[Stage]:
    """Yield what is sought, one after the other."""
    if until == "first":
        return
    if keep:
        yield "changes"
    yield "gap"
    if until == "waits":
        return
    yield from ("rest_gap", "shortfall", "moves", "overlaps", "hours", "ties")


class _Levels:
    """One run through the levels, of a calendar or of a part of it."""

    def __init__(
        self,
        problem: CalendarProblem,
        limits: Limits,
        most_moves: int | None,
        keep: OpeningPlan | None,
        start: OpeningPlan | None,
        known: Mapping[int, int],
    ) -> None:
        self._problem, self._keep, self._known = problem, keep, known
        self._program = CalendarProgram(problem)
        self._limits = limits
        self._search = Search(self._program, limits)
        self._search.begin_from(start or keep or problem.today)
        self._levels: list[CalendarLevel] = []
        self._worst: dict[CalendarLevelName, int] = {}
        self._least: dict[CalendarLevelName, int] = {}
        self.least: Sequence[int] = least_waits(problem, range(problem.length))
        """A wait below which no calendar brings each group, days."""
        self._settled = False
        """Whether one calendar alone holds what is held: no level can move it any more."""
        self.impossible = False
        """Whether it is proved that there is no calendar."""
        if most_moves is not None:
            self._program.model.add(self._program.moves() <= most_moves)

    def begin(self) -> bool:
        """Look for a first calendar, and tell whether there is one."""
        first = self._search.solve()
        self.impossible = first.impossible
        return first.found

    def take(self, stage: Stage) -> None:
        """Seek one level, those before it held."""
        if stage == "changes" and self._keep is not None:
            self._hold("changes", self._program.changes_from(*self._problem.numbers(self._keep)))
            self._settled = self._levels[-1].value == 0
        elif stage == "gap":
            self._waits("gap", range(self._problem.length), waits)
        elif stage == "rest_gap":
            self._waits("rest_gap", self._problem.rest, rest_waits)
        elif stage == "ties":
            if not self._settled and all(one.proved for one in self._levels):
                settle_ties(self._search)
        else:
            if stage == "overlaps":
                self._program.tighten()
            self._search.relaxed = 1 if stage == "shortfall" else RELAXED
            self._hold(stage, GOALS[stage](self._program))

    @property
    def plan(self) -> OpeningPlan:
        """The last calendar found."""
        return self._search.plan

    @property
    def levels(self) -> PartLevels:
        """What each level came to."""
        groups = len(self._problem.groups)
        return PartLevels(groups, tuple(self._levels), self._worst, self._least)

    def _hold(
        self, name: CalendarLevelName, goal: Any, beyond: int | None = None, least: int = 0
    ) -> None:
        """Bring one goal as low as can be, and hold it there."""
        if isinstance(goal, int):
            level = CalendarLevel(
                level=name, beyond_days=beyond, value=goal, bound=goal, proved=True
            )
        elif self._settled:
            value = self._search.value_of(goal)
            level = CalendarLevel(
                level=name, beyond_days=beyond, value=value, bound=value, proved=True
            )
        else:
            made = self._search.solve(goal)
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
        now = measured(self._problem, self._search.plan)
        least: Sequence[int] = now
        if name == "gap" or not self._settled:
            known = self._known if name == "gap" else None
            least = floors(self._problem, days, self._limits, known)
        if name == "gap":
            self.least = least
        if self._settled:
            least = now
        counts = goals.Waits(self._program, days, least)
        # where the search for the shortest was cut short, the first count below is not proved
        worst = self._shortest(counts, max(least), max(now))
        now, held, bound = measured(self._problem, self._search.plan), worst, 0
        self._worst[name], self._least[name] = worst, min(least)
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

    def _shortest(self, counts: goals.Waits, least: int, now: int) -> int:
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
