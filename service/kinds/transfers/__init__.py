"""Transfers between structures: all that people meet of them."""

from service.asking.room import Room

ROOM = Room(__name__, "TRANSFERS", "transfers", "Transférer le stock / Pass on stock", sums_up=True)
