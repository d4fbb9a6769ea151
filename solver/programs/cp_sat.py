"""CP-SAT as the systems call it: for how long, from where it starts, and what it found."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from solver.parallel import Brake, halted

WORKERS = 8
"""Searches that CP-SAT runs side by side; they differ, so they help even on two cores."""
SHORTEST_S = 0.05


@dataclass(frozen=True)
class Limits:
    """How long to search: all by the clock where one is set, else each solve by work."""

    seconds: float | None = None
    """Wall clock of everything; none for a reproducible search."""
    work: float | None = None
    """CP-SAT's deterministic time of each solve; the usual one of a system when none."""
    seed: int = 1
    stop: Brake | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def stopped(self) -> bool:
        """Whether the brake is pulled."""
        return self.stop is not None and self.stop.is_set()

    @property
    def left_s(self) -> float | None:
        """Seconds left; none where no clock is set."""
        if self.seconds is None:
            return None
        return max(0.0, self.seconds - (time.monotonic() - self.began))

    @property
    def over(self) -> bool:
        """Whether nothing more is to be tried."""
        return self.stopped or self.left_s == 0.0

    def part(self, share: float) -> Limits:
        """Return limits that end when so much of what is left has passed."""
        left = self.left_s
        if left is None:
            return self
        return replace(self, seconds=max(SHORTEST_S, left * share), began=time.monotonic())


@dataclass(frozen=True)
class Solved:
    """What one solve found."""

    solution: tuple[int, ...] | None = None
    """Values of all variables, by index; none where no solution was found."""
    proved: bool = False
    """Whether no better solution exists; where none was found, none at all."""
    value: float = 0.0
    """Of the goal in the solution."""
    bound: float = 0.0
    """No solution has a better goal."""

    @property
    def found(self) -> bool:
        """Whether there is a solution."""
        return self.solution is not None

    @property
    def impossible(self) -> bool:
        """Whether it is proved that there is none."""
        return self.proved and not self.found

    def at(self, variable: Any) -> int:
        """Return the value of a variable in the solution found."""
        assert self.solution is not None
        value: int = self.solution[variable.index]
        return value


def solve(
    model: Any,
    goal: Any,
    limits: Limits,
    *,
    seconds: float | None,
    work: float | None,
    workers: int = WORKERS,
    start: Mapping[int, int] | None = None,
    most: bool = False,
    assumptions: Sequence[Any] = (),
    relaxed: int | None = None,
) -> Solved:
    """Return the solution of the least goal, or of the most.

    Parameters
    ----------
    model
        A model of CP-SAT.
    goal
        An expression; a number where any solution will do.
    limits
        Its seed and its brake.
    seconds, work
        Wall clock and deterministic time of this solve, at most; none for no such limit.
    start
        Values of variables, by index, that the search starts from.
    assumptions
        Literals that are to be true this time.
    relaxed
        How much of the model its linear relaxation holds, 0 to 2; CP-SAT's own choice when none.
    """
    from ortools.sat.python import cp_model

    model.clear_hints()
    for index, value in (start or {}).items():
        model.add_hint(model.get_int_var_from_proto_index(index), value)
    constant = isinstance(goal, int)
    if constant:
        model.clear_objective()
    elif most:
        model.maximize(goal)
    else:
        model.minimize(goal)
    model.clear_assumptions()
    model.add_assumptions(list(assumptions))
    solver: Any = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = workers
    parameters.random_seed = limits.seed
    if relaxed is not None:
        parameters.linearization_level = relaxed
    if work is not None:
        parameters.max_deterministic_time = work
        # several searches take turns: which comes first does not depend on the computer
        parameters.interleave_search = workers > 1
    if seconds is not None:
        parameters.max_time_in_seconds = max(SHORTEST_S, seconds)
    with halted(solver, limits.stop):
        status = solver.solve(model)
    model.clear_assumptions()
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(proved=status == cp_model.INFEASIBLE)
    return Solved(
        tuple(int(value) for value in solver.response_proto.solution),
        proved=status == cp_model.OPTIMAL,
        value=float(goal) if constant else float(solver.objective_value),
        bound=float(goal) if constant else float(solver.best_objective_bound),
    )
