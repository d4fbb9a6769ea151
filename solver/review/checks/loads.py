"""What is aboard: kg taken, payload, pallets, boxes, and how long it stays cold."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.findings import Finding
from models.plan import Plan, Round, Share, Stop
from models.scenario import Scenario
from models.streams import Stream
from solver.review.checks.finding import exceeds, name, number, round_name, violation


@dataclass(frozen=True)
class Aboard:
    """One family taken at one stop."""

    family: str
    use_by: int | None
    kg: float
    since_s: int
    site: str
    taken_kg: float
    """What it was when it came aboard."""


def loads(scenario: Scenario, stream: Stream, item: Round, plan: Plan | None) -> list[Finding]:
    """Check what is aboard after each stop.

    Parameters
    ----------
    plan
        Gives the shares that the round loads and drops; without it only what is collected counts.
    """
    found = _taken(scenario, item)
    carried = [] if plan is None else [s for s in plan.shares if s.carried_by == item.id]
    aboard: list[Aboard] = []
    stops, trips, collecting = 0, 0, False
    for position, stop in enumerate(item.stops):
        if stop.kind == "collect":
            trips += not collecting
            collecting = True
            aboard += [
                Aboard(f, _use_by(scenario, stop, f), kg, stop.leave_s, stop.site, kg)
                for f, kg in stop.kg.items()
            ]
        elif stop.kind == "unload":
            found += _cold(scenario, item, stop, aboard)
            aboard, collecting = [], False
        elif stop.kind == "load":
            trips += 1
            collecting = False
            aboard += _loaded(item, position, carried)
        elif stop.kind == "drop":
            collecting = False
            mine = [s for s in carried if s.association == stop.site]
            aboard = _dropped(scenario, stream, item, stop, aboard, mine, found)
        stops += stop.kind in ("collect", "drop")
        found += _room(scenario, item, aboard)
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


def _use_by(scenario: Scenario, stop: Stop, family: str) -> int | None:
    return scenario.pickups[str(stop.pickup)].use_by.get(family)


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
                        found=number(kg),
                        family=name(scenario, family),
                        what=name(scenario, stop.site),
                        limit=number(pickup.kg.get(family, 0.0)),
                    )
                )
    return found


def _loaded(item: Round, position: int, carried: list[Share]) -> list[Aboard]:
    """Return the shares that a load stop takes: those of the doors before the next load."""
    doors = []
    for stop in item.stops[position + 1 :]:
        if stop.kind == "load":
            break
        if stop.kind == "drop":
            doors.append(stop.site)
    load = item.stops[position]
    return [
        Aboard(s.family, s.use_by, s.kg, load.leave_s, load.site, s.kg)
        for s in carried
        if s.association in doors and _first_load(item, s.association) == position
    ]


def _first_load(item: Round, association: str) -> int:
    """Return the position of the load before the first drop at an association."""
    last = -1
    for position, stop in enumerate(item.stops):
        if stop.kind == "load":
            last = position
        if stop.kind == "drop" and stop.site == association and last >= 0:
            return last
    return -1


def _dropped(
    scenario: Scenario,
    stream: Stream,
    item: Round,
    stop: Stop,
    aboard: list[Aboard],
    mine: list[Share],
    found: list[Finding],
) -> list[Aboard]:
    """Return what is still aboard after a drop; direct rounds drop fractions of their lots."""
    if stream.mode == "hub":
        kept, gone = list(aboard), []
        for share in mine:
            for one in kept:
                if (one.family, one.use_by, one.kg) == (share.family, share.use_by, share.kg):
                    gone.append(one)
                    kept.remove(one)
                    break
        found += _cold(scenario, item, stop, gone)
        return kept
    found += _cold(scenario, item, stop, _wanted(aboard, mine))
    fraction: dict[tuple[str, int | None], float] = {}
    for share in mine:
        key = (share.family, share.use_by)
        lot = usable_kg(scenario, item, share.family, share.use_by)
        fraction[key] = fraction.get(key, 0.0) + (share.kg / lot if lot > 0 else 0.0)
    return [
        replace(
            one, kg=max(0.0, one.kg - one.taken_kg * fraction.get((one.family, one.use_by), 0.0))
        )
        for one in aboard
    ]


def _wanted(aboard: list[Aboard], mine: list[Share]) -> list[Aboard]:
    keys = {(share.family, share.use_by) for share in mine}
    return [one for one in aboard if (one.family, one.use_by) in keys]


def usable_kg(scenario: Scenario, item: Round, family: str, use_by: int) -> float:
    """Return the expected usable kg of one lot of a round."""
    total = 0.0
    for stop in item.collected:
        pickup = scenario.pickups.get(str(stop.pickup))
        if pickup is not None and pickup.use_by.get(family) == use_by:
            left = (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
            total += stop.kg.get(family, 0.0) * left
    return total


def _room(scenario: Scenario, item: Round, aboard: list[Aboard]) -> list[Finding]:
    vehicle = scenario.vehicle[item.vehicle]
    who, where = round_name(scenario, item), (item.id,)
    found = []
    kg = sum(one.kg for one in aboard)
    limit = vehicle.payload_kg * (1 - scenario.policy.capacity_margin)
    if exceeds(kg, limit):
        found.append(violation("payload", where, who=who, found=number(kg), limit=number(limit)))
    places = 0.0
    cold = 0.0
    for one in aboard:
        family = scenario.family[one.family]
        places += one.kg / family.kg_per_pallet if family.kg_per_pallet else 0.0
        cold += one.kg if family.temperature != "ambient" else 0.0
    if vehicle.pallets is not None and exceeds(places, vehicle.pallets):
        found.append(
            violation(
                "pallets", where, who=who, found=number(places), limit=number(vehicle.pallets)
            )
        )
    boxes = vehicle.boxes * vehicle.box_kg
    if vehicle.cold == "boxes" and exceeds(cold, boxes):
        found.append(
            violation("cold_boxes", where, who=who, found=number(cold), limit=number(boxes))
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
    vehicle = scenario.vehicle[item.vehicle]
    chain = scenario.policy.cold_chain
    if vehicle.cold == "refrigerated":
        return []
    limit = chain.max_min_boxes if vehicle.cold == "boxes" else chain.max_min_out
    return [
        violation(
            "cold_time",
            (item.id, one.site),
            who=round_name(scenario, item),
            what=name(scenario, one.family),
            found=number((stop.start_s - one.since_s) / 60),
            limit=number(limit),
        )
        for one in gone
        if scenario.family[one.family].temperature != "ambient"
        and exceeds(one.kg, 0.0)
        and stop.start_s - one.since_s > limit * 60
    ]
