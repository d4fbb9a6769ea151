"""The frame in which a map is drawn, north up: where each point of the world goes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Near = tuple[float, float, float]
"""Where a part of a drawing begins, pixels, and how much larger it can be drawn."""
CLOSEST, WORTH = 8.0, 3.0
"""The largest that a part is drawn, and the least for which it is shown by itself."""
Box = tuple[float, float, float, float]
"""South, north, west and east, degrees."""
KM_LON, KM_LAT = 111.32, 110.57
"""Kilometres in a degree at the equator; of longitude, it shrinks with the cosine of latitude."""
SHORTEST_KM = 0.5
SCALES_KM = (50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2)


@dataclass(frozen=True)
class Room:
    """How large a drawing may be, pixels."""

    width: float
    tallest: float
    margin: float


@dataclass(frozen=True)
class Frame:
    """Where a point of the world is drawn."""

    width: float
    height: float
    per_km: float
    _left_km: float
    _top_km: float
    _aside: float
    _margin: float
    _cosine: float

    def at(self, lat: float, lon: float) -> Point:
        """Return where a point is drawn, pixels from the upper left."""
        x = lon * KM_LON * self._cosine - self._left_km
        y = -lat * KM_LAT - self._top_km
        return self._aside + x * self.per_km, self._margin + y * self.per_km

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point is on the drawing."""
        x, y = self.at(lat, lon)
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def box(self) -> Box:
        """What the drawing shows."""
        across, down = KM_LON * self._cosine, KM_LAT
        west = (self._left_km - self._aside / self.per_km) / across
        north = -(self._top_km - self._margin / self.per_km) / down
        wide, tall = self.width / self.per_km / across, self.height / self.per_km / down
        return north - tall, north, west, west + wide

    @property
    def px_m(self) -> float:
        """Metres of a pixel."""
        return 1000 / self.per_km

    @property
    def scale_km(self) -> float:
        """A round length that fits a quarter of the drawing, km."""
        fits = (km for km in SCALES_KM if km * self.per_km < self.width / 4)
        return next(fits, SCALES_KM[-1])


def frame_around(lat: float, lon: float, room: Room, lat_per_px: float, lon_per_px: float) -> Frame:
    """Return the frame that has a point in its middle, given how much a pixel is, degrees."""
    per_km = 1 / (lat_per_px * KM_LAT)
    cosine = 1 / (lon_per_px * KM_LON * per_km)
    left, top = lon * KM_LON * cosine, -lat * KM_LAT
    left, top = left - room.width / 2 / per_km, top - room.tallest / 2 / per_km
    return Frame(room.width, room.tallest, per_km, left, top, 0.0, 0.0, cosine)


def frame_of(points: Iterable[Point], room: Room, middle: float | None = None) -> Frame:
    """Return the frame that holds some (lat, lon) points; there is at least one.

    Parameters
    ----------
    middle
        The latitude at which a kilometre is as long across as it is down, degrees; by default the
        mean of the points.
    """
    there: Sequence[Point] = list(points)
    if middle is None:
        middle = sum(lat for lat, _ in there) / len(there)
    cosine = math.cos(math.radians(middle))
    across = [lon * KM_LON * cosine for _, lon in there]
    down = [-lat * KM_LAT for lat, _ in there]
    wide = max(max(across) - min(across), SHORTEST_KM)
    tall = max(max(down) - min(down), SHORTEST_KM)
    per_km = min((room.width - 2 * room.margin) / wide, (room.tallest - 2 * room.margin) / tall)
    height = tall * per_km + 2 * room.margin
    aside = (room.width - wide * per_km) / 2
    return Frame(room.width, height, per_km, min(across), min(down), aside, room.margin, cosine)


def near(points: Sequence[Point], frame: Frame, room: Room) -> Near | None:
    """Return the part of a drawing around some of its points, of its own proportions.

    Returns
    -------
    tuple
        Where it begins, pixels, and how much larger it can be drawn, ``CLOSEST`` times at most;
        none where that is less than ``WORTH`` times.
    """
    (left, right), (top, bottom) = ((min(one), max(one)) for one in zip(*points, strict=True))
    part = max(
        (right - left + 2 * room.margin) / frame.width,
        (bottom - top + 2 * room.margin) / frame.height,
        1 / CLOSEST,
    )
    if part * WORTH > 1:
        return None
    wide, tall = part * frame.width, part * frame.height
    x = min(max(0.0, (left + right - wide) / 2), frame.width - wide)
    y = min(max(0.0, (top + bottom - tall) / 2), frame.height - tall)
    return x, y, 1 / part
