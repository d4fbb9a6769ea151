"""Outlets as others write them: opening hours of OpenStreetMap, places of Soliguide."""

from scenarios.outlets.osm_hours import Hours, HoursError, read_hours
from scenarios.outlets.places import (
    Known,
    Place,
    outlets_of,
    read_places,
    with_outlets,
    with_places,
)

__all__ = [
    "Hours",
    "HoursError",
    "Known",
    "Place",
    "outlets_of",
    "read_hours",
    "read_places",
    "with_outlets",
    "with_places",
]
