"""A running week planned again."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "REPLAN",
    "replan",
    "Re-planifier avec le moins de changements / Plan again with the fewest changes",
)
