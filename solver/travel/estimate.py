"""Travel without a road graph: marginal bands of distance and speed.

The bands keep the estimate monotone: a longer straight line never takes less time. Source:
the calibration of the domain notes (detour 1.5 then 1.35, 1.6 across massifs; local speeds, then
80 km/h). Results carry the source ``estimate`` and are stamped so on every output.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from models.places import EARTH_KM, Place
from models.scenario import Scenario
from models.travel import Barrier, TravelMatrix, TravelPolicy

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEAR_KM = 3.0
"""Straight-line kilometres driven with the detour of streets."""
STREET_DETOUR, ROAD_DETOUR, MASSIF_DETOUR = 1.5, 1.35, 1.6
LOCAL_KM = 12.0
"""Road kilometres driven at the local speed."""
FAST_KMH = 80.0
ROWS = 64
"""Rows, and middles, that are gone through together when lengths are closed."""
SHORT = 2.0**23
"""Whole lengths below this, and their sums, are exact in single precision."""
CENTRE_PEAK_KMH, CENTRE_KMH, TOWN_KMH, RURAL_KMH = 22.0, 30.0, 38.0, 50.0


def estimate(scenario: Scenario) -> TravelMatrix:
    """Return the estimated travel between all sites of a scenario.

    Symmetric, zero between sites at one address, and closed under the triangle inequality,
    seconds and metres each on their own.
    """
    travel = scenario.travel
    places = list(scenario.sites.values())
    seconds, road_km = between(travel, places, places)
    whole_seconds = closed(np.ceil(seconds))
    whole_metres = closed(np.ceil(road_km * 1000))
    return TravelMatrix(
        sites=tuple(scenario.sites),
        seconds=_rows(whole_seconds),
        metres=_rows(whole_metres),
        source="estimate",
        detail=(
            f"safety_factor={travel.safety_factor:g} peak={travel.peak}"
            f" access_min={travel.access_min:g} barriers={len(travel.barriers)}"
        ),
    )


def between(
    travel: TravelPolicy, origins: Sequence[Place], targets: Sequence[Place]
) -> tuple[Floats, Floats]:
    """Return seconds and kilometres by car from some places to others, before any is closed.

    Returns
    -------
    tuple
        (origins, targets) each; zero between places at one point.
    """
    road_km = ways_km(travel, origins, targets)
    speeds = {"centre": CENTRE_PEAK_KMH if travel.peak else CENTRE_KMH, "town": TOWN_KMH}
    here, there = (
        np.array([speeds.get(place.zone, RURAL_KMH) for place in places])
        for places in (origins, targets)
    )
    slower = np.minimum(here[:, None], there[None, :])
    slow_km = np.minimum(road_km, LOCAL_KM)
    hours = slow_km / slower + (road_km - slow_km) / FAST_KMH
    seconds = hours * 3600 * travel.safety_factor + travel.access_min * 60
    seconds[road_km == 0] = 0.0  # one address: one parks once
    return seconds, road_km


def ways_km(travel: TravelPolicy, origins: Sequence[Place], targets: Sequence[Place]) -> Floats:
    """Return the kilometres of ways from some places to others, (origins, targets)."""
    start, end = (
        np.array([(place.lat, place.lon) for place in places]).reshape(len(places), 2)
        for places in (origins, targets)
    )
    crow_km = _great_circle_km(np.radians(start), np.radians(end))
    crosses = np.zeros(crow_km.shape, dtype=bool)
    for barrier in travel.barriers:
        crosses |= _crossings(start, end, barrier)
    detour = np.where(crosses, MASSIF_DETOUR, ROAD_DETOUR)
    near = np.minimum(crow_km, NEAR_KM)
    found: Floats = near * STREET_DETOUR + (crow_km - near) * detour
    return found


def closed(lengths: Floats) -> Floats:
    """Return the shortest lengths (n, n) by any detour (Floyd 1962, Warshall 1962).

    In the unit of ``lengths``, (n, n), whole numbers. Some middles at a time are gone through for
    some rows at a time, which then stay near the processor (Venkataraman, Sahni & Mukhopadhyaya
    2003).
    """
    exact = lengths.max(initial=0.0) < SHORT
    best = lengths.astype(np.float32 if exact else np.float64)
    count = len(best)
    by_way = np.empty((min(ROWS, count), count), dtype=best.dtype)
    for first in range(0, count, ROWS):
        middles = slice(first, min(first + ROWS, count))
        for start in (first, *(n for n in range(0, count, ROWS) if n != first)):
            rows = best[start : start + ROWS]
            for middle in range(middles.start, middles.stop):
                found = by_way[: len(rows)]
                np.add(rows[:, middle, None], best[None, middle, :], out=found)
                np.minimum(rows, found, out=rows)
    return best.astype(np.float64)


def _rows(table: Floats) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(value) for value in row) for row in table)


def _great_circle_km(start: Floats, end: Floats) -> Floats:
    """Return great-circle distances between points in radians, latitudes first (haversine)."""
    dlat = start[:, None, 0] - end[None, :, 0]
    dlon = start[:, None, 1] - end[None, :, 1]
    level = np.cos(start[:, 0])[:, None] * np.cos(end[:, 0])[None, :]
    a = np.sin(dlat / 2) ** 2 + level * np.sin(dlon / 2) ** 2
    result: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(a, 0.0, 1.0)))
    return result


def _crossings(start: Floats, end: Floats, barrier: Barrier) -> Flags:
    """Tell which straight lines between points, in degrees, cross a broken line."""
    crosses = np.zeros((len(start), len(end)), dtype=bool)
    points = np.array(barrier.points)
    lat, lon = start[:, None, 0], start[:, None, 1]
    dlat, dlon = end[None, :, 0] - lat, end[None, :, 1] - lon
    for (lat1, lon1), (lat2, lon2) in itertools.pairwise(points):
        # Two segments cross when each has its ends on different sides of the other.
        one, other = (
            (lat2 - lat1) * (side[:, 1] - lon1) - (lon2 - lon1) * (side[:, 0] - lat1)
            for side in (start, end)
        )
        apart = one[:, None] * other[None, :] < 0
        first = dlat * (lon1 - lon) - dlon * (lat1 - lat)
        second = dlat * (lon2 - lon) - dlon * (lat2 - lat)
        crosses |= apart & (first * second < 0)
    return crosses
