"""Rounds of a week that carry transfers: loaded again, timed again with what is handled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.findings import Finding
from models.plan import Plan, Round, Share, Stop
from models.scenario import Scenario
from models.transfers import StockLot
from models.transfers_study import Handover, TransferTrip
from models.travel import TravelMatrix
from solver.review.check import check
from solver.review.checks.violations import amount, exceeds, round_name, violation


def handling_s(scenario: Scenario, kg: float) -> float:
    """Return how long it takes to load, or to unload, so many kg, seconds."""
    return kg / 100 * scenario.transfers.handling_min_per_100kg * 60


def aboard(mine: Sequence[Handover], leg: int) -> list[Handover]:
    """Return what is aboard from one halt to the next."""
    return [one for one in mine if one.from_stop <= leg < one.to_stop]


def is_cold(scenario: Scenario, lot: StockLot) -> bool:
    """Tell whether a lot must be kept cold."""
    return scenario.family[lot.family].temperature != "ambient"


def pallets(scenario: Scenario, family: str, kg: float) -> float:
    """Return the pallet places that food of a family takes."""
    each = scenario.family[family].kg_per_pallet
    return kg / each if each else 0.0


def round_loads(
    scenario: Scenario,
    week: Plan,
    item: Round,
    trip: TransferTrip,
    mine: Sequence[Handover],
    lots: dict[str, StockLot],
) -> Iterator[Finding]:
    """Yield legs of a round on which what rides and what it carries anyway is too much."""
    vehicle = scenario.vehicle[item.vehicle]
    carried = _carried(scenario, week, item)
    margin = 1 - scenario.policy.capacity_margin
    for leg, (before, after) in enumerate(pairwise(trip.stops)):
        on = aboard(mine, leg)
        if not on:
            continue
        kg = sum(one.kg for one in on)
        cold = sum(one.kg for one in on if is_cold(scenario, lots[one.lot]))
        places = sum(pallets(scenario, lots[one.lot].family, one.kg) for one in on)
        way = carried[before.position : after.position]
        most = tuple(max(one[n] for one in way) for n in range(3))
        who = round_name(scenario, item)
        if exceeds(kg + most[0], vehicle.payload_kg * margin):
            limit = amount(vehicle.payload_kg * margin)
            yield violation(
                "transfer_load", (trip.id,), who=who, found=amount(kg + most[0]), limit=limit
            )
        boxes = vehicle.boxes * vehicle.box_kg
        if vehicle.cold == "boxes" and exceeds(cold + most[1], boxes) and cold > 0:
            found = amount(cold + most[1])
            yield violation(
                "transfer_cold_load", (trip.id,), who=who, found=found, limit=amount(boxes)
            )
        if vehicle.pallets is not None and exceeds(places + most[2], vehicle.pallets):
            found, limit = amount(places + most[2]), amount(vehicle.pallets)
            yield violation("pallets", (trip.id,), who=who, found=found, limit=limit)


def _carried(scenario: Scenario, week: Plan, item: Round) -> list[tuple[float, float, float]]:
    """Return what a round carries by itself after each stop: kg, chilled kg, pallets.

    What has been collected counts until it is unloaded; shares from their load to their door.
    """
    shares = [one for one in week.shares if one.carried_by == item.id]
    through_hub = any(stop.kind == "load" for stop in item.stops)
    now: dict[str, float] = defaultdict(float)
    found = []
    for position, stop in enumerate(item.stops):
        if stop.kind == "unload":
            now.clear()
        for family, kg in stop.kg.items() if stop.kind == "collect" else ():
            now[family] += kg
        if through_hub and stop.kind == "load":
            for later in item.stops[position + 1 :]:
                if later.kind == "load":
                    break
                _change(scenario, now, later, shares, 1)
        if through_hub and stop.kind == "drop":
            _change(scenario, now, stop, shares, -1)
        cold = sum(kg for name, kg in now.items() if _chilled(scenario, name))
        places = sum(pallets(scenario, name, kg) for name, kg in now.items())
        found.append((sum(now.values()), cold, places))
    return found


def _chilled(scenario: Scenario, family: str) -> bool:
    return scenario.family[family].temperature != "ambient"


def _change(
    scenario: Scenario, now: dict[str, float], stop: Stop, shares: Sequence[Share], sign: int
) -> None:
    """Put aboard, or take off, what a door receives."""
    if stop.kind != "drop":
        return
    for one in shares:
        if one.association == stop.site:
            now[one.family] += sign * one.kg
    for name in stop.units:
        unit = scenario.units[name]
        now[unit.family] += sign * unit.kg


def rounds_late(
    scenario: Scenario,
    travel: TravelMatrix,
    week: Plan,
    ridden: Sequence[TransferTrip],
    riding: dict[str, list[Handover]],
) -> Iterator[Finding]:
    """Yield what handling makes rounds break: all rounds timed again, and the week checked."""
    extra: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for trip in ridden:
        for one in riding[trip.id]:
            for number in (one.from_stop, one.to_stop):
                extra[trip.id][trip.stops[number].position] += handling_s(scenario, one.kg)
    if not extra:
        return
    known = {(fault.code, fault.where) for fault in check(scenario, travel, week)}
    late = tuple(_timed_again(travel, item, extra.get(item.id, {})) for item in week.rounds)
    for fault in check(scenario, travel, Plan(rounds=late, shares=week.shares)):
        if (fault.code, fault.where) not in known:
            yield violation("transfer_late", fault.where, who=scenario.label, what=fault.text)


def _timed_again(travel: TravelMatrix, item: Round, extra: dict[int, float]) -> Round:
    """Return a round with handling besides: each stop as soon as planned, or later if need be."""
    stops: list[Stop] = []
    for position, stop in enumerate(item.stops):
        arrive = stop.arrive_s
        if stops:
            since = stops[-1].leave_s - stops[0].leave_s
            way_s, _ = travel.way(stops[-1].site, stop.site, since)
            arrive = max(arrive, stops[-1].leave_s + way_s)
        if position in (0, len(item.stops) - 1):
            # one instant: loaded before it, unloaded after it
            at = arrive if position else arrive + round(extra.get(0, 0.0) + 0.499)
            stops.append(stop.changed(arrive_s=at, start_s=at, leave_s=at))
            continue
        start = max(stop.start_s, arrive)
        leave = start + (stop.leave_s - stop.start_s) + round(extra.get(position, 0.0) + 0.499)
        stops.append(stop.changed(arrive_s=arrive, start_s=start, leave_s=leave))
    return item.changed(stops=tuple(stops))
