"""Transfers between structures: all that people meet of them."""

from service.asking.room import Room

ROOM = Room(
    __name__, "TRANSFERS", "transfers", fr="Transférer le stock", en="Pass on stock", sums_up=True
)
