"""A map that keeps every rule, and what is told of one that is broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.base import Model
from models.territory_study import TerritoryStudy
from solver.review.check_territory import check_territory
from tests.helpers.once import once
from tests.helpers.territories import area, mapped, point

Break = Callable[[TerritoryStudy], TerritoryStudy]
Breaks = Mapping[str, tuple[str, Break]]
"""By what is wrong: the rule that it breaks, and how."""


@once
def sound() -> TerritoryStudy:
    """Four areas, one with few people, two outlets."""
    zones = [area("a", 400), area("b", 90, 6), area("c", 60, 40), area("d", 5, 61)]
    return mapped(zones, [point("p"), point("q", 39)], new_points=1)


def first(study: TerritoryStudy, field: str, **values: object) -> TerritoryStudy:
    """Return a study with other values of the first thing of a list."""
    found: tuple[Model, ...] = getattr(study, field)
    return study.changed(**{field: (found[0].changed(**values), *found[1:])})


def is_named(code: str, change: Break) -> None:
    """Assert that the rule that a change breaks is told, in whole sentences."""
    told = [one for one in check_territory(change(sound())) if one.code == code]
    assert told
    assert "{" not in told[0].text.fr + told[0].text.en
