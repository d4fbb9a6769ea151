"""What a sound scenario holds for a purchase in common."""

from __future__ import annotations

from models.base import Language
from models.scenario import Scenario


def summary(world: Scenario, language: Language) -> tuple[str, ...]:
    """Return how many members, articles and suppliers there are."""
    asked = world.buying
    if not asked.members:
        return ()
    # words are for those who buy
    from service.kinds.buying.words import say

    return (
        say(
            "summary",
            language,
            members=len(asked.members),
            articles=len(asked.articles),
            suppliers=len(asked.suppliers),
        ),
    )
