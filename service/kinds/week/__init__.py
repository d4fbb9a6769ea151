"""A week of pooled rounds."""

from service.asking.room import Room

ROOM = Room(__name__, "WEEK", "run", fr="Planifier la semaine", en="Plan the week", sums_up=True)
