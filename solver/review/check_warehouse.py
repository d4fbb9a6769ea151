"""The independent checker of a shared warehouse: every rule, from models alone."""

from __future__ import annotations

from collections.abc import Sequence

from models.findings import Finding
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse_study import Allotment, DockPlan, StockPlan
from models.warehouse_supply import Replenishment
from solver.review.checks.warehouse_docks import check_docks
from solver.review.checks.warehouse_places import check_places
from solver.review.checks.warehouse_stock import check_stock
from solver.review.checks.warehouse_supply import check_supply


def check_warehouse(
    scenario: Scenario,
    travel: Sequence[TravelMatrix],
    allotment: Allotment,
    stock: StockPlan,
    replenishment: Replenishment | None,
    docks: DockPlan,
) -> tuple[Finding, ...]:
    """Return every rule that a warehouse's plan breaks; empty when it can be kept.

    Parameters
    ----------
    scenario
        Holds a warehouse.
    travel
        Matrices that together hold every way driven.
    """
    found = [*check_places(scenario, allotment), *check_stock(scenario, allotment, stock)]
    if replenishment is not None:
        found += check_supply(scenario, travel, stock, replenishment)
    found += check_docks(scenario, replenishment, docks)
    return tuple(found)
