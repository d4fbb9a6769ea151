"""Where to draw lines over periods, for the page's template and for printed papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from models.base import Language
from service.pages.axes import MOST_NAMED, named_periods, steps
from service.pages.colours import colour, dash
from service.pages.pictures import Curve

T = TypeVar("T")
WIDTH, HEIGHT = 900.0, 300.0
SMALL = 620.0, 190.0
SMALL_NAMED = 8
"""Periods named under a small picture, about."""
LEFT, RIGHT, TOP, BOTTOM = 62.0, 14.0, 44.0, 34.0
ROOM = 1.04
"""How much higher than its highest value a picture is."""


@dataclass(frozen=True)
class Line:
    """One series: pieces of a line, broken where nobody told, and what lies around it."""

    pieces: tuple[str, ...]
    """Points of each."""
    dots: tuple[tuple[float, float], ...]
    """Values alone between two that were not told."""
    bands: tuple[str, ...]
    """Points of polygons."""
    colour: str
    dash: str
    name: str


@dataclass(frozen=True)
class DrawnCurve:
    """What the template draws; lengths in pixels of the drawing."""

    title: str
    unit: str
    width: float
    height: float
    lines: tuple[Line, ...]
    level: float | None
    level_name: str
    events: tuple[tuple[float, str, str], ...]
    """Where each is, what it is called, to which side of it that is written."""
    grid: tuple[tuple[str, float], ...]
    periods: tuple[tuple[str, float], ...]
    left: float
    right: float
    top: float
    floor: float


def drawn_curve(given: Curve, language: Language) -> DrawnCurve:
    """Return where to draw each line, from zero up; a period without a value breaks its line."""
    told = [value for values in given.values for value in values if value is not None]
    highest = [end for band in given.bands for one in band if one is not None for end in one]
    most = max([*told, *highest, given.level or 0.0]) if told or highest or given.level else 0.0
    most = most if most > 0 else 1.0
    wide, high = SMALL if given.small else (WIDTH, HEIGHT)
    named = SMALL_NAMED if given.small else MOST_NAMED
    floor = high - BOTTOM
    per_unit = (floor - TOP) / (most * ROOM)
    width = (wide - LEFT - RIGHT) / max(1, len(given.periods))

    def across(period: float) -> float:
        return LEFT + width * (period + 0.5)

    def up(value: float) -> float:
        return floor - max(0.0, value) * per_unit

    lines = []
    for number, (name, values) in enumerate(zip(given.series, given.values, strict=True)):
        runs = list(_runs(values))
        bands = given.bands[number] if given.bands else ()
        lines.append(
            Line(
                pieces=tuple(
                    _points((across(n), up(value)) for n, value in run)
                    for run in runs
                    if len(run) > 1
                ),
                dots=tuple(
                    (across(n), up(value)) for run in runs if len(run) == 1 for n, value in run
                ),
                bands=tuple(_band(run, across, up) for run in _runs(bands)),
                colour=colour(number),
                dash=dash(number),
                name=name,
            )
        )
    return DrawnCurve(
        title=given.title,
        unit=given.unit,
        width=wide,
        height=high,
        lines=tuple(lines),
        level=None if given.level is None else up(given.level),
        level_name=given.level_name,
        events=tuple(
            (x := across(n - 0.5), name, "start" if x < wide / 2 else "end")
            for n, name in given.events
        ),
        grid=tuple((text, up(value)) for value, text in steps(most, language)),
        periods=tuple((name, across(n)) for n, name in named_periods(given.periods, named)),
        left=LEFT,
        right=wide - RIGHT,
        top=TOP,
        floor=floor,
    )


def _runs(values: Sequence[T | None]) -> Iterator[list[tuple[int, T]]]:
    """Yield the stretches of values that were told, each with its period."""
    run: list[tuple[int, T]] = []
    for n, value in enumerate(values):
        if value is not None:
            run.append((n, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _band(
    run: Sequence[tuple[int, tuple[float, float]]],
    across: Callable[[float], float],
    up: Callable[[float], float],
) -> str:
    """Return the polygon between the least and the most of a stretch; a thin one for one period."""
    if len(run) == 1:
        n, (low, high) = run[0]
        ends = [(n - 0.15, low, high), (n + 0.15, low, high)]
    else:
        ends = [(float(n), low, high) for n, (low, high) in run]
    above = [(across(n), up(high)) for n, _, high in ends]
    below = [(across(n), up(low)) for n, low, _ in reversed(ends)]
    return _points([*above, *below])


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
