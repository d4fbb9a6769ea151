"""Objectives of bookings, one after the other: each level held before the next is sought.

Promised bookings; requests met; their priorities; then, when an earlier plan is kept, the fewest
changes; fairness,
leximin on met over asked cumulated over the weeks; preferred choices; changes against last week;
cost.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from models.booking_study import BookingLevel, Level
from solver.trucks.problem import Problem
from solver.trucks.program import CENTS, Answer, Kept, Limits, Program, level

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
FIRST_S = 2.0
"""Seconds of a level before anything is found, at least."""
Tell = Callable[[str, int], None]


def book(
    problem: Problem,
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
    return _Levels(program, limits, tell).run(bool(kept), keep_first=keep_first)


class _Levels:
    def __init__(self, program: Program, limits: Limits, tell: Tell | None) -> None:
        self._program, self._limits, self._tell = program, limits, tell
        self._began = time.monotonic()
        self._levels: list[Level] = []

    def run(self, kept: bool, *, keep_first: bool) -> Answer:
        """Seek each level in turn."""
        program = self._program
        steps: list[tuple[BookingLevel, Callable[[], Any]]] = [
            ("promised", program.promised),
            ("requests", program.count),
            ("priority", program.priorities),
            ("fairness", lambda: None),
            ("preferences", program.ranks),
            ("changes", program.changes),
            ("cost", program.cents),
        ]
        if not any(ask.fixed for ask in program.problem.asks):
            steps = [step for step in steps if step[0] != "promised"]
        if not kept:
            steps = [step for step in steps if step[0] != "changes"]
        elif keep_first:
            names = [name for name, _ in steps]
            steps.insert(names.index("fairness"), steps.pop(names.index("changes")))
        for number, (name, goal) in enumerate(steps):
            left = [one for one, _ in steps[number:]]
            seconds = self._seconds(name, left)
            if name == "fairness":
                done = self._fairness(seconds)
            else:
                done = self._level(name, goal(), seconds)
            if not done and self._levels:
                break
            if done and self._tell is not None:
                self._tell(name, len(program.bookings()))
        if not self._levels:
            return Answer((), (), solved=False)
        return Answer(program.bookings(), tuple(self._levels))

    def _seconds(self, name: BookingLevel, left: list[BookingLevel]) -> float | None:
        if self._limits.seconds is None:
            return None
        remains = self._limits.seconds - (time.monotonic() - self._began)
        least = FIRST_S if not self._levels else 0.05
        return max(least, remains * SHARES[name] / sum(SHARES[one] for one in left))

    def _stopped(self) -> bool:
        return self._limits.stop is not None and self._limits.stop.is_set()

    def _level(self, name: BookingLevel, goal: Any, seconds: float | None) -> bool:
        """Seek one level and hold it; tell whether a solution is at hand."""
        if self._stopped() and self._levels:
            return False
        program = self._program
        most = name in ("promised", "requests", "priority")
        solver = program.optimise(goal, self._limits, seconds, most=most)
        if solver is None:
            return False
        value = 0 if isinstance(goal, int) else round(solver.objective_value)
        bound = value if isinstance(goal, int) else solver.best_objective_bound
        scale = CENTS if name == "cost" else 1
        if not isinstance(goal, int):
            program.model.add(goal >= value if most else goal <= value)
        self._levels.append(level(name, value / scale, bound / scale, program.proved))
        return True

    def _fairness(self, seconds: float | None) -> bool:
        """Raise the lowest access, then the next, each number of associations held.

        For each level of met over asked, from the lowest: as many associations as can be reach it.
        """
        if self._stopped():
            return False
        program, problem = self._program, self._program.problem
        access = {who: program.access(who) for who in problem.associations}
        steps = sorted(
            {
                Fraction(problem.met_before.get(who, 0) + k, asked)
                for who, (_, asked, now) in access.items()
                for k in range(1, now + 1)
            }
        )
        began = time.monotonic()
        proved = True
        lowest = bound = 0.0
        for number, step in enumerate(steps):
            reached = []
            for who, (met, asked, _) in access.items():
                flag = program.model.new_bool_var(f"at{number}.{who}")
                needed = -(-step.numerator * asked // step.denominator)
                program.model.add(met >= needed).only_enforce_if(flag)
                reached.append(flag)
            left = None
            if seconds is not None:
                spent = time.monotonic() - began
                left = max(0.05, (seconds - spent) / (len(steps) - number))
            solver = program.optimise(sum(reached), self._limits, left, most=True)
            if solver is None:
                return False
            most = round(solver.objective_value)
            program.model.add(sum(reached) >= most)
            if most == len(access):
                lowest = float(step)
            if round(solver.best_objective_bound) == len(access) and proved:
                bound = float(step)
            proved = proved and program.proved
            if self._stopped():
                break
        self._levels.append(level("fairness", lowest, max(bound, lowest), proved))
        return True
