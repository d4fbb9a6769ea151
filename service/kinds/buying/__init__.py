"""Buying together: all that people meet of it."""

from service.asking.room import Room

ROOM = Room(__name__, "BUYING", "buy", fr="Acheter ensemble", en="Buy together", sums_up=True)
