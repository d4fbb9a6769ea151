"""What a sound scenario holds for transfers."""

from __future__ import annotations

from models.base import Language
from models.scenario import Scenario


def summary(world: Scenario, language: Language) -> tuple[str, ...]:
    """Return how many lots were counted."""
    lots = world.transfers.lots
    if not lots:
        return ()
    # words are for those who have one
    from service.kinds.transfers.words import say

    return (say("summary", language, count=len(lots)),)
