"""What stores will give, and what comes of going there."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "FORECAST",
    "forecast",
    "Prévoir ce que donneront les magasins / Forecast what stores will give",
)
