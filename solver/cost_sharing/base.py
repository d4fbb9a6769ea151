"""Cost games: what every coalition would cost, and how players are numbered.

Coalitions are bit masks: player ``i`` is in ``mask`` when ``mask >> i & 1``. Published games in
savings (values) become costs by a change of sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
MOST_PLAYERS = 16
"""Players of whom all coalitions are listed, at most."""


@dataclass(frozen=True)
class Game:
    """A cost game with transferable costs."""

    costs: Floats
    """(2**n,): cost of each coalition, by bit mask; zero for nobody."""

    def __post_init__(self) -> None:
        """Refuse what is not a game.

        Raises
        ------
        ValueError
            When costs are not one per coalition, not finite, or nobody costs something.
        """
        size = len(self.costs)
        if size < 2 or size & (size - 1) or size > 1 << MOST_PLAYERS:
            raise ValueError(f"{size} costs: expected 2**n of them, n from 1 to {MOST_PLAYERS}")
        if not np.isfinite(self.costs).all() or abs(self.costs[0]) > 1e-9:
            raise ValueError("costs must be finite, and nobody must cost nothing")

    @property
    def players(self) -> int:
        """How many players there are."""
        return len(self.costs).bit_length() - 1

    @property
    def all(self) -> int:
        """The coalition of all players."""
        return len(self.costs) - 1

    def alone(self) -> Floats:
        """(n,): what each would pay alone."""
        costs: Floats = self.costs[1 << np.arange(self.players)]
        return costs

    def members(self) -> Floats:
        """(2**n, n): 1 where a player is in a coalition."""
        masks = np.arange(len(self.costs))[:, None]
        inside: Floats = (masks >> np.arange(self.players) & 1).astype(np.float64)
        return inside

    def negated(self) -> Game:
        """Return the game of the opposite sign: savings become costs, and costs savings."""
        return Game(-self.costs)

    def closed(self) -> Game:
        """Return the game in which no union costs more than its parts planned apart.

        The cost of a coalition becomes that of its cheapest partition.
        """
        return Game(closed_under_splitting(self.costs)[0])


def closed_under_splitting(costs: Floats) -> tuple[Floats, Ints]:
    """Return least costs when a coalition may always split, and how it splits.

    It serves cost shares only, not who should pool with whom.

    Parameters
    ----------
    costs
        (2**n,): infinite where a coalition has no cost of its own.

    Returns
    -------
    Floats, Ints
        (2**n,): the least cost over all partitions; one part of the partition, 0 when it stays
        whole.
    """
    least = costs.copy()
    split: Ints = np.zeros(len(costs), dtype=np.int64)
    for mask in range(1, len(costs)):
        part = (mask - 1) & mask
        while part:
            apart = least[part] + least[mask ^ part]
            if apart < least[mask]:
                least[mask], split[mask] = apart, part
            part = (part - 1) & mask
    return least, split


def game(values: Sequence[float], players: int) -> Game:
    """Return a game from costs in the published order: by size, then lexicographic.

    Examples
    --------
    >>> game([1, 2, 3, 3, 4, 5, 6], 3).costs.tolist()
    [0.0, 1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0]
    """
    from itertools import combinations

    costs = np.zeros(1 << players)
    order = [c for size in range(1, players + 1) for c in combinations(range(players), size)]
    for coalition, value in zip(order, values, strict=True):
        costs[sum(1 << player for player in coalition)] = value
    return Game(costs)
