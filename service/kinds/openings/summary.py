"""What a sound scenario holds for a calendar of openings."""

from __future__ import annotations

from models.base import Language
from models.dates import dated
from models.opening_days import OpeningDays
from models.scenario import Scenario
from service.words.sentences import count


def summary(world: Scenario, language: Language) -> tuple[str, ...]:
    """Return what a calendar looks at: outlets, groups of the public, days."""
    asked = world.openings
    if not asked.outlets:
        return ()
    # words are for those who have one
    from service.kinds.openings.words import say

    dates = OpeningDays(world).dates
    told = say(
        "summary",
        language,
        outlets=count(len(asked.outlets), "outlet", language),
        groups=count(len(asked.groups), "public_group", language),
        period=say(
            "period",
            language,
            first=dated(dates[0]).in_(language),
            last=dated(dates[-1]).in_(language),
        ),
    )
    return (told,)
