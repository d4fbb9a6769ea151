"""Earliest arrivals by bus: rides are looked at once, in the order in which they leave.

The connection scan (Dibbelt, Pajor, Strasser & Wagner 2013) for many areas and departures at once;
one walks to a first stop, from a stop to another near by, and from the last stop on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from models.base import seconds
from models.places import EARTH_KM, Place
from models.territory import Territory
from models.timetable import Timetable

Floats = npt.NDArray[np.float64]
TO_STOP_MIN = 20.0
"""Walk to a stop, or from one, at most."""
CHANGE_MIN, CHANGE_WALK_MIN = 2.0, 6.0
"""A change of buses at one stop, and the walk to another stop for one, at most."""
WINDOW_S, EVERY_S, LONGEST_S = 7200, 900, 3 * 3600
"""Departures of two hours, one each quarter of an hour; no way is looked at beyond three hours."""
STREETS = 1.3
"""Metres walked for each of a straight line, near stops."""


def bus_minutes(
    asked: Territory, timetable: Timetable, origins: Sequence[Place], targets: Sequence[Place]
) -> Floats:
    """Return the minutes of the best departure from each origin to each target.

    Returns
    -------
    numpy.ndarray
        (origins, targets), walks and waits included; infinite where no bus leads there.
    """
    stops = np.array([timetable.lat, timetable.lon]).T
    first = seconds(asked.bus_from)
    leaves = np.arange(first, first + WINDOW_S, EVERY_S, dtype=np.float64)
    to_stop = _walk_s(asked, _points(origins), stops)
    to_stop[to_stop > TO_STOP_MIN * 60] = np.inf
    from_stop = _walk_s(asked, stops, _points(targets))
    from_stop[from_stop > TO_STOP_MIN * 60] = np.inf
    # columns: every origin at every departure
    ready = (to_stop.T[:, :, None] + leaves[None, None, :]).reshape(len(stops), -1)
    # whoever walks to the stop alone has not ridden; arrivals count rides only
    arrived = _scanned(asked, timetable, stops, ready, float(leaves[-1]) + LONGEST_S)
    best = np.full((len(origins), len(targets)), np.inf)
    for target in range(len(targets)):
        near = np.flatnonzero(np.isfinite(from_stop[:, target]))
        if len(near):
            there = (arrived[near] + from_stop[near, target][:, None]).min(axis=0)
            took = there.reshape(len(origins), len(leaves)) - leaves[None, :]
            best[:, target] = took.min(axis=1) / 60
    best[best > LONGEST_S / 60] = np.inf
    return best


def _scanned(
    asked: Territory, timetable: Timetable, stops: Floats, ready: Floats, last_s: float
) -> Floats:
    """Return when each stop is reached by a ride, (stops, columns); ``ready`` is used up."""
    arrived = np.full_like(ready, np.inf)
    trips = max(timetable.trip, default=-1) + 1
    aboard = np.zeros((trips, ready.shape[1]), dtype=bool)
    near = _changes(asked, stops)
    first = seconds(asked.bus_from)
    for leaves, arrives, start, end, trip in zip(
        timetable.leaves_s,
        timetable.arrives_s,
        timetable.start,
        timetable.end,
        timetable.trip,
        strict=True,
    ):
        if leaves < first:
            continue
        if leaves > last_s:
            break
        on = aboard[trip]
        on |= ready[start] <= leaves
        better = on & (arrives < arrived[end])
        if not better.any():
            continue
        arrived[end, better] = arrives
        for other, walk_s in near[end]:
            row = ready[other]
            row[better] = np.minimum(row[better], arrives + walk_s)
    return arrived


def _changes(asked: Territory, stops: Floats) -> list[list[tuple[int, float]]]:
    """Return where one may change to from each stop, and the seconds that it takes."""
    walks = _walk_s(asked, stops, stops)
    found = []
    for stop in range(len(stops)):
        near = np.flatnonzero(walks[stop] <= CHANGE_WALK_MIN * 60)
        found.append([(int(one), float(walks[stop, one]) + CHANGE_MIN * 60) for one in near])
    return found


def _points(places: Sequence[Place]) -> Floats:
    return np.array([(one.lat, one.lon) for one in places]).reshape(len(places), 2)


def _walk_s(asked: Territory, start: Floats, end: Floats) -> Floats:
    """Return the seconds of walks, (start, end): short enough for a flat earth."""
    south, north = np.radians(start), np.radians(end)
    up = south[:, None, 0] - north[None, :, 0]
    aside = (south[:, None, 1] - north[None, :, 1]) * np.cos(south[:, None, 0])
    found: Floats = np.hypot(up, aside) * EARTH_KM * STREETS / asked.walk_kmh * 3600
    return found
