"""Costs shared between associations."""

from service.asking.room import Room

ROOM = Room(__name__, "COSTS", "costs", "Partager les coûts / Share the costs")
