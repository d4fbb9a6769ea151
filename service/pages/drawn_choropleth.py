"""Where to draw zones coloured by class, over their ground and under spots and names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.base import Language
from scenarios.outlines.kept import Outline, outlines_of
from scenarios.territory.city_parts import CITY_PARTS
from service.pages.drawn_map import (
    DrawnClass,
    DrawnMap,
    DrawnZone,
    drawn_in,
    outline,
    room_of,
)
from service.pages.frame import Frame, frame_of
from service.pages.ground import Ground, ground_of, path_of
from service.pages.pictures import Choropleth, Zone
from service.pages.placed_names import Wanted

SHADES = ("#fbf1d3", "#f3cf86", "#dc9a45", "#a85f25", "#5f3113")
"""From the least to the most: lighter to darker, so that they are told apart by whoever sees no
colour, and in print; each by a contrast of at least 1.3 from the next."""
MOST = len(SHADES)
DISC = 9.0
"""Half the width of a zone without an outline, pixels."""
COARSE_M = 1_000.0
"""Metres of a pixel, so long as nobody knows how large the map is."""


def shade(level: int, classes: int) -> str:
    """Return the colour of a class, the few of them as far apart as the many.

    Examples
    --------
    >>> [shade(n, 3) for n in range(3)] == [SHADES[0], SHADES[2], SHADES[4]]
    True
    """
    last = max(1, classes - 1)
    return SHADES[round(level * (MOST - 1) / last)]


def drawn_choropleth(
    given: Choropleth,
    language: Language,
    known: Mapping[str, Outline] | None = None,
    ground: Ground | None = None,
) -> DrawnMap:
    """Return where to draw zones, north up.

    Parameters
    ----------
    known
        Outlines by code; by default, those that this computer has read.
    ground
        What lies under the zones; by default, what this computer has.

    Raises
    ------
    ValueError
        More classes than can be told apart, or a level that has no class.
    """
    _refuse_unknown_classes(given)
    there = _outlines(given, COARSE_M) if known is None else known
    points = [(one.lat, one.lon) for one in given.zones]
    points += [(one.lat, one.lon) for one in given.spots]
    middle = sum(lat for lat, _ in points) / len(points)
    points += [at for way in given.ways for at in way.points]
    bounded = [there[one.code] for one in given.zones if one.code in there]
    points += [at for one in bounded for ring in one.rings for at in ring]
    frame = frame_of(points, room_of(given), middle)
    if known is None:
        there = _outlines(given, frame.px_m)
    codes = [one.code for one in given.zones]
    under = ground_of(frame, zones=codes) if ground is None else ground
    zones = tuple(_zone(one, given, frame, there.get(one.code)) for one in given.zones)
    discs = [one for one in given.zones if one.code not in there]
    pointed = {one.name for one in discs}
    rest = tuple(one for one in given.names if _base(one[2]) not in pointed)
    named, there_too = _discs(given, discs, frame), {(one.lat, one.lon): DISC for one in discs}
    return replace(
        drawn_in(frame, replace(given, names=rest), language, under, named, there_too),
        zones=tuple(sorted(zones, key=lambda one: one.pointed)),
        classes=tuple(_classes(given)),
        hatch=_hatch(given),
    )


def _discs(given: Choropleth, discs: Sequence[Zone], frame: Frame) -> list[Wanted]:
    """Return what names stand beside zones without an outline, those that are asked for first.

    A zone whose spot is named has its name already.
    """
    told = {_base(text): text for _, _, text in given.names}
    said = {_base(one.name) for one in given.spots if one.labelled}
    named = [one for one in discs if one.name not in said]
    named.sort(key=lambda one: one.name not in told)
    return [
        Wanted(*frame.at(one.lat, one.lon), told.get(one.name, one.name), DISC) for one in named
    ]


def _base(text: str) -> str:
    """Return a name without what it tells in its last brackets."""
    return text.rpartition(" (")[0] or text


def _hatch(given: Choropleth) -> str:
    """Return a name that no other picture of a page has."""
    return "hatch-" + hashlib.sha256(repr(given).encode()).hexdigest()[:10]


def _refuse_unknown_classes(given: Choropleth) -> None:
    if len(given.classes) > MOST:
        raise ValueError(f"{len(given.classes)} classes, at most {MOST} can be told apart")
    for zone in given.zones:
        if zone.level is not None and not 0 <= zone.level < len(given.classes):
            raise ValueError(f"{zone.code} is of class {zone.level} of {len(given.classes)}")


def _outlines(given: Choropleth, px_m: float) -> Mapping[str, Outline]:
    """Return the outlines of zones; of a city without its own, those of its arrondissements."""
    codes = [one.code for one in given.zones]
    found = outlines_of(codes, px_m)
    for city in CITY_PARTS.keys() & (set(codes) - found.keys()):
        parts = outlines_of([str(one) for one in CITY_PARTS[city]], px_m)
        if len(parts) == len(CITY_PARTS[city]):
            rings = tuple(ring for one in parts.values() for ring in one.rings)
            found[city] = replace(next(iter(parts.values())), code=city, rings=rings)
    return found


def _zone(one: Zone, given: Choropleth, frame: Frame, known: Outline | None) -> DrawnZone:
    filled = "" if one.level is None else shade(one.level, len(given.classes))
    told = one.value if one.level is None else f"{one.value} ({given.classes[one.level]})"
    title = f"{one.name} – {told}"
    if known is not None:
        return DrawnZone(path_of(frame, known), filled, title, pointed=False)
    return DrawnZone(outline(0, *frame.at(one.lat, one.lon), DISC), filled, title, pointed=True)


def _classes(given: Choropleth) -> list[DrawnClass]:
    """Return the key: every class, used or not, and what is unknown where something is."""
    found = [DrawnClass(shade(n, len(given.classes)), text) for n, text in enumerate(given.classes)]
    if any(one.level is None for one in given.zones):
        found.append(DrawnClass("", given.unknown))
    return found
