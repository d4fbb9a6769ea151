"""The fair split of a week."""

from service.asking.room import Room

ROOM = Room(__name__, "SPLIT", "allocate", fr="Répartir la nourriture", en="Split the food")
