"""What a sound scenario holds for a shared warehouse."""

from __future__ import annotations

from models.base import Language
from models.numbers import number
from models.scenario import Scenario


def summary(world: Scenario, language: Language) -> tuple[str, ...]:
    """Return what a warehouse is, in one line: platforms, networks, points and their need."""
    given = world.warehouse
    if given is None:
        return ()
    # words are for those who have one
    from service.kinds.warehouse.words import say

    who = {network.id for network in given.admitted}
    points = [point for point in given.points if point.network in who]
    line = say(
        "in_short",
        language,
        m2=number(given.surface_m2, language),
        places=number(sum(sum(one.places.values()) for one in given.platforms), language),
        networks=len(who),
        points=number(len(points), language),
        kg=number(sum(point.weekly_need_kg for point in points), language),
    )
    return (line,)
