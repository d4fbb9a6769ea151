"""A page as HTML that opens anywhere, offline: every picture has its table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from models.base import Language
from service.kinds.week.maps import colour
from service.pages.drawn_areas import stacked
from service.pages.drawn_map import mapped
from service.pages.page import Bars, Grid, Number, Page, Words
from service.words import labels as words

LEFT, RIGHT, THICK, GAP, TOP = 220.0, 90.0, 14.0, 12.0, 30.0
WIDTH = 900.0
GRID_LEFT, GRID_ROW, GRID_LETTERS = 150.0, 24.0, 22
LONGEST = 30
"""Letters of a label in a drawing."""


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


@dataclass(frozen=True)
class Rectangle:
    """One block of a grid, lengths in pixels of the drawing."""

    x: float
    y: float
    width: float
    colour: str
    text: str
    title: str


@dataclass(frozen=True)
class Drawn:
    """A grid to draw."""

    title: str
    height: float
    days: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, float], ...]
    blocks: tuple[Rectangle, ...]
    key: tuple[tuple[str, str], ...]


def html(page: Page, language: Language) -> str:
    """Return the page: HTML that refers to nothing outside itself."""
    return _rendered("page.html.j2", page, language)


def page_body(page: Page, language: Language) -> str:
    """Return what the page says, as HTML to be put under another page's title."""
    return _rendered("page_body.html.j2", page, language)


def _rendered(template: str, page: Page, language: Language) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["number"] = lambda cell: isinstance(cell, Number)
    environment.tests["words"] = lambda cell: isinstance(cell, Words)
    return environment.get_template(template).render(
        page=page,
        language=language,
        w=words.words(language),
        drawn=lambda bars: drawing(bars, language),
        laid=laid,
        mapped=mapped,
        stacked=lambda areas: stacked(areas, language),
    )


def laid(grid: Grid) -> Drawn:
    """Return where to draw each block of a grid."""
    day_px = (WIDTH - GRID_LEFT) / max(1, len(grid.days))
    hours = max(1.0, grid.last_h - grid.first_h)
    blocks, rows = [], []
    y = TOP + 14
    for name, mine in grid.rows:
        short = name if len(name) <= GRID_LETTERS else name[: GRID_LETTERS - 1] + "…"
        rows.append((short, y + GRID_ROW / 2 + 3))
        for block in mine:
            x = GRID_LEFT + day_px * (block.day + (block.starts_h - grid.first_h) / hours)
            width = max(4.0, day_px * (block.ends_h - block.starts_h) / hours)
            fits = block.text if len(block.text) * 6.2 < width else ""
            title = f"{name}, {grid.days[block.day]}: {block.text}"
            made = Rectangle(x, y, width, colour(block.series), fits, title)
            blocks.append(made)
        y += GRID_ROW + 6
    days = tuple((name, GRID_LEFT + day_px * n) for n, name in enumerate(grid.days))
    key = tuple((name, colour(n)) for n, name in enumerate(grid.series))
    return Drawn(grid.title, y + 4, days, tuple(rows), tuple(blocks), key)


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
