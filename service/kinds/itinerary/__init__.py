"""Itinerant distribution: all that people meet of it."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "ITINERARY",
    "itinerary",
    "Planifier la distribution itinérante / Plan the itinerant distribution",
)
