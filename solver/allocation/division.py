"""One estate divided between claims: the classic rules, without any other limit.

Aumann & Maschler (1985) and Thomson (2003) describe them; the tests reproduce their examples.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from solver.allocation.base import Floats

Division = Callable[[Floats, float], Floats]
"""(claims (I,), estate) to awards (I,): none above its claim, all of the estate if claims allow."""


def proportional(claims: Floats, estate: float) -> Floats:
    """Return the same share of every claim.

    Examples
    --------
    >>> proportional(np.array([100.0, 300.0]), 200.0).tolist()
    [50.0, 150.0]
    """
    total = float(claims.sum())
    return claims * (min(estate, total) / total) if total > 0 else np.zeros_like(claims)


def equal_awards(claims: Floats, estate: float) -> Floats:
    """Return the same award to all, none above its claim.

    Examples
    --------
    >>> equal_awards(np.array([100.0, 200.0, 300.0]), 500.0).tolist()
    [100.0, 200.0, 200.0]
    """
    left, awards = min(estate, float(claims.sum())), np.zeros_like(claims)
    order = np.argsort(claims, kind="stable")
    for turn, who in enumerate(order):
        awards[who] = min(claims[who], left / (len(order) - turn))
        left -= awards[who]
    return awards


def equal_losses(claims: Floats, estate: float) -> Floats:
    """Return what is left of each claim after the same loss, none below zero.

    Examples
    --------
    >>> equal_losses(np.array([100.0, 200.0, 300.0]), 200.0).tolist()
    [0.0, 50.0, 150.0]
    """
    return claims - equal_awards(claims, max(0.0, float(claims.sum()) - estate))


def talmud(claims: Floats, estate: float) -> Floats:
    """Return equal awards of half claims, then equal losses once half of them is met.

    It is the nucleolus of the bankruptcy game.

    Examples
    --------
    >>> talmud(np.array([100.0, 200.0, 300.0]), 200.0).tolist()
    [50.0, 75.0, 75.0]
    """
    half = claims / 2
    if estate <= half.sum():
        return equal_awards(half, estate)
    return half + equal_losses(half, estate - float(half.sum()))
