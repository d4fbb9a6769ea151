"""Given trips that bring food collected earlier: made as given, and nothing else in them."""

from __future__ import annotations

from models.base import Text
from models.deliveries import Errand
from models.findings import Finding
from models.plan import Plan, Round, Stop
from models.scenario import Scenario
from pools.streams import Stream
from solver.review.checks.trips import trip_numbers
from solver.review.checks.violations import name, round_name, unit_name, violation


def errands(scenario: Scenario, streams: dict[str, Stream], plan: Plan) -> list[Finding]:
    """Check every errand of a week, and that no round makes others.

    The trips of a vehicle are counted over the whole day, in the order of its rounds.
    """
    given = {(one.vehicle, one.day, one.trip): one for one in scenario.errands}
    made: set[tuple[str, str, int]] = set()
    found: list[Finding] = []
    done: dict[tuple[str, str], int] = {}
    for item in sorted(plan.rounds, key=lambda one: one.stops[0].leave_s):
        if item.stream not in streams:
            continue
        before = done.get((item.vehicle, item.day), 0)
        numbers = trip_numbers(streams[item.stream], item.stops)
        done[item.vehicle, item.day] = before + max(numbers)
        for number, stop in zip(numbers, item.stops, strict=True):
            key = (item.vehicle, item.day, before + number)
            errand = given.get(key) if number else None
            if stop.errand and errand is not None and stop.site == errand.to:
                made.add(key)
            elif stop.errand:
                found.append(
                    violation(
                        "errand_given",
                        (item.id, stop.site),
                        who=round_name(scenario, item),
                        what=name(scenario, stop.site),
                    )
                )
            if errand is not None and stop.kind == "drop":
                found += _beside(scenario, item, stop, errand)
    return found + [
        violation(
            "errand",
            (one.vehicle, one.day, one.to),
            who=name(scenario, one.vehicle),
            found=one.trip,
            what=name(scenario, one.to),
        )
        for key, one in given.items()
        if key not in made
    ]


def _beside(scenario: Scenario, item: Round, stop: Stop, errand: Errand) -> list[Finding]:
    """Return what has no place at a drop of an errand's trip."""
    foreign: list[Text] = []
    if stop.site != errand.to:
        other = name(scenario, stop.site)
        foreign.append(Text(fr=other, en=other))
    foreign += [
        unit_name(scenario, scenario.units[unit])
        for unit in stop.units
        if scenario.units[unit].temperature not in errand.rides_along
    ]
    return [
        violation(
            "errand_alone",
            (item.id, stop.site),
            who=round_name(scenario, item),
            found=one,
            what=name(scenario, errand.to),
        )
        for one in foreign
    ]
