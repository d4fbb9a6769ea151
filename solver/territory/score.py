"""A score of areas from ranks, by stated weights, and how much of it hangs on these weights.

Each thing counts by the rank of an area among all: 0 the best placed, 1 the worst, equal ranks
shared. The score is their mean by the weights. Equal scores: more people in need first, then ids.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def ranks(values: Floats) -> Floats:
    """Return each value's rank from 0 to 1, (areas,); equal values share theirs.

    Examples
    --------
    >>> ranks(np.array([5.0, 1.0, 5.0, float("inf")])).round(2).tolist()
    [0.5, 0.0, 0.5, 1.0]
    """
    if len(values) < 2:
        return np.zeros(len(values))
    found: Floats = (rankdata(values) - 1) / (len(values) - 1)
    return found


def order(scores: Floats, people: Floats) -> Ints:
    """Return the areas from the worst placed on; they stand in ascending order of ids."""
    # scores of equal parts, added in another order, are the same score
    rounded = np.round(scores, 9)
    return np.lexsort((np.arange(len(scores)), -people, -rounded)).astype(np.int64)


def kept_among_worst(parts: Floats, people: Floats, worst: int, draws: int, seed: int) -> Floats:
    """Return the share of drawn weights that keep each area among the worst.

    Parameters
    ----------
    parts : (areas, things)
        Ranks from 0 to 1.
    people : (areas,)
        In need: what parts equal scores.
    worst
        How many areas are the worst.
    draws
        Weights drawn evenly from all that add up to one.
    """
    count = np.zeros(len(parts))
    if not draws or not len(parts):
        return count
    drawn = np.random.default_rng(seed).dirichlet(np.ones(parts.shape[1]), draws)
    for scores in drawn @ parts.T:
        count[order(scores, people)[:worst]] += 1
    return count / draws
