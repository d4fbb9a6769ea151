"""Deliveries over the week: each unit once, visits, boxes, one round per vehicle and shift."""

from __future__ import annotations

import itertools
from collections import Counter

from models.base import Text
from models.calendar import DAY_NAMES, DAYS
from models.deliveries import Delivery
from models.findings import Finding
from models.plan import Plan
from models.scenario import Scenario
from pools.streams import Stream
from solver.review.checks.violations import name, round_name, unit_name, violation


def units(scenario: Scenario, streams: dict[str, Stream], plan: Plan) -> list[Finding]:
    """Check what the rounds of a week drop, taken together."""
    return [
        *_once(scenario, plan),
        *_visits(scenario, plan),
        *_boxes(scenario, plan),
        *_one_round(scenario, streams, plan),
    ]


def _once(scenario: Scenario, plan: Plan) -> list[Finding]:
    dropped = Counter(unit for item in plan.rounds for stop in item.stops for unit in stop.units)
    return [
        violation("unit_once", (unit,), what=unit_name(scenario, scenario.units[unit]), found=count)
        for unit, count in sorted(dropped.items())
        if count > 1
    ]


def _visits(scenario: Scenario, plan: Plan) -> list[Finding]:
    """Check how often each delivery is brought; too rarely is one that is brought whole."""
    made = Counter(
        delivery
        for item in plan.rounds
        for stop in item.stops
        for delivery in {scenario.units[unit].delivery for unit in stop.units}
    )
    dropped = {unit for item in plan.rounds for stop in item.stops for unit in stop.units}
    left = {unit.delivery for unit in scenario.units.values() if unit.id not in dropped}
    found = []
    for delivery in scenario.deliveries:
        count, most = made[delivery.id], delivery.max_visits
        rarely = delivery.id not in left and 0 < count < delivery.min_visits
        if rarely or (most is not None and count > most):
            found.append(
                violation(
                    "visits",
                    (delivery.id,),
                    what=name(scenario, delivery.to),
                    found=count,
                    limit=_agreed(delivery),
                )
            )
    return found


def _agreed(delivery: Delivery) -> Text:
    least, most = delivery.min_visits, delivery.max_visits
    if most is None:
        return Text(fr=f"au moins {least}", en=f"at least {least}")
    return Text(fr=f"de {least} à {most}", en=f"{least} to {most}")


def _boxes(scenario: Scenario, plan: Plan) -> list[Finding]:
    if scenario.boxes_per_day is None:
        return []
    used: Counter[str] = Counter()
    for item in plan.rounds:
        used[item.day] += sum(
            scenario.units[unit].boxes for stop in item.stops for unit in stop.units
        )
    return [
        violation(
            "boxes_per_day",
            (day,),
            found=used[day],
            when=DAY_NAMES[day],
            limit=scenario.boxes_per_day,
        )
        for day in DAYS
        if used[day] > scenario.boxes_per_day
    ]


def _one_round(scenario: Scenario, streams: dict[str, Stream], plan: Plan) -> list[Finding]:
    """Check that a vehicle that delivers goes out once in a shift: limits hold for the round."""
    bring = [
        item for item in plan.rounds if item.stream in streams and streams[item.stream].deliveries
    ]
    return [
        violation(
            "one_round",
            (first.id, second.id),
            what=name(scenario, first.vehicle),
            who=round_name(scenario, first),
        )
        for first, second in itertools.combinations(bring, 2)
        if (first.vehicle, first.day, first.shift) == (second.vehicle, second.day, second.shift)
    ]
