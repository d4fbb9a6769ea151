"""How long the programs of one study are searched, together and each."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from solver.parallel import Brake
from solver.programs.solved import SolveLimits

CHECKS = 250
"""HiGHS' checks of one search for each iteration, where no other number is given."""
LEAST_S = 0.5
"""Seconds of one search, at least."""


@dataclass(frozen=True)
class Limits:
    """How long to search."""

    seconds: float | None = 30.0
    """Wall clock of everything; none for a reproducible search."""
    iterations: int | None = None
    seed: int = 1
    stop: Brake = field(default_factory=threading.Event)
    gap: float = 1e-6
    """Relative, between what was found and its bound, from which no better is sought."""

    def of(self, share: float, *, checks: int = CHECKS) -> SolveLimits:
        """Return the limits of a search that may take a part of the time.

        Parameters
        ----------
        checks
            HiGHS' checks for each iteration, where iterations rule.
        """
        if self.iterations is None:
            seconds = max(LEAST_S, share * (self.seconds or 0.0))
            return SolveLimits(seconds, gap=self.gap, seed=self.seed, stop=self.stop.is_set)
        work = checks * self.iterations
        return SolveLimits(checks=work, gap=self.gap, seed=self.seed, stop=self.stop.is_set)
