"""What is odd in a travel matrix, whatever its source: told, never mended in silence."""

from __future__ import annotations

import numpy as np

from models.base import Text
from models.findings import Finding
from models.travel import TravelMatrix

EXCESS_S = 60
"""A detour that saves less than this is rounding."""
LOPSIDED = 3.0
"""Ways there and back whose times differ by more than this factor are named."""
LOPSIDED_S = 600
NAMED = 3


def oddities(travel: TravelMatrix) -> tuple[Finding, ...]:
    """Return detours that are faster than the direct way, and ways back that take much longer."""
    seconds = np.array(travel.seconds, dtype=np.float64)
    if len(seconds) < 2:
        return ()
    found = []
    best = seconds.copy()
    for middle in range(len(best)):
        np.minimum(best, best[:, middle, None] + best[None, middle, :], out=best)
    excess = seconds - best
    if (excess > EXCESS_S).any():
        worst = np.argsort(-excess, axis=None)[:NAMED]
        pairs = _pairs(travel, worst, excess > EXCESS_S)
        text = DETOUR.format(count=int((excess > EXCESS_S).sum()), who=pairs)
        found.append(Finding(code="travel_detours", severity="warning", text=text))
    back = seconds.T
    lopsided = (seconds > LOPSIDED * back) & (seconds - back > LOPSIDED_S)
    if lopsided.any():
        worst = np.argsort(-(seconds - back), axis=None)[:NAMED]
        text = ASYMMETRIC.format(count=int(lopsided.sum()), who=_pairs(travel, worst, lopsided))
        found.append(Finding(code="travel_asymmetric", severity="info", text=text))
    return tuple(found)


def _pairs(travel: TravelMatrix, flat: np.ndarray, true: np.ndarray) -> str:
    size = len(travel.sites)
    return ", ".join(
        f"{travel.sites[n // size]} → {travel.sites[n % size]}" for n in flat if true.flat[n]
    )


DETOUR = Text(
    fr="Temps de trajet : {count} trajets directs sont plus longs qu'un détour ({who}…).",
    en="Travel times: {count} direct ways take longer than a detour ({who}…).",
)
ASYMMETRIC = Text(
    fr="Temps de trajet : {count} trajets durent bien plus dans un sens que dans l'autre ({who}…).",
    en="Travel times: {count} ways take much longer one way than back ({who}…).",
)
