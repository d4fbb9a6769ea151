"""Who funds whom: all that people meet of it."""

from service.asking.room import Room

ROOM = Room(
    __name__, "FUNDERS", "funders", "Tenir le tableau des financeurs / Keep the funders' table"
)
