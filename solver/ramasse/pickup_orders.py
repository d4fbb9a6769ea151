"""Which sequences of stops to consider: every set of pick-ups, in its best order.

Sequences are rows of node numbers, pick-ups first, then doors, padded at the end with -1.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np

from solver.ramasse.loads import Loads
from solver.ramasse.timing import Nodes, sets_from, subset_orders
from solver.ramasse.week import Flags, Ints, Slot, Week

ENUMERATED_PICKUPS = 12
"""Days of at most this many pick-ups are enumerated whole."""
NEAR_PICKUPS = 9
"""Beyond, every set among this many neighbours of each pick-up."""
PAIRED_TRIPS = 500
"""First trips considered when a round makes two."""
DROPS = 2
"""Doors at which a direct round drops, at most, where there are many rounds to choose from."""
MOST_DROPS = 4
"""Where there are few."""
FEW_ROUNDS = 4096
"""Sets of pick-ups, each with every set of doors, that are few."""


def sequences_of(
    week: Week,
    mode: str,
    slot: Slot,
    vehicle: str,
    picks: list[int],
    nodes: Nodes,
    loads: Loads,
    proposed: list[tuple[int, ...]],
) -> Ints:
    """Return the sequences worth timing: all of a small day, those near or proposed of a long one.

    Parameters
    ----------
    picks
        Numbers of the pick-ups, which are the first nodes; the others are doors.
    proposed
        Orders of pick-ups (numbers) brought by a routing engine.

    Returns
    -------
    (M, L) integers
    """
    count = len(picks)
    ends = _tails(count, len(nodes) - count, mode)
    home = week.site(week.scenario.vehicle[vehicle].owner)
    if count <= ENUMERATED_PICKUPS:
        return _enumerated(week, nodes, loads, vehicle, slot, home, ends)
    position = {pick: row for row, pick in enumerate(picks)}
    orders = {
        tuple(position[pick] for pick in order)
        for order in proposed
        if all(pick in position for pick in order)
    }
    orders |= _near_orders(week, nodes, count, home, slot)
    rows = _padded([list(order) for order in sorted(orders)])
    return _stacked([_followed_by(rows, tail) for tail in ends])


def continuations(
    week: Week,
    mode: str,
    slot: Slot,
    vehicle: str,
    nodes: Nodes,
    loads: Loads,
    begun: list[int],
    at: tuple[int, int],
    doors: int,
) -> Ints:
    """Return the sequences that begin with some stops: every set of pick-ups after them.

    Parameters
    ----------
    begun
        Node numbers of the stops made.
    at
        Where the vehicle is (position in the travel arrays), and from when it can go on.
    doors
        How many doors, the nodes after the pick-ups, it may still go to.

    Returns
    -------
    (M, L) integers
    """
    count = len(loads.kg)
    emptied = bool(begun) and begun[-1] >= count
    gone = set(begun)
    rest = [node for node in range(count) if node not in gone]
    if mode == "direct" and emptied:
        rest = []  # a direct round that drops collects no more
        gone_doors = {node - count for node in begun if node >= count}
        tails = [t for t in _tails(0, doors, mode) if not gone_doors & set(t)]
    else:
        tails = _tails(len(rest), doors, mode)
    place = np.array([*rest, *range(count, count + doors)], dtype=np.int64)
    part = Nodes(
        nodes.site[place], nodes.service_s[place], nodes.opens_s[place], nodes.closes_s[place]
    )
    home = week.site(week.scenario.vehicle[vehicle].owner)
    mine = Loads(loads.kg[rest], loads.pallets[rest], loads.expected[rest])
    later = replace(slot, starts_s=at[1])
    found = []
    if rest and doors:
        found.append(_enumerated(week, part, mine, vehicle, later, home, tails, start=at[0]))
    if emptied:
        found.append(np.full((1, 0), -1, dtype=np.int64))
    if begun and (not emptied or mode == "direct"):
        found.append(_padded([list(tail) for tail in tails]))
    after = _stacked(found)
    after = np.where(after >= 0, np.append(place, -1)[after], -1)
    before = np.repeat(np.array([begun], dtype=np.int64), len(after), axis=0)
    return np.concatenate([before, after], axis=1)


def _tails(picks: int, doors: int, mode: str) -> list[tuple[int, ...]]:
    """Return the ways to end a trip: at the sorting place, or at some doors in some order."""
    if mode != "direct":
        return [(picks,)]
    numbers = range(picks, picks + doors)
    most = most_drops(picks, doors)
    return [order for size in range(1, most + 1) for order in itertools.permutations(numbers, size)]


def most_drops(picks: int, doors: int) -> int:
    """Return at how many doors a direct round drops, at most.

    Parameters
    ----------
    picks, doors
        How many pick-ups and doors there are to choose from.
    """
    most, many = 0, 0
    while most < min(doors, MOST_DROPS):
        many += doors * math.comb(doors - 1, most) * 2**picks
        if most >= DROPS and many > FEW_ROUNDS:
            break
        most += 1
    return most


def _enumerated(
    week: Week,
    nodes: Nodes,
    loads: Loads,
    vehicle: str,
    slot: Slot,
    home: int,
    tails: list[tuple[int, ...]],
    start: int | None = None,
) -> Ints:
    """Return the sequences of every set of pick-ups, from home or from where a vehicle is."""
    begin = home if start is None else start
    count = len(loads.kg)
    found: list[Ints] = []
    first_doors = sorted({tail[0] for tail in tails})
    sets = sets_from(week, nodes, count, begin, slot)
    for door in first_doors:
        masks, orders = sets.to(week, nodes, door)
        fits = _fits(week, vehicle, loads, masks)
        mine = [tail for tail in tails if tail[0] == door]
        found += [_followed_by(orders[fits], tail) for tail in _best_tails(nodes, week, mine, home)]
        if len(tails) == 1 and week.scenario.vehicle[vehicle].max_trips > 1:
            second = _two_trips(week, nodes, loads, vehicle, slot, begin, door, masks, orders)
            if second is not None:
                found.append(second)
    return _stacked(found)


def _best_tails(
    nodes: Nodes, week: Week, tails: list[tuple[int, ...]], home: int
) -> list[tuple[int, ...]]:
    """Keep, among tails with one first door, the quickest order of each set of doors."""
    best: dict[frozenset[int], tuple[int, tuple[int, ...]]] = {}
    for tail in tails:
        sites = [int(nodes.site[node]) for node in tail] + [home]
        length = sum(int(week.seconds[a, b]) for a, b in itertools.pairwise(sites))
        key = frozenset(tail)
        if key not in best or (length, tail) < best[key]:
            best[key] = (length, tail)
    return [tail for _, tail in best.values()]


def _fits(week: Week, vehicle: str, loads: Loads, masks: Ints) -> Flags:
    """Tell which sets could be loaded at all: their ambient part fits, or they are single."""
    bits = ((masks[:, None] >> np.arange(len(loads.kg))) & 1).astype(np.float64)
    ambient = bits @ loads.kg[:, 0]
    fits: Flags = (ambient <= week.capacity_kg(vehicle)) | (bits.sum(axis=1) == 1)
    return fits


def _two_trips(
    week: Week,
    nodes: Nodes,
    loads: Loads,
    vehicle: str,
    slot: Slot,
    home: int,
    door: int,
    masks: Ints,
    orders: Ints,
) -> Ints | None:
    """Return rounds of two trips for the sets that one trip cannot load."""
    count = len(loads.kg)
    bits = ((masks[:, None] >> np.arange(count)) & 1).astype(np.float64)
    total = bits @ loads.kg.sum(axis=1)
    places = bits @ loads.pallets.sum(axis=1)
    most = week.capacity_kg(vehicle), week.scenario.vehicle[vehicle].pallets or np.inf
    fits = (total <= most[0]) & (places <= most[1])
    if fits.all():
        return None
    single = np.flatnonzero(fits | (bits.sum(axis=1) == 1))
    single = single[np.argsort(-total[single], kind="stable")][:PAIRED_TRIPS]
    back_masks, back_orders = subset_orders(week, nodes, count, int(nodes.site[door]), door, slot)
    place = {int(mask): row for row, mask in enumerate(back_masks)}
    single = np.array([row for row in single if int(masks[row]) in place], dtype=np.int64)
    if not len(single):
        return None
    work = _work(week, nodes, orders[single], home, door)
    again = np.array([place[int(masks[row])] for row in single])
    more = _work(week, nodes, back_orders[again], int(nodes.site[door]), door)
    first, second = np.nonzero((masks[single][:, None] & masks[single][None, :]) == 0)
    union = masks[single][first] | masks[single][second]
    over = total[single][first] + total[single][second] > most[0]
    over |= places[single][first] + places[single][second] > most[1]
    first, second, union = first[over], second[over], union[over]
    cost = work[first] + more[second]
    order = np.lexsort((second, first, cost, union))
    _, keep = np.unique(union[order], return_index=True)
    chosen = order[keep]
    rows = [
        [
            *(n for n in orders[single[a]] if n >= 0),
            door,
            *(n for n in back_orders[again[b]] if n >= 0),
            door,
        ]
        for a, b in zip(first[chosen], second[chosen], strict=True)
    ]
    return _padded(rows)


def _work(week: Week, nodes: Nodes, orders: Ints, start: int, door: int) -> Ints:
    """Return travel and service seconds of each order from a site to a door, waits ignored."""
    real = orders >= 0
    end = int(nodes.site[door])
    site = np.where(real, nodes.site[np.where(real, orders, 0)], end)
    before = np.concatenate([np.full((len(orders), 1), start), site], axis=1)
    after = np.concatenate([site, np.full((len(orders), 1), end)], axis=1)
    service = np.where(real, nodes.service_s[np.where(real, orders, 0)], 0).sum(axis=1)
    total: Ints = week.seconds[before, after].sum(axis=1) + service
    return total


def _followed_by(orders: Ints, tail: tuple[int, ...]) -> Ints:
    """Return the orders, each followed by a tail."""
    lengths = (orders >= 0).sum(axis=1)
    out = np.full((len(orders), orders.shape[1] + len(tail)), -1, dtype=np.int64)
    out[:, : orders.shape[1]] = orders
    for offset, node in enumerate(tail):
        out[np.arange(len(orders)), lengths + offset] = node
    return out


def _padded(rows: list[list[int]]) -> Ints:
    width = max((len(row) for row in rows), default=0)
    out = np.full((len(rows), width), -1, dtype=np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return out


def _stacked(parts: list[Ints]) -> Ints:
    width = max((part.shape[1] for part in parts), default=0)
    out = np.full((sum(map(len, parts)), width), -1, dtype=np.int64)
    row = 0
    for part in parts:
        out[row : row + len(part), : part.shape[1]] = part
        row += len(part)
    return out


def _near_orders(
    week: Week, nodes: Nodes, count: int, home: int, slot: Slot
) -> set[tuple[int, ...]]:
    """Return orders of pick-ups that lie near each other: every set around each of them."""
    legs = week.seconds[np.ix_(nodes.site[:count], nodes.site[:count])]
    found: set[tuple[int, ...]] = set()
    for pick in range(count):
        near = [int(n) for n in np.argsort(legs[pick], kind="stable") if n != pick]
        group = sorted([pick, *near[: NEAR_PICKUPS - 1]])
        chosen = [*group, count]  # and the first door
        part = Nodes(
            nodes.site[chosen],
            nodes.service_s[chosen],
            nodes.opens_s[chosen],
            nodes.closes_s[chosen],
        )
        _, orders = subset_orders(week, part, len(group), home, len(group), slot)
        found |= {tuple(group[n] for n in order if n >= 0) for order in orders}
    return found
