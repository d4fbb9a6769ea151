"""A solidarity fridge: all that people meet of it."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "FRIDGE",
    "fridge",
    fr="Préparer un frigo solidaire",
    en="Prepare a solidarity fridge",
    sums_up=True,
)
