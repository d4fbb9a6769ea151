"""Bookings of shared trucks."""

from service.asking.room import Room

ROOM = Room(
    __name__, "BOOKINGS", "trucks", fr="Réserver les camions partagés", en="Book the shared trucks"
)
