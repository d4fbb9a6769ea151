"""A purchase of a group as it is found, and how long to search for it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from models.buying_study import (
    HandedOver,
    WishName,
)
from solver.buying.bills import Alone
from solver.buying.cover import Key
from solver.buying.problem import Wishes
from solver.buying.program import Bought
from solver.parallel import Brake
from solver.programs.linear import SolveLimits

LEAST_S = 0.5
CHECKS = 250
"""HiGHS' checks of one search for each iteration."""
GAP = 1e-6
"""Relative, between what was found and its bound, from which no better is sought."""


@dataclass(frozen=True)
class Limits:
    """How long to search."""

    seconds: float | None = 30.0
    iterations: int | None = None
    seed: int = 1
    stop: Brake = field(default_factory=threading.Event)
    gap: float = GAP

    def of(self, share: float) -> SolveLimits:
        """Return the limits of a search that may take a part of the time."""
        if self.iterations is not None:
            checks = CHECKS * self.iterations
            return SolveLimits(checks=checks, gap=self.gap, seed=self.seed, stop=self.stop.is_set)
        seconds = max(LEAST_S, share * (self.seconds or 0.0))
        return SolveLimits(seconds, gap=self.gap, seed=self.seed, stop=self.stop.is_set)


@dataclass(frozen=True)
class Together:
    """A purchase of the group, with its bills' ingredients."""

    members: tuple[str, ...]
    units: dict[Key, int]
    bought: Bought
    handed: tuple[HandedOver, ...]
    alone: dict[str, Alone]
    total: int
    """Cents, to every door."""
    wishes: Wishes
    given_up: tuple[WishName, ...] = ()
    apart: tuple[str, ...] = ()
