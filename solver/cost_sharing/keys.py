"""Keys that people already use: what is avoided, and shares in proportion to something."""

from __future__ import annotations

import numpy as np

from solver.cost_sharing.base import Floats, Game


def alternative_cost_avoided(game: Game) -> Floats:
    """Return each one's separable cost, and what is left in proportion to the savings it brings.

    Straffin & Heaney (1981). What is left goes equally where nobody saves anything.
    """
    total = float(game.costs[game.all])
    last = np.array([total - game.costs[game.all ^ (1 << i)] for i in range(game.players)])
    avoided = game.alone() - last
    left = total - float(last.sum())
    whole = float(avoided.sum())
    key = avoided / whole if abs(whole) > 1e-12 else np.full(game.players, 1 / game.players)
    found: Floats = last + left * key
    return found


def in_proportion(total: float, key: Floats) -> Floats:
    """Return a cost in proportion to kg, people, surface, km or stand-alone cost (n,).

    Raises
    ------
    ValueError
        When the key has negative values, or none above zero.
    """
    if (key < 0).any() or key.sum() <= 0:
        raise ValueError("a key needs values of zero or more, and one above")
    shares: Floats = total * key / key.sum()
    return shares


def rounded(shares: Floats, ids: list[str]) -> Floats:
    """Return shares in whole cents that add up; the odd cents go by stable id.

    Examples
    --------
    >>> rounded(np.array([10.0, 10.0, 10.0]) / 3, ["b", "a", "c"]).tolist()
    [3.33, 3.34, 3.33]
    """
    cents = np.floor(shares * 100 + 1e-9)
    missing = round(float(shares.sum()) * 100 - float(cents.sum()))
    by_part = sorted(
        range(len(ids)), key=lambda n: (-round(float(shares[n] * 100 - cents[n]), 6), ids[n])
    )
    for n in by_part[:missing]:
        cents[n] += 1
    found: Floats = cents / 100
    return found
