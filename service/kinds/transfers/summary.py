"""What a sound scenario holds for transfers."""

from __future__ import annotations

from models.base import Language
from models.scenario import Scenario
from service.words.sentences import count


def summary(world: Scenario, language: Language) -> tuple[str, ...]:
    """Return how many lots were counted."""
    lots = world.transfers.lots
    if not lots:
        return ()
    return (count(len(lots), "lot", language),)
