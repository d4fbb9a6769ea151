"""Calendars of openings."""

from service.asking.room import Room

ROOM = Room(__name__, "OPENINGS", "openings", "Accorder les ouvertures / Agree on openings")
