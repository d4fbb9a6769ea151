"""Calendars of openings."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "OPENINGS",
    "openings",
    fr="Accorder les ouvertures",
    en="Agree on openings",
    sums_up=True,
)
