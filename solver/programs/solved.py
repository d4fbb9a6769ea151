"""What a program is solved within, and what a solve found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

INFINITY = float("inf")


class NoSolutionError(RuntimeError):
    """A program that nothing satisfies, or none was found for within the limits."""


class NotInTimeError(NoSolutionError):
    """Nothing was found within the limits of a search: whether there is a solution is not known."""


@dataclass(frozen=True)
class Solved:
    """What a solve found."""

    values: Floats
    """(columns,)"""
    objective: float
    duals: Floats
    """(rows,): what one unit more of a row's limit adds to the objective; of linear programs."""
    bound: float
    """No solution is lower."""
    proved: bool
    """Whether no solution is lower by more than the gap asked."""


@dataclass(frozen=True)
class SolveLimits:
    """How long to search, and how near to the least value is near enough."""

    time_limit_s: float = INFINITY
    checks: int | None = None
    """Of the search's work: how often HiGHS may ask whether to stop once it has a solution. The
    answer is then the same on every machine."""
    gap: float = 1e-4
    """Relative, between the solution and the bound."""
    seed: int = 0
    stop: Callable[[], bool] | None = None
    """Looked at while whole numbers are searched; true ends it with the best so far."""


UNLIMITED = SolveLimits()
