"""Gifts larger than any vehicle: those that may be visited more than once."""

from __future__ import annotations

from models.donors import Pickup
from models.scenario import Scenario
from models.vehicles import Vehicle
from pools.streams import Stream, may_work


def part_taken(scenario: Scenario, vehicle: Vehicle, pickup: Pickup) -> float:
    """Return which part of a gift a vehicle can take at once, 1 for all: by weight and by places.

    Its margin is kept free.
    """
    gross = pickup.gross_kg
    if gross <= 0:
        return 1.0
    part = vehicle.payload_kg * (1 - scenario.policy.capacity_margin) / gross
    if vehicle.pallets is not None:
        places = places_of(scenario, pickup)
        part = min(part, vehicle.pallets / places if places else part)
    return min(1.0, part)


def places_of(scenario: Scenario, pickup: Pickup) -> float:
    """Return the pallet places that a gift takes, as known or by its families."""
    if pickup.pallets is not None:
        return pickup.pallets
    each = ((kg, scenario.family[family].kg_per_pallet) for family, kg in pickup.kg.items())
    return sum(kg / per for kg, per in each if per)


def parts_at_once(scenario: Scenario, stream: Stream, pickup: Pickup) -> tuple[float, ...]:
    """Return which parts of a gift vehicles of its stream can take at once, the largest first.

    One of each size; empty where no vehicle may collect it that day.
    """
    promised = {
        one.vehicle
        for one in scenario.promises
        if (one.donor, one.day) == (pickup.donor, pickup.day)
    }
    able = [
        vehicle
        for vehicle in scenario.vehicles
        if may_work(scenario, stream, vehicle.id, pickup.day, collects=True)
        and pickup.donor not in vehicle.forbidden
        and (vehicle.cold == "refrigerated" or not pickup.refrigerated)
        and (not promised or vehicle.id in promised)
    ]
    found = {round(part_taken(scenario, vehicle, pickup), 9) for vehicle in able}
    return tuple(sorted(found, reverse=True))


def is_large(scenario: Scenario, stream: Stream, pickup: Pickup) -> bool:
    """Tell whether no vehicle that may collect a gift can take it all at once."""
    parts = parts_at_once(scenario, stream, pickup)
    return bool(parts) and parts[0] < 1
