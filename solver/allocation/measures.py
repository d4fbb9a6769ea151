"""What is measured of a split: inequality, envy, the small and the large."""

from __future__ import annotations

import numpy as np

from solver.allocation.base import Floats, Scope, Split

FIFTH = 0.2


def gini(levels: Floats, weights: Floats) -> float:
    """Return the weighted Gini coefficient of levels; 0 when all are equal.

    Examples
    --------
    >>> round(gini(np.array([0.0, 1.0]), np.array([1.0, 1.0])), 3)
    0.5
    """
    share = weights / max(float(weights.sum()), 1e-12)
    mean = float(share @ levels)
    if mean <= 0:
        return 0.0
    apart = np.abs(levels[:, None] - levels[None, :])
    return float(share @ apart @ share) / (2 * mean)


def extremes(levels: Floats, need: Floats) -> tuple[float, float]:
    """Return the mean level of the fifth of associations in least need, and in most.

    Parameters
    ----------
    levels : (I,)
        Points received over points entitled to.
    need : (I,)
        Points; those without any do not count. 1 and 1 when nobody needs anything.
    """
    who = np.flatnonzero(need > 0)
    if not len(who):
        return 1.0, 1.0
    order = who[np.argsort(need[who], kind="stable")]
    count = max(1, round(FIFTH * len(order)))
    return float(levels[order[:count]].mean()), float(levels[order[-count:]].mean())


def envy(split: Split, kg: Floats, scope: Scope) -> Floats:
    """(I, I): how much higher i's level would be with j's food in proportion to need, if higher.

    What i refuses or does not need is worth nothing to it.
    """
    received = split.received(kg)
    need = np.maximum(scope.need, 1e-12)
    worth = np.minimum(received, split.need_kg) @ split.points / need
    count = len(received)
    found = np.zeros((count, count))
    for j in range(count):
        scaled = received[j][None, :] * (need / need[j])[:, None]
        would = np.minimum(scaled, split.need_kg) @ split.points / need
        found[:, j] = np.where(scope.need > 0, np.maximum(0.0, would - worth), 0.0)
    np.fill_diagonal(found, 0.0)
    found[:, scope.need <= 0] = 0.0
    return found
