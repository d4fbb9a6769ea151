"""Small territories: areas and outlets along a line, a degree of latitude being 111.2 km."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.places import Place
from models.scenario import Scenario
from models.territory import AidPoint, NeedZone, Territory
from models.territory_study import Facts, TerritoryStudy
from models.timetable import Timetable
from solver.territory.plan import Ask, map_territory
from tests.helpers.scenarios import tiny

KM = 1 / 111.2
"""Degrees of latitude of one kilometre, about."""


def at(km: float) -> Place:
    """Return a place some kilometres north of a first one."""
    return Place(commune="Ville", lat=43.5 + km * KM, lon=5.0, zone="town")


def area(name: str, people: int | None, km: float = 0.0, **said: Any) -> NeedZone:
    """Return an area with some people in need."""
    values = {"need_low": people, "label": f"Zone {name}", "place": at(km)} | said
    return NeedZone.model_validate({"id": name} | values)


def point(name: str, km: float = 0.0, *, people: int | None = 50, **said: Any) -> AidPoint:
    """Return an outlet that opens one day a week."""
    values = {"label": f"Lieu {name}", "place": at(km), "days_a_week": 1, "people_a_day": people}
    return AidPoint.model_validate({"id": name} | values | said)


def facts(zones: Sequence[NeedZone], points: Sequence[AidPoint]) -> Facts:
    """Return areas and outlets in the order of ids."""
    ordered = (sorted(those, key=lambda one: one.id) for those in (zones, points))
    first, last = (tuple(those) for those in ordered)
    return Facts.model_validate({"zones": first, "points": last})


def mapped(
    zones: Sequence[NeedZone],
    points: Sequence[AidPoint],
    ask: Ask | None = None,
    timetable: Timetable | None = None,
    **asked: Any,
) -> TerritoryStudy:
    """Return the study of a territory."""
    territory = Territory.model_validate({"zones": tuple(zones), "points": tuple(points)} | asked)
    world: Scenario = tiny("hub").changed(territory=territory)
    return map_territory(world, facts(zones, points), ask or Ask(draws=50), timetable=timetable)
