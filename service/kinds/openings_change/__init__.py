"""Calendars of openings changed by hand."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "OPENINGS_CHANGE",
    "openings-change",
    "Fixer ou refuser un créneau / Fix or refuse a slot",
)
