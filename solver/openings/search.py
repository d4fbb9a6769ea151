"""Searching a calendar: one solve after the other, each from the best calendar before."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from models.openings_study import OpeningPlan
from solver.openings.program import CalendarProgram
from solver.parallel import halted
from solver.programs.cp_sat import Limits, cp_solver, start_from

WORK = 20.0
"""CP-SAT's deterministic time of one solve, where nothing else is said."""
RELAXED = 2
"""CP-SAT's level at which the linear relaxation holds everything, clauses too."""


@dataclass(frozen=True)
class Solved:
    """What a solve found."""

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
        self._solution: list[int] = []
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

    def solve(self, goal: Any = None, assumptions: Sequence[Any] = ()) -> Solved:
        """Look for the calendar of the least goal; for any calendar where there is none.

        Parameters
        ----------
        assumptions
            Literals that are to be true this time.
        """
        self._prepare(goal, assumptions)
        return self._run(goal)

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

    def _prepare(self, goal: Any = None, assumptions: Sequence[Any] = ()) -> None:
        model: Any = self.program.model
        start_from(model, self._hints | dict(enumerate(self._solution)))
        model.clear_objective()
        if goal is not None and not isinstance(goal, int):
            model.minimize(goal)
        model.clear_assumptions()
        model.add_assumptions(list(assumptions))

    def _run(self, goal: Any = None) -> Solved:
        cp, model = self.program.cp, self.program.model
        solver = cp_solver(cp, self.limits, self.limits.left_s, self.limits.work or WORK, workers=1)
        solver.parameters.linearization_level = self.relaxed
        with halted(solver, self.limits.stop):
            status = solver.solve(model)
        model.clear_assumptions()
        if status not in (cp.OPTIMAL, cp.FEASIBLE):
            return Solved(False, status == cp.INFEASIBLE, 0, 0)
        self._solution = [int(value) for value in solver.response_proto.solution]
        if goal is None or isinstance(goal, int):
            value = 0 if goal is None else int(goal)
            return Solved(True, False, value, value)
        bound = -(-round(solver.best_objective_bound * 1000) // 1000)
        return Solved(True, False, round(solver.objective_value), bound)

    def value_of(self, goal: Any) -> int:
        """Return the least goal of the last calendar, where a solve for it found nothing."""
        program, value = self.program, self._solution
        decided = [*program.open, *itertools.chain(*program.shift), *program.relay]
        fixed = [one if value[one.index] else ~one for one in decided]
        solver = program.cp.CpSolver()
        solver.parameters.num_workers = 1
        program.model.minimize(goal)
        program.model.add_assumptions(fixed)
        status = solver.solve(program.model)
        program.model.clear_assumptions()
        assert status == program.cp.OPTIMAL, "the last calendar keeps every rule"
        self._solution = [int(one) for one in solver.response_proto.solution]
        return int(solver.objective_value + 0.5)

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
