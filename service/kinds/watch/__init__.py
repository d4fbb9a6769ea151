"""One page for the meeting of a town that watches over food aid."""

from service.asking.room import Room

ROOM = Room(
    __name__, "WATCH", "watch", fr="Page de la veille sociale", en="Page for the watch meeting"
)
