"""Where to draw the bars of a bar chart, for the page's template."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import Language
from models.numbers import number
from service.pages.colours import colour, shortened
from service.pages.pictures import Bars

WIDTH = 900.0
LEFT, RIGHT, THICK, GAP, TOP = 220.0, 90.0, 14.0, 12.0, 30.0
LONGEST = 30
"""Letters of a label."""
NARROW, NARROW_RIGHT, ABOVE, NARROW_LONGEST = 360.0, 60.0, 18.0, 48
"""Width of a drawing for a telephone: labels stand above their bars."""


@dataclass(frozen=True)
class Bar:
    """One bar, lengths in pixels of the drawing."""

    x: float
    y: float
    width: float
    colour: str
    text: str
    text_x: float


@dataclass(frozen=True)
class DrawnBars:
    """Bars of one picture, with the names of rows and the key of series."""

    title: str
    width: float
    height: float
    zero: float
    rows: tuple[tuple[str, float], ...]
    bars: tuple[Bar, ...]
    key: tuple[tuple[str, str], ...]


def drawn_bars(given: Bars, language: Language, *, narrow: bool = False) -> DrawnBars:
    """Return where to draw each bar; values below zero go to the left of the axis.

    Parameters
    ----------
    narrow
        For a telephone, whose letters are read there too: names stand above their bars.
    """
    wide, left = (NARROW, 0.0) if narrow else (WIDTH, LEFT)
    starts = given.starts or (0.0,) * len(given.labels)
    told = [[(n, one) for n, one in enumerate(row) if one is not None] for row in given.values]
    ends = [start + one for start, row in zip(starts, told, strict=True) for _, one in row]
    least, most = min(0.0, *ends, 0.0), max(0.0, *ends, 0.0)
    span = (most - least) or 1.0
    room = wide - left - (NARROW_RIGHT if narrow else RIGHT)
    zero = left + room * -least / span
    made, rows = [], []
    y = GAP / 2 if narrow else TOP
    for label, values, start in zip(given.labels, told, starts, strict=True):
        if narrow:
            rows.append((shortened(label, NARROW_LONGEST), y + ABOVE - 6))
            y += ABOVE
        else:
            rows.append((shortened(label, LONGEST), y + THICK * len(values) / 2 + 4))
        for series, value in values:
            width = room * abs(value) / span
            begins = zero + room * start / span
            x = begins if value >= 0 else begins - width
            text = number(value, language, given.digits)
            made.append(Bar(x, y, width, colour(series), text, max(zero, x + width) + 5))
            y += THICK
        y += GAP
    key = tuple((name, colour(n)) for n, name in enumerate(given.series))
    title = f"{given.title} ({given.unit})"
    return DrawnBars(title, wide, y + 4, zero, tuple(rows), tuple(made), key)
