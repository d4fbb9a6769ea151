"""Plan what depots deliver in a week: the rounds, and what no plan does better."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass

import numpy as np

from models.plan import Round
from models.scenario import Scenario
from models.travel import TravelMatrix
from pools.streams import Stream
from solver.deliveries.plan import rounds_of
from solver.deliveries.problem import Reader
from solver.settings import Budget
from solver.week_search.arrays import I64
from solver.week_search.search import search
from solver.week_search.state import memo_of

Tell = Callable[[tuple[Round, ...]], None]


@dataclass(frozen=True)
class Delivered:
    """Rounds of one depot, people not yet aboard."""

    stream: str
    rounds: tuple[Round, ...]
    eur: float
    """Cost of the rounds, euros; hours count where they come first."""
    left: tuple[str, ...]
    """Units and pick-ups that stay behind."""
    moves: int
    """Trials made by all searches together."""


def plan_deliveries(
    scenario: Scenario,
    travel: TravelMatrix,
    stream: Stream,
    budget: Budget,
    *,
    seed: int,
    taken: Container[tuple[str, str, str]] = frozenset(),
    tell: Tell | None = None,
) -> Delivered:
    """Plan the rounds of one depot: its deliveries, its errands and the pick-ups of its stream.

    Everything is brought and collected if that can be; then the rounds cost as little as the
    search finds. One search runs on each core.

    Parameters
    ----------
    budget
        Of time, or of iterations of up to ``solver.week_search.search.CHUNK`` trials for each of
        two searches; its brake ends them, and the best plan so far is returned.
    taken
        Vehicles that are not free: (vehicle, day, shift).
    tell
        Called with the rounds whenever better ones are at hand.
    """
    reader = Reader(scenario, travel, stream, taken)
    p, names = reader.arrays(), reader.names
    memo = memo_of(p)

    def rounds(trips: I64) -> tuple[Round, ...]:
        return rounds_of(scenario, travel, p, names, memo, trips)

    def look(trips: I64) -> None:
        if tell is not None:
            tell(rounds(trips))

    found = search(p, budget, seed, look=None if tell is None else look)
    items = (*names.units, *names.pickups)
    left = np.flatnonzero(found.trips < 0)
    return Delivered(
        stream=stream.id,
        rounds=rounds(found.trips),
        eur=found.eur - float(p.loss[left].sum()),
        left=tuple(items[number] for number in left),
        moves=found.moves,
    )
