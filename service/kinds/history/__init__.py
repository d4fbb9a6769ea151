"""A town's weeks, one after the other."""

from service.asking.room import Room

ROOM = Room(__name__, "HISTORY", "history", "Semaine après semaine / Week after week")
