"""The pictures of a territory: who has what in reach, and how many people are in need where.

Each area is coloured by class in its outline, or as a disc at its inhabited centre where its
outline is not known. What an area shows (its id, centre, value and class) comes from ``shown``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from models.base import Language
from models.numbers import number
from models.publics import MODES, nearest_ten
from models.territory_study import AreaClass, TerritoryStudy
from service.kinds.territory.ranking import best_idea, ranked
from service.kinds.territory.words import say
from service.pages.pictures import Choropleth, Spot, Zone

LEVEL: Mapping[AreaClass, int] = {"near": 0, "car_only": 1, "far": 2}
"""The darker the less there is."""
NAMED = 12
"""Areas named on a map with their people: those to look at first."""
POINT, IDEA = 0.16, 0.3
"""How large outlets and what is proposed are drawn, of the largest spot."""
STEPS = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
"""Where a class of people in need may begin."""
MOST_CLASSES = 5


@dataclass(frozen=True)
class ShownArea:
    """What a picture shows of an area."""

    zone: str
    """Its id: the Insee code of a commune."""
    label: str
    lat: float
    lon: float
    value: int | None
    """People in need, at least; none: not known, or not written."""
    most: int | None
    """People in need, at most, where that is more and may be written."""
    called: AreaClass


def shown(study: TerritoryStudy, *, public: bool) -> Iterator[ShownArea]:
    """Yield what a picture shows of each area; in public, no count that is not written."""
    for one, zone in zip(study.areas, study.facts.zones, strict=True):
        value = one.need_low
        most = None if one.need_high == value else one.need_high
        if public and value is not None:
            value = None if zone.id in study.hidden else nearest_ten(value - zone.camp_people)
            value = None if value == 0 and most is not None else value  # nobody knows whether any
            most = None
        yield ShownArea(zone.id, zone.label, zone.place.lat, zone.place.lon, value, most, one.label)


def pictures(study: TerritoryStudy, language: Language, *, public: bool) -> list[Choropleth]:
    """Return the maps that there is something to show on; one at least."""
    counted = any(one.value is not None for one in shown(study, public=public))
    found = [] if counted and not study.facts.points else [reach_map(study, language, public)]
    return [*found, *([needs_map(study, language, public)] if counted else [])]


def reach_map(study: TerritoryStudy, language: Language, public: bool) -> Choropleth:
    """Return the map of areas by what is in reach, of the outlets, and of what changes most."""
    asked, tell = study.scenario.territory, partial(say, language=language)
    limits = {
        "foot": f"{asked.foot_max_min:g}",
        "bus": f"{asked.bus_max_min:g}",
        "car": f"{asked.car_max_min:g}",
    }
    areas = list(shown(study, public=public))
    spots, series = _outlets(study, language)
    ideas = [] if public else _proposed(study, areas, len(series), language)
    if ideas:
        idea = tell(f"idea_{best_idea(study).idea}")
        series = (*series, tell("proposed", idea=idea))
    taken = {one.name for one in ideas}
    lacking = [one for one in _first(study, areas) if one.called in ("car_only", "far")]
    near = "shade_bus" if any(one.way == "bus" for one in study.gaps) else "shade_near"
    return Choropleth(
        tell("map_title"),
        tuple(_zone(one, LEVEL.get(one.called), language, public) for one in areas),
        tuple(say(one, language, **limits) for one in (near, "shade_car", "shade_far")),
        tell("unknown"),
        spots=(*spots, *ideas),
        series=series,
        names=_names([one for one in lacking if _spoken(one, language) not in taken], language),
        note=tell("map_note"),
        roads=study.main_roads,
    )


def needs_map(study: TerritoryStudy, language: Language, public: bool) -> Choropleth:
    """Return the map of areas by how many people are in need there."""
    areas = list(shown(study, public=public))
    known = [one.value for one in areas if one.value is not None]
    starts = class_starts(known)
    most = sorted(
        (one for one in areas if one.value), key=lambda one: (-(one.value or 0), one.zone)
    )

    def level(one: ShownArea) -> int | None:
        return None if one.value is None else sum(one.value >= start for start in starts)

    return Choropleth(
        say("needs_title", language),
        tuple(_zone(one, level(one), language, public) for one in areas),
        _called(starts, language),
        _uncounted(language, public),
        names=_names(most, language),
        note=say("needs_note", language),
        roads=study.main_roads,
    )


def class_starts(values: Sequence[int]) -> tuple[int, ...]:
    """Return where classes after the first begin: round, about as many areas in each.

    Examples
    --------
    >>> class_starts([12, 40, 90, 300, 700, 4000])
    (50, 100, 500, 1000)
    >>> class_starts([30, 30])
    (50,)
    """
    ordered = sorted(values)
    found = set[int]()
    for part in range(1, MOST_CLASSES):
        value = ordered[min(len(ordered) - 1, part * len(ordered) // MOST_CLASSES)]
        found.add(next((one for one in STEPS if one >= value), STEPS[-1]))
    return tuple(sorted(found))


def _called(starts: Sequence[int], language: Language) -> tuple[str, ...]:
    told = [say("class_under", language, high=number(starts[0], language))]
    for low, after in pairwise(starts):
        values = {"low": number(low, language), "high": number(after - 1, language)}
        told.append(say("class_between", language, **values))
    return (*told, say("class_from", language, low=number(starts[-1], language)))


def _zone(one: ShownArea, level: int | None, language: Language, public: bool) -> Zone:
    value = _uncounted(language, public)
    if one.value is not None:
        value = say("zone_people", language, people=_people(one, language))
    return Zone(one.zone, one.label, one.lat, one.lon, value, level)


def _uncounted(language: Language, public: bool) -> str:
    return say("uncounted_public" if public else "uncounted", language)


def _outlets(study: TerritoryStudy, language: Language) -> tuple[tuple[Spot, ...], tuple[str, ...]]:
    """Return the outlets by form of help, and what the forms there are called."""
    points = study.facts.points
    modes = [mode for mode in (*MODES, None) if any(one.mode == mode for one in points)]
    spots = tuple(
        Spot(one.place.lat, one.place.lon, one.label, modes.index(one.mode), size=POINT)
        for one in points
    )
    told = (
        say("no_mode", language) if mode is None else MODES[mode].in_(language) for mode in modes
    )
    return spots, tuple(told)


def _proposed(
    study: TerritoryStudy, areas: Sequence[ShownArea], series: int, language: Language
) -> list[Spot]:
    """Return where the idea that changes most would take place, named."""
    if not study.ideas:
        return []
    best = best_idea(study)
    there = {one.zone: (one.lat, one.lon, _spoken(one, language)) for one in areas}
    there |= {
        one.id: (one.place.lat, one.place.lon, one.label)
        for one in study.facts.points
        if best.idea == "day"
    }
    return [
        Spot(*there[name], series, size=IDEA, labelled=True)
        for name in (best.at, *best.other_stops)
    ]


def _first(study: TerritoryStudy, areas: Sequence[ShownArea]) -> list[ShownArea]:
    """Return the areas, the worst placed first."""
    rank = {one.zone: n for n, one in enumerate(ranked(study))}
    return sorted(areas, key=lambda one: (rank.get(one.zone, len(areas)), one.zone))


def _names(areas: Sequence[ShownArea], language: Language) -> tuple[tuple[float, float, str], ...]:
    return tuple((one.lat, one.lon, _spoken(one, language)) for one in areas[:NAMED])


def _spoken(one: ShownArea, language: Language) -> str:
    if one.value is None:
        return one.label
    return f"{one.label} ({_people(one, language)} {say('people_unit', language)})"


def _people(one: ShownArea, language: Language) -> str:
    least = number(one.value or 0, language)
    return least if one.most is None else f"{least}–{number(one.most, language)}"
