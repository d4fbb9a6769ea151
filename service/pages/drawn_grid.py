"""Where to draw what is done when in a week, and the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from models.base import clock
from service.pages.colours import colour, shortened
from service.pages.page import NOTHING, Table, Where, row
from service.pages.pictures import Block, Grid
from service.words.sentences import capital

WIDTH = 1000.0
LEFT, TOP, HIGH, BETWEEN = 230.0, 50.0, 22.0, 6.0
LONGEST = 33
"""Letters of a row's name."""
LETTER = 6.2
"""Width of a letter in a block, about."""
EVERY_H = 4
"""Hours between two marks."""


@dataclass(frozen=True)
class Rectangle:
    """One block, lengths in pixels of the drawing."""

    x: float
    y: float
    width: float
    colour: str
    text: str
    """Empty where it would not hold."""
    title: str


@dataclass(frozen=True)
class DrawnGrid:
    """What the template draws."""

    title: str
    width: float
    height: float
    day_width: float
    high: float
    days: tuple[tuple[str, float], ...]
    hours: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, str, float], ...]
    """A name, the part of it that holds, and where it is written."""
    blocks: tuple[Rectangle, ...]
    key: tuple[tuple[str, str], ...]


def drawn_grid(given: Grid) -> DrawnGrid:
    """Return where to draw each block."""
    day_width = (WIDTH - LEFT) / max(1, len(given.days))
    hours = max(1.0, given.last_h - given.first_h)

    def across(day: int, hour: float) -> float:
        return LEFT + day_width * day + 4 + (day_width - 8) * (hour - given.first_h) / hours

    blocks, rows = [], []
    for number, (name, mine) in enumerate(given.rows):
        y = TOP + (HIGH + BETWEEN) * number
        rows.append((name, shortened(name, LONGEST), y + HIGH / 2 + 4))
        for block in mine:
            x = across(block.day, block.starts_h)
            width = max(4.0, across(block.day, block.ends_h) - x)
            fits = block.text if len(block.text) * LETTER < width else ""
            told = _told(block) if given.marked else block.text
            title = f"{name}, {given.days[block.day]} {told}"
            blocks.append(Rectangle(x, y, width, colour(block.series), fits, title))
    first = -(-int(given.first_h + 0.999) // EVERY_H) * EVERY_H
    marks = [hour for hour in range(first, 25, EVERY_H) if hour <= given.last_h]
    return DrawnGrid(
        title=given.title,
        width=WIDTH,
        height=TOP + (HIGH + BETWEEN) * len(rows) + 4,
        day_width=day_width,
        high=HIGH,
        days=tuple((capital(name), LEFT + day_width * n) for n, name in enumerate(given.days)),
        hours=tuple(
            (f"{hour}\u00a0h", across(day, hour))
            for day, _ in enumerate(given.days)
            for hour in (marks if given.marked else ())
        ),
        rows=tuple(rows),
        blocks=tuple(blocks),
        key=tuple((name, colour(n)) for n, name in enumerate(given.series)),
    )


def grid_table(given: Grid, head: str, where: Where | None = None) -> Table:
    """Return the table that says what a grid draws: a column a day, a line a block."""
    rows = tuple(
        row(name, ("\n".join(_lines(mine, day)) or NOTHING for day in range(len(given.days))))
        for name, mine in given.rows
    )
    return Table((head, *map(capital, given.days)), rows, where=where)


def _lines(blocks: tuple[Block, ...], day: int) -> list[str]:
    mine = sorted((one for one in blocks if one.day == day), key=lambda one: one.starts_h)
    return [_told(one) for one in mine]


def _told(block: Block) -> str:
    starts, ends = (clock(round(hour * 3600)) for hour in (block.starts_h, block.ends_h))
    return f"{starts}–{ends} {block.text}".strip()
