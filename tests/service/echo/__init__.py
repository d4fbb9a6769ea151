"""A system that is thrown away: it says the names of associations, as often as it is asked."""

from service.asking.room import Room

ROOM = Room(__name__, "ECHO", "echo", fr="Dire les noms", en="Say the names")
