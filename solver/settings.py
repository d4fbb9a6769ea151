"""How long to search, how, and how to be stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from solver.parallel import Brake

EngineName = Literal["pyvrp", "ortools", "portfolio"]
PATIENCE = 3.0
"""Times the seconds asked that a patient budget waits for a computer busy with other things."""


@dataclass(frozen=True)
class Settings:
    """What the caller asks of a run."""

    time_limit_s: float | None = 30.0
    """Wall-clock seconds for the whole run; none when ``iterations`` rules."""
    iterations: int | None = None
    """Steps of improvement per objective: same scenario, seed and iterations, same plan."""
    seed: int = 1
    engine: EngineName = "pyvrp"
    weeks: int = 200
    """Simulated weeks; 0 skips the simulation."""
    patient: bool = False
    """Whether seconds are those of a computer with nothing else to do; see ``Budget``."""
    explained: bool = True
    """Whether new plans are made to say why each offer is left."""


@dataclass(frozen=True)
class Progress:
    """One step of a run, told to whoever watches."""

    stage: str
    """Stable code of the stage, e.g. ``alone``, ``food``."""
    usable_kg: float | None = None
    person_hours: float | None = None
    eur: float | None = None
    elapsed_s: float = 0.0
    done: int | None = None
    """Tasks done, where many are planned."""
    of: int | None = None
    """Tasks in all."""


Watcher = Callable[[Progress], None]


class Stages:
    """The stages of one run, each told with the seconds since the run began."""

    def __init__(self, watch: Watcher | None) -> None:
        self._watch = watch
        self.began = time.monotonic()

    @property
    def elapsed_s(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    def __call__(self, stage: str, done: int | None = None, of: int | None = None) -> None:
        """Tell a stage, and how many of its tasks are done where they are counted."""
        if self._watch is not None:
            self._watch(Progress(stage, elapsed_s=self.elapsed_s, done=done, of=of))

    def counted(self, stage: str) -> Callable[[int, int], None]:
        """Return what tells a stage by its tasks: how many are done, of how many."""
        return lambda done, of: self(stage, done, of)


@dataclass
class Budget:
    """The time or iterations left, and the hand brake.

    ``stop`` may be set from another thread or a signal handler; searches look at it and return
    their best so far.
    """

    time_limit_s: float | None
    iterations: int | None
    stop: Brake = field(default_factory=threading.Event)
    started: float = field(default_factory=time.monotonic)
    patient: bool = False
    """Whether a busy computer is waited for: a first plan is made whole, and seconds in which
    this process was kept from working count for a part of themselves."""
    worked: float = field(default_factory=time.process_time)
    """Seconds that this process had worked when the run began."""

    @property
    def elapsed_s(self) -> float:
        """Seconds since the run began, as they count."""
        passed = time.monotonic() - self.started
        if not self.patient:
            return passed
        return min(passed, max(time.process_time() - self.worked, passed / PATIENCE))

    def part(self, time_limit_s: float | None, iterations: int | None) -> Budget:
        """Return a budget that begins now, of the same brake and patience."""
        return Budget(time_limit_s, iterations, self.stop, patient=self.patient)

    @property
    def left_s(self) -> float:
        """Seconds left; infinite under an iteration budget."""
        if self.time_limit_s is None:
            return float("inf")
        return max(0.0, self.time_limit_s - self.elapsed_s)

    @property
    def over(self) -> bool:
        """Whether the search should return what it has."""
        return self.stop.is_set() or self.left_s <= 0

    @property
    def hurried(self) -> bool:
        """Whether not even a first plan is waited for."""
        return self.stop.is_set() if self.patient else self.over
