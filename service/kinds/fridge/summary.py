"""What a sound scenario holds for a solidarity fridge."""

from __future__ import annotations

from models.base import Language
from models.scenario import Scenario
from service.words.sentences import count


def summary(world: Scenario, language: Language) -> tuple[str, ...]:
    """Return how many places and areas there are."""
    asked = world.fridge
    if not asked.spots:
        return ()
    # words are for those who have one
    from service.kinds.fridge.words import say

    spots = count(len(asked.spots), "spot", language)
    zones = count(len(asked.zones), "quarter", language)
    return (say("summary", language, spots=spots, zones=zones),)
