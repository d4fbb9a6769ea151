"""A town's weeks, one after the other."""

from service.asking.room import Room

ROOM = Room(__name__, "HISTORY", "history", fr="Semaine après semaine", en="Week after week")
