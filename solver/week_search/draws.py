"""Random numbers of the search: the same for the same seed on every machine."""

from __future__ import annotations

import numpy as np

from solver.week_search.arrays import U64
from solver.week_search.compiled import inline


@inline
def draw(rng: U64) -> float:
    """Return a number in [0, 1) (xorshift64*, Vigna 2016)."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@inline
def below(rng: U64, n: int) -> int:
    """Return a whole number below ``n``."""
    return int(draw(rng) * n)
