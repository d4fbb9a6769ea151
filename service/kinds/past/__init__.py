"""A made-up half year that ships, lived week after week: planned, published, weighed, closed."""

from service.asking.room import Room

ROOM = Room(__name__, "PAST", "past", fr="Une demi-année d'essai", en="A half-year to try with")
