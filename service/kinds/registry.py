"""The kinds of runs: one room each, imported and offered here."""

from __future__ import annotations

from service.asking.kinds import Kinds
from service.kinds.bookings.kind import BOOKINGS
from service.kinds.buying.kind import BUYING
from service.kinds.comparison.kind import COMPARISON
from service.kinds.costs.kind import COSTS
from service.kinds.forecast.kind import FORECAST
from service.kinds.hand_plan.kind import BY_HAND
from service.kinds.history.kind import HISTORY
from service.kinds.itinerary.kind import ITINERARY
from service.kinds.levers.kind import LEVERS
from service.kinds.month.kind import MONTH
from service.kinds.next_week.kind import NEXT_WEEK
from service.kinds.openings.kind import OPENINGS
from service.kinds.openings_change.kind import OPENINGS_CHANGE
from service.kinds.orientation.kind import ORIENTATION
from service.kinds.replan.kind import REPLAN
from service.kinds.rota.kind import ROTA
from service.kinds.rota_change.kind import ROTA_CHANGE
from service.kinds.split.kind import SPLIT
from service.kinds.warehouse.kind import WAREHOUSE
from service.kinds.watch.kind import WATCH
from service.kinds.week.kind import WEEK

KINDS = Kinds(
    (
        *(WEEK, NEXT_WEEK, COMPARISON, SPLIT, COSTS, LEVERS, BOOKINGS, WAREHOUSE, REPLAN, BY_HAND),
        *(ROTA, ROTA_CHANGE, FORECAST, MONTH, WATCH, HISTORY),
        *(OPENINGS, OPENINGS_CHANGE, ORIENTATION, ITINERARY, BUYING),
    )
)
"""In the order in which they are offered."""
