"""What a shared warehouse still holds when some weeks of its plan are over."""

from __future__ import annotations

from collections import defaultdict

from models.networks import OpeningStock
from models.scenario import Scenario
from models.warehouse_study import StockPlan


def stock_left(world: Scenario, plan: StockPlan, weeks: int) -> tuple[OpeningStock, ...]:
    """Return the stock with which the week after some weeks of a plan begins, as planned.

    What the plan's horizon does not see the end of is taken to keep until that end, no longer.
    Where a part of a network's family may not be handed over, none of it is said to be.

    Parameters
    ----------
    weeks
        How many are over: from 1 to those of the plan.
    """
    kg: dict[tuple[str, str, int], int] = defaultdict(int)
    for move in plan.moves:
        if move.week >= weeks or move.kind == "turned_away":
            continue
        sign = 1 if move.kind in ("opening", "arrived") else -1
        kg[move.network, move.family, move.last_week] += sign * move.kg
        if move.kind == "given" and move.to is not None:
            kg[move.to, move.family, move.last_week] += move.kg
    bound = _bound(world)
    return tuple(
        OpeningStock(
            network=network,
            family=family,
            kg=amount,
            expiry_weeks=last - weeks,
            transferable=(network, family) not in bound,
        )
        for (network, family, last), amount in sorted(kg.items())
        if amount > 0 and last >= weeks
    )


def _bound(world: Scenario) -> set[tuple[str, str]]:
    """Return the networks' families of which something may not be handed over."""
    warehouse = world.warehouse
    if warehouse is None:
        return set()
    found = {(one.network, one.family) for one in warehouse.flows if not one.transferable}
    return found | {(one.network, one.family) for one in warehouse.stock if not one.transferable}
