"""Where to draw the spots, ways and names of a map, for the page's template."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.base import Language
from models.numbers import amount
from service.pages.colours import INK, colour, dash, shortened
from service.pages.pictures import Map, Spot

WIDTH, TALLEST, MARGIN = 1000.0, 720.0, 46.0
LARGEST, SMALLEST = 11.0, 3.2
"""Half the width of a spot, at most and at least."""
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "star")
LETTER, LINE = 6.8, 15.0
"""Width of a letter of a name and its height, about."""
LONGEST = 40
"""Letters of a name."""
MOST_KEYED = 16
"""Ways that are named beside the map, at most."""
SCALES_KM = (50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2)


@dataclass(frozen=True)
class Mark:
    """A spot to draw: an outline around its middle."""

    path: str
    colour: str
    hollow: bool
    title: str


@dataclass(frozen=True)
class DrawnWay:
    """A way to draw, or its sample in the key."""

    points: str
    colour: str
    dash: str
    title: str


@dataclass(frozen=True)
class Name:
    """A name to write."""

    x: float
    y: float
    text: str
    anchor: str = "middle"
    strong: bool = False


@dataclass(frozen=True)
class DrawnMap:
    """What the template draws; lengths in pixels of the drawing."""

    title: str
    width: float
    height: float
    ways: tuple[DrawnWay, ...]
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    key: tuple[Mark, ...]
    """An example of each series, in a box of 16 × 16."""
    way_key: tuple[DrawnWay, ...]
    """Empty where there are too many."""
    scale_px: float
    scale: str
    note: str


def _room(given: Map) -> tuple[float, float]:
    """Return how wide and how tall a map may be."""
    return (WIDTH / 2, TALLEST / 2) if given.small else (WIDTH, TALLEST)


Box = tuple[float, float, float, float]
Projection = Callable[[float, float], tuple[float, float]]


def drawn_map(given: Map, language: Language) -> DrawnMap:
    """Return where to draw a map, north up. Small spots come over large ones."""
    width, _ = _room(given)
    place, height, per_km = _projected(given)
    ways = tuple(
        DrawnWay(
            points=" ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*at) for at in way.points)),
            colour=colour(way.series),
            dash=dash(way.series),
            title=way.name,
        )
        for way in given.ways
    )
    km = next((one for one in SCALES_KM if one * per_km < width / 4), SCALES_KM[-1])
    first = {spot.series: spot for spot in reversed(given.spots)}
    return DrawnMap(
        title=given.title,
        width=width,
        height=height,
        ways=ways,
        marks=tuple(
            _mark(one, one.name, *place(one.lat, one.lon), _half(one))
            for one in sorted(given.spots, key=lambda one: -one.size)
        ),
        names=_names(given, place),
        key=tuple(
            _mark(first[number], name, 8.0, 8.0, 5.5)
            for number, name in enumerate(given.series)
            if number in first
        ),
        way_key=ways if len(ways) <= MOST_KEYED else (),
        scale_px=km * per_km,
        scale=amount(km, "km", language, 0 if km >= 1 else 1),
        note=given.note,
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


def _projected(given: Map) -> tuple[Projection, float, float]:
    """Return where any point goes, the height of the drawing, and pixels per km."""
    points = [(one.lat, one.lon) for one in given.spots]
    middle = sum(lat for lat, _ in points) / len(points)
    points += [at for way in given.ways for at in way.points]

    def flat(lat: float, lon: float) -> tuple[float, float]:
        return lon * 111.32 * math.cos(math.radians(middle)), -lat * 110.57

    km = [flat(*at) for at in points]
    left, top = min(x for x, _ in km), min(y for _, y in km)
    wide = max(max(x for x, _ in km) - left, 0.5)
    tall = max(max(y for _, y in km) - top, 0.5)
    width, tallest = _room(given)
    per_km = min((width - 2 * MARGIN) / wide, (tallest - 2 * MARGIN) / tall)
    aside = (width - wide * per_km) / 2

    def place(lat: float, lon: float) -> tuple[float, float]:
        x, y = flat(lat, lon)
        return aside + (x - left) * per_km, MARGIN + (y - top) * per_km

    return place, tall * per_km + 2 * MARGIN, per_km


def _names(given: Map, place: Projection) -> tuple[Name, ...]:
    """Return the names of labelled spots, then of towns; one that would cover another is left out.

    A labelled spot's name goes where it is free: beside it, above or below, aslant.
    """
    width, _ = _room(given)
    labelled = [(one, *place(one.lat, one.lon)) for one in given.spots if one.labelled]
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for _, x, y in labelled]
    found: list[Name] = []
    for spot, x, y in labelled:
        text = shortened(spot.name, LONGEST)
        _write(_beside(x, y, text, strong=not spot.hollow), taken, found, width)
    for lat, lon, text in given.names:
        x, y = place(lat, lon)
        _write([Name(x, y + 4, text)], taken, found, width)
    return tuple(found)


def _beside(x: float, y: float, text: str, *, strong: bool) -> list[Name]:
    spots = (
        *((x + 9, y + 4, "start"), (x - 9, y + 4, "end")),
        *((x, y - 10, "middle"), (x, y + 19, "middle")),
        *((x + 7, y - 8, "start"), (x + 7, y + 17, "start")),
        *((x - 7, y - 8, "end"), (x - 7, y + 17, "end")),
    )
    return [Name(left, base, text, anchor, strong) for left, base, anchor in spots]


def _write(wanted: Sequence[Name], taken: list[Box], found: list[Name], width: float) -> None:
    """Write a name at the first place that is free on a map of some width, if any is."""
    for name in wanted:
        box = _box(name)
        if box[0] >= 2 and box[2] <= width - 2 and not any(_meet(box, other) for other in taken):
            taken.append(box)
            found.append(name)
            return


def _box(name: Name) -> Box:
    wide = LETTER * len(name.text)
    left = name.x - {"start": 0.0, "middle": wide / 2, "end": wide}[name.anchor]
    return left, name.y - LINE + 3, left + wide, name.y + 3


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
