"""Calendars of openings changed by hand."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "OPENINGS_CHANGE",
    "openings-change",
    fr="Fixer ou refuser un créneau",
    en="Fix or refuse a slot",
)
