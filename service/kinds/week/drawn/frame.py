"""The frame in which every day of a week is drawn, so that days compare at a glance."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
WIDTH, TALLEST, MARGIN = 860.0, 620.0, 40.0
KM_LON, KM_LAT = 111.32, 110.57
"""Kilometres in a degree at the equator; of longitude, it shrinks with the cosine of latitude."""
SHORTEST_KM = 0.5
SCALES_KM = (50, 20, 10, 5, 2, 1)


@dataclass(frozen=True)
class Frame:
    """Where a point of the world is drawn."""

    width: float
    height: float
    per_km: float
    _left_km: float
    _top_km: float
    _aside: float
    _cosine: float

    def at(self, lat: float, lon: float) -> Point:
        """Return where a point is drawn, pixels from the upper left."""
        x = lon * KM_LON * self._cosine - self._left_km
        y = -lat * KM_LAT - self._top_km
        return self._aside + x * self.per_km, MARGIN + y * self.per_km

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point is on the drawing."""
        x, y = self.at(lat, lon)
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def scale_km(self) -> int:
        """A round length that fits a quarter of the drawing, km."""
        fits = (km for km in SCALES_KM if km * self.per_km < self.width / 4)
        return next(fits, SCALES_KM[-1])


def frame_of(points: Iterable[Point]) -> Frame:
    """Return the frame that holds some (lat, lon) points; there is at least one."""
    there: Sequence[Point] = list(points)
    cosine = math.cos(math.radians(sum(lat for lat, _ in there) / len(there)))
    across = [lon * KM_LON * cosine for _, lon in there]
    down = [-lat * KM_LAT for lat, _ in there]
    wide = max(max(across) - min(across), SHORTEST_KM)
    tall = max(max(down) - min(down), SHORTEST_KM)
    per_km = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    height = tall * per_km + 2 * MARGIN
    aside = (WIDTH - wide * per_km) / 2
    return Frame(WIDTH, height, per_km, min(across), min(down), aside, cosine)
