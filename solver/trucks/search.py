"""Searching a program: one objective after the other, each from the solution before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from models.booking_study import Booking
from solver.programs.cp_sat import WORKERS, Limits, solve
from solver.trucks.program import Program

WORK = 5.0
"""CP-SAT's deterministic time of one solve, where nothing else is said."""


Seconds = Callable[[int], float | None]
"""Seconds for the next solve, given how many may follow; none where work is counted."""


class Search:
    """The solutions of one program, each better than or equal to the one before."""

    def __init__(self, program: Program, limits: Limits, *, workers: int = WORKERS) -> None:
        self.program, self._limits, self._workers = program, limits, workers
        self.found = False
        """Whether there is a solution."""
        self.proved = False
        """Whether the last objective is proved best."""
        self.value = self.bound = 0.0
        """The last objective: its value, and what no solution improves on."""
        self._solution: tuple[int, ...] = ()
        self._hints: dict[int, int] = {}

    def hint(self, bookings: Sequence[Booking]) -> None:
        """Begin from bookings, as far as they are possible here."""
        program, problem = self.program, self.program.problem
        trucks = {one.id: n for n, one in enumerate(problem.trucks)}
        drivers = {one.id: n for n, one in enumerate(problem.drivers)}
        made = {one.request: one for one in bookings}
        for number, request in enumerate(problem.requests):
            one = made.get(request.id)
            self._hints[program.met[number].index] = int(one is not None)
            if one is not None:
                self._hints[program.start[number].index] = one.starts_s // problem.step_s
            for truck, on in program.trucks_of(number):
                same = one is not None and trucks.get(one.truck) == truck
                self._hints[on.index] = int(same)
            for driver, by in program.drivers_of(number):
                same = one is not None and drivers.get(one.driver) == driver
                self._hints[by.index] = int(same)

    def hint_value(self, variable: Any, value: int) -> None:
        """Begin from a value of a variable that the last solution did not know."""
        self._hints[variable.index] = value

    def optimise(self, goal: Any, seconds: float | None, *, most: bool) -> bool:
        """Solve for one objective from the last solution; tell whether a solution was found.

        Parameters
        ----------
        goal
            An expression; a number where any solution will do.
        seconds
            Wall clock, at most; none where the limits count work instead.
        most
            Whether the goal is to be large.
        """
        made = solve(
            self.program.model,
            goal,
            self._limits,
            seconds=seconds,
            work=(self._limits.work or WORK) if seconds is None else None,
            workers=self._workers,
            start=self._hints | dict(enumerate(self._solution)),
            most=most,
        )
        self.proved = made.proved
        if made.solution is None:
            return False
        self.found, self._solution = True, made.solution
        self.value, self.bound = made.value, made.bound
        return True

    def value_of(self, variable: Any) -> int:
        """Return the value of a variable in the last solution."""
        value: int = self._solution[variable.index]
        return value

    def true(self, literal: Any) -> bool:
        """Tell whether a variable is true in the last solution."""
        return bool(self.value_of(literal))

    def count(self, literals: Sequence[Any]) -> int:
        """Return how many variables are true in the last solution."""
        return sum(self.true(one) for one in literals)

    def bookings(self) -> tuple[Booking, ...]:
        """Return the bookings of the last solution, in time order."""
        program, problem = self.program, self.program.problem
        made = []
        for number, request in enumerate(problem.requests):
            if not self.found or not self.true(program.met[number]):
                continue
            start = self.value_of(program.start[number])
            truck = next(t for t, on in program.trucks_of(number) if self.true(on))
            driver = next(d for d, by in program.drivers_of(number) if self.true(by))
            made.append(
                Booking(
                    request=request.id,
                    truck=problem.trucks[truck].id,
                    driver=problem.drivers[driver].id,
                    starts_s=start * problem.step_s,
                    ends_s=(start + request.steps) * problem.step_s,
                    choice=min(
                        choice for (first, last), choice in request.starts if first <= start <= last
                    ),
                )
            )
        return tuple(sorted(made, key=lambda one: (one.starts_s, one.truck, one.request)))
