"""One change of the week at a time."""

from service.asking.room import Room

ROOM = Room(
    __name__, "LEVERS", "levers", "Essayer un changement à la fois / Try one change at a time"
)
