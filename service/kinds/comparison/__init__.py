"""Variants side by side."""

from service.asking.room import Room

ROOM = Room(__name__, "COMPARISON", "compare", fr="Comparer des variantes", en="Compare variants")
