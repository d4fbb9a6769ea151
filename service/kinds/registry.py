"""The kinds of runs: one room each, offered here and entered when it is asked for."""

from __future__ import annotations

from service.asking.kinds import Kinds
from service.kinds import (
    bookings,
    comparison,
    costs,
    forecast,
    hand_plan,
    history,
    itinerary,
    levers,
    month,
    next_week,
    openings,
    openings_change,
    orientation,
    replan,
    rota,
    rota_change,
    split,
    warehouse,
    watch,
    week,
)

KINDS = Kinds(
    room.ROOM
    for room in (
        *(
            week,
            next_week,
            comparison,
            split,
            costs,
            levers,
            bookings,
            warehouse,
            replan,
            hand_plan,
        ),
        *(rota, rota_change, forecast, month, watch, history),
        *(openings, openings_change, orientation, itinerary),
    )
)
"""In the order in which they are offered."""
