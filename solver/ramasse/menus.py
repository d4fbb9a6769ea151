"""Menus: for one stream, slot and vehicle, the rounds it could make, as arrays.

Small days are enumerated whole (every set of pick-ups that can be served, in its best order);
longer days bring the sequences that a routing engine proposes. Both are timed, loaded and priced
by the same code.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from models.calendar import DAY_NUMBER
from models.streams import Stream
from solver.ramasse.timing import Nodes, Timetable, collected, subset_orders, timetable
from solver.ramasse.week import DAY_S, Crew, Flags, Floats, Ints, Slot, Week

ENUMERATED_PICKUPS = 12
"""Days of at most this many pick-ups are enumerated whole."""
NEAR_PICKUPS = 9
"""Beyond, every set among this many neighbours of each pick-up."""
PAIRED_TRIPS = 500
"""First trips considered when a round makes two."""
DROPS = 2
"""Doors at which a direct round drops, at most."""

Cell = tuple[str, int, int, str, int, int]
"""Where food can be had: place, stream, slot, family, use-by day, first opening (-1: none)."""


@dataclass(frozen=True)
class Menu:
    """``M`` rounds that one vehicle could make for one stream in one slot."""

    stream: int
    slot: Slot
    vehicle: str
    picks: tuple[int, ...]
    """Numbers of the pick-ups; the first nodes of ``nodes``, in this order."""
    nodes: Nodes
    doors: tuple[str, ...]
    """The place of each node after the pick-ups."""
    sequences: Ints
    visits: Flags
    """(M, picks)"""
    takes: Floats
    """(M, picks, 3): share of what is offered that is taken: ambient, chilled, frozen."""
    table: Timetable
    cells: tuple[Cell, ...]
    cell: Ints
    """(M, C): position in ``cells`` of each supply."""
    kg: Floats
    """(M, C): usable kg brought to it."""
    collected_kg: Floats
    """(M,): expected kg that will need sorting."""
    trips: Ints
    """(M,): times that each round is loaded."""
    crew: Crew
    complete: bool
    """Whether every round worth considering is here."""

    def __len__(self) -> int:
        return len(self.sequences)

    @property
    def usable_kg(self) -> Floats:
        """(M,): usable kg of each round."""
        total: Floats = self.kg.sum(axis=1)
        return total


@dataclass(frozen=True)
class Loads:
    """What the pick-ups of a menu put aboard, by temperature (ambient, chilled, frozen)."""

    kg: Floats
    """(picks, 3): gross."""
    pallets: Floats
    """(picks, 3)"""
    expected: Floats
    """(picks, 3): gross × chance that it takes place."""


TEMPERATURES = ("ambient", "chilled", "frozen")


def loads_of(week: Week, picks: list[int]) -> Loads:
    """Return the loads of some pick-ups."""
    kg = np.zeros((len(picks), 3))
    pallets = np.zeros((len(picks), 3))
    for row, number in enumerate(picks):
        for family, amount in week.pickups[number].kg.items():
            what = week.scenario.family[family]
            column = TEMPERATURES.index(what.temperature)
            kg[row, column] += amount
            if what.kg_per_pallet:
                pallets[row, column] += amount / what.kg_per_pallet
    happens = np.array([1 - week.pickups[number].no_show_rate for number in picks])
    return Loads(kg, pallets, kg * happens[:, None])


def menu(
    week: Week, number: int, slot: Slot, vehicle: str, proposed: list[tuple[int, ...]]
) -> Menu | None:
    """Return the rounds that a vehicle could make to collect for a stream in a slot.

    Parameters
    ----------
    number : int
        Position of the stream.
    proposed
        Orders of pick-ups (numbers) brought by a routing engine, for days too long to enumerate.
    """
    stream = week.streams[number]
    picks = week.pickups_of(stream, slot, vehicle)
    crew = week.crew(stream, vehicle, slot, collects=True)
    means = week.scenario.vehicle[vehicle]
    if not picks or not crew.drivers or len(set(crew.drivers + crew.helpers)) < means.crew:
        return None
    doors = (
        [stream.hub]
        if stream.hub is not None
        else week.droppable(stream, vehicle, slot, collects=True)
    )
    doors = [door for door in doors if door is not None and door not in means.forbidden]
    doors = [door for door in doors if week.door_window(door, slot) is not None]
    if not doors:
        return None
    nodes = _nodes(week, stream, slot, picks, doors)
    loads = loads_of(week, picks)
    home = week.site(means.owner)
    complete = len(picks) <= ENUMERATED_PICKUPS
    tails = _tails(len(picks), len(doors), stream.mode)
    if complete:
        sequences = _enumerate(week, nodes, loads, vehicle, slot, home, tails)
    else:
        position = {pick: row for row, pick in enumerate(picks)}
        orders = [
            tuple(position[pick] for pick in order)
            for order in proposed
            if all(pick in position for pick in order)
        ]
        orders += _near_orders(week, nodes, len(picks), home, slot)
        rows = _pad([list(order) for order in sorted(set(orders))])
        sequences = _stack([_append(rows, tail) for tail in tails])
    return _evaluate(
        week, number, slot, vehicle, picks, doors, nodes, loads, sequences, crew, complete=complete
    )


def _nodes(week: Week, stream: Stream, slot: Slot, picks: list[int], doors: list[str]) -> Nodes:
    rows = []
    for number in picks:
        pickup = week.pickups[number]
        at = week.promised_at(pickup)
        opens = pickup.opens_s if at is None else at
        closes = pickup.closes_s if at is None else at + pickup.loading_s
        rows.append((week.site(pickup.donor), pickup.loading_s, opens, closes))
    for door in doors:
        window = week.door_window(door, slot)
        assert window is not None
        service_s = unloading_s(week) if stream.mode == "hub" else door_s(week, door)
        rows.append((week.site(door), service_s, *window))
    return Nodes.of(rows)


def unloading_s(week: Week) -> int:
    """Return how long unloading at a shared sorting place takes, seconds."""
    return round(week.scenario.policy.hub_unloading_min * 60)


def door_s(week: Week, association: str) -> int:
    """Return how long a drop at an association's door takes, seconds."""
    return round(week.scenario.association[association].unloading_min * 60)


def _tails(picks: int, doors: int, mode: str) -> list[tuple[int, ...]]:
    """Return the ways to end a trip: at the sorting place, or at some doors in some order."""
    if mode != "direct":
        return [(picks,)]
    numbers = range(picks, picks + doors)
    return [
        order for size in range(1, DROPS + 1) for order in itertools.permutations(numbers, size)
    ]


def _enumerate(
    week: Week,
    nodes: Nodes,
    loads: Loads,
    vehicle: str,
    slot: Slot,
    home: int,
    tails: list[tuple[int, ...]],
) -> Ints:
    count = len(loads.kg)
    found: list[Ints] = []
    first_doors = sorted({tail[0] for tail in tails})
    for door in first_doors:
        masks, orders = subset_orders(week, nodes, count, home, door, slot)
        fits = _fits(week, vehicle, loads, masks)
        mine = [tail for tail in tails if tail[0] == door]
        found += [_append(orders[fits], tail) for tail in _best_tails(nodes, week, mine, home)]
        if len(tails) == 1 and week.scenario.vehicle[vehicle].max_trips > 1:
            second = _two_trips(week, nodes, loads, vehicle, slot, home, door, masks, orders)
            if second is not None:
                found.append(second)
    return _stack(found)


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
    capacity = week.capacity_kg(vehicle)
    if (total <= capacity).all():
        return None
    single = np.flatnonzero((total <= capacity) | (bits.sum(axis=1) == 1))
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
    over = (total[single][first] + total[single][second]) > capacity
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
    return _pad(rows)


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


def _append(orders: Ints, tail: tuple[int, ...]) -> Ints:
    """Return the orders, each followed by a tail."""
    lengths = (orders >= 0).sum(axis=1)
    out = np.full((len(orders), orders.shape[1] + len(tail)), -1, dtype=np.int64)
    out[:, : orders.shape[1]] = orders
    for offset, node in enumerate(tail):
        out[np.arange(len(orders)), lengths + offset] = node
    return out


def _pad(rows: list[list[int]]) -> Ints:
    width = max((len(row) for row in rows), default=0)
    out = np.full((len(rows), width), -1, dtype=np.int64)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return out


def _stack(parts: list[Ints]) -> Ints:
    width = max((part.shape[1] for part in parts), default=0)
    wide = [np.pad(p, ((0, 0), (0, width - p.shape[1])), constant_values=-1) for p in parts]
    return np.concatenate(wide) if wide else np.zeros((0, 0), dtype=np.int64)


def _near_orders(
    week: Week, nodes: Nodes, count: int, home: int, slot: Slot
) -> list[tuple[int, ...]]:
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
    return sorted(found)


def _evaluate(
    week: Week,
    number: int,
    slot: Slot,
    vehicle: str,
    picks: list[int],
    doors: list[str],
    nodes: Nodes,
    loads: Loads,
    sequences: Ints,
    crew: Crew,
    *,
    complete: bool,
) -> Menu | None:
    means = week.scenario.vehicle[vehicle]
    longest = min(slot.max_s, (means.max_round_min or 1440) * 60)
    furthest = float("inf") if means.max_round_km is None else means.max_round_km * 1000
    table = timetable(week, nodes, sequences, week.site(means.owner), slot, longest, furthest)
    takes, loaded = _take(week, vehicle, nodes, loads, sequences, table)
    good = table.feasible & loaded & (takes.sum(axis=(1, 2)) > 0)
    if means.max_stops is not None:
        counted = (
            sequences < len(picks) if week.streams[number].mode != "direct" else sequences >= 0
        )
        good &= ((sequences >= 0) & counted).sum(axis=1) <= means.max_stops
    if not good.any():
        return None
    sequences, takes = sequences[good], takes[good]
    table = Timetable(
        table.start_s[good],
        table.depart_s[good],
        table.back_s[good],
        table.metres[good],
        table.feasible[good],
    )
    cells, cell, kg = _supplies(week, number, slot, picks, doors, nodes, sequences, takes, table)
    return Menu(
        stream=number,
        slot=slot,
        vehicle=vehicle,
        picks=tuple(picks),
        nodes=nodes,
        doors=tuple(doors),
        sequences=sequences,
        visits=collected(sequences, len(picks)),
        takes=takes,
        table=table,
        cells=cells,
        cell=cell,
        kg=kg,
        collected_kg=(takes * loads.expected[None]).sum(axis=(1, 2)),
        trips=_trips(sequences, len(picks)),
        crew=crew,
        complete=complete,
    )


def _trips(sequences: Ints, picks: int) -> Ints:
    """(M,): how many runs of pick-ups each sequence has."""
    pick = (sequences >= 0) & (sequences < picks)
    before = np.concatenate([np.zeros((len(pick), 1), dtype=bool), pick[:, :-1]], axis=1)
    trips: Ints = (pick & ~before).sum(axis=1)
    return trips


def _take(
    week: Week, vehicle: str, nodes: Nodes, loads: Loads, sequences: Ints, table: Timetable
) -> tuple[Floats, Flags]:
    """Decide what is taken at each pick-up, and whether it can be loaded.

    Ambient food is always taken; chilled and frozen food as far as the vehicle may keep it for
    the time it will be aboard, the last stops before the doors first. A pick-up alone in its trip
    that exceeds the vehicle is taken in part.
    """
    means = week.scenario.vehicle[vehicle]
    chain = week.scenario.policy.cold_chain
    rows, length = sequences.shape
    count = len(loads.kg)
    takes = np.zeros((rows, count, 3))
    capacity, places = week.capacity_kg(vehicle), means.pallets or np.inf
    ends = np.zeros(rows, dtype=np.int64)
    load, pallets, cold = np.zeros(rows), np.zeros(rows), np.zeros(rows)
    alone = np.zeros(rows, dtype=bool)
    fits = np.ones(rows, dtype=bool)
    seen_door = np.zeros(rows, dtype=bool)
    for position in range(length - 1, -1, -1):
        node = sequences[:, position]
        door = node >= count
        fresh = door & ~seen_door  # the last door of a trip: a new load begins before it
        ends[fresh] = table.start_s[fresh, position]
        load[fresh] = pallets[fresh] = cold[fresh] = 0
        seen_door = np.where(node >= 0, door, seen_door)
        pick = np.flatnonzero((node >= 0) & ~door)
        if not len(pick):
            continue
        which = node[pick]
        aboard = ends[pick] - table.start_s[pick, position] - nodes.service_s[which]
        if means.cold == "refrigerated":
            chilled = frozen = np.ones(len(pick), dtype=bool)
        elif means.cold == "boxes":
            room = cold[pick] + loads.kg[which, 1:].sum(axis=1) <= means.boxes * means.box_kg
            chilled = frozen = room & (aboard <= chain.max_min_boxes * 60)
        else:
            chilled = aboard <= chain.max_min_out * 60
            frozen = np.zeros(len(pick), dtype=bool)
        taken = np.stack([np.ones(len(pick)), chilled, frozen], axis=1)
        before = sequences[pick, position - 1] if position else np.full(len(pick), count)
        after_door = sequences[pick, position + 1] >= count if position + 1 < length else True
        alone = (before >= count) & after_door
        mass = (taken * loads.kg[which]).sum(axis=1)
        space = (taken * loads.pallets[which]).sum(axis=1)
        over = np.maximum(mass / capacity, space / places)
        scale = np.where(alone & (over > 1), 1 / np.maximum(over, 1e-9), 1.0)
        taken = taken * scale[:, None]
        takes[pick, which] = taken
        load[pick] += mass * scale
        pallets[pick] += space * scale
        cold[pick] += (taken[:, 1:] * loads.kg[which, 1:]).sum(axis=1)
        fits[pick] &= (load[pick] <= capacity + 1e-6) & (pallets[pick] <= places + 1e-9)
    return takes, fits


def _supplies(
    week: Week,
    number: int,
    slot: Slot,
    picks: list[int],
    doors: list[str],
    nodes: Nodes,
    sequences: Ints,
    takes: Floats,
    table: Timetable,
) -> tuple[tuple[Cell, ...], Ints, Floats]:
    """Return where each round brings which usable food."""
    stream = week.streams[number]
    lots = sorted({(f, ub) for n in picks for f, ub in week.pickups[n].use_by.items()})
    usable = np.zeros((len(picks), 3, len(lots)))
    for row, pick in enumerate(picks):
        pickup = week.pickups[pick]
        for family in pickup.kg:
            temperature = TEMPERATURES.index(week.scenario.family[family].temperature)
            column = lots.index((family, pickup.use_by[family]))
            usable[row, temperature, column] += pickup.usable_kg(family)
    brought = np.einsum("mpt,ptl->ml", takes, usable)
    sorting_s = round(week.scenario.policy.sorting_min * 60)
    registry: dict[Cell, int] = {}
    columns: list[Ints] = []
    amounts: list[Floats] = []
    rows = np.arange(len(sequences))
    portions = _portions(week, doors, lots, sequences, len(picks), stream.mode)
    for offset, door in enumerate(doors):
        at = sequences == len(picks) + offset
        here = at.any(axis=1)
        last = at.shape[1] - 1 - np.argmax(at[:, ::-1], axis=1)
        ready = slot.day_s + table.start_s[rows, last] + nodes.service_s[len(picks) + offset]
        ready = ready + sorting_s
        openings = np.array(
            [
                (week.next_opening(door, int(moment)) if ok else None) or -1
                for moment, ok in zip(ready, here, strict=True)
            ]
        )
        place = door if stream.mode == "direct" else f"@{door}"
        for column, (family, use_by) in enumerate(lots):
            positions = np.array(
                [
                    registry.setdefault(
                        (place, number, slot.number, family, use_by, int(opening)), len(registry)
                    )
                    for opening in openings
                ],
                dtype=np.int64,
            )
            columns.append(positions)
            amounts.append(brought[:, column] * portions[:, offset, column])
    return tuple(registry), np.stack(columns, axis=1), np.stack(amounts, axis=1)


def _portions(
    week: Week,
    doors: list[str],
    lots: list[tuple[str, int]],
    sequences: Ints,
    picks: int,
    mode: str,
) -> Floats:
    """Return (M, doors, lots): how a round's food is portioned among the doors it stops at.

    In proportion to need. It only serves to choose rounds: the split decides afterwards.
    """
    there = np.stack(
        [(sequences == picks + offset).any(axis=1) for offset in range(len(doors))], axis=1
    ).astype(np.float64)
    if mode != "direct":
        return np.repeat(there[:, :, None], len(lots), axis=2)
    need = np.array([[week.scenario.need_kg(door, family) for family, _ in lots] for door in doors])
    wanted = there[:, :, None] * need[None]
    total = wanted.sum(axis=1, keepdims=True)
    portions: Floats = np.divide(wanted, total, out=np.zeros_like(wanted), where=total > 0)
    return portions


__all__ = ["DAY_NUMBER", "DAY_S", "Cell", "Menu", "menu"]
