from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest

from models.calendar import Window
from models.networks import OpeningStock
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse import Warehouse
from models.warehouse_rules import WAREHOUSE_RULES
from models.warehouse_study import (
    Allotment,
    DockPlan,
    Drop,
    Fetch,
    Move,
    Replenishment,
    StockPlan,
    SupplyRound,
    Trip,
)
from solver.review.check_warehouse import check_warehouse
from solver.settings import Budget
from solver.warehouse.allotment import allot
from solver.warehouse.docks import DockLimits, plan_docks
from solver.warehouse.place_claims import claims
from solver.warehouse.replenishment import replenish
from solver.warehouse.stock import plan_stock, room
from solver.warehouse.stock_facts import facts
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


@cache
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


def test_the_plan_is_sound() -> None:
    assert planned().codes() == set()
    assert planned().supply.got_kg == planned().supply.due_kg > 0


def moved(one: Planned, *, add: tuple[Move, ...] = (), drop: str = "") -> Planned:
    kept = tuple(move for move in one.stock.moves if move.kind != drop)
    return replace(one, stock=one.stock.changed(moves=(*kept, *add)))


def move(kind: str, kg: int, week: int = 0, **others: object) -> Move:
    fields: dict[str, object] = {"week": week, "network": "big", "family": "dry", "last_week": 4}
    return Move.model_validate(fields | {"kind": kind, "kg": kg} | others)


def shares(one: Planned, change: Callable[[int], int]) -> Planned:
    first, *rest = one.allotment.shares
    other = first.changed(given=tuple(change(n) for n in first.given))
    return replace(one, allotment=one.allotment.changed(shares=(other, *rest)))


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


def trip(
    change: Callable[[Trip], Trip], fleet_id: str = "big-vans"
) -> Callable[[Planned], Planned]:
    def spoil(item: SupplyRound) -> SupplyRound:
        return item.changed(trips=(change(item.trips[0]), *item.trips[1:]))

    return lambda one: rounds(one, spoil, fleet_id)


def drop(
    change: Callable[[Drop], Drop], fleet_id: str = "big-vans"
) -> Callable[[Planned], Planned]:
    return trip(lambda item: item.changed(drops=(change(item.drops[0]), *item.drops[1:])), fleet_id)


def item(change: Callable[[SupplyRound], SupplyRound]) -> Callable[[Planned], Planned]:
    return lambda one: rounds(one, change, "big-vans")


def slots(one: Planned, **changes: object) -> Planned:
    first, *rest = [slot for slot in one.docks.slots if slot.trip is not None]
    return replace(one, docks=one.docks.changed(slots=(first.changed(**changes), *rest)))


def collided(one: Planned) -> Planned:
    first, *rest = [slot for slot in one.docks.slots if slot.trip is not None]
    twin = first.changed(id="twin", trip=None, what="north", kind="departure")
    return replace(one, docks=one.docks.changed(slots=(first, twin, *rest)))


def second_trip_too_soon(one: Planned) -> Planned:
    def twice(item: SupplyRound) -> SupplyRound:
        first = item.trips[0]
        return item.changed(trips=(first, first.changed(load_s=first.back_s)))

    other = rounds(one, twice, "big-vans")
    first, *rest = [slot for slot in one.docks.slots if slot.trip is not None]
    name = next(item.id for item in one.supply.rounds if item.fleet == "big-vans")
    extra = first.changed(id="extra", what=name, trip=2, starts_s=25_200, ends_s=28_000)
    return replace(other, docks=one.docks.changed(slots=(first, extra, *rest)))


def fetched(**changes: object) -> Callable[[Planned], Planned]:
    def spoil(one: Planned) -> Planned:
        first: Fetch = one.supply.fetches[0]
        return replace(one, supply=one.supply.changed(fetches=(first.changed(**changes),)))

    return spoil


def same_van(one: Planned) -> Planned:
    first, *_ = [item for item in one.supply.rounds if item.fleet == "big-vans"]
    twin = first.changed(id="twin")
    return replace(one, supply=one.supply.changed(rounds=(*one.supply.rounds, twin)))


def point_row(**changes: object) -> Callable[[Planned], Planned]:
    def spoil(one: Planned) -> Planned:
        first, *rest = one.supply.points
        points = (first.changed(**changes), *rest)
        return replace(one, supply=one.supply.changed(points=points))

    return spoil


def points(**changes: object) -> Callable[[Planned], Planned]:
    def spoil(one: Planned) -> Planned:
        given = one.scenario.warehouse
        assert given is not None
        first, *rest = given.points
        return one.world(points=(first.changed(**changes), *rest))

    return spoil


def fleets(**changes: object) -> Callable[[Planned], Planned]:
    def spoil(one: Planned) -> Planned:
        given = one.scenario.warehouse
        assert given is not None
        first, second = given.fleets
        return one.world(fleets=(first.changed(**changes), second.changed(**changes)))

    return spoil


def guaranteed(one: Planned) -> Planned:
    given = one.scenario.warehouse
    assert given is not None
    first, *rest = given.networks
    spoilt = one.world(networks=(first.changed(minimum_m2=150.0), *rest))
    return shares(spoilt, lambda _: 0)


PLANTED: dict[str, Callable[[Planned], Planned]] = {
    "places_limit": lambda one: one.world(platforms=(platform(0, 3, 2),)),
    "places_asked": lambda one: shares(one, lambda n: n + 99),
    "places_minimum": lambda one: shares(one, lambda _: 0),
    "surface_minimum": guaranteed,
    "stock_arrivals": lambda one: moved(one, drop="arrived"),
    "stock_balance": lambda one: moved(one, add=(move("arrived", 5),)),
    "stock_negative": lambda one: moved(one, add=(move("issued", 99_999),)),
    "stock_expired": lambda one: moved(one, drop="expired", add=(move("expired", 1, 1),)),
    "first_expired": lambda one: moved(one, add=(move("issued", 10),), drop="issued"),
    "stock_need": lambda one: moved(one, add=(move("issued", 500),)),
    "stock_places": lambda one: one.world(platforms=(platform(1, 0, 0),)),
    "handover": lambda one: moved(one, add=(move("given", 5, to="guests"),)),
    "supply_reference": item(lambda one: one.changed(fleet="nobody")),
    "supply_vehicle": item(lambda one: one.changed(number=9)),
    "supply_twice": same_van,
    "supply_owner": drop(lambda one: one.changed(point="east")),
    "supply_access": points(largest_payload_kg=100.0),
    "supply_payload": fleets(payload_kg=50),
    "supply_pallets": fleets(pallets=0.1),
    "supply_cold": fleets(cold="none"),
    "supply_cold_time": lambda one: replace(
        fleets(cold="boxes", cold_kg=900.0)(one),
        scenario=fleets(cold="boxes", cold_kg=900.0)(one).scenario.changed(
            policy=one.scenario.policy.changed(
                cold_chain=one.scenario.policy.cold_chain.changed(max_min_boxes=1.0)
            )
        ),
    ),
    "supply_travel": drop(lambda one: one.changed(arrive_s=one.arrive_s - 600)),
    "supply_loading": lambda one: one.world(loading_min=90.0),
    "supply_unloading": points(unloading_min=99.0),
    "supply_window": points(windows=(Window(opens="03:00", closes="04:00"),)),
    "supply_shift": item(
        lambda one: one.changed(shift="morning" if one.shift == "afternoon" else "afternoon")
    ),
    "supply_duration": fleets(max_round_min=10),
    "supply_trips": item(lambda one: one.changed(trips=one.trips * 4)),
    "supply_stops": trip(lambda one: one.changed(drops=one.drops * 4)),
    "supply_storage": points(storage_kg={"ambient": 10.0}),
    "supply_due": drop(lambda one: one.changed(kg={"dry": 700})),
    "supply_issued": point_row(due_kg={"dry": 99_999}),
    "supply_totals": lambda one: replace(one, supply=one.supply.changed(metres=1)),
    "fetch_payload": fetched(kg={"dry": 500}),
    "dock_hours": lambda one: slots(one, starts_s=0, ends_s=3_600),
    "dock_use": lambda one: slots(one, kind="arrival", dock="b"),
    "dock_time": lambda one: slots(one, pallets=99.0),
    "dock_overlap": collided,
    "dock_ready": second_trip_too_soon,
    "dock_once": lambda one: replace(one, docks=one.docks.changed(slots=())),
}


def test_every_rule_has_its_planted_fault() -> None:
    # those of invoices have their own checker
    assert set(PLANTED) == {code for code in WAREHOUSE_RULES if not code.startswith("bill_")}


@pytest.mark.parametrize("code", sorted(PLANTED))
def test_a_planted_fault_is_found(code: str) -> None:
    assert code in PLANTED[code](planned()).codes()
