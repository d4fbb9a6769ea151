"""What is due of a month or a year."""

from service.asking.room import Room

ROOM = Room(__name__, "MONTH", "month", fr="Papiers du mois", en="Papers of a month")
