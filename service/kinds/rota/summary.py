"""What a sound scenario holds for the volunteers' rota."""

from __future__ import annotations

from models.base import Language
from models.scenario import Scenario
from service.words.sentences import count


def summary(world: Scenario, language: Language) -> tuple[str, ...]:
    """Return what a rota asks: its people, its duties, its weeks."""
    rota = world.rota
    if not rota.volunteers:
        return ()
    # words are for those who have one
    from service.kinds.rota.words import say

    told = say(
        "summary",
        language,
        people=count(len(rota.volunteers), "person", language),
        duties=count(len(rota.duties), "duty", language),
        weeks=count(rota.weeks, "week", language),
    )
    return (told,)
