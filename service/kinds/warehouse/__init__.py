"""A shared warehouse."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "WAREHOUSE",
    "warehouse",
    "Planifier l'entrepôt partagé / Plan the shared warehouse",
    sums_up=True,
)
