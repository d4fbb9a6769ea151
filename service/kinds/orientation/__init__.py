"""Orientation of the public: all that people meet of it."""

from service.asking.room import Room

ROOM = Room(__name__, "ORIENTATION", "orientation", fr="Orienter le public", en="Orient the public")
