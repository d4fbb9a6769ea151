"""Who funds whom: all that people meet of it."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "FUNDERS",
    "funders",
    fr="Tenir le tableau des financeurs",
    en="Keep the funders' table",
    sums_up=True,
)
