"""The room of the volunteers' rota."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "ROTA",
    "rota",
    fr="Faire le planning des bénévoles",
    en="Make the volunteers' rota",
    sums_up=True,
)
