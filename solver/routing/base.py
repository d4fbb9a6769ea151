"""What every engine is asked and answers, and what each supports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from solver.routing.problem import Feature, RoutingProblem

StepKind = Literal["visit", "pickup", "delivery", "reload"]


@dataclass(frozen=True)
class Step:
    """One stop of a route: a visit, an end of a shipment, or a reload at a depot."""

    kind: StepKind
    index: int
    """Of the visit, the shipment, or the depot."""


@dataclass(frozen=True)
class Route:
    """The stops of one vehicle, between its start and end depots."""

    vehicle: int
    """Type of the vehicle."""
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Solution:
    """Routes, re-evaluated by ``solver.routing.evaluate``."""

    routes: tuple[Route, ...]
    cost: int
    """Fixed, distance and duration costs, plus the prizes left."""
    feasible: bool


class Engine(Protocol):
    """A routing engine."""

    name: str
    supports: frozenset[Feature]

    def solve(
        self,
        problem: RoutingProblem,
        *,
        time_limit_s: float | None,
        iterations: int | None,
        seed: int,
        stop: Callable[[], bool],
        on_route: Callable[[Route], None] | None = None,
    ) -> Solution:
        """Return the best solution found.

        Parameters
        ----------
        time_limit_s, iterations
            Either may be absent; under ``iterations`` alone the answer is the same every time.
        stop
            Looked at during the search; true ends it.
        on_route
            Shown feasible routes met on the way, for a pool.

        Raises
        ------
        UnsupportedError
            When the problem asks for what the engine cannot do.
        """
        ...


class UnsupportedError(ValueError):
    """An engine is asked for what it cannot do."""

    def __init__(self, engine: str, refused: frozenset[Feature], able: tuple[str, ...]) -> None:
        names = ", ".join(sorted(feature.value for feature in refused))
        who = " or ".join(able) if able else "no engine"
        super().__init__(f"{engine} does not plan: {names}; {who} does")
        self.engine, self.refused, self.able = engine, refused, able

    def __reduce__(self) -> tuple[type[UnsupportedError], tuple[object, ...]]:
        """Be rebuilt whole when another process raised it."""
        return type(self), (self.engine, self.refused, self.able)


SUPPORTED: dict[str, frozenset[Feature]] = {
    "pyvrp": frozenset(Feature),
    "ortools": frozenset(
        {
            Feature.WINDOWS,
            Feature.MIXED_FLEET,
            Feature.LOADS,
            Feature.OPTIONAL,
            Feature.RELOADS,
            Feature.SHIPMENTS,
            Feature.ACCESS,
            Feature.DISTANCE,
        }
    ),
    "portfolio": frozenset(Feature),
}
"""What each engine plans, known without loading any."""


def refuse_unsupported(name: str, problem: RoutingProblem) -> None:
    """Refuse a problem that asks for more than an engine supports.

    Raises
    ------
    UnsupportedError
        It names the features refused, and the engines that plan them.
    """
    refused = problem.features - SUPPORTED[name]
    if refused:
        able = tuple(n for n, plans in SUPPORTED.items() if n != name and refused <= plans)
        raise UnsupportedError(name, refused, able)
