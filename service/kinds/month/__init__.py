"""What is due of a month or a year."""

from service.asking.room import Room

ROOM = Room(__name__, "MONTH", "month", "Papiers du mois / Papers of a month")
