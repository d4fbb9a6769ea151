"""Where to draw what is held week after week, for the page's template."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import Language
from service.pages.axes import named_periods, steps
from service.pages.colours import colour
from service.pages.pictures import Areas

WIDTH, HEIGHT = 900.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 14.0, 34.0, 34.0


@dataclass(frozen=True)
class Area:
    """One series, as the points of a polygon."""

    points: str
    colour: str
    name: str


@dataclass(frozen=True)
class DrawnAreas:
    """What the template draws; lengths in pixels of the drawing."""

    title: str
    unit: str
    width: float
    height: float
    areas: tuple[Area, ...]
    ceiling: str
    ceiling_name: str
    grid: tuple[tuple[str, float], ...]
    """Written values and their heights."""
    periods: tuple[tuple[str, float], ...]
    untold: tuple[tuple[float, float], ...]
    """Where periods that nobody told begin, and how wide they are."""
    left: float
    right: float
    top: float
    floor: float
    key: tuple[tuple[str, str], ...]


def drawn_areas(given: Areas, language: Language) -> DrawnAreas:
    """Return where to draw each series, the first one lowest."""
    count = len(given.periods)
    tops: list[list[float]] = [[0.0] * count]
    for values in given.values:
        tops.append([below + value for below, value in zip(tops[-1], values, strict=True)])
    most = max([*tops[-1], *given.ceiling, 1.0])
    floor = HEIGHT - BOTTOM
    per_unit = (floor - TOP) / (most * 1.02)
    width = (WIDTH - LEFT - RIGHT) / max(1, count)

    def across(period: int) -> float:
        return LEFT + width * period

    def up(value: float) -> float:
        return floor - value * per_unit

    def stairs(values: list[float]) -> list[tuple[float, float]]:
        return [
            corner
            for period, value in enumerate(values)
            for corner in ((across(period), up(value)), (across(period + 1), up(value)))
        ]

    areas = tuple(
        Area(_written([*stairs(tops[n + 1]), *reversed(stairs(tops[n]))]), colour(n), name)
        for n, name in enumerate(given.series)
    )
    return DrawnAreas(
        title=given.title,
        unit=given.unit,
        width=WIDTH,
        height=HEIGHT,
        areas=areas,
        ceiling=_written(stairs(list(given.ceiling))) if given.ceiling else "",
        ceiling_name=given.ceiling_name,
        grid=tuple((text, up(value)) for value, text in steps(most, language)),
        periods=tuple((name, across(n) + width / 2) for n, name in named_periods(given.periods)),
        untold=tuple((across(n), width) for n in given.untold),
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        floor=floor,
        key=tuple((name, colour(n)) for n, name in enumerate(given.series)),
    )


def _written(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
