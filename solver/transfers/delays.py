"""How much time each round of a planned week can spare for handling: tried, not assumed.

A round is delayed from one stop on, its waits taking up what they can, and held against every
rule of the week; the longest of a few delays that breaks none, from whichever stop, is what it
can spare. Then all rounds are delayed together.
"""

from __future__ import annotations

from models.findings import Finding
from models.plan import Plan, Round
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.review.check import check, check_round

MINUTES = (60, 40, 30, 20, 15, 10, 5)
"""Delays tried, the longest first."""


def delays(scenario: Scenario, travel: TravelMatrix, week: Plan) -> dict[str, int]:
    """Return by round the seconds that may be spent besides, wherever they are spent."""
    found = {item.id: _spare(scenario, travel, item) for item in week.rounds}
    known = _faults(check(scenario, travel, week))
    while True:
        late = Plan(
            rounds=tuple(delayed(item, {0: found[item.id]}) for item in week.rounds),
            shares=week.shares,
        )
        new = [one for one in check(scenario, travel, late) if _key(one) not in known]
        if not new:
            return found
        named = {name for one in new for name in one.where} & {
            name for name, spare in found.items() if spare
        }
        if not named:  # who is late is not told: nobody is
            return dict.fromkeys(found, 0)
        for name in named:
            found[name] = 0


def delayed(item: Round, extra_s: dict[int, int]) -> Round:
    """Return a round that stays longer at some stops, its waits taking up what they can.

    Parameters
    ----------
    extra_s
        Seconds spent besides, by position of the stop.
    """
    late = extra_s.get(0, 0)
    home = item.stops[0].leave_s + late
    # what is loaded before leaving, or unloaded once back, lengthens no round
    stops = [item.stops[0].changed(arrive_s=home, start_s=home, leave_s=home)]
    for position, stop in enumerate(item.stops[1:-1], 1):
        starts = max(stop.start_s, stop.arrive_s + late)
        late_out = max(0, starts - stop.start_s) + extra_s.get(position, 0)
        stops.append(
            stop.changed(
                arrive_s=stop.arrive_s + late,
                start_s=starts,
                leave_s=stop.leave_s + late_out,
            )
        )
        late = late_out
    back = item.stops[-1].arrive_s + late
    stops.append(item.stops[-1].changed(arrive_s=back, start_s=back, leave_s=back))
    return item.changed(stops=tuple(stops))


def _spare(scenario: Scenario, travel: TravelMatrix, item: Round) -> int:
    places = [
        position
        for position, stop in enumerate(item.stops[:-1])
        if stop.site in scenario.association and stop.kind != "collect"
    ]
    known = _faults(check_round(scenario, travel, item))
    for minutes in MINUTES:
        late = (delayed(item, {place: minutes * 60}) for place in places)
        if all(
            _key(one) in known for other in late for one in check_round(scenario, travel, other)
        ):
            return minutes * 60
    return 0


def _key(one: Finding) -> tuple[str, tuple[str, ...]]:
    return one.code, one.where


def _faults(findings: tuple[Finding, ...]) -> set[tuple[str, tuple[str, ...]]]:
    return {_key(one) for one in findings}
