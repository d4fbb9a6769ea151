"""Bookings of shared trucks."""

from service.asking.room import Room

ROOM = Room(
    __name__, "BOOKINGS", "trucks", "Réserver les camions partagés / Book the shared trucks"
)
