"""Where to draw the cells of a heat map, for the page's template."""

from __future__ import annotations

from dataclasses import dataclass

from service.pages.colours import INK, shortened
from service.pages.pictures import Heat
from service.words.sentences import capital

WIDTH = 900.0
LEFT, TOP, HIGH, BETWEEN = 300.0, 40.0, 26.0, 3.0
LONGEST = 44
"""Letters of a row's name."""
SHADES = ("#e9eef2", "#fbe3d6", "#f3b596", "#b8481f", "#7d2710")
"""From nothing to all; letters upon them have a contrast of 4.5 at least."""
LIGHT_FROM = 3
"""The shade from which on letters are white."""


@dataclass(frozen=True)
class HeatSquare:
    """One cell, lengths in pixels of the drawing."""

    x: float
    y: float
    shade: str
    ink: str
    text: str
    title: str


@dataclass(frozen=True)
class DrawnHeat:
    """What the template draws."""

    title: str
    width: float
    height: float
    square: float
    high: float
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, float], ...]
    squares: tuple[HeatSquare, ...]


def shade(part: float) -> int:
    """Return the number of the shade of a part of 1: the first stands for nothing alone.

    Examples
    --------
    >>> [shade(part) for part in (0.0, 0.01, 0.3, 0.5, 1.0)]
    [0, 1, 2, 3, 4]
    """
    return 0 if part <= 0 else min(len(SHADES) - 1, 1 + int(part * (len(SHADES) - 1)))


def drawn_heat(given: Heat) -> DrawnHeat:
    """Return where to draw each cell."""
    square = (WIDTH - LEFT) / max(1, len(given.columns))
    squares, rows = [], []
    for number, (name, cells) in enumerate(given.rows):
        y = TOP + (HIGH + BETWEEN) * number
        rows.append((shortened(name, LONGEST), y + HIGH / 2 + 4))
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            tone = shade(cell.part)
            squares.append(
                HeatSquare(
                    LEFT + square * column,
                    y,
                    SHADES[tone],
                    "#ffffff" if tone >= LIGHT_FROM else INK,
                    cell.text,
                    f"{name}, {given.columns[column]}",
                )
            )
    return DrawnHeat(
        given.title,
        WIDTH,
        TOP + (HIGH + BETWEEN) * len(rows) + 4,
        square - BETWEEN,
        HIGH,
        tuple((capital(name), LEFT + square * n) for n, name in enumerate(given.columns)),
        tuple(rows),
        tuple(squares),
    )
