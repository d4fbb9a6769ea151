"""The week that follows a planned, published or weighed one."""

from service.asking.room import Room

ROOM = Room(
    __name__, "NEXT_WEEK", "next", fr="Préparer la semaine suivante", en="Prepare the next week"
)
