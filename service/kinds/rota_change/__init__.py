"""The room of a rota changed by hand."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "ROTA_CHANGE",
    "rota-change",
    "Changer le planning à la main / Change the rota by hand",
)
