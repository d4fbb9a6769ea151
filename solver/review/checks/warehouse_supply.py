"""Rounds that supply the points: vehicles, loads, times and windows."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from models.base import clock
from models.findings import Finding
from models.fleets import Fleet
from models.networks import Point
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.travel import TravelMatrix
from models.warehouse import Warehouse
from models.warehouse_study import StockPlan
from models.warehouse_supply import Drop, Replenishment, SupplyRound, Trip
from solver.review.checks.violations import amount, exceeds, number, span, violation
from solver.review.checks.warehouse_received import between, check_received


def check_supply(
    scenario: Scenario,
    travel: Sequence[TravelMatrix],
    stock: StockPlan,
    plan: Replenishment,
) -> Iterator[Finding]:
    """Yield what is wrong with rounds, then with what points receive."""
    sound = []
    for item in plan.rounds:
        unknown = list(_names(scenario, item))
        yield from unknown
        if not unknown:
            sound.append(item)
            yield from _vehicle(scenario, item)
            yield from _hours(scenario, item)
            for trip in item.trips:
                yield from _load(scenario, item, trip)
                yield from _way(scenario, travel, item, trip)
    yield from _twice(sound)
    yield from check_received(scenario, travel, stock, plan, sound)


def _warehouse(scenario: Scenario) -> Warehouse:
    assert scenario.warehouse is not None
    return scenario.warehouse


def _names(scenario: Scenario, item: SupplyRound) -> Iterator[Finding]:
    warehouse = _warehouse(scenario)
    drops = [drop for trip in item.trips for drop in trip.drops]
    for name, known in (
        (item.fleet, named(warehouse.fleet, item.fleet)),
        (item.platform, named(warehouse.platform, item.platform)),
        (item.shift, named(scenario.shift, item.shift)),
        *((drop.point, named(warehouse.point, drop.point)) for drop in drops),
        *((f, named(scenario.family, f)) for drop in drops for f in drop.kg),
    ):
        if not known:
            yield violation("supply_reference", (item.id,), who=item.id, what=name)


def named(known: Mapping[str, object], name: str) -> bool:
    """Tell whether a name designates something."""
    return name in known


def _vehicle(scenario: Scenario, item: SupplyRound) -> Iterator[Finding]:
    warehouse = _warehouse(scenario)
    fleet = warehouse.fleet[item.fleet]
    home = fleet.platform or warehouse.platforms[0].id
    free = (
        item.number <= fleet.count
        and item.day in fleet.days
        and (not fleet.shifts or item.shift in fleet.shifts)
        and item.platform == home
    )
    if not free:
        found = f"{fleet.label} {item.number}"
        yield violation("supply_vehicle", (item.id,), who=item.id, found=found)
    if len(item.trips) > fleet.max_trips:
        yield violation(
            "supply_trips",
            (item.id,),
            who=item.id,
            found=len(item.trips),
            limit=fleet.max_trips,
        )
    for trip in item.trips:
        if fleet.max_stops is not None and len(trip.drops) > fleet.max_stops:
            yield violation(
                "supply_stops",
                (item.id,),
                who=item.id,
                found=len(trip.drops),
                limit=fleet.max_stops,
            )
        for drop in trip.drops:
            yield from _allowed(warehouse, item, fleet, warehouse.point[drop.point])


def _allowed(
    warehouse: Warehouse, item: SupplyRound, fleet: Fleet, point: Point
) -> Iterator[Finding]:
    where = (item.id, point.id)
    owner = None if fleet.network is None else warehouse.network[fleet.network]
    barred = owner is not None and (
        not owner.admitted or (owner.id != point.network and not fleet.lent)
    )
    if barred or not warehouse.network[point.network].admitted:
        yield violation("supply_owner", where, who=item.id, what=point.label)
    limit = point.largest_payload_kg
    if limit is not None and fleet.payload_kg > limit:
        yield violation(
            "supply_access",
            where,
            who=item.id,
            what=point.label,
            found=number(fleet.payload_kg),
            limit=number(limit),
        )


def _hours(scenario: Scenario, item: SupplyRound) -> Iterator[Finding]:
    shift = scenario.shift[item.shift]
    fleet = _warehouse(scenario).fleet[item.fleet]
    start, end = item.trips[0].load_s, item.trips[-1].back_s
    if start < shift.starts_s or end > shift.ends_s:
        yield violation(
            "supply_shift",
            (item.id,),
            who=item.id,
            found=span(start, end),
            limit=f"{shift.starts}-{shift.ends}",
        )
    longest = min(shift.max_min, fleet.max_round_min or shift.max_min)
    if end - start > longest * 60:
        yield violation(
            "supply_duration",
            (item.id,),
            who=item.id,
            found=number((end - start) / 60),
            limit=longest,
        )


def _load(scenario: Scenario, item: SupplyRound, trip: Trip) -> Iterator[Finding]:
    fleet = _warehouse(scenario).fleet[item.fleet]
    kg, pallets, cold = 0, 0.0, 0
    for drop in trip.drops:
        for name, one in drop.kg.items():
            family = scenario.family[name]
            kg += one
            pallets += one / family.kg_per_pallet if family.kg_per_pallet else 0.0
            cold += one if family.temperature != "ambient" else 0
        yield from _storage(scenario, item, drop)
    if exceeds(kg, fleet.payload_kg):
        yield violation(
            "supply_payload", (item.id,), who=item.id, found=kg, limit=number(fleet.payload_kg)
        )
    if fleet.pallets is not None and exceeds(pallets, fleet.pallets):
        yield violation(
            "supply_pallets",
            (item.id,),
            who=item.id,
            found=amount(pallets),
            limit=amount(fleet.pallets),
        )
    most = {"refrigerated": fleet.payload_kg, "boxes": 0.0, "none": 0.0}[fleet.cold]
    if fleet.cold_kg is not None and fleet.cold != "none":
        most = fleet.cold_kg
    if exceeds(cold, most):
        yield violation("supply_cold", (item.id,), who=item.id, found=cold, limit=number(most))
    limit_min = scenario.policy.cold_chain.max_min_boxes
    for drop in trip.drops:
        aboard = (drop.start_s - trip.leave_s) / 60
        chilled = any(scenario.family[name].temperature != "ambient" for name in drop.kg)
        if chilled and fleet.cold != "refrigerated" and aboard > limit_min + 1 / 60:
            yield violation(
                "supply_cold_time",
                (item.id, drop.point),
                who=item.id,
                what=drop.point,
                found=number(aboard),
                limit=number(limit_min),
            )


def _storage(scenario: Scenario, item: SupplyRound, drop: Drop) -> Iterator[Finding]:
    point = _warehouse(scenario).point[drop.point]
    for temperature, limit in point.storage_kg.items():
        brought = sum(
            kg for name, kg in drop.kg.items() if scenario.family[name].temperature == temperature
        )
        if exceeds(brought, max(1.0, limit)):
            yield violation(
                "supply_storage",
                (item.id, point.id),
                who=point.label,
                what=TEMPERATURE_NAMES[temperature],
                found=brought,
                limit=number(limit),
            )


def _way(
    scenario: Scenario, travel: Sequence[TravelMatrix], item: SupplyRound, trip: Trip
) -> Iterator[Finding]:
    """Yield times that the ways, loading, unloading or openings do not allow."""
    warehouse = _warehouse(scenario)
    if trip.leave_s - trip.load_s < round(60 * warehouse.loading_min):
        yield violation(
            "supply_loading",
            (item.id,),
            who=item.id,
            found=number((trip.leave_s - trip.load_s) / 60),
            limit=number(warehouse.loading_min),
        )
    here, now = item.platform, trip.leave_s
    for drop in trip.drops:
        point = warehouse.point[drop.point]
        yield from _arrives(travel, item, here, drop.point, now, drop.arrive_s)
        minutes = warehouse.unloading_min if point.unloading_min is None else point.unloading_min
        if drop.leave_s - drop.start_s < round(60 * minutes) or drop.start_s < drop.arrive_s:
            yield violation(
                "supply_unloading",
                (item.id, point.id),
                who=item.id,
                what=point.label,
                found=number((drop.leave_s - drop.start_s) / 60),
                limit=number(minutes),
            )
        windows = [one for one in point.windows if one.day in (None, item.day)]
        inside = any(
            one.opens_s <= drop.start_s and drop.leave_s <= one.closes_s for one in windows
        )
        if point.windows and not inside:
            yield violation(
                "supply_window",
                (item.id, point.id),
                who=item.id,
                what=point.label,
                found=span(drop.start_s, drop.leave_s),
            )
        here, now = drop.point, drop.leave_s
    yield from _arrives(travel, item, here, item.platform, now, trip.back_s)


def _arrives(
    travel: Sequence[TravelMatrix], item: SupplyRound, here: str, there: str, now: int, at: int
) -> Iterator[Finding]:
    way = between(travel, here, there)
    soonest = now + (0 if way is None else way[0])
    if way is None or at < soonest:
        yield violation(
            "supply_travel",
            (item.id, there),
            who=item.id,
            what=there,
            found=clock(at),
            limit=clock(soonest),
        )


def _twice(rounds: Sequence[SupplyRound]) -> Iterator[Finding]:
    """Yield vehicles that are out twice at a time, and trips that begin before the last is back."""
    outings: dict[tuple[str, int, str], list[SupplyRound]] = defaultdict(list)
    for item in rounds:
        outings[item.fleet, item.number, item.day].append(item)
        for one, other in itertools.pairwise(item.trips):
            if other.load_s < one.back_s:
                found = span(other.load_s, other.back_s)
                yield violation("supply_twice", (item.id,), who=item.id, found=found)
    for mine in outings.values():
        for before, after in itertools.pairwise(sorted(mine, key=lambda r: r.trips[0].load_s)):
            if after.trips[0].load_s < before.trips[-1].back_s:
                yield violation("supply_twice", (after.id,), who=after.id, found=before.id)
