"""A running week planned again."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "REPLAN",
    "replan",
    fr="Re-planifier avec le moins de changements",
    en="Plan again with the fewest changes",
)
