"""The kinds of runs, by name: one file each, and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from service.asking.kind import Asked, Given, Kind, NoAnswerError
from service.kinds.bookings.kind import TRUCKS, TrucksAsked
from service.kinds.comparison.kind import COMPARISON, ComparisonAsked
from service.kinds.costs.kind import COSTS, CostsAsked
from service.kinds.levers.kind import LEVERS, LeversAsked
from service.kinds.replan.kind import REPLAN, ReplanAsked
from service.kinds.split.kind import SPLIT, SplitAsked
from service.kinds.warehouse.kind import WAREHOUSE, WarehouseAsked
from service.kinds.week.kind import WEEK, WeekAsked

KINDS: Mapping[str, Kind] = {
    "run": WEEK,
    "compare": COMPARISON,
    "costs": COSTS,
    "levers": LEVERS,
    "allocate": SPLIT,
    "trucks": TRUCKS,
    "replan": REPLAN,
    "warehouse": WAREHOUSE,
}
AnyAsked = Annotated[
    WeekAsked
    | ComparisonAsked
    | CostsAsked
    | LeversAsked
    | SplitAsked
    | TrucksAsked
    | ReplanAsked
    | WarehouseAsked,
    Field(discriminator="kind"),
]
"""What may be asked, told apart by ``kind``."""

__all__ = ["KINDS", "AnyAsked", "Asked", "Given", "Kind", "NoAnswerError"]
