"""The map of needs and offer: all that people meet of it."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "TERRITORY",
    "territory",
    fr="Dresser la carte des besoins et de l'aide",
    en="Map needs and help",
)
