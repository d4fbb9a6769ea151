"""A sound plan of a shared warehouse, to be spoilt in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from models.networks import OpeningStock
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse import Warehouse
from models.warehouse_study import Allotment, DockPlan, StockPlan
from models.warehouse_supply import Drop, Replenishment, SupplyRound, Trip
from solver.review.check_warehouse import check_warehouse
from solver.settings import Budget
from solver.warehouse.allotment import allot
from solver.warehouse.docks import DockLimits, plan_docks
from solver.warehouse.place_claims import claims
from solver.warehouse.replenishment import replenish
from solver.warehouse.stock import plan_stock, room
from solver.warehouse.stock_facts import facts
from tests.helpers.once import once
from tests.helpers.warehouses import (
    dock,
    fleet,
    flow,
    network,
    place,
    platform,
    point,
    stored,
    warehouse,
)


@dataclass(frozen=True)
class Planned:
    """A whole plan, to be spoilt in one place."""

    scenario: Scenario
    travel: tuple[TravelMatrix, ...]
    allotment: Allotment
    stock: StockPlan
    supply: Replenishment
    docks: DockPlan

    def codes(self) -> set[str]:
        found = check_warehouse(
            self.scenario, self.travel, self.allotment, self.stock, self.supply, self.docks
        )
        assert all(one.text.fr and one.text.en and one.severity == "violation" for one in found)
        assert not any("{" in one.text.fr + one.text.en for one in found)
        return {one.code for one in found}

    def world(self, **changes: object) -> Planned:
        """The same plan in another world."""
        given = self.scenario.warehouse
        assert given is not None
        fields = {name: getattr(given, name) for name in Warehouse.model_fields} | changes
        other = self.scenario.changed(warehouse=Warehouse.model_validate(fields))
        return replace(self, scenario=other)


Spoil = Callable[[Planned], Planned]


@once
def planned() -> Planned:
    scenario = stored(
        warehouse(
            networks=(
                network("big", 0.75, minimum_places={"ambient": 1}),
                network("small", 0.25),
                network("guests", admitted=False),
            ),
            platforms=(platform(5, 3, 2, docks=(dock("a"), dock("b", use="departures"))),),
            points=(
                point("north", "big", 900, place(4, 0)),
                point("west", "big", 500, place(0, -5)),
                point("east", "small", 200, place(0, 5)),
                point("near", "small", 60, place(1, 0), fetches=True, fetch_payload_kg=90.0),
                point("south", "guests", 80),
            ),
            flows=(
                flow("big", "dry", 3200, 0, expiry=30),
                flow("big", "dry", 300, expiry=1, name="big-short"),
                flow("big", "fresh", 600, expiry=1),
                flow("small", "dry", 170, expiry=30),
            ),
            stock=(OpeningStock(network="small", family="frozen", kg=300, expiry_weeks=8),),
            fleets=(
                fleet("big-vans", network="big", payload_kg=800, pallets=4, max_stops=3),
                fleet("boxes", network="small", cold="boxes", cold_kg=120, payload_kg=500),
            ),
        )
    )
    known = facts(scenario)
    assert scenario.warehouse is not None
    shares = np.array([one.surface_share for one in scenario.warehouse.admitted])
    allotment = allot(claims(scenario, known), "leximin", shares)
    stock = plan_stock(known, room(known, allotment.shares))
    supply, travel = replenish(scenario, stock, Budget(None, 3))
    docks, supply = plan_docks(scenario, supply, 0, DockLimits())
    assert supply is not None
    return Planned(scenario, travel, allotment, stock, supply, docks)


def rounds(one: Planned, change: Callable[[SupplyRound], SupplyRound], fleet_id: str) -> Planned:
    done = False
    found = []
    for item in one.supply.rounds:
        if item.fleet == fleet_id and not done:
            found.append(change(item))
            done = True
        else:
            found.append(item)
    assert done
    return replace(one, supply=one.supply.changed(rounds=tuple(found)))


def trip(change: Callable[[Trip], Trip], fleet_id: str = "big-vans") -> Spoil:
    def spoil(item: SupplyRound) -> SupplyRound:
        return item.changed(trips=(change(item.trips[0]), *item.trips[1:]))

    return lambda one: rounds(one, spoil, fleet_id)


def drop(change: Callable[[Drop], Drop], fleet_id: str = "big-vans") -> Spoil:
    return trip(lambda item: item.changed(drops=(change(item.drops[0]), *item.drops[1:])), fleet_id)


@dataclass(frozen=True)
class Spoilt:
    """One rule of a warehouse, broken on purpose."""

    code: str
    spoil: Spoil

    def __str__(self) -> str:
        """Return the name of the test."""
        return self.code

    def is_caught(self) -> None:
        """Assert that the rule is told."""
        assert self.code in self.spoil(planned()).codes()
