"""CP-SAT as the systems call it: for how long, with what, and from where it starts."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from solver.parallel import Brake

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


def cp_solver(
    cp: Any, limits: Limits, seconds: float | None, work: float | None, *, workers: int = WORKERS
) -> Any:
    """Return a solver of CP-SAT.

    Parameters
    ----------
    cp
        OR-Tools' module: imported late, as it takes long.
    seconds, work
        Wall clock and deterministic time of one solve, at most; none for no such limit.
    """
    solver = cp.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = workers
    parameters.random_seed = limits.seed
    if work is not None:
        parameters.max_deterministic_time = work
        # several searches take turns: which comes first does not depend on the computer
        parameters.interleave_search = workers > 1
    if seconds is not None:
        parameters.max_time_in_seconds = max(SHORTEST_S, seconds)
    return solver


def start_from(model: Any, values: Mapping[int, int]) -> None:
    """Let a solve start from values of variables, by index, in place of those before."""
    model.clear_hints()
    for index, value in values.items():
        model.add_hint(model.get_int_var_from_proto_index(index), value)
