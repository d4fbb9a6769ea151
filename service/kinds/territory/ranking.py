"""What the pages and maps of a territory tell first: the worst placed, the best idea."""

from __future__ import annotations

from models.base import Language
from models.territory_study import AreaResult, IdeaTried, TerritoryStudy
from service.kinds.territory.words import say


def ranked(study: TerritoryStudy) -> list[AreaResult]:
    """Return the areas that have a rank, the worst placed first."""
    return sorted((one for one in study.areas if one.rank), key=lambda one: one.rank or 0)


def without_car(study: TerritoryStudy) -> list[AreaResult]:
    """Return the areas that reach nothing on foot or by bus."""
    return [one for one in study.areas if one.label in ("car_only", "far")]


def worst_of_all(study: TerritoryStudy) -> list[AreaResult]:
    """Return the worst placed of those that reach nothing without a car; where all do, of all.

    Where nobody is in need, nothing is to be done first.
    """
    every = [one for one in ranked(study) if one.need_high]
    lacking = {one.zone for one in without_car(study)}
    return [one for one in every if one.zone in lacking] or every


def best_idea(study: TerritoryStudy) -> IdeaTried:
    """Return the idea that reaches most on foot, then leaves fewest short, then stands first."""
    return min(study.ideas, key=lambda one: (-one.people_reached, one.people_short))


def how_of(study: TerritoryStudy, language: Language) -> str:
    """Return how those go who have no car, as far as is known: buses only by a timetable."""
    buses = any(one.way == "bus" for one in study.gaps)
    return say("how_bus" if buses else "how_foot", language)
