"""A day of buses: stops and the rides from each to the next, as a feed says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Timetable:
    """The rides of one day; lists that belong together have the same length."""

    lat: tuple[float, ...]
    """Of each stop, degrees."""
    lon: tuple[float, ...]
    leaves_s: tuple[int, ...]
    """When each ride leaves, seconds since midnight, ascending; they go on after midnight."""
    arrives_s: tuple[int, ...]
    start: tuple[int, ...]
    """Number of the stop that it leaves from, from 0."""
    end: tuple[int, ...]
    trip: tuple[int, ...]
    """Number of the trip that it is part of: one stays aboard."""
    day: date
    """The day whose service it is."""
    until: date
    """The last day on which the feed has any service."""
