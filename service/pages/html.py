"""A page as HTML that opens anywhere, offline: every picture has its table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.base import Language
from service import words
from service.exports.maps import colour
from service.pages.page import Bars, Number, Page, Words

LEFT, RIGHT, THICK, GAP, TOP = 220.0, 90.0, 14.0, 12.0, 30.0
WIDTH = 900.0
LONGEST = 30
"""Letters of a label in a drawing."""
EXPORTS = Path(__file__).parent.parent / "exports"


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
class Drawing:
    """Bars of one picture, with the names of rows and the key of series."""

    title: str
    unit: str
    height: float
    zero: float
    rows: tuple[tuple[str, float], ...]
    bars: tuple[Bar, ...]
    key: tuple[tuple[str, str], ...]


def html(page: Page, language: Language) -> str:
    """Return the page: HTML that refers to nothing outside itself."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader([Path(__file__).parent, EXPORTS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["number"] = lambda cell: isinstance(cell, Number)
    environment.tests["words"] = lambda cell: isinstance(cell, Words)
    return environment.get_template("page.html.j2").render(
        page=page,
        language=language,
        w=words.words(language),
        drawn=lambda bars: drawing(bars, language),
    )


def drawing(bars: Bars, language: Language) -> Drawing:
    """Return where to draw each bar; values below zero go to the left of the axis."""
    least = min(0.0, *(value for row in bars.values for value in row), 0.0)
    most = max(0.0, *(value for row in bars.values for value in row), 0.0)
    span = (most - least) or 1.0
    room = WIDTH - LEFT - RIGHT
    zero = LEFT + room * -least / span
    made, rows = [], []
    y = TOP
    for label, values in zip(bars.labels, bars.values, strict=True):
        short = label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
        rows.append((short, y + THICK * len(values) / 2 + 4))
        for number, value in enumerate(values):
            width = room * abs(value) / span
            x = zero if value >= 0 else zero - width
            text = words.number(value, language)
            made.append(Bar(x, y, width, colour(number), text, max(zero, x + width) + 5))
            y += THICK
        y += GAP
    key = tuple((name, colour(n)) for n, name in enumerate(bars.series))
    return Drawing(bars.title, bars.unit, y + 4, zero, tuple(rows), tuple(made), key)
