"""Times of many sequences of stops at once.

A sequence is a row of node numbers, padded with -1; it leaves one home and comes back to it. For
each row the earliest return is computed, then the latest departure that still makes it: the
shortest round for that return (the usual backward pass of the vehicle-routing literature).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.ramasse.week import Flags, Ints, Slot, Week

WEEK_END = 7 * 86_400
"""Later than any time of day: no limit."""


@dataclass(frozen=True)
class Nodes:
    """Places where a round may stop; one row per node."""

    site: Ints
    """Position in the travel arrays."""
    service_s: Ints
    opens_s: Ints
    """Service starts no earlier, seconds since midnight."""
    closes_s: Ints
    """Service ends no later, seconds since midnight."""

    @staticmethod
    def of(rows: list[tuple[int, int, int, int]]) -> Nodes:
        """Build nodes from ``(site, service_s, opens_s, closes_s)`` rows."""
        table = np.array(rows, dtype=np.int64).reshape(-1, 4)
        return Nodes(table[:, 0], table[:, 1], table[:, 2], table[:, 3])

    def __len__(self) -> int:
        return len(self.site)


@dataclass(frozen=True)
class Timetable:
    """Times of ``M`` sequences of at most ``L`` stops."""

    start_s: Ints
    """(M, L): start of service; meaningless where the sequence has ended."""
    depart_s: Ints
    """(M,)"""
    back_s: Ints
    """(M,)"""
    metres: Ints
    """(M,)"""
    feasible: Flags
    """(M,): windows, shift and length of the round hold."""

    def only(self, rows: Flags) -> Timetable:
        """Return the times of some of the sequences."""
        return Timetable(
            self.start_s[rows],
            self.depart_s[rows],
            self.back_s[rows],
            self.metres[rows],
            self.feasible[rows],
        )

    @property
    def duration_s(self) -> Ints:
        """(M,): from leaving home to being back."""
        return self.back_s - self.depart_s


def timetable(week: Week, nodes: Nodes, sequences: Ints, vehicle: str, slot: Slot) -> Timetable:
    """Return the times of every sequence when a vehicle makes it in a slot.

    Parameters
    ----------
    sequences : (M, L) integers
        Node numbers, padded at the end with -1.
    """
    means = week.scenario.vehicle[vehicle]
    home = week.site(means.owner)
    longest_s = min(slot.max_s, (means.max_round_min or 1440) * 60)
    furthest_m = float("inf") if means.max_round_km is None else means.max_round_km * 1000
    count, length = sequences.shape
    steps = np.ascontiguousarray(sequences.T)  # loops go by position: its rounds lie side by side
    # Past its end a sequence stays at home, at no cost: padding, the last row, is no special case.
    at = np.append(nodes.site, home)[steps]
    service = np.append(nodes.service_s, 0)[steps]
    opens = np.append(nodes.opens_s, 0)[steps]
    latest = np.append(nodes.closes_s - nodes.service_s, WEEK_END)[steps]
    at_home = np.full((1, count), home)
    way = np.concatenate([at_home, at]) * len(week.seconds) + np.concatenate([at, at_home])
    leg = week.seconds.ravel()[way]
    metres = week.metres.ravel()[way].sum(axis=0)

    feasible = np.ones(count, dtype=bool)
    now = np.full(count, slot.starts_s, dtype=np.int64)
    for position in range(length):
        start = np.maximum(now + leg[position], opens[position])
        feasible &= start <= latest[position]
        now = start + service[position]
    back = now + leg[length]

    upper = back
    for position in range(length - 1, -1, -1):
        upper = np.minimum(upper - leg[position + 1] - service[position], latest[position])
    depart = upper - leg[0]
    # Forward again from there: waits fall as late as windows let them, food travels no longer.
    starts = np.empty_like(leg[:length])
    now = depart
    for position in range(length):
        starts[position] = np.maximum(now + leg[position], opens[position])
        now = starts[position] + service[position]
    feasible &= (back <= slot.ends_s) & (back - depart <= longest_s) & (metres <= furthest_m)
    return Timetable(np.ascontiguousarray(starts.T), depart, back, metres, feasible)


@dataclass(frozen=True)
class Sets:
    """The soonest end of every set of pick-ups, by the last of them."""

    ready_s: Ints
    """(2**picks, picks): leaving the last node of a set, soonest."""
    came: npt.NDArray[np.int8]
    """(2**picks, picks): the node before the last; -1 for none."""
    counts: Ints
    """(2**picks,): how many nodes are in a set."""

    def to(self, week: Week, nodes: Nodes, end: int) -> tuple[Ints, Ints]:
        """Return, for every set, an order that reaches a node soonest.

        Returns
        -------
        masks : (M,)
            Bit sets of nodes that can be served within their windows, the empty set left out.
        sequences : (M, picks)
            The order of each, padded with -1; node ``end`` is not included.
        """
        size, picks = self.ready_s.shape
        every = np.arange(size)
        finish = self.ready_s + week.seconds[nodes.site[:picks], nodes.site[end]]
        last = np.argmin(finish, axis=1)
        masks = every[(finish[every, last] < WEEK_END) & (every > 0)]
        sequences = np.full((len(masks), picks), -1, dtype=np.int64)
        left, node = masks.copy(), last[masks]
        alive = np.ones(len(masks), dtype=bool)
        for position in range(picks):
            place = self.counts[masks] - 1 - position
            rows = np.flatnonzero(alive)
            sequences[rows, place[rows]] = node[rows]
            previous = self.came[left[rows], node[rows]]
            left[rows] ^= 1 << node[rows]
            alive[rows] = previous >= 0
            node[rows] = np.where(previous >= 0, previous, 0)
        return masks, sequences


def sets_from(week: Week, nodes: Nodes, picks: int, home: int, slot: Slot) -> Sets:
    """Return how soon every set of the first ``picks`` nodes can be served.

    Dynamic programming over subsets (Held & Karp 1962) with time windows, from the start of the
    slot at ``home``.
    """
    size = 1 << picks
    ready = np.full((size, picks), WEEK_END, dtype=np.int64)
    came = np.full((size, picks), -1, dtype=np.int8)
    site, service = nodes.site[:picks], nodes.service_s[:picks]
    latest = nodes.closes_s[:picks] - service
    legs = week.seconds[np.ix_(site, site)]
    every = np.arange(size)
    counts = np.bitwise_count(every).astype(np.int64)
    for last in range(picks):
        start = max(slot.starts_s + int(week.seconds[home, site[last]]), int(nodes.opens_s[last]))
        if start <= latest[last]:
            ready[1 << last, last] = start + service[last]
    for level in range(2, picks + 1):
        of_level = every[counts == level]
        for last in range(picks):
            masks = of_level[(of_level >> last) & 1 == 1]
            arrivals = ready[masks ^ (1 << last)] + legs[:, last]
            best = np.argmin(arrivals, axis=1)
            start = np.maximum(arrivals[np.arange(len(masks)), best], nodes.opens_s[last])
            ok = start <= latest[last]
            ready[masks[ok], last] = start[ok] + service[last]
            came[masks[ok], last] = best[ok]
    return Sets(ready, came, counts)


def subset_orders(
    week: Week, nodes: Nodes, picks: int, home: int, end: int, slot: Slot
) -> tuple[Ints, Ints]:
    """Return the sets of the first ``picks`` nodes and their orders from ``home`` to a node."""
    return sets_from(week, nodes, picks, home, slot).to(week, nodes, end)


def collected(sequences: Ints, picks: int) -> Flags:
    """Return (M, picks) flags: which pick-ups each sequence visits."""
    flags = np.zeros((len(sequences), picks), dtype=bool)
    rows, positions = np.nonzero((sequences >= 0) & (sequences < picks))
    flags[rows, sequences[rows, positions]] = True
    return flags
