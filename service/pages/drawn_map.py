"""Where to draw the spots and ways of a map, for the page's template."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.kinds.week.maps import LETTER, LINE, Box, colour, dash
from service.pages.pictures import Map, Spot

WIDTH, TALLEST, MARGIN = 1000.0, 760.0, 30.0
LARGEST, SMALLEST = 11.0, 3.2
"""Half the width of a spot, at most and at least."""
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "star")


@dataclass(frozen=True)
class Mark:
    """A spot to draw: an outline around its middle."""

    path: str
    colour: str
    hollow: bool
    title: str


@dataclass(frozen=True)
class Line:
    """A way to draw."""

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


@dataclass(frozen=True)
class DrawnMap:
    """What the template draws; lengths in pixels of the drawing."""

    title: str
    width: float
    height: float
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    key: tuple[tuple[str, str, str], ...]
    """Name, colour and outline (in a box of 16 × 16) of each series."""
    scale_px: float
    scale_km: float
    note: str


def mapped(given: Map) -> DrawnMap:
    """Return where to draw a map; there is at least one spot. Small spots come over large ones."""
    place, height, per_km = _projected(given)
    spots = sorted(given.spots, key=lambda one: -one.size)
    marks = tuple(_mark(one, *place(one.lat, one.lon)) for one in spots)
    lines = tuple(
        Line(
            points=" ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*at) for at in way.points)),
            colour=colour(way.series),
            dash=dash(way.series // 8),
            title=way.name,
        )
        for way in given.ways
    )
    km = next((n for n in (50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5) if n * per_km < WIDTH / 4), 0.2)
    return DrawnMap(
        title=given.title,
        width=WIDTH,
        height=height,
        lines=lines,
        marks=marks,
        names=_names(given.names, place),
        key=tuple(
            (name, colour(number), outline(number, 8.0, 8.0, 5.5))
            for number, name in enumerate(given.series)
        ),
        scale_px=km * per_km,
        scale_km=km,
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


def _mark(spot: Spot, x: float, y: float) -> Mark:
    half = max(SMALLEST, LARGEST * math.sqrt(max(0.0, min(1.0, spot.size))))
    path = outline(spot.series, x, y, half)
    return Mark(path, colour(spot.series), spot.hollow, spot.name)


Projection = Callable[[float, float], tuple[float, float]]


def _projected(given: Map) -> tuple[Projection, float, float]:
    """Return where any point goes, the height of the drawing, and pixels per km."""
    points = [(one.lat, one.lon) for one in given.spots]
    points += [at for way in given.ways for at in way.points]
    middle = sum(lat for lat, _ in points) / len(points)

    def flat(lat: float, lon: float) -> tuple[float, float]:
        return lon * 111.32 * math.cos(math.radians(middle)), -lat * 110.57

    km = [flat(*at) for at in points]
    left, top = min(x for x, _ in km), min(y for _, y in km)
    wide = max(max(x for x, _ in km) - left, 0.5)
    tall = max(max(y for _, y in km) - top, 0.5)
    per_km = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    aside = (WIDTH - wide * per_km) / 2

    def place(lat: float, lon: float) -> tuple[float, float]:
        x, y = flat(lat, lon)
        return aside + (x - left) * per_km, MARGIN + (y - top) * per_km

    return place, tall * per_km + 2 * MARGIN, per_km


def _names(names: Sequence[tuple[float, float, str]], place: Projection) -> tuple[Name, ...]:
    """Return the names of towns, the first ones first; one that would cover another is left out."""
    taken: list[Box] = []
    found = []
    for lat, lon, text in names:
        x, y = place(lat, lon)
        half = LETTER * len(text) / 2
        box = (x - half, y - LINE / 2, x + half, y + LINE / 2)
        clear = all(
            box[2] < other[0] or other[2] < box[0] or box[3] < other[1] or other[3] < box[1]
            for other in taken
        )
        if clear and box[0] >= 0 and box[2] <= WIDTH:
            taken.append(box)
            found.append(Name(x, y + 4, text))
    return tuple(found)
