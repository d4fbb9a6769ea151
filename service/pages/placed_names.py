"""Where names are written beside points of a map that is zoomed: none covers another at any zoom.

Names keep their size while the map grows, so that a closer look has room for more of them: each
name is given the least zoom at which it is free, from there on to the closest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LETTER, LINE = 7.5, 15.0
"""Width of a letter and height of a line, pixels, about."""
ZOOMS = (1, 2, 4, 8, 16)
CELL = 60.0
"""Side of a cell of what is taken, pixels."""
SIDES = (
    *((1, 0, "start"), (-1, 0, "end"), (0, -1, "middle"), (0, 1, "middle")),
    *((1, -1, "start"), (1, 1, "start"), (-1, -1, "end"), (-1, 1, "end")),
)
"""Where a name may stand: beside its point, above, below, aslant."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Wanted:
    """A name to be written at a point, pixels of the map at its first zoom."""

    x: float
    y: float
    text: str
    half: float = 0.0
    """Half the height of what is drawn at the point, kept clear; 0: the name stands on it."""
    wide: float = 0.0
    """Half its width, where that is another."""
    reach: float = 0.0
    """How far a name that stands on its point may stand from it, where the point is taken."""


@dataclass(frozen=True)
class Placed:
    """A name, where it is written from its point on, and from which zoom on."""

    wanted: Wanted
    dx: float
    dy: float
    anchor: str
    zoom: float


def box(one: Placed, zoom: float) -> Box:
    """Return what a name covers at a zoom, pixels of the screen.

    Examples
    --------
    >>> box(Placed(Wanted(10, 10, "ab"), 0, 4, "start", 1), 2)
    (20.0, 12.0, 35.0, 27.0)
    """
    wide = LETTER * len(one.wanted.text)
    left = one.wanted.x * zoom + one.dx
    left -= {"start": 0.0, "middle": wide / 2, "end": wide}[one.anchor]
    base = one.wanted.y * zoom + one.dy
    return float(left), float(base - LINE + 3), float(left + wide), float(base + 3)


def meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


class _Taken:
    """What is covered at one zoom, by cells."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, one: Box) -> None:
        for cell in _cells(one):
            self._cells[cell].append(one)

    def is_free(self, one: Box) -> bool:
        return not any(meet(one, other) for cell in _cells(one) for other in self._cells[cell])


def _cells(one: Box) -> Iterable[tuple[int, int]]:
    for column in range(int(one[0] // CELL), int(one[2] // CELL) + 1):
        for line in range(int(one[1] // CELL), int(one[3] // CELL) + 1):
            yield column, line


def placed(
    wanted: Sequence[Wanted],
    width: float,
    height: float,
    zooms: Sequence[float] = ZOOMS,
    clear: Sequence[Box] = (),
) -> tuple[Placed, ...]:
    """Return where names are written: those named first have the first choice.

    Parameters
    ----------
    width, height
        Of the map at zoom 1: no name reaches over its edge at the first zoom.
    clear
        What else is drawn over the whole map, and kept clear of names there; its height stays.
    """
    taken = {zoom: _Taken() for zoom in zooms}
    for zoom in (one for one in zooms if one <= 1):
        for left, top, right, bottom in clear:
            taken[zoom].add(
                (left * zoom, bottom * zoom + top - bottom, right * zoom, bottom * zoom)
            )
    for one in wanted:
        if one.half:
            for zoom in zooms:
                x, y = one.x * zoom, one.y * zoom
                wide = max(one.wide, one.half)
                taken[zoom].add((x - wide, y - one.half, x + wide, y + one.half))
    found: list[Placed] = []
    waiting = list(wanted)
    for position, zoom in enumerate(zooms):
        rest = []
        for one in waiting:
            spot = next(
                (
                    tried
                    for tried in _tried(one, zoom)
                    if _inside(box(tried, zoom), width * zoom, height * zoom)
                    and all(taken[z].is_free(box(tried, z)) for z in zooms[position:])
                ),
                None,
            )
            if spot is None:
                rest.append(one)
                continue
            found.append(spot)
            for later in zooms[position:]:
                taken[later].add(box(spot, later))
        waiting = rest
    return tuple(found)


def _tried(one: Wanted, zoom: float) -> Iterable[Placed]:
    if not one.half:
        yield Placed(one, 0.0, 4.0, "middle", zoom)
        for part in (0.5, 1.0) if one.reach >= LINE else ():
            far = part * one.reach
            for dx, dy in ((0.0, -far), (0.0, far), (-far, 0.0), (far, 0.0)):
                yield Placed(one, dx, 4.0 + dy, "middle", zoom)
        return
    gap = one.half + 3
    for right, down, anchor in SIDES:
        dx = (max(one.wide, one.half) + 3) * right * (0.8 if down else 1.0)
        dy = 4.0 if not down else (gap + LINE - 5) if down > 0 else -gap + 1
        yield Placed(one, dx, dy, anchor, zoom)


def _inside(one: Box, width: float, height: float) -> bool:
    return one[0] >= 2 and one[2] <= width - 2 and one[1] >= 2 and one[3] <= height - 2
