"""The room of a rota changed by hand."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "ROTA_CHANGE",
    "rota-change",
    fr="Changer le planning à la main",
    en="Change the rota by hand",
)
