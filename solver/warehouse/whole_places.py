"""Shares of places made whole: largest remainders, minima first."""

from __future__ import annotations

import numpy as np

from solver.warehouse.place_claims import Claims
from solver.warehouse.stock_facts import Floats, Ints

EXACT = 1e-6


def whole(claims: Claims, given: Floats) -> Ints:
    """Return whole places: each part rounded down, then what is over to the largest remainders.

    Whoever is below its minimum comes first, then the largest remainder, then the order of
    networks. Never more than is asked, nor than there is.
    """
    found = np.floor(given + EXACT).astype(np.int64)
    for k in range(given.shape[1]):
        for t in range(given.shape[2]):
            over = min(int(claims.places[k, t]), round(float(given[:, k, t].sum())))
            over -= int(found[:, k, t].sum())
            rest = given[:, k, t] - found[:, k, t]
            short = _short(claims, found, t)
            for n in sorted(range(len(rest)), key=lambda n: (not short[n], -rest[n], n)):
                if over <= 0:
                    break
                if rest[n] > EXACT and found[n, k, t] < claims.asked[n, k, t]:
                    found[n, k, t] += 1
                    over -= 1
    return found


def _short(claims: Claims, found: Ints, week: int) -> list[bool]:
    """Tell which networks have less than a minimum in a week, as far as they ask for it."""
    short = [False] * len(claims.networks)
    for minimum in claims.minima:
        factors = minimum.factors(claims.place_m2)
        asked = float((claims.asked[minimum.network, :, week] * factors).sum())
        has = float((found[minimum.network, :, week] * factors).sum())
        short[minimum.network] |= has < min(minimum.amount, asked) - EXACT
    return short
