"""What is aboard: kg taken, payload, pallets, boxes, and how long it stays cold."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from models.deliveries import Unit
from models.findings import Finding
from models.plan import Plan, Round, Share, Stop
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from pools.streams import Stream
from solver.review.checks.direct import ShareDrop, deliveries, usable_of
from solver.review.checks.times import needed_s, service_s
from solver.review.checks.trips import trip_numbers
from solver.review.checks.violations import amount, exceeds, name, round_name, violation


@dataclass(frozen=True)
class Aboard:
    """One family taken at one stop."""

    family: str
    use_by: int | None
    kg: float
    places: float
    """Pallet places it takes."""
    usable_kg: float
    """What is expected of it after no-shows and rejects."""
    since_s: int
    site: str

    def part(self, of: float) -> Aboard:
        """Return a part of it."""
        return replace(
            self, kg=self.kg * of, places=self.places * of, usable_kg=self.usable_kg * of
        )


def loads(scenario: Scenario, stream: Stream, item: Round, plan: Plan | None) -> list[Finding]:
    """Check what is aboard after each stop.

    Parameters
    ----------
    plan
        Gives the shares that the round loads and drops; without it only what is collected counts.
    """
    found = _taken(scenario, item)
    carried = [] if plan is None else _carried(scenario, item, plan)
    direct = deliveries(scenario, item, carried) if stream.mode == "direct" else []
    aboard: list[Aboard] = []
    units: list[Unit] = []
    stops, trips, collecting = 0, 0, False
    for position, stop in enumerate(item.stops):
        if stop.kind == "collect":
            trips += not collecting
            collecting = True
            aboard += _collected(scenario, stream, stop)
        elif stop.kind == "unload":
            found += _cold(scenario, item, stop, aboard)
            aboard, collecting = [], False
        elif stop.kind == "load":
            trips += 1
            collecting = False
            taken = _loaded(scenario, stream, item, position, carried)
            found += _carries(scenario, item, taken)
            aboard += taken
            units = _units(scenario, item, position)
        elif stop.kind == "drop":
            collecting = False
            if stream.mode == "direct":
                here = [one for one in direct if one.position == position]
                gone, aboard = _portion(scenario, item, stop, aboard, here)
            else:
                gone, aboard = _off(aboard, [s for s in carried if s.association == stop.site])
            found += _cold(scenario, item, stop, gone)
            units = [unit for unit in units if unit.id not in stop.units]
        stops += stop.kind in ("collect", "drop")
        found += _room(scenario, item, aboard, units)
    if stream.deliveries:
        trips = max(trip_numbers(stream, item.stops))
    vehicle = scenario.vehicle[item.vehicle]
    who = round_name(scenario, item)
    if vehicle.max_stops is not None and stops > vehicle.max_stops:
        found.append(violation("stops", (item.id,), who=who, found=stops, limit=vehicle.max_stops))
    if trips > vehicle.max_trips:
        found.append(violation("trips", (item.id,), who=who, found=trips, limit=vehicle.max_trips))
    unique: dict[tuple[str, tuple[str, ...]], Finding] = {}
    for fault in found:
        unique.setdefault((fault.code, fault.where), fault)
    return list(unique.values())


def _carried(scenario: Scenario, item: Round, plan: Plan) -> list[Share]:
    """Return the shares that a round carries, of families that exist."""
    return [s for s in plan.shares if s.carried_by == item.id and s.family in scenario.family]


def _collected(scenario: Scenario, stream: Stream, stop: Stop) -> list[Aboard]:
    """Return what a donor gives; the clock of the cold runs from the end of the loading."""
    pickup = scenario.pickups[str(stop.pickup)]
    left = (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
    since_s = stop.start_s + service_s(scenario, stream, stop)

    def places(family: str, kg: float) -> float:
        if pickup.pallets is None:
            return _places(scenario, family, kg)
        return pickup.pallets * kg / pickup.gross_kg if pickup.gross_kg else 0.0

    return [
        Aboard(
            family,
            pickup.use_by.get(family),
            kg,
            places(family, kg),
            kg * left,
            since_s,
            stop.site,
        )
        for family, kg in stop.kg.items()
    ]


def _places(scenario: Scenario, family: str, kg: float) -> float:
    """Return the pallet places that kilograms of a family take."""
    each = scenario.family[family].kg_per_pallet
    return kg / each if each else 0.0


def _taken(scenario: Scenario, item: Round) -> list[Finding]:
    found = []
    for stop in item.collected:
        pickup = scenario.pickups[str(stop.pickup)]
        for family, kg in stop.kg.items():
            if exceeds(kg, pickup.kg.get(family, 0.0)):
                found.append(
                    violation(
                        "pickup_kg",
                        (item.id, pickup.id),
                        who=round_name(scenario, item),
                        found=amount(kg),
                        family=name(scenario, family),
                        what=name(scenario, stop.site),
                        limit=amount(pickup.kg.get(family, 0.0)),
                    )
                )
    return found


def _loaded(
    scenario: Scenario, stream: Stream, item: Round, position: int, carried: list[Share]
) -> list[Aboard]:
    """Return the shares that a load stop takes: those of the doors before the next load."""
    load = item.stops[position]
    since_s = load.start_s + needed_s(scenario, stream, item.stops, position)
    return [
        Aboard(
            s.family,
            s.use_by,
            s.kg,
            _places(scenario, s.family, s.kg),
            s.kg,
            since_s,
            load.site,
        )
        for s in carried
        if _first_load(item, s.association) == position
    ]


def _carries(scenario: Scenario, item: Round, taken: list[Aboard]) -> list[Finding]:
    """Check that the vehicle may carry the shares that it loads."""
    vehicle = scenario.vehicle[item.vehicle]
    return [
        violation(
            "carries",
            (item.id, one.family),
            who=round_name(scenario, item),
            what=name(scenario, one.family),
            found=vehicle.label,
            temperature=TEMPERATURE_NAMES[scenario.family[one.family].temperature],
        )
        for one in taken
        if vehicle.carries and scenario.family[one.family].temperature not in vehicle.carries
    ]


def _units(scenario: Scenario, item: Round, position: int) -> list[Unit]:
    """Return the delivered units that a load stop takes: those dropped before the next hub stop."""
    found: list[Unit] = []
    for stop in item.stops[position + 1 :]:
        if stop.kind not in ("collect", "drop"):
            break
        found += [scenario.units[unit] for unit in stop.units]
    return found


def _first_load(item: Round, association: str) -> int:
    """Return the position of the load before the first drop at an association."""
    last = -1
    for position, stop in enumerate(item.stops):
        if stop.kind == "load":
            last = position
        if stop.kind == "drop" and stop.site == association and last >= 0:
            return last
    return -1


def _off(aboard: list[Aboard], mine: list[Share]) -> tuple[list[Aboard], list[Aboard]]:
    """Return what a door takes off of the shares loaded, and what is still aboard."""
    kept, gone = list(aboard), []
    for share in mine:
        for one in kept:
            if (one.family, one.use_by, one.kg) == (share.family, share.use_by, share.kg):
                gone.append(one)
                kept.remove(one)
                break
    return gone, kept


def _portion(
    scenario: Scenario, item: Round, stop: Stop, aboard: list[Aboard], here: list[ShareDrop]
) -> tuple[list[Aboard], list[Aboard]]:
    """Return what a door takes off of the lots collected, and what is still aboard.

    Of a lot that was collected at several stores, what is still cold enough goes first, and of that
    what was collected first. The usable kg of a share stand for that fraction of what is taken,
    rejects included.
    """
    wanted: dict[tuple[str, int | None], float] = {}
    for one in here:
        key = (one.share.family, one.share.use_by)
        wanted[key] = wanted.get(key, 0.0) + one.kg
    gone, kept = [], []
    for lot in sorted(aboard, key=lambda lot: (_too_warm(scenario, item, stop, lot), lot.since_s)):
        left = wanted.get((lot.family, lot.use_by), 0.0)
        part = min(1.0, left / lot.usable_kg) if lot.usable_kg > 0 else 0.0
        if part > 0:
            wanted[lot.family, lot.use_by] = left - part * lot.usable_kg
            gone.append(lot.part(part))
        kept.append(lot.part(1 - part))
    return gone, kept


def usable_kg(scenario: Scenario, item: Round, family: str, use_by: int) -> float:
    """Return the expected usable kg of one lot of a round."""
    return sum(usable_of(scenario, stop, family, use_by) for stop in item.stops)


def _room(
    scenario: Scenario, item: Round, aboard: list[Aboard], units: list[Unit]
) -> list[Finding]:
    """Check room for what is aboard; a margin is kept for expectations, not for given units."""
    vehicle = scenario.vehicle[item.vehicle]
    who, where = round_name(scenario, item), (item.id,)
    found = []
    kg = sum(one.kg for one in aboard)
    limit = vehicle.payload_kg * (1 - scenario.policy.capacity_margin)
    if exceeds(kg, limit):
        found.append(violation("payload", where, who=who, found=amount(kg), limit=amount(limit)))
    kg += sum(unit.kg for unit in units)
    if units and exceeds(kg, vehicle.payload_kg):
        most = amount(vehicle.payload_kg)
        found.append(violation("payload", where, who=who, found=amount(kg), limit=most))
    places = sum(one.places for one in aboard) + sum(unit.pallets for unit in units)
    cold = sum(one.kg for one in aboard if scenario.family[one.family].temperature != "ambient")
    if vehicle.pallets is not None and exceeds(places, vehicle.pallets):
        found.append(
            violation(
                "pallets", where, who=who, found=amount(places), limit=amount(vehicle.pallets)
            )
        )
    boxes = vehicle.boxes * vehicle.box_kg
    if vehicle.cold == "boxes" and exceeds(cold, boxes):
        found.append(
            violation("cold_boxes", where, who=who, found=amount(cold), limit=amount(boxes))
        )
    if vehicle.cold == "none":
        found += [
            violation("frozen", (item.id, one.site), who=who, what=name(scenario, one.site))
            for one in aboard
            if scenario.family[one.family].temperature == "frozen" and exceeds(one.kg, 0.0)
        ]
    return found


def _cold(scenario: Scenario, item: Round, stop: Stop, gone: list[Aboard]) -> list[Finding]:
    """Check how long chilled and frozen food has been aboard when a stop takes it off."""
    return [
        violation(
            "cold_time",
            (item.id, one.site),
            who=round_name(scenario, item),
            what=name(scenario, one.family),
            found=amount((stop.start_s - one.since_s) / 60),
            limit=amount(_cold_min(scenario, item)),
        )
        for one in gone
        if exceeds(one.kg, 0.0) and _too_warm(scenario, item, stop, one)
    ]


def _too_warm(scenario: Scenario, item: Round, stop: Stop, one: Aboard) -> bool:
    """Tell whether food that is to be kept cold has been aboard too long at a stop."""
    if scenario.family[one.family].temperature == "ambient":
        return False
    return stop.start_s - one.since_s > _cold_min(scenario, item) * 60


def _cold_min(scenario: Scenario, item: Round) -> float:
    """Return how long a round may keep food cold, minutes."""
    chain = scenario.policy.cold_chain
    cold = scenario.vehicle[item.vehicle].cold
    limits = {"refrigerated": math.inf, "boxes": chain.max_min_boxes, "none": chain.max_min_out}
    return limits[cold]
