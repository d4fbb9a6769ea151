"""Where to draw the spots, ways and names of a map over its ground, for the page's template."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.base import Language
from models.numbers import amount
from service.pages.colours import INK, colour, shortened
from service.pages.drawn_ways import DrawnWay, covered, drawn_ways, keyed_ways
from service.pages.frame import Frame, Room, frame_of
from service.pages.ground import Ground, ground_of, road_paths
from service.pages.pictures import Choropleth, Map, Spot
from service.pages.placed_names import LETTER, LINE, Box, Placed, Wanted, box, meet, placed
from service.words.labels import word

WIDTH, TALLEST, MARGIN = 1000.0, 720.0, 46.0
ROOM = Room(WIDTH, TALLEST, MARGIN)
SMALL_ROOM = Room(WIDTH / 2, TALLEST / 2, MARGIN)
LARGEST, SMALLEST = 11.0, 3.2
"""Half the width of a spot, at most and at least."""
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "star")
LONGEST, WHOLE = 40, 64
"""Letters of a name where there is no room for more; of one that may be written whole."""
NAME_REACH = 30.0
"""How far the name of a zone may stand from its centre, pixels."""


@dataclass(frozen=True)
class Mark:
    """A spot to draw: an outline around its middle."""

    path: str
    colour: str
    hollow: bool
    title: str


@dataclass(frozen=True)
class Name:
    """A name to write."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    strong: bool = False
    fine: bool = False
    """It has no room on a narrow screen, where letters are twice as large in the drawing."""


@dataclass(frozen=True)
class DrawnZone:
    """A zone to fill."""

    path: str
    shade: str
    """Empty: hatched."""
    title: str
    pointed: bool
    """It has no outline: a disc stands at its centre."""


@dataclass(frozen=True)
class DrawnClass:
    """A class of zones in the key."""

    shade: str
    """Empty: hatched."""
    text: str


@dataclass(frozen=True)
class DrawnMap:
    """What the template draws; lengths in pixels of the drawing."""

    title: str
    width: float
    height: float
    ground: tuple[str, ...]
    """Outlines, as the data of SVG paths."""
    ways: tuple[DrawnWay, ...]
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    towns: tuple[Name, ...]
    key: tuple[Mark, ...]
    """An example of each series, in a box of 16 × 16."""
    way_key: tuple[DrawnWay, ...]
    """Empty where there are too many."""
    scale_px: float
    scale: str
    note: str
    zones: tuple[DrawnZone, ...] = ()
    classes: tuple[DrawnClass, ...] = ()
    """The key of the zones."""
    roads: tuple[str, ...] = ()
    """Under the rest, as the data of SVG paths."""
    hatch: str = ""
    """What the pattern of zones that nobody knows is called in the drawing."""


def drawn_map(given: Map, language: Language, ground: Ground | None = None) -> DrawnMap:
    """Return where to draw a map, north up. Small spots come over large ones.

    Parameters
    ----------
    ground
        What lies under it; by default, what this computer has.
    """
    points = [(one.lat, one.lon) for one in given.spots]
    middle = sum(lat for lat, _ in points) / len(points)
    points += [at for way in given.ways for at in way.points]
    frame = frame_of(points, room_of(given), middle)
    return drawn_in(frame, given, language, ground_of(frame) if ground is None else ground)


def room_of(given: Map | Choropleth) -> Room:
    """Return how large a map may be drawn."""
    return SMALL_ROOM if given.small else ROOM


def drawn_in(
    frame: Frame,
    given: Map | Choropleth,
    language: Language,
    ground: Ground,
    discs: Sequence[Wanted] = (),
    under: Mapping[tuple[float, float], float] | None = None,
) -> DrawnMap:
    """Return what is drawn of a map in its frame, but for the colours of zones.

    Parameters
    ----------
    discs
        What else is drawn at a point, and named after the spots.
    under
        Half the width of what is drawn under a spot, by its latitude and longitude.
    """
    ways = drawn_ways(given.ways, frame)
    roads = road_paths(frame, given.roads)
    arrows = tuple(piece for one in ways for piece in covered(one))
    names, towns = _names(given, frame, ground, discs, under or {}, arrows)
    km = frame.scale_km
    return DrawnMap(
        title=given.title,
        width=frame.width,
        height=frame.height,
        ground=ground.outlines,
        ways=ways,
        marks=tuple(
            _mark(one, one.name, *frame.at(one.lat, one.lon), _half(one))
            for one in sorted(given.spots, key=lambda one: -one.size)
        ),
        names=names,
        towns=towns,
        key=_key(given),
        way_key=keyed_ways(given.ways, given.way_series, ways),
        scale_px=km * frame.per_km,
        scale=amount(km, "km", language, 0 if km >= 1 else 1),
        note=" ".join(
            part
            for part in (
                given.note,
                word("roads_under", language) if roads else "",
                _source(ground, language),
            )
            if part
        ),
        roads=roads,
    )


def _source(ground: Ground, language: Language) -> str:
    return word("outlined", language, source=ground.source) if ground.source else ""


def _key(given: Map | Choropleth) -> tuple[Mark, ...]:
    first = {spot.series: spot for spot in reversed(given.spots)}
    return tuple(
        _mark(first[number], name, 8.0, 8.0, 5.5)
        for number, name in enumerate(given.series)
        if number in first
    )


def outline(series: int, x: float, y: float, half: float) -> str:
    """Return the outline of a series' shape around a point, as the data of an SVG path."""
    shape = SHAPES[series % len(SHAPES)]
    if shape == "circle":
        return f"M{x - half:.1f} {y:.1f}a{half:.1f} {half:.1f} 0 1 0 {2 * half:.1f} 0" + (
            f"a{half:.1f} {half:.1f} 0 1 0 {-2 * half:.1f} 0z"
        )
    corners = {
        "square": [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
        "triangle": [(0.0, -1.1), (1.0, 0.8), (-1.0, 0.8)],
        "diamond": [(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)],
        "cross": [
            *((-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4)),
            *((0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4)),
        ],
        "star": [
            (math.sin(n * math.pi / 5) * r, -math.cos(n * math.pi / 5) * r)
            for n, r in enumerate([1.3, 0.55] * 5)
        ],
    }[shape]
    return "M" + "L".join(f"{x + half * a:.1f} {y + half * b:.1f}" for a, b in corners) + "z"


def _half(spot: Spot) -> float:
    return max(SMALLEST, LARGEST * math.sqrt(max(0.0, min(1.0, spot.size))))


def _mark(spot: Spot, title: str, x: float, y: float, half: float) -> Mark:
    shade = INK if spot.labelled else colour(spot.series)
    return Mark(outline(spot.series, x, y, half), shade, spot.hollow, title)


def _names(
    given: Map | Choropleth,
    frame: Frame,
    ground: Ground,
    discs: Sequence[Wanted],
    under: Mapping[tuple[float, float], float],
    arrows: Sequence[Box],
) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Return the names of labelled spots and given ones, then of towns of the ground.

    One that would cover another, a spot, the title or the scale is left out. A labelled spot's
    name goes where it is free: beside it, above or below, aslant; over an arrow rather than
    nowhere, where a town's is left out.
    """
    labelled = [one for one in given.spots if one.labelled]
    spots = [
        Wanted(
            *frame.at(one.lat, one.lon), one.name, max(_half(one), under.get((one.lat, one.lon), 0))
        )
        for one in labelled
    ]
    reach = NAME_REACH if isinstance(given, Choropleth) else 0.0
    called = [Wanted(*frame.at(lat, lon), text, reach=reach) for lat, lon, text in given.names]
    clear = tuple(_kept_clear(given, frame))
    first = [*spots, *called, *discs]
    first = _as_long_as_there_is_room(first, frame, clear)
    spots = first[: len(spots)]
    said = placed(first, frame.width, frame.height, (1,), clear)
    # a name may tell more in brackets: its town is not written once again
    there = {one.wanted.text.partition(" (")[0] for one in said}
    towns = [one for one in ground.towns if one.text not in there]
    found = _clear_of(arrows, first, towns, frame, clear)
    bold = {id(told) for told, one in zip(spots, labelled, strict=True) if not one.hollow}
    below, large = {id(one) for one in towns}, list(_clear_twice(given, frame))
    marks = [_around(one) for one in first if one.half]
    names: tuple[list[Name], list[Name]] = ([], [])
    for one in found:
        twice = _twice(one)
        inside = twice[0] >= 0 and twice[2] <= frame.width and twice[1] >= 0
        strong = id(one.wanted) in bold
        crowd = large if strong else [*large, *marks]
        fine = not inside or any(meet(twice, other) for other in crowd)
        large += [twice] * (not fine)
        names[id(one.wanted) in below].append(_name(one, strong=strong, fine=fine))
    return tuple(names[0]), tuple(names[1])


def _clear_of(
    arrows: Sequence[Box],
    first: Sequence[Wanted],
    towns: Sequence[Wanted],
    frame: Frame,
    clear: Sequence[Box],
) -> tuple[Placed, ...]:
    """Return where names are written beside arrows; those of the first over them if need be."""
    if not arrows:
        return placed([*first, *towns], frame.width, frame.height, (1,), clear)
    beside = placed(first, frame.width, frame.height, (1,), (*clear, *arrows))
    there = {id(one.wanted) for one in beside}
    taken = [box(one, 1) for one in beside]
    taken += [_around(one) for one in first if one.half]
    rest = [one for one in first if id(one) not in there]
    over = placed(rest, frame.width, frame.height, (1,), (*clear, *taken))
    taken += [box(one, 1) for one in over]
    last = placed(towns, frame.width, frame.height, (1,), (*clear, *arrows, *taken))
    return (*beside, *over, *last)


def _as_long_as_there_is_room(
    wanted: Sequence[Wanted], frame: Frame, clear: Sequence[Box]
) -> list[Wanted]:
    """Return names whole where they have room, else shortened."""
    whole = [replace(one, text=shortened(one.text, WHOLE)) for one in wanted]
    there = {id(one.wanted) for one in placed(whole, frame.width, frame.height, (1,), clear)}
    return [
        one if id(one) in there else replace(one, text=shortened(one.text, LONGEST))
        for one in whole
    ]


def _around(one: Wanted) -> Box:
    """Return what is drawn at the point of a name."""
    wide = max(one.wide, one.half)
    return one.x - wide, one.y - one.half, one.x + wide, one.y + one.half


def _twice(one: Placed) -> Box:
    """Return what a name covers with letters twice as large, where it is written."""
    left, top, right, bottom = box(one, 1)
    wide, tall = right - left, bottom - top
    left -= {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
    return left, top - tall, left + 2 * wide, bottom + 3


def _kept_clear(given: Map | Choropleth, frame: Frame) -> Iterator[Box]:
    """Yield what names keep clear of: the title, the scale, and spots without a name."""
    yield 0.0, 0.0, 16 + LETTER * 1.2 * len(given.title), 8 + LINE
    yield 0.0, frame.height - 20 - LINE, 24 + frame.scale_km * frame.per_km, frame.height
    for one in given.spots:
        if not one.labelled:
            (x, y), half = frame.at(one.lat, one.lon), _half(one)
            yield x - half, y - half, x + half, y + half


def _clear_twice(given: Map | Choropleth, frame: Frame) -> Iterator[Box]:
    """Yield what the title and the scale cover with letters twice as large (``report.css``)."""
    yield 0.0, 0.0, 8 + 2 * LETTER * len(given.title), 20 + LINE
    yield 0.0, frame.height - 20 - 2 * LINE, 24 + frame.scale_km * frame.per_km, frame.height


def _name(one: Placed, *, strong: bool, fine: bool) -> Name:
    wanted = one.wanted
    return Name(wanted.x + one.dx, wanted.y + one.dy, wanted.text, one.anchor, strong, fine)
