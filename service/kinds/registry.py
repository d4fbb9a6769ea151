"""The kinds of runs: one room each, imported and offered here."""

from __future__ import annotations

from service.asking.kinds import Kinds
from service.kinds.bookings.kind import BOOKINGS
from service.kinds.comparison.kind import COMPARISON
from service.kinds.costs.kind import COSTS
from service.kinds.forecast.kind import FORECAST
from service.kinds.hand_plan.kind import BY_HAND
from service.kinds.history.kind import HISTORY
from service.kinds.levers.kind import LEVERS
from service.kinds.month.kind import MONTH
from service.kinds.next_week.kind import NEXT_WEEK
from service.kinds.replan.kind import REPLAN
from service.kinds.split.kind import SPLIT
from service.kinds.warehouse.kind import WAREHOUSE
from service.kinds.watch.kind import WATCH
from service.kinds.week.kind import WEEK

KINDS = Kinds(
    (
        *(WEEK, NEXT_WEEK, COMPARISON, SPLIT, COSTS, LEVERS, BOOKINGS, WAREHOUSE, REPLAN, BY_HAND),
        *(FORECAST, MONTH, WATCH, HISTORY),
    )
)
"""In the order in which they are offered."""
