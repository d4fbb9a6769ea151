"""Where to draw the ways of a map: broken lines, or arrows as wide as what goes along them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.pages.colours import colour, dash
from service.pages.frame import Frame, Point
from service.pages.pictures import Way
from service.pages.placed_names import Box

USUAL, THIN, WIDEST = 2.2, 1.6, 12.0
"""Widths of a line, and of arrows for the least and the most, pixels."""
HEAD = 7.0
"""Length of an arrow's head beyond its width, pixels."""
SHORT_OF = 9.0
"""How far an arrow ends before its point, so that the spot there is seen, pixels."""
BOWED = 0.12
"""How far an arrow's middle stands aside, of its length: two that go back and forth both show."""
PIECE = 6.0
"""Length of a piece of an arrow that names keep clear of, pixels."""
MOST_KEYED = 16
"""Ways that are named beside the map, at most."""


@dataclass(frozen=True)
class DrawnWay:
    """A way to draw, or its sample in the key."""

    points: str
    colour: str
    dash: str
    title: str
    width: float = USUAL
    head: str = ""
    """Of an arrow, as the data of an SVG path."""
    track: tuple[Point, ...] = ()
    """Of an arrow, its middle from its beginning to its tip."""


def drawn_ways(ways: Sequence[Way], frame: Frame) -> tuple[DrawnWay, ...]:
    """Return where to draw ways, the widest arrows first: the narrow ones lie over them."""
    ordered = sorted(ways, key=lambda one: -(one.weight or 0.0))
    return tuple(_line(one, frame) if one.weight is None else _arrow(one, frame) for one in ordered)


def covered(way: DrawnWay) -> Iterator[Box]:
    """Yield what an arrow covers, piece by piece: names keep clear of it where they can."""
    for (x, y), (to_x, to_y) in pairwise(way.track):
        half = way.width / 2 + 1
        pieces = max(1, math.ceil(math.dist((x, y), (to_x, to_y)) / PIECE))
        for n in range(pieces):
            a, b = n / pieces, (n + 1) / pieces
            across = sorted((x + a * (to_x - x), x + b * (to_x - x)))
            down = sorted((y + a * (to_y - y), y + b * (to_y - y)))
            yield across[0] - half, down[0] - half, across[1] + half, down[1] + half


def keyed_ways(
    given: Sequence[Way], series: Sequence[str], drawn: tuple[DrawnWay, ...]
) -> tuple[DrawnWay, ...]:
    """Return the samples of the key: one a series where these have names, else one a way.

    Empty where there are too many.
    """
    if not series:
        return drawn if len(drawn) <= MOST_KEYED else ()
    there = {one.series for one in given}
    return tuple(
        DrawnWay("", colour(number), dash(number), name)
        for number, name in enumerate(series)
        if number in there
    )


def _line(way: Way, frame: Frame) -> DrawnWay:
    points = _written([frame.at(*at) for at in way.points])
    return DrawnWay(points, colour(way.series), dash(way.series), way.name)


def _arrow(way: Way, frame: Frame) -> DrawnWay:
    """Return a bowed arrow from the first point to the last."""
    start, end = frame.at(*way.points[0]), frame.at(*way.points[-1])
    weight = max(0.0, min(1.0, way.weight or 0.0))
    width = THIN + (WIDEST - THIN) * weight
    line = replace(_line(way, frame), width=width)
    length = math.dist(start, end)
    if length < 1:
        return line
    away = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    aside = BOWED * length
    bow = (start[0] + end[0]) / 2 - away[1] * aside, (start[1] + end[1]) / 2 + away[0] * aside
    curve = [_on_curve(start, bow, end, step / 16) for step in range(17)]
    head = min(HEAD + width, 0.6 * length)
    tip = min(SHORT_OF, 0.2 * length)
    kept = [at for at in curve if math.dist(at, end) > head + tip] or curve[:1]
    point = _toward(end, kept[-1], tip)
    base = _toward(end, kept[-1], head + tip)
    across = (point[0] - base[0]) / head, (point[1] - base[1]) / head
    half = width / 2 + 3
    corners = (
        (base[0] - across[1] * half, base[1] + across[0] * half),
        point,
        (base[0] + across[1] * half, base[1] - across[0] * half),
    )
    drawn = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "z"
    return replace(line, points=_written([*kept, base]), head=drawn, track=(*kept, base, point))


def _on_curve(start: Point, bow: Point, end: Point, part: float) -> Point:
    """Return a point of a quadratic curve."""
    rest = 1 - part
    x, y = (
        rest * rest * start[n] + 2 * rest * part * bow[n] + part * part * end[n] for n in (0, 1)
    )
    return x, y


def _toward(start: Point, end: Point, far: float) -> Point:
    """Return the point that lies so far from one toward another."""
    length = math.dist(start, end)
    if not length:
        return start
    part = far / length
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])


def _written(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
