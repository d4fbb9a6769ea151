"""The kinds of runs, by name: one file each, and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from service.kinds.base import Asked, Given, Kind, NoAnswerError
from service.kinds.comparison import COMPARISON, ComparisonAsked
from service.kinds.costs import COSTS, CostsAsked
from service.kinds.levers import LEVERS, LeversAsked
from service.kinds.replan import REPLAN, ReplanAsked
from service.kinds.split import SPLIT, SplitAsked
from service.kinds.trucks import TRUCKS, TrucksAsked
from service.kinds.warehouse import WAREHOUSE, WarehouseAsked
from service.kinds.week import WEEK, WeekAsked

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
