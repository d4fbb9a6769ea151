"""Judges of classic solutions: from the numbers of the file alone, nothing shared with the solver.

Every rule is looked at as the literature states it; faults are told, and the cost is added up anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.classics.raw import Raw, Van


@dataclass(frozen=True)
class Run:
    """What one vehicle of the file does."""

    van: int
    places: tuple[int, ...]
    """Locations between its start and its end; a depot is where it loads again."""


@dataclass(frozen=True)
class Verdict:
    """What a solution costs, in the unit of the best known, and what is wrong with it."""

    cost: float
    faults: tuple[str, ...]


def judged(raw: Raw, runs: Sequence[Run]) -> Verdict:
    """Return the cost of a solution and the rules that it breaks."""
    faults: list[str] = []
    seen = sorted(n for run in runs for n in run.places if n >= raw.depots)
    if seen != list(range(raw.depots, len(raw.demand))):
        faults.append(f"{len(seen)} visits, {len(raw.demand) - raw.depots} expected, once each")
    if len({run.van for run in runs}) < len(runs):
        faults.append("a vehicle goes out twice")
    cost = 0.0
    for run in runs:
        van = raw.vans[run.van]
        way = (van.depot, *run.places, van.depot)
        cost += van.fixed_cost
        cost += van.cost_per_unit * sum(float(raw.lengths[a, b]) for a, b in pairwise(way))
        faults += [f"vehicle {run.van + 1}: {fault}" for fault in _faults(raw, van, run.places)]
    return Verdict(cost / raw.rounding.per_cost, tuple(faults))


def _faults(raw: Raw, van: Van, places: tuple[int, ...]) -> list[str]:
    faults = []
    trips: list[list[int]] = [[]]
    for place in places:
        if place >= raw.depots:
            trips[-1].append(place)
        elif place in van.reloads:
            trips.append([])
        else:
            faults.append(f"loads at depot {place}")
    load = max(sum(int(raw.demand[n]) for n in trip) for trip in trips)
    if load > van.capacity:
        faults.append(f"carries {load}, at most {van.capacity}")
    first = max([int(raw.opens[van.depot]), *(int(raw.release[n]) for n in trips[0])])
    back = _back(raw, van, places, first)
    if back is None:
        faults.append("comes too late")
    elif back - _latest(raw, van, places, first, back) > van.max_duration:
        faults.append(f"is out longer than {van.max_duration}")
    return faults


def _back(raw: Raw, van: Van, places: tuple[int, ...], leaves: int) -> int | None:
    """Return when a vehicle that leaves at a moment is back; none if it comes anywhere too late."""
    now, here = leaves, van.depot
    if leaves > raw.closes[van.depot]:
        return None
    for number, place in enumerate((*places, van.depot)):
        now += int(raw.distances[here, place])
        if place < raw.depots and number < len(places):
            rest = places[number + 1 :]
            ends = next((n for n, one in enumerate(rest) if one < raw.depots), len(rest))
            now = max([now, *(int(raw.release[n]) for n in rest[:ends])])
        now = max(now, int(raw.opens[place]))
        if now > raw.closes[place]:
            return None
        now += int(raw.service[place])
        here = place
    return now


def _latest(raw: Raw, van: Van, places: tuple[int, ...], first: int, back: int) -> int:
    """Return the latest moment to leave and be back no later, found by halving."""
    low, high = first, back + 1
    while high - low > 1:
        middle = (low + high) // 2
        if _back(raw, van, places, middle) == back:
            low = middle
        else:
            high = middle
    return low
