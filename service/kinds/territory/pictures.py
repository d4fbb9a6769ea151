"""The picture of a territory: areas by class, outlets among them.

``areas_map`` is the one place where areas are drawn: a spot each at its inhabited centre. What an
area shows (its id, centre, value and class) comes from ``shown``, for whatever draws outlines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from models.base import Language
from models.numbers import number
from models.territory_study import AreaClass, TerritoryStudy
from service.kinds.territory.words import say
from service.pages.pictures import Map, Spot

CLASSES: tuple[AreaClass, ...] = ("near", "far", "unknown", "car_only")
"""In the order of colours: what lacks most is red."""
NAMED = 12
"""Areas named on the map: the worst placed of those that nothing reaches on foot or by bus."""
LEAST = 0.12
POINT = 0.03
ABOVE = 0.022
"""How far above a spot its name stands, of the height of the map."""


@dataclass(frozen=True)
class ShownArea:
    """What a picture shows of an area."""

    zone: str
    """Its id: the Insee code of a commune."""
    label: str
    lat: float
    lon: float
    value: int | None
    """People in need; none: not known, or not written."""
    called: AreaClass


def shown(study: TerritoryStudy, *, public: bool) -> Iterator[ShownArea]:
    """Yield what a picture shows of each area; in public, no count that is not written."""
    for one, zone in zip(study.areas, study.facts.zones, strict=True):
        value = one.need_low
        if public and value is not None:
            value = None if zone.id in study.hidden else tens(value - zone.camp_people)
        yield ShownArea(zone.id, zone.label, zone.place.lat, zone.place.lon, value, one.label)


def tens(count: int) -> int:
    """Return a count to the nearest ten.

    Examples
    --------
    >>> tens(14), tens(15)
    (10, 20)
    """
    return (count + 5) // 10 * 10


def areas_map(study: TerritoryStudy, language: Language, *, public: bool) -> Map:
    """Return the map of areas by class, and of the outlets."""
    asked, tell = study.scenario.territory, partial(say, language=language)
    buses = any(one.way == "bus" for one in study.gaps)
    how = tell("how_bus" if buses else "how_foot")
    areas = list(shown(study, public=public))
    most = max((one.value or 0 for one in areas), default=0) or 1
    ranks = {one.zone: one.rank for one in study.areas}
    lacking = sorted(
        (one for one in areas if one.called in ("car_only", "far")),
        key=lambda one: (ranks[one.zone] or len(areas) + 1, one.zone),
    )
    tall = max(one.lat for one in areas) - min(one.lat for one in areas)
    spots = [
        Spot(
            one.lat,
            one.lon,
            _spoken(one, language),
            CLASSES.index(one.called),
            size=max(LEAST, (one.value or 0) / most),
            hollow=one.value is None,
        )
        for one in areas
    ]
    spots += [
        Spot(one.place.lat, one.place.lon, one.label, len(CLASSES), size=POINT)
        for one in study.facts.points
    ]
    return Map(
        tell("map_title"),
        tuple(spots),
        (*(tell(one, how=how) for one in CLASSES), tell("point")),
        # a labelled spot is drawn in ink: names above keep the colour of the class
        names=tuple(
            (one.lat + ABOVE * tall, one.lon, _spoken(one, language)) for one in lacking[:NAMED]
        ),
        note=tell(
            "map_note",
            foot=f"{asked.foot_max_min:g}",
            bus=f"{asked.bus_max_min:g}",
            car=f"{asked.car_max_min:g}",
        ),
    )


def _spoken(one: ShownArea, language: Language) -> str:
    if one.value is None:
        return one.label
    people = f"{number(one.value, language)} {say('people_unit', language)}"
    return f"{one.label} ({people})"
