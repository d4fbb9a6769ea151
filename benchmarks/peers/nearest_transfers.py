"""Transfers as they are done by telephone: what is about to be lost goes to the nearest place.

Lot after lot, the soonest date first, to the nearest place on a trip that still has need of it at
its distributions and room aboard; nothing is moved again.
"""

from __future__ import annotations

from collections import defaultdict

from models.travel import TravelMatrix
from solver.transfers.problem import TransferProblem

Need = dict[tuple[str, str, int], float]


def nearest(problem: TransferProblem, travel: TravelMatrix) -> float:
    """Return the kg that are still binned after each giver rings its nearest places in turn."""
    scenario, ahead = problem.scenario, problem.ahead
    lots = {lot.id: lot for lot in ahead.lots}
    left: Need = dict(ahead.wanted)
    for (name, opening), kg in problem.alone.given_out.items():
        left[lots[name].association, lots[name].family, opening] -= kg
    aboard: dict[tuple[int, int], float] = defaultdict(float)
    ways = defaultdict(list)
    for arc in problem.arcs:
        ways[arc.lot.id].append(arc)
    lost = dict(problem.alone.lost)
    each_s = scenario.transfers.handling_min_per_100kg * 0.6
    handled: dict[tuple[int, int], float] = defaultdict(float)
    for name in sorted(lost, key=lambda one: (lots[one].date, one)):
        giver = lots[name].association
        for arc in sorted(ways[name], key=lambda one: (travel.way(giver, one.to, 0)[1], one.trip)):
            trip = problem.trips[arc.trip]
            legs = range(arc.from_stop, arc.to_stop)
            cold = scenario.family[arc.lot.family].temperature != "ambient"
            kg = min(
                lost[name],
                *(
                    min(trip.rooms[n].kg, trip.rooms[n].cold_kg if cold else trip.rooms[n].kg)
                    - aboard[arc.trip, n]
                    for n in legs
                ),
                *(
                    (trip.stays_s[n] - handled[arc.trip, n]) / each_s
                    for n in (arc.from_stop, arc.to_stop)
                ),
            )
            given = 0.0
            for opening in ahead.openings[arc.to]:
                if arc.arrives_s <= opening < arc.ends_s:
                    key = (arc.to, arc.lot.family, opening)
                    part = min(kg - given, left.get(key, 0.0))
                    if part > 0:
                        left[key] -= part
                        given += part
            lost[name] -= given
            for n in legs:
                aboard[arc.trip, n] += given
            for n in (arc.from_stop, arc.to_stop):
                handled[arc.trip, n] += given * each_s
    return sum(lost.values())
