"""What a sound scenario holds for a table of funders."""

from __future__ import annotations

from models.base import Language
from models.scenario import Scenario


def summary(world: Scenario, language: Language) -> tuple[str, ...]:
    """Return how many funders, structures and grants there are."""
    grants = world.grants
    if not grants.awards and not grants.structures:
        return ()
    # words are for those who have one
    from service.kinds.funders.words import say

    return (
        say(
            "summary",
            language,
            funders=len(grants.funders),
            structures=len(grants.structures),
            awards=len(grants.awards),
        ),
    )
