"""How long a rota is searched, where a flow alone does not settle it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from solver.parallel import Brake

WORK = 5.0
"""CP-SAT's deterministic time of one level, where work is counted instead of seconds."""


@dataclass(frozen=True)
class Limits:
    """How long to search."""

    seconds: float | None = 30.0
    """Wall clock of everything; none for a reproducible search."""
    work: float | None = None
    """CP-SAT's deterministic time of each level, when seconds are none."""
    seed: int = 1
    stop: Brake | None = None
    began: float = field(default_factory=time.monotonic)

    @property
    def stopped(self) -> bool:
        """Whether the brake is pulled."""
        return self.stop is not None and self.stop.is_set()

    @property
    def left_s(self) -> float | None:
        """Seconds left; none where work is counted."""
        if self.seconds is None:
            return None
        return max(0.0, self.seconds - (time.monotonic() - self.began))
