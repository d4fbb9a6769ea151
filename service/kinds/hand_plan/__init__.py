"""A planned week changed by hand: what is asked, and what people meet of it."""

from service.asking.room import Room

ROOM = Room(
    __name__, "BY_HAND", "edit", fr="Changer la semaine à la main", en="Change the week by hand"
)
