"""Trips of transfers: timed again with what is handled on them, loaded again, kept cold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.base import Text, clock
from models.calendar import DAYS
from models.findings import Finding
from models.numbers import decimal
from models.plan import Plan, Round
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from models.transfers import StockLot
from models.transfers_study import Handover, TransferPlan, TransferTrip
from models.travel import TravelMatrix
from models.words import DRIVER, HELPER
from solver.review.checks.means import parted
from solver.review.checks.transfers_rounds import (
    aboard,
    handling_s,
    is_cold,
    pallets,
    round_loads,
    rounds_late,
)
from solver.review.checks.violations import amount, exceeds, span, violation

DAY_S = 86_400
_Outing = tuple[str, frozenset[str], int, int]
"""A name, the vehicle and people, from and to, seconds since Monday midnight."""


def check_trips(
    scenario: Scenario, travel: TravelMatrix, plan: TransferPlan, week: Plan | None
) -> Iterator[Finding]:
    """Yield every rule that trips break with what rides on them."""
    lots = scenario.stock_lots
    rounds = {} if week is None else week.round
    riding: dict[str, list[Handover]] = defaultdict(list)
    for one in plan.handovers:
        riding[one.trip].append(one)
    sound = set[str]()
    for trip in plan.trips:
        mine = riding[trip.id]
        faults = list(_halts(scenario, trip, mine, rounds.get(trip.id)))
        yield from faults
        if faults:
            continue
        sound.add(trip.id)
        yield from _cold(scenario, trip, mine, lots, week)
        if trip.sort == "given":
            yield from _given(scenario, trip, mine, lots)
        elif trip.sort == "new":
            yield from _new(scenario, travel, trip, mine, lots)
    new = [trip for trip in plan.trips if trip.sort == "new" and trip.id in sound]
    yield from _several_new(scenario, new, week)
    if week is not None:
        ridden = [trip for trip in plan.trips if trip.sort == "round" and trip.id in sound]
        for trip in ridden:
            yield from round_loads(scenario, week, rounds[trip.id], trip, riding[trip.id], lots)
        yield from rounds_late(scenario, travel, week, ridden, riding)


def trip_name(scenario: Scenario, trip: TransferTrip) -> str:
    """Return what a trip is called."""
    given = scenario.transfers.trip.get(trip.id)
    if given is not None:
        return given.label
    vehicle = scenario.vehicle.get(trip.vehicle or "")
    return trip.id if vehicle is None else vehicle.label


def _halts(
    scenario: Scenario, trip: TransferTrip, mine: Sequence[Handover], item: Round | None
) -> Iterator[Finding]:
    """Yield trips that are not what they are said to be, and halts that they do not make."""
    given = scenario.transfers.trip.get(trip.id)
    known = {"round": item is not None, "given": given is not None, "new": True}
    if not known[trip.sort]:
        yield violation("reference", (trip.id,), who=trip.id, what=trip.id)
        return
    if not _as_said(scenario, trip, item):
        yield violation("round_form", (trip.id,), who=trip.id, what=trip_name(scenario, trip))
        return
    for one in mine:
        i, j = one.from_stop, one.to_stop
        if not (
            0 <= i < j < len(trip.stops)
            and trip.stops[i].association == one.giver
            and trip.stops[j].association == one.to
        ):
            yield violation(
                "transfer_stops",
                (trip.id, one.lot),
                who=trip_name(scenario, trip),
                found=scenario.association[one.giver].name,
                limit=scenario.association[one.to].name,
            )


def _as_said(scenario: Scenario, trip: TransferTrip, item: Round | None) -> bool:
    """Tell whether the halts of a round or a trip given are at its own places and times."""
    if trip.sort == "given":
        given = scenario.transfers.trip[trip.id]
        midnight = (given.on - scenario.week_of).days * DAY_S
        return [(one.association, one.arrive_s, one.leave_s) for one in trip.stops] == [
            (one.association, midnight + one.arrives_s, midnight + one.leaves_s)
            for one in given.stops
        ]
    if item is None:
        return trip.sort == "new" and len(trip.stops) >= 2
    midnight = DAYS.index(item.day) * DAY_S
    places = [one.position for one in trip.stops]
    if places != sorted(set(places)) or (places and places[-1] >= len(item.stops)):
        return False
    return all(
        item.stops[one.position].site == one.association
        and midnight + item.stops[one.position].arrive_s == one.arrive_s
        and midnight + item.stops[one.position].leave_s <= one.leave_s
        for one in trip.stops
    )


def _equipment(scenario: Scenario, trip: TransferTrip) -> tuple[str, tuple[str, ...]]:
    """Return the cold equipment of a trip, and the only temperatures that it carries if told."""
    if trip.sort == "given":
        return scenario.transfers.trip[trip.id].cold, ()
    vehicle = scenario.vehicle[str(trip.vehicle)]
    return vehicle.cold, vehicle.carries


def _cold(
    scenario: Scenario,
    trip: TransferTrip,
    mine: Sequence[Handover],
    lots: dict[str, StockLot],
    week: Plan | None,
) -> Iterator[Finding]:
    """Yield chilled and frozen food that is aboard for too long, or may not be."""
    equipment, only = _equipment(scenario, trip)
    chain, who = scenario.policy.cold_chain, trip_name(scenario, trip)
    for one in mine:
        family = scenario.family[lots[one.lot].family]
        where = (trip.id, one.lot)
        forbidden = only and family.temperature not in only
        if forbidden or (equipment == "none" and family.temperature == "frozen"):
            said = TEMPERATURE_NAMES[family.temperature]
            yield violation("transfer_carries", where, who=who, what=family.label, found=said)
            continue
        if family.temperature == "ambient" or equipment == "refrigerated":
            continue
        limit = chain.max_min_boxes if equipment == "boxes" else chain.max_min_out
        late = _handled_between(scenario, trip, mine, one) if week and trip.sort == "round" else 0
        stops = trip.stops
        aboard = (stops[one.to_stop].arrive_s - stops[one.from_stop].leave_s + late) / 60
        if exceeds(aboard, limit):
            yield violation(
                "transfer_cold",
                where,
                who=who,
                what=family.label,
                found=amount(aboard),
                limit=amount(limit),
            )


def _handled_between(
    scenario: Scenario, trip: TransferTrip, mine: Sequence[Handover], one: Handover
) -> float:
    """Return how long is spent handling other things while a hand-over is aboard, seconds."""
    del trip
    found = 0.0
    for other in mine:
        for stop in (other.from_stop, other.to_stop):
            if one.from_stop < stop < one.to_stop:
                found += handling_s(scenario, other.kg)
    return found


def _loads(
    scenario: Scenario,
    trip: TransferTrip,
    mine: Sequence[Handover],
    lots: dict[str, StockLot],
    limits: tuple[float, float | None, float | None],
) -> Iterator[Finding]:
    """Yield legs on which too much is aboard: kg, chilled kg in boxes, pallets."""
    who = trip_name(scenario, trip)
    for leg in range(len(trip.stops) - 1):
        on = aboard(mine, leg)
        kg = sum(one.kg for one in on)
        cold = sum(one.kg for one in on if is_cold(scenario, lots[one.lot]))
        if exceeds(kg, limits[0]):
            yield violation(
                "transfer_load", (trip.id,), who=who, found=amount(kg), limit=amount(limits[0])
            )
        if limits[1] is not None and exceeds(cold, limits[1]):
            yield violation(
                "transfer_cold_load",
                (trip.id,),
                who=who,
                found=amount(cold),
                limit=amount(limits[1]),
            )
        places = sum(pallets(scenario, lots[one.lot].family, one.kg) for one in on)
        if limits[2] is not None and exceeds(places, limits[2]):
            yield violation(
                "pallets", (trip.id,), who=who, found=amount(places), limit=amount(limits[2])
            )


def _stays(scenario: Scenario, trip: TransferTrip, mine: Sequence[Handover]) -> Iterator[Finding]:
    """Yield halts that are shorter than what is handled there takes."""
    for number, stop in enumerate(trip.stops):
        kg = sum(one.kg for one in mine if number in (one.from_stop, one.to_stop))
        needed, there = handling_s(scenario, kg), stop.leave_s - stop.arrive_s
        if exceeds(needed / 60, there / 60):
            yield violation(
                "transfer_time",
                (trip.id,),
                who=trip_name(scenario, trip),
                what=scenario.association[stop.association].name,
                found=amount(needed / 60),
                limit=amount(there / 60),
            )


def _given(
    scenario: Scenario, trip: TransferTrip, mine: Sequence[Handover], lots: dict[str, StockLot]
) -> Iterator[Finding]:
    given = scenario.transfers.trip[trip.id]
    cold = given.cold_kg if given.cold == "boxes" else None
    yield from _loads(scenario, trip, mine, lots, (given.payload_kg, cold, None))
    yield from _stays(scenario, trip, mine)


def _new(
    scenario: Scenario,
    travel: TravelMatrix,
    trip: TransferTrip,
    mine: Sequence[Handover],
    lots: dict[str, StockLot],
) -> Iterator[Finding]:
    """Yield what a trip driven for transfers alone breaks."""
    vehicle, asked = scenario.vehicle[str(trip.vehicle)], scenario.transfers
    who = trip_name(scenario, trip)
    boxes = vehicle.boxes * vehicle.box_kg if vehicle.cold == "boxes" else None
    yield from _loads(scenario, trip, mine, lots, (vehicle.payload_kg, boxes, vehicle.pallets))
    yield from _stays(scenario, trip, mine)
    leaves, returns = trip.leaves_s or 0, trip.returns_s or 0
    sites = [vehicle.owner, *(one.association for one in trip.stops), vehicle.owner]
    out = [leaves, *(one.leave_s for one in trip.stops)]
    into = [*(one.arrive_s for one in trip.stops), returns]
    metres = 0
    for (a, b), left_s, reached_s in zip(pairwise(sites), out, into, strict=True):
        way_s, way_m = travel.way(a, b, left_s - leaves)
        metres += way_m
        if reached_s < left_s + way_s:
            yield violation(
                "transfer_way",
                (trip.id,),
                who=who,
                what=scenario.association[b].name,
                found=clock(reached_s % DAY_S),
                limit=clock((left_s + way_s) % DAY_S + 59),
            )
    kilometres = max(metres, trip.metres) / 1000
    if exceeds(kilometres, asked.new_trip_km):
        found = decimal(f"{kilometres:.1f} km")
        yield violation(
            "transfer_new_trips", (trip.id,), who=who, found=found, limit=asked.new_trip_km
        )
    kg, least = sum(one.kg for one in mine), asked.kg_per_km * metres / 1000
    if kg < least - 1e-3:
        yield violation(
            "transfer_worth", (trip.id,), who=who, found=amount(kg), limit=amount(least)
        )
    day = DAYS[(leaves // DAY_S) % 7]
    for stop in trip.stops:
        hours = scenario.receives_s(stop.association, day)
        first, last = stop.arrive_s % DAY_S, stop.leave_s % DAY_S
        if not any(opens <= first and last <= closes for opens, closes in hours):
            yield violation(
                "transfer_hours",
                (trip.id, stop.association),
                who=who,
                what=scenario.association[stop.association].name,
                found=span(first, last),
            )
    yield from _means(scenario, trip)


def _means(scenario: Scenario, trip: TransferTrip) -> Iterator[Finding]:
    """Yield a vehicle or people that are not free for a new trip, or may not make it."""
    vehicle, who = scenario.vehicle[str(trip.vehicle)], trip_name(scenario, trip)
    leaves, returns = trip.leaves_s or 0, trip.returns_s or 0
    day = DAYS[(leaves // DAY_S) % 7]
    shift = scenario.shift.get(trip.shift or "")
    first, last = leaves % DAY_S, (leaves % DAY_S) + returns - leaves
    said = span(first, last)
    longest = 0
    if shift is not None:
        longest = min(shift.max_min, vehicle.max_round_min or shift.max_min)
    off = (
        shift is None
        or first < shift.starts_s
        or last > shift.ends_s
        or returns - leaves > longest * 60
        or not scenario.is_there(vehicle, day)
        or bool(vehicle.shifts and trip.shift not in vehicle.shifts)
        or any(taken.meets(day, first, last) for taken in scenario.taken(vehicle))
        or bool({one.association for one in trip.stops} & set(vehicle.forbidden))
        or leaves // DAY_S != (scenario.date_of(day) - scenario.week_of).days
        or (vehicle.max_round_km is not None and trip.metres > vehicle.max_round_km * 1000)
    )
    if off:
        yield violation("transfer_vehicle", (trip.id,), who=who, what=vehicle.label, found=said)
    if len(set(trip.crew)) != vehicle.crew:
        size = amount(len(set(trip.crew)))
        yield violation("crew_size", (trip.id,), who=who, found=size, limit=vehicle.crew)
    for seat, name in enumerate(trip.crew):
        person = scenario.person.get(name)
        role = "helper" if seat else "driver"
        told = HELPER if seat else DRIVER
        if (
            person is None
            or role not in person.roles
            or (role == "driver" and vehicle.licence not in person.licences)
            or person.association != vehicle.owner
            or not person.goes_out_for(vehicle.owner)
            or not scenario.is_there(person, day)
            or bool(person.shifts and trip.shift not in person.shifts)
            or any(taken.meets(day, first, last) for taken in scenario.taken(person))
        ):
            label = name if person is None else person.label
            yield violation("transfer_crew", (trip.id, name), who=who, what=label, found=told)
    yield from parted(scenario, trip.id, who, trip.crew)


def _several_new(
    scenario: Scenario, new: Sequence[TransferTrip], week: Plan | None
) -> Iterator[Finding]:
    """Yield new trips that are too many, or meet one another or a round."""
    asked = scenario.transfers
    if len(new) > asked.new_trips:
        count = len(new)
        found = Text(fr=f"{count} nouveaux trajets", en=f"{count} new trips")
        yield violation(
            "transfer_new_trips",
            tuple(one.id for one in new),
            who=scenario.label,
            found=found,
            limit=asked.new_trips,
        )
    outings: list[_Outing] = [
        (
            one.id,
            frozenset((str(one.vehicle), *one.crew)),
            one.leaves_s or 0,
            one.returns_s or 0,
        )
        for one in new
    ]
    rounds: list[_Outing] = [
        (
            item.id,
            frozenset((item.vehicle, *item.crew)),
            DAYS.index(item.day) * DAY_S + item.stops[0].leave_s,
            DAYS.index(item.day) * DAY_S + item.stops[-1].arrive_s,
        )
        for item in (() if week is None else week.rounds)
    ]
    for number, (name, means, starts, ends) in enumerate(outings):
        for other, theirs, begins, stops in (*outings[number + 1 :], *rounds):
            if means & theirs and starts < stops and begins < ends:
                what = ", ".join(sorted(_means_name(scenario, one) for one in means & theirs))
                yield violation("transfer_vehicle", (name, other), who=name, what=what, found=other)
    counts: dict[str, int] = defaultdict(int)
    for one in new:
        for name in one.crew:
            counts[name] += 1
    for name, count in counts.items():
        person = scenario.person.get(name)
        out = sum(name in item.crew for item in (() if week is None else week.rounds))
        if person is not None and out + count > person.most_shifts:
            yield violation(
                "transfer_crew",
                (name,),
                who=scenario.label,
                what=person.label,
                found=f"{out + count} > {person.most_shifts}",
            )


def _means_name(scenario: Scenario, name: str) -> str:
    known = scenario.vehicle.get(name) or scenario.person.get(name)
    return name if known is None else known.label
