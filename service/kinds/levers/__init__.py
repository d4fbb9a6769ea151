"""One change of the week at a time."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "LEVERS",
    "levers",
    fr="Essayer un changement à la fois",
    en="Try one change at a time",
)
