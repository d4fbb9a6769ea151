"""Objectives of bookings, one after the other: each level held before the next is sought.

Promised bookings; requests met; their priorities; then, when an earlier plan is kept, the fewest
changes; fair access over the weeks; preferred choices; changes against last week; cost. What no
level tells apart is chosen by ascending id.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.booking_study import Booking, BookingLevel, Level
from solver.programs.cp_sat import Limits
from solver.trucks import objectives
from solver.trucks.fairness import raise_access
from solver.trucks.problem import BookingProblem
from solver.trucks.program import Kept, Program
from solver.trucks.search import Search, Seconds
from solver.trucks.ties import break_ties

SHARES: dict[BookingLevel, float] = {
    "promised": 0.02,
    "requests": 0.68,
    "priority": 0.06,
    "changes": 0.06,
    "fairness": 0.1,
    "preferences": 0.05,
    "cost": 0.03,
}
"""Of the time, what each level may take; what one leaves goes to the others."""
TIES_SHARE = 0.1
"""Of the time, what telling equal plans apart may take, once every level is proved."""
FIRST_S = 2.0
"""Seconds of a level before anything is found, at least."""
LEAST_S = 0.05
"""Seconds of any solve, at least."""
AT_ONCE = 4
"""Of many solves to come, one may take this part of what remains."""
LARGE: tuple[BookingLevel, ...] = ("promised", "requests", "priority")
"""Levels whose value is to be large."""
Tell = Callable[[str, int], None]


@dataclass(frozen=True)
class Answer:
    """The bookings found, and what each level proved."""

    bookings: tuple[Booking, ...]
    levels: tuple[Level, ...]
    solved: bool = True
    """Whether any plan was found; without one, nothing was tried long enough."""

    @property
    def proved(self) -> bool:
        """Whether every level is proved best."""
        return self.solved and all(level.proved for level in self.levels)


def book(
    problem: BookingProblem,
    limits: Limits,
    *,
    kept: Kept | None = None,
    keep_first: bool = False,
    tell: Tell | None = None,
) -> Answer:
    """Return the best bookings level after level.

    Parameters
    ----------
    kept
        Bookings of last week, or of the plan to keep.
    keep_first
        Fewest changes right after what is met: an accepted plan is being mended.
    tell
        Called with each level and how many requests are met.
    """
    program = Program(problem, kept or {})
    return _Levels(program, limits, tell).run(keep_first=keep_first)


class _Levels:
    """One run through the levels of one program."""

    def __init__(self, program: Program, limits: Limits, tell: Tell | None) -> None:
        self._program, self._limits, self._tell = program, limits, tell
        self._search = Search(program, limits)
        self._began = time.monotonic()
        self._levels: list[Level] = []

    def run(self, *, keep_first: bool) -> Answer:
        """Seek each level in turn, then break ties."""
        steps = self._steps(keep_first=keep_first)
        for number, name in enumerate(steps):
            seconds = self._seconds(name, steps[number:])
            found = self._fairness(seconds) if name == "fairness" else self._level(name, seconds)
            if not found:
                break
            if self._tell is not None:
                self._tell(name, len(self._search.bookings()))
        if not self._levels:
            return Answer((), (), solved=False)
        if len(self._levels) == len(steps) and all(level.proved for level in self._levels):
            break_ties(self._search, self._limits, self._ties_seconds())
        return Answer(self._search.bookings(), tuple(self._levels))

    def _steps(self, *, keep_first: bool) -> list[BookingLevel]:
        """Return the levels that mean something here, in order."""
        steps: list[BookingLevel] = []
        if any(request.promised for request in self._program.problem.requests):
            steps.append("promised")
        steps += ["requests", "priority", "fairness", "preferences"]
        if self._program.kept:
            steps.insert(steps.index("fairness") if keep_first else len(steps), "changes")
        return [*steps, "cost"]

    def _goal(self, name: BookingLevel) -> Any:
        goals: dict[BookingLevel, Callable[[Program], Any]] = {
            "promised": objectives.promises,
            "requests": objectives.count,
            "priority": objectives.priorities,
            "preferences": objectives.ranks,
            "changes": objectives.changes,
            "cost": objectives.cents,
        }
        return goals[name](self._program)

    def _seconds(self, name: BookingLevel, left: list[BookingLevel]) -> float | None:
        if self._limits.seconds is None:
            return None
        remains = self._limits.seconds - (time.monotonic() - self._began)
        least = LEAST_S if self._levels else FIRST_S
        return max(least, remains * SHARES[name] / sum(SHARES[one] for one in left))

    def _level(self, name: BookingLevel, seconds: float | None) -> bool:
        """Seek one level and hold it; tell whether a solution is at hand."""
        if self._limits.stopped and self._levels:
            return False
        search, most = self._search, name in LARGE
        goal = self._goal(name)
        if not search.optimise(goal, seconds, most=most):
            return False
        value = round(search.value)
        self._program.model.add(goal >= value if most else goal <= value)
        scale = objectives.CENTS if name == "cost" else 1
        bound = value if search.proved else search.bound
        self._levels.append(
            Level(level=name, value=value / scale, bound=bound / scale, proved=search.proved)
        )
        return True

    def _fairness(self, seconds: float | None) -> bool:
        """Raise the lowest access, then the next; tell whether that was tried."""
        if self._limits.stopped:
            return False
        level = raise_access(self._search, self._limits, _shared(seconds))
        self._levels.append(level)
        return True

    def _ties_seconds(self) -> Seconds:
        if self._limits.seconds is None:
            return _shared(None)
        remains = self._limits.seconds - (time.monotonic() - self._began)
        return _shared(min(remains, self._limits.seconds * TIES_SHARE))


def _shared(seconds: float | None) -> Seconds:
    """Return how some seconds are shared among solves: most are done long before their time."""
    began = time.monotonic()

    def left(solves: int) -> float | None:
        if seconds is None:
            return None
        return max(LEAST_S, (seconds - (time.monotonic() - began)) / min(solves, AT_ONCE))

    return left
