"""What a round as a whole may not do: stores that want to be alone, first stops, long trips."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.plan import Stop
from pools.streams import Stream
from solver.ramasse.timing import Nodes, Timetable, collected
from solver.ramasse.week import Flags, Ints, Week


def collections_allowed(
    week: Week,
    stream: Stream,
    vehicle: str,
    picks: Sequence[int],
    doors: Sequence[str],
    nodes: Nodes,
    sequences: Ints,
    table: Timetable,
) -> Flags:
    """(M,): whether each sequence of pick-ups and doors may be a round, or half of one.

    Parameters
    ----------
    picks
        Numbers of the pick-ups, the first nodes; ``doors`` are the places of the others.
    sequences : (M, L)
        Node numbers in their order, then -1.
    """
    policy = week.scenario.policy
    allowed = np.ones(len(sequences), dtype=bool)
    alone = np.array([pick in week.alone for pick in picks], dtype=np.bool_)
    if alone.any():
        visits = collected(sequences, len(picks))
        allowed &= ~(visits[:, alone].any(axis=1) & (visits.sum(axis=1) > 1))
    if stream.mode == "direct":
        allowed &= table.duration_s <= _longest_s(week, doors, sequences, len(picks))
    if policy.collect_in_first_trip:
        allowed &= trips_of(sequences, len(picks)) <= 1
    if policy.collecting_trip_max_min is not None:
        taken_s = _collecting_s(week, stream, vehicle, nodes, len(picks), sequences, table)
        allowed &= taken_s <= policy.collecting_trip_max_min * 60
    return allowed


def last_miles_allowed(
    week: Week, doors: Sequence[str], sequences: Ints, table: Timetable
) -> Flags:
    """(M,): whether each sequence of doors may be a last mile; node 0 is the sorting place."""
    first = np.array([week.scenario.association[door].first_stop for door in doors])
    node = np.where(sequences > 0, sequences - 1, 0)
    late = (sequences > 0) & first[node]
    late[:, :2] = False
    longest_s = _longest_s(week, doors, sequences, 1)
    allowed: Flags = ~late.any(axis=1) & (table.duration_s <= longest_s)
    return allowed


def first_stops_first(week: Week, doors: Sequence[str], orders: Ints) -> Ints:
    """Return orders of doors in which one that must be the first stop comes first."""
    first = np.array([week.scenario.association[door].first_stop for door in doors])
    if not first.any() or not len(orders):
        return orders
    rows = [
        sorted((int(n) for n in order if n >= 0), key=lambda n: not first[n]) for order in orders
    ]
    out = np.full_like(orders, -1)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return out


def served_s(week: Week, doors: Sequence[str], drops: Flags) -> int:
    """Return the longest round, seconds, that may serve those of some doors where it drops."""
    limits = [
        minutes * 60
        for door, there in zip(doors, drops, strict=True)
        if there and (minutes := week.scenario.association[door].max_round_min) is not None
    ]
    return min(limits, default=10**9)


def stops_allowed(week: Week, stream: Stream, stops: Sequence[Stop]) -> bool:
    """Tell whether a round may be made of these stops, whatever each half of it may be."""
    policy = week.scenario.policy
    outside = [stop for stop in stops if stop.kind in ("collect", "drop")]
    for position, stop in enumerate(outside):
        if stop.kind != "drop":
            continue
        served = week.scenario.association[stop.site]
        if served.first_stop and position > 0:
            return False
        longest_min = served.max_round_min
        if longest_min is not None and stops[-1].arrive_s - stops[0].leave_s > longest_min * 60:
            return False
    if stream.mode == "direct" or policy.collecting_trip_max_min is None:
        return True
    began_s, collecting = stops[0].leave_s, False
    for stop in stops[1:]:
        if stop.kind in ("collect", "drop"):
            collecting = collecting or stop.kind == "collect"
            continue
        if collecting and stop.arrive_s - began_s > policy.collecting_trip_max_min * 60:
            return False
        began_s, collecting = stop.leave_s, False
    return True


def _longest_s(week: Week, doors: Sequence[str], sequences: Ints, first: int) -> Ints:
    """(M,): how long each sequence may take for the doors it stops at, which follow ``first``."""
    longest_s = np.full(len(sequences), 10**9, dtype=np.int64)
    for offset, door in enumerate(doors):
        minutes = week.scenario.association[door].max_round_min
        if minutes is not None:
            there = (sequences == first + offset).any(axis=1)
            longest_s[there] = np.minimum(longest_s[there], minutes * 60)
    return longest_s


def trips_of(sequences: Ints, picks: int) -> Ints:
    """(M,): how many runs of pick-ups each sequence has."""
    pick = (sequences >= 0) & (sequences < picks)
    before = np.concatenate([np.zeros((len(pick), 1), dtype=bool), pick[:, :-1]], axis=1)
    trips: Ints = (pick & ~before).sum(axis=1)
    return trips


def _collecting_s(
    week: Week,
    stream: Stream,
    vehicle: str,
    nodes: Nodes,
    picks: int,
    sequences: Ints,
    table: Timetable,
) -> Ints:
    """(M,): the longest trip of each sequence that collects, from leaving to being back.

    A trip ends at the sorting place; where there is none, at home or at the next pick-up that
    follows a drop.
    """
    home = week.site(week.scenario.vehicle[vehicle].owner)
    count, length = sequences.shape
    longest = np.zeros(count, dtype=np.int64)
    began, left = table.depart_s.copy(), table.depart_s.copy()
    here = np.full(count, home)
    collecting = np.zeros(count, dtype=bool)
    dropped = np.zeros(count, dtype=bool)
    for position in range(length + 1):
        node = sequences[:, position] if position < length else np.full(count, -1)
        real = node >= 0
        site = np.where(real, nodes.site[np.maximum(node, 0)], home)
        arrive = left + week.seconds[here, site]
        pick = real & (node < picks)
        ends = (~real | (pick & dropped)) if stream.mode == "direct" else ~pick
        longest = np.where(ends & collecting, np.maximum(longest, arrive - began), longest)
        if position < length:
            leaves = table.start_s[:, position] + nodes.service_s[np.maximum(node, 0)]
            after = left if stream.mode == "direct" else leaves
            began = np.where(ends & real, after, began)
            left = np.where(real, leaves, left)
        collecting = (collecting & ~ends) | pick
        dropped = real & ~pick
        here = site
    return longest
