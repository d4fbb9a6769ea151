"""Costs shared between associations."""

from service.asking.room import Room

ROOM = Room(__name__, "COSTS", "costs", fr="Partager les coûts", en="Share the costs")
