"""Searching a calendar: one solve after the other, each from the best calendar before."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from models.openings_study import OpeningPlan
from solver.openings.program import CalendarProgram
from solver.programs.cp_sat import Limits, solve

WORK = 20.0
"""CP-SAT's deterministic time of one solve, where nothing else is said."""
RELAXED = 2
"""CP-SAT's level at which the linear relaxation holds everything, clauses too."""


@dataclass(frozen=True)
class Sought:
    """What a solve came to."""

    found: bool
    """Whether there is a calendar that is better than, or as good as, the one before."""
    impossible: bool
    value: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.impossible or (self.found and self.value == self.bound)


class Search:
    """The calendars of one program, the last kept as a start for the next."""

    def __init__(self, program: CalendarProgram, limits: Limits) -> None:
        self.program, self.limits = program, limits
        self.relaxed = 1
        """How much of the program its linear relaxation holds: 1 where goals count waits, which
        clauses settle; ``RELAXED`` where they add things up."""
        self._solution: tuple[int, ...] = ()
        self._hints: dict[int, int] = {}

    def begin_from(self, plan: OpeningPlan) -> None:
        """Begin from a calendar, as far as it is possible here."""
        program = self.program
        slots, shifts, relays = program.problem.numbers(plan)
        for n, literal in enumerate(program.open):
            self._hints[literal.index] = int(n in slots)
        for places, at in zip(program.shift, shifts, strict=True):
            for n, literal in enumerate(places):
                self._hints[literal.index] = int(n == at)
        for n, literal in enumerate(program.relay):
            self._hints[literal.index] = int(n in relays)

    def solve(self, goal: Any = 0, assumptions: Sequence[Any] = ()) -> Sought:
        """Look for the calendar of the least goal; for any calendar where it is a number.

        Parameters
        ----------
        assumptions
            Literals that are to be true this time.
        """
        made = solve(
            self.program.model,
            goal,
            self.limits,
            seconds=self.limits.left_s,
            work=self.limits.work or WORK,
            workers=1,
            start=self._hints | dict(enumerate(self._solution)),
            assumptions=assumptions,
            relaxed=self.relaxed,
        )
        if made.solution is None:
            return Sought(False, made.impossible, 0, 0)
        self._solution = made.solution
        bound = -(-round(made.bound * 1000) // 1000)
        return Sought(True, False, round(made.value), bound)

    def settle(self, choices: Sequence[Any]) -> bool:
        """Make some choices, each refused where it can be, the first first; tell whether proved.

        They weigh powers of two, and are made for good: what is asked next starts from them.
        """
        weights = [1 << n for n in reversed(range(len(choices)))]
        goal = sum(weight * one for weight, one in zip(weights, choices, strict=True))
        made = self.solve(goal)
        if made.proved:
            for one in choices:
                self.program.model.add(one == self._solution[one.index])
        return made.proved

    def value_of(self, goal: Any) -> int:
        """Return the least goal of the last calendar: only what that leaves open is sought."""
        program, value = self.program, self._solution
        decided = [*program.open, *itertools.chain(*program.shift), *program.relay]
        fixed = [one if value[one.index] else ~one for one in decided]
        made = solve(
            program.model, goal, Limits(), seconds=None, work=None, workers=1, assumptions=fixed
        )
        assert made.solution is not None, "the last calendar keeps every rule"
        self._solution = made.solution
        return round(made.value)

    def value(self, variable: Any) -> int:
        """Return the value of a variable in the last calendar."""
        found: int = self._solution[variable.index]
        return found

    @property
    def plan(self) -> OpeningPlan:
        """The last calendar found."""
        program = self.program
        value = self._solution
        return program.problem.plan(
            [n for n, one in enumerate(program.open) if value[one.index]],
            [
                next(n for n, one in enumerate(places) if value[one.index])
                for places in program.shift
            ],
            [n for n, one in enumerate(program.relay) if value[one.index]],
        )


Tell = Callable[[str], None]
