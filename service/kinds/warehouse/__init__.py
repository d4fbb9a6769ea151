"""A shared warehouse."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "WAREHOUSE",
    "warehouse",
    fr="Planifier l'entrepôt partagé",
    en="Plan the shared warehouse",
    sums_up=True,
)
