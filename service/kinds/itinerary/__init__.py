"""Itinerant distribution: all that people meet of it."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "ITINERARY",
    "itinerary",
    fr="Planifier la distribution itinérante",
    en="Plan the itinerant distribution",
)
