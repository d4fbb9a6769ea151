"""How a round goes: first stops, the trips that collect, stores that want to be alone."""

from __future__ import annotations

from models.findings import Finding
from models.plan import Round
from models.products import TEMPERATURE_NAMES
from models.scenario import Scenario
from pools.streams import Stream
from solver.review.checks.trips import OUTSIDE, collecting_s, trip_numbers
from solver.review.checks.violations import amount, exceeds, name, round_name, violation


def outings(scenario: Scenario, stream: Stream, item: Round) -> list[Finding]:
    """Check a round as a whole, whatever it carries."""
    return [
        *_served(scenario, item),
        *_collecting(scenario, stream, item),
        *_equipment(scenario, item),
        *_alone(scenario, item),
    ]


def _served(scenario: Scenario, item: Round) -> list[Finding]:
    """Check associations that must come first, or that shorten the rounds that serve them."""
    who = round_name(scenario, item)
    outside = [stop for stop in item.stops if stop.kind in OUTSIDE]
    found = []
    for position, stop in enumerate(outside):
        served = scenario.association.get(stop.site)
        if stop.kind != "drop" or served is None:
            continue
        where = (item.id, served.id)
        if served.first_stop and position > 0:
            found.append(violation("first_stop", where, who=who, what=served.label))
        longest = served.max_round_min
        if longest is not None and item.duration_s > 60 * longest:
            found.append(
                violation(
                    "served_round_time",
                    where,
                    who=who,
                    what=served.label,
                    found=amount(item.duration_s / 60),
                    limit=longest,
                )
            )
    return found


def _collecting(scenario: Scenario, stream: Stream, item: Round) -> list[Finding]:
    """Check which trips collect, and how long they take."""
    policy, who = scenario.policy, round_name(scenario, item)
    found = []
    if policy.collect_in_first_trip:
        found += [
            violation(
                "collecting_trip",
                (item.id, stop.site),
                who=who,
                what=name(scenario, stop.site),
                found=trip,
            )
            for trip, stop in zip(trip_numbers(stream, item.stops), item.stops, strict=True)
            if stop.kind == "collect" and trip > 1
        ]
    longest = policy.collecting_trip_max_min
    if longest is not None:
        found += [
            violation(
                "collecting_time", (item.id,), who=who, found=amount(taken_s / 60), limit=longest
            )
            for taken_s in collecting_s(stream, item).values()
            if taken_s > 60 * longest
        ]
    return found


def _equipment(scenario: Scenario, item: Round) -> list[Finding]:
    """Check that the vehicle may collect what it does."""
    vehicle, who = scenario.vehicle[item.vehicle], round_name(scenario, item)
    found = []
    for stop in item.collected:
        where, what = (item.id, stop.site), name(scenario, stop.site)
        pickup = scenario.pickups[str(stop.pickup)]
        if pickup.refrigerated and vehicle.cold != "refrigerated":
            found.append(violation("refrigerated", where, who=who, what=what))
        taken = {scenario.family[f].temperature for f, kg in stop.kg.items() if exceeds(kg, 0.0)}
        found += [
            violation(
                "carries",
                (*where, cold),
                who=who,
                what=what,
                found=vehicle.label,
                temperature=TEMPERATURE_NAMES[cold],
            )
            for cold in sorted(taken)
            if vehicle.carries and cold not in vehicle.carries
        ]
    return found


def _alone(scenario: Scenario, item: Round) -> list[Finding]:
    promised = {one.donor for one in scenario.promises if one.alone and one.day == item.day}
    return [
        violation(
            "alone",
            (item.id, stop.site),
            who=round_name(scenario, item),
            what=name(scenario, stop.site),
            found=name(scenario, other.site),
        )
        for stop in item.collected
        if stop.site in promised
        for other in item.collected
        if other.pickup != stop.pickup
    ]
