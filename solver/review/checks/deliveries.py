"""Delivered units in one round: the right door and day, in a vehicle that may bring them."""

from __future__ import annotations

from models.base import Text
from models.calendar import DAY_NAMES
from models.deliveries import Unit
from models.findings import Finding
from models.plan import Plan, Round, Stop
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.vehicles import Vehicle
from pools.streams import Stream
from solver.review.checks.times import needed_s
from solver.review.checks.violations import amount, name, round_name, unit_name, violation

NEEDS = {
    "chilled": Text(
        fr="un camion frigorifique ou des norvégiennes",
        en="a refrigerated van or insulated boxes",
    ),
    "frozen": Text(
        fr="une housse isotherme, ou des norvégiennes",
        en="an isothermal cover, or insulated boxes",
    ),
}


def deliveries(scenario: Scenario, stream: Stream, item: Round, plan: Plan | None) -> list[Finding]:
    """Check what each drop takes off.

    Parameters
    ----------
    plan
        Gives the shares that drops may bring beside units; without it empty drops are not told.
    """
    found: list[Finding] = []
    loaded_s = item.stops[0].leave_s
    for position, stop in enumerate(item.stops):
        if stop.kind == "load":
            loaded_s = stop.start_s + needed_s(scenario, stream, item.stops, position)
        for unit in (scenario.units[identifier] for identifier in stop.units):
            found += _door(scenario, stream, item, stop, unit)
            found += _aboard(scenario, item, unit)
            found += _in_boxes(scenario, item, unit, stop.start_s - loaded_s)
        if plan is not None and stream.deliveries and _empty(item, stop, plan):
            what = name(scenario, stop.site)
            who = round_name(scenario, item)
            found.append(violation("empty_visit", (item.id, stop.site), who=who, what=what))
    return found


def _empty(item: Round, stop: Stop, plan: Plan) -> bool:
    """Tell whether a drop brings neither units nor shares, nor food of an errand."""
    if stop.kind != "drop" or stop.units or stop.errand:
        return False
    return not any(
        share.carried_by == item.id and share.association == stop.site for share in plan.shares
    )


def _door(scenario: Scenario, stream: Stream, item: Round, stop: Stop, unit: Unit) -> list[Finding]:
    who, what = round_name(scenario, item), unit_name(scenario, unit)
    where = (item.id, unit.id)
    found = []
    if stop.site != unit.to:
        found.append(
            violation("unit_door", where, who=who, what=what, found=name(scenario, stop.site))
        )
    days = scenario.delivery[unit.delivery].days
    if days and item.day not in days:
        names = [DAY_NAMES[day] for day in days]
        limit = Text(fr=", ".join(d.fr for d in names), en=", ".join(d.en for d in names))
        found.append(
            violation("unit_day", where, who=who, what=what, found=DAY_NAMES[item.day], limit=limit)
        )
    if unit.delivery not in stream.deliveries:
        pool = next(pool.label for pool in scenario.policy.pools if pool.id == stream.pool)
        found.append(violation("pooling", where, who=who, what=what, found=pool))
    return found


def _aboard(scenario: Scenario, item: Round, unit: Unit) -> list[Finding]:
    """Check that a vehicle may bring a unit at its temperature."""
    vehicle = scenario.vehicle[item.vehicle]
    who, what = round_name(scenario, item), unit_name(scenario, unit)
    where = (item.id, unit.id)
    if vehicle.carries and unit.temperature not in vehicle.carries:
        cold = TEMPERATURE_NAMES[unit.temperature]
        label = vehicle.label
        return [violation("carries", where, who=who, what=what, found=label, temperature=cold)]
    if _kept(vehicle, unit):
        return []
    return [violation("unit_cold", where, who=who, what=what, limit=NEEDS[unit.temperature])]


def _kept(vehicle: Vehicle, unit: Unit) -> bool:
    """Tell whether a unit can be kept at its temperature aboard, as it is packed."""
    if unit.temperature == "chilled":
        return vehicle.cold == "refrigerated" or unit.boxes > 0
    if unit.temperature == "frozen":
        return vehicle.frozen_pallets or _boxed(unit)
    return True


def _boxed(unit: Unit) -> bool:
    """Tell whether a unit travels in boxes alone."""
    return unit.boxes > 0 and unit.pallets == 0


def _in_boxes(scenario: Scenario, item: Round, unit: Unit, aboard_s: int) -> list[Finding]:
    """Check how long a unit that only boxes keep cold has been aboard."""
    warm = scenario.vehicle[item.vehicle].cold != "refrigerated"
    boxed = (unit.temperature == "frozen" and _boxed(unit)) or (
        unit.temperature == "chilled" and unit.boxes > 0 and warm
    )
    limit = scenario.policy.cold_chain.max_min_boxes
    if not boxed or aboard_s <= limit * 60:
        return []
    return [
        violation(
            "cold_time",
            (item.id, unit.id),
            who=round_name(scenario, item),
            what=unit_name(scenario, unit),
            found=amount(aboard_s / 60),
            limit=amount(limit),
        )
    ]
