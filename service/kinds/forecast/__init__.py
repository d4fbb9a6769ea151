"""What stores will give, and what comes of going there."""

from service.asking.room import Room

ROOM = Room(
    __name__,
    "FORECAST",
    "forecast",
    fr="Prévoir ce que donneront les magasins",
    en="Forecast what stores will give",
)
