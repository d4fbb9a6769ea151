"""The last mile: rounds, or second halves of rounds, that load at the hub and drop at doors."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from solver.ramasse.loads import kept_cold
from solver.ramasse.menus import door_s
from solver.ramasse.outing_limits import first_stops_first, last_miles_allowed
from solver.ramasse.timing import Nodes, Timetable, subset_orders, timetable
from solver.ramasse.week import DAY_S, Crew, Flags, Ints, Slot, Week

ENUMERATED_DOORS = 7
"""Hubs with at most this many doors to serve get every set of doors."""
ENUMERATED_NODES = 10
"""With at most this many nodes: a place has one for each of its distributions."""
A_MINUTE_S = 60
"""A drop that misses a distribution ends a minute after its start, at the soonest."""
NEIGHBOURS = 6
"""Otherwise each door is joined with this many of its nearest ones."""


@dataclass(frozen=True)
class CarryMenu:
    """``M`` ways for one vehicle to carry a hub's food to doors in one slot."""

    stream: int
    slot: Slot
    vehicle: str
    nodes: Nodes
    doors: tuple[str, ...]
    """The place of each node after the first, which is the hub.

    A place whose distributions part the slot has a node for each: to drop before it starts.
    """
    openings: tuple[int, ...]
    """The distribution that drops at each of these nodes are for, s since Monday midnight."""
    sequences: Ints
    drops: Flags
    """(M, doors)"""
    allowed: Flags
    """(M, doors, 3): ambient, chilled, frozen may be carried that far."""
    table: Timetable
    crew: Crew

    def __len__(self) -> int:
        return len(self.sequences)

    @cached_property
    def served(self) -> Mapping[str, Flags]:
        """By place, (M,): which ways drop there, for whatever distribution."""
        found: dict[str, Flags] = {}
        for column, door in enumerate(self.doors):
            there = self.drops[:, column]
            found[door] = found[door] | there if door in found else there
        return found

    def at_just(self, doors: Set[str]) -> Flags:
        """(M,): which ways drop at these places and at no other."""
        rows = np.full(len(self), doors <= self.served.keys(), dtype=np.bool_)
        for door, there in self.served.items():
            rows &= there == (door in doors)
        return rows


def targets(week: Week, association: str, slot: Slot) -> list[tuple[int, int, int]]:
    """Return the distributions that drops of a slot may be for, and when they are for each.

    What is dropped is for the first distribution that starts no sooner: those within the slot part
    it, and the first one after it takes what comes last.

    Returns
    -------
    (opening, from, until)
        The distribution in seconds since Monday midnight; then, in seconds since the day's
        midnight, the soonest that a drop for it may end, and the latest.
    """
    found: list[tuple[int, int, int]] = []
    from_s = slot.starts_s
    while from_s <= slot.ends_s:
        opening = week.next_opening(association, slot.day_s + from_s)
        if opening is None:
            break
        found.append((opening, from_s, min(slot.ends_s, opening - slot.day_s)))
        from_s = opening - slot.day_s + A_MINUTE_S
    return found


def ready_s(week: Week, stream: int, slot: Slot) -> int:
    """Return when food unloaded in earlier slots of the day is sorted, seconds since midnight."""
    sorting_s = round(week.scenario.policy.sorting_min * 60)
    donors = set(week.streams[stream].donors)
    busy = {pickup.day for pickup in week.pickups if pickup.donor in donors}
    return max(
        (
            earlier.ends_s + sorting_s
            for earlier in week.slots[: slot.number]
            if earlier.day == slot.day and earlier.day in busy
        ),
        default=0,
    )


def carry_menu(
    week: Week, number: int, slot: Slot, vehicle: str, only: Collection[str] | None = None
) -> CarryMenu | None:
    """Return the ways a vehicle could carry a hub stream's food to doors in a slot.

    Parameters
    ----------
    only
        The doors worth considering; all when absent.
    """
    stream = week.streams[number]
    if stream.mode != "hub" or stream.hub is None:
        return None
    means = week.scenario.vehicle[vehicle]
    crew = week.crew(stream, vehicle, slot, collects=False)
    if not crew.mans(means.crew):
        return None
    if stream.hub in means.forbidden:
        return None
    hub, home = week.site(stream.hub), week.site(means.owner)
    hub_window = week.door_window(stream.hub, slot) or (slot.starts_s, slot.ends_s)
    loading = round(week.scenario.policy.hub_loading_min * 60)
    loads_s = max(ready_s(week, number, slot), slot.starts_s)
    rows = [(hub, loading, loads_s, max(slot.ends_s, hub_window[1]))]
    doors: list[str] = []
    openings: list[int] = []
    for door in week.droppable(stream, vehicle, slot, collects=False):
        window = week.door_window(door, slot)
        if door == stream.hub or window is None or (only is not None and door not in only):
            continue
        service_s = door_s(week, door)
        for opening, from_s, until_s in targets(week, door, slot):
            opens, closes = max(window[0], from_s - service_s), min(window[1], until_s)
            if closes - service_s >= opens:
                doors.append(door)
                openings.append(opening)
                rows.append((week.site(door), service_s, opens, closes))
    if not doors:
        return None
    nodes = Nodes.of(rows)
    orders = _orders(week, nodes, doors, hub, home, slot, loads_s + loading)
    orders = first_stops_first(week, doors, orders)
    if means.max_stops is not None:
        orders = orders[(orders >= 0).sum(axis=1) <= means.max_stops]
    sequences = np.concatenate(
        [np.zeros((len(orders), 1), dtype=np.int64), np.where(orders >= 0, orders + 1, -1)], axis=1
    )
    table = timetable(week, nodes, sequences, vehicle, slot)
    good = table.feasible & last_miles_allowed(week, doors, sequences, table)
    if not good.any():
        return None
    sequences = sequences[good]
    table = table.only(good)
    drops = np.zeros((len(sequences), len(doors)), dtype=bool)
    aboard = np.zeros((len(sequences), len(doors)), dtype=np.int64)
    left = table.start_s[:, 0] + loading
    for position in range(1, sequences.shape[1]):
        rows_at = np.flatnonzero(sequences[:, position] > 0)
        door = sequences[rows_at, position] - 1
        drops[rows_at, door] = True
        aboard[rows_at, door] = table.start_s[rows_at, position] - left[rows_at]
    return CarryMenu(
        number,
        slot,
        vehicle,
        nodes,
        tuple(doors),
        tuple(openings),
        sequences,
        drops,
        _allowed(week, vehicle, drops, aboard),
        table,
        crew,
    )


def _allowed(week: Week, vehicle: str, drops: Flags, aboard: Ints) -> Flags:
    there = drops[:, :, None] & week.carried(vehicle)[None, None]
    return there & kept_cold(week, vehicle, aboard)


def _orders(
    week: Week,
    nodes: Nodes,
    doors: list[str],
    hub: int,
    home: int,
    slot: Slot,
    from_s: int,
) -> Ints:
    """Return orders of doors (positions in ``doors``) worth considering."""
    count = len(doors)
    of_doors = Nodes(
        np.append(nodes.site[1:], home),
        np.append(nodes.service_s[1:], 0),
        np.append(nodes.opens_s[1:], 0),
        np.append(nodes.closes_s[1:], 10 * DAY_S),
    )
    at_hub = replace(slot, starts_s=from_s)
    if len(set(doors)) <= ENUMERATED_DOORS and count <= ENUMERATED_NODES:
        orders = subset_orders(week, of_doors, count, hub, count, at_hub)[1]
        return orders[_once_each(doors, orders)]
    found: set[tuple[int, ...]] = set()
    near = week.seconds[np.ix_(of_doors.site[:count], of_doors.site[:count])]
    for door in range(count):
        ranked = [int(n) for n in np.argsort(near[door], kind="stable") if doors[n] != doors[door]]
        group = sorted([door, *ranked[: NEIGHBOURS - 1]])
        part = Nodes(
            of_doors.site[[*group, count]],
            of_doors.service_s[[*group, count]],
            of_doors.opens_s[[*group, count]],
            of_doors.closes_s[[*group, count]],
        )
        _, orders = subset_orders(week, part, len(group), hub, len(group), at_hub)
        orders = orders[_once_each([doors[n] for n in group], orders)]
        found |= {tuple(group[n] for n in order if n >= 0) for order in orders}
    rows = sorted(found)
    out = np.full((len(rows), max(map(len, rows), default=0)), -1, dtype=np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return out


def _once_each(doors: list[str], orders: Ints) -> Flags:
    """(M,): which orders drop at no place twice."""
    good: Flags = np.ones(len(orders), dtype=np.bool_)
    for door in {one for one in doors if doors.count(one) > 1}:
        nodes = [n for n, one in enumerate(doors) if one == door]
        good &= np.isin(orders, nodes).sum(axis=1) <= 1
    return good
