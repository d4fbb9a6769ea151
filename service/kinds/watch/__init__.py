"""One page for the meeting of a town that watches over food aid."""

from service.asking.room import Room

ROOM = Room(__name__, "WATCH", "watch", "Page de la veille sociale / Page for the watch meeting")
