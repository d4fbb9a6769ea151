"""The Shapley value: what each adds to the cost, over all orders of arrival (Shapley 1953)."""

from __future__ import annotations

from collections.abc import Callable
from math import factorial

import numpy as np

from solver.cost_sharing.base import Floats, Game


def shapley(game: Game) -> Floats:
    """Return each player's mean marginal cost (n,), exactly.

    Σ_S |S|! (n − |S| − 1)! / n! × (c(S ∪ i) − c(S)), over the coalitions S without player i
    (Shapley 1953): 2**n costs are read, no order is drawn.
    """
    count = game.players
    masks = np.arange(len(game.costs))
    sizes = game.members().sum(axis=1).astype(np.int64)
    weight = np.array(
        [factorial(s) * factorial(count - s - 1) / factorial(count) for s in range(count)] + [0.0]
    )
    found = np.zeros(count)
    for player in range(count):
        without = masks[masks >> player & 1 == 0]
        added = game.costs[without | 1 << player] - game.costs[without]
        found[player] = float(weight[sizes[without]] @ added)
    return found


def sampled(
    cost: Callable[[int], float], players: int, *, orders: int, seed: int
) -> tuple[Floats, Floats]:
    """Return the Shapley value estimated over random orders, and its standard error (n,) each.

    Parameters
    ----------
    cost
        Cost of a coalition, by bit mask; asked only for those met.
    orders
        Random orders, each taken forwards and backwards, at least 2.
    """
    chance = np.random.default_rng(seed)
    drawn = np.zeros((orders, players))
    for number in range(orders):
        order = chance.permutation(players)
        for way in (order, order[::-1]):
            mask, before = 0, 0.0
            for player in way:
                mask |= 1 << int(player)
                after = cost(mask)
                drawn[number, player] += (after - before) / 2
                before = after
    error: Floats = drawn.std(axis=0, ddof=1) / np.sqrt(orders)
    mean: Floats = drawn.mean(axis=0)
    return mean, error
