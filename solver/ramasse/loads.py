"""What pick-ups put aboard, and what each round takes of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.ramasse.timing import Nodes, Timetable
from solver.ramasse.week import Flags, Floats, Ints, Week


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


def loads_of(week: Week, vehicle: str, picks: list[int]) -> Loads:
    """Return what some pick-ups put aboard a vehicle: nothing of what it may not carry."""
    kg = np.zeros((len(picks), 3))
    pallets = np.zeros((len(picks), 3))
    carried = week.carried(vehicle)
    for row, number in enumerate(picks):
        pickup = week.pickups[number]
        for family, amount in pickup.kg.items():
            what = week.scenario.family[family]
            column = TEMPERATURES.index(what.temperature)
            if not carried[column]:
                continue
            kg[row, column] += amount
            if pickup.pallets is not None:
                pallets[row, column] += pickup.pallets * amount / pickup.gross_kg
            elif what.kg_per_pallet:
                pallets[row, column] += amount / what.kg_per_pallet
    happens = np.array([1 - week.pickups[number].no_show_rate for number in picks])
    return Loads(kg, pallets, kg * happens[:, None])


def take(
    week: Week, vehicle: str, nodes: Nodes, loads: Loads, sequences: Ints, table: Timetable
) -> tuple[Floats, Flags]:
    """Decide what is taken at each pick-up, and whether it can be loaded.

    Ambient food is taken unless the vehicle carries none; chilled and frozen food as far as it may
    keep it until the first door of its trip, the last stops before the doors first; what boxes have
    left is filled with part of the rest. A pick-up alone in its trip that exceeds the vehicle is
    taken in part.
    """
    means = week.scenario.vehicle[vehicle]
    rows, length = sequences.shape
    count = len(loads.kg)
    takes = np.zeros((rows, count, 3))
    carried = week.carried(vehicle)
    capacity, places = week.capacity_kg(vehicle), means.pallets or np.inf
    ends = np.zeros(rows, dtype=np.int64)
    load, pallets, cold = np.zeros(rows), np.zeros(rows), np.zeros(rows)
    fits = np.ones(rows, dtype=bool)
    seen_door = np.zeros(rows, dtype=bool)
    lacking = np.zeros((rows, count, 2)) if means.cold == "boxes" else None
    for position in range(length - 1, -1, -1):
        node = sequences[:, position]
        door = node >= count
        fresh = door & ~seen_door  # the last door of a trip: a new load begins before it
        ends[door] = table.start_s[door, position]
        load[fresh] = pallets[fresh] = cold[fresh] = 0
        seen_door = np.where(node >= 0, door, seen_door)
        pick = np.flatnonzero((node >= 0) & ~door)
        if not len(pick):
            continue
        which = node[pick]
        aboard = ends[pick] - table.start_s[pick, position] - nodes.service_s[which]
        taken = (kept_cold(week, vehicle, aboard) & carried[None]).astype(np.float64)
        if lacking is not None:
            room = cold[pick] + loads.kg[which, 1:].sum(axis=1) <= means.boxes * means.box_kg
            lacking[pick, which] = taken[:, 1:] * ~room[:, None]
            taken[:, 1:] *= room[:, None]
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
    if lacking is not None:
        _fill_boxes(week, vehicle, loads, sequences, takes, lacking)
    return takes, fits


def _fill_boxes(
    week: Week, vehicle: str, loads: Loads, sequences: Ints, takes: Floats, lacking: Floats
) -> None:
    """Take part of what did not fit in boxes whole, as far as boxes and the load of its trip allow.

    Parameters
    ----------
    takes : (M, picks, 3)
        Changed in place.
    lacking : (M, picks, 2)
        1 for chilled and frozen food that was left for want of room.
    """
    means = week.scenario.vehicle[vehicle]
    count = len(loads.kg)
    pick = (sequences >= 0) & (sequences < count)
    after_door = np.pad(sequences[:, :-1] >= count, ((0, 0), (1, 0)))
    trip = np.cumsum(pick & after_door, axis=1)
    node = np.where(pick, sequences, 0)
    every = np.arange(len(sequences))
    taken = takes[every[:, None], node] * pick[..., None]
    kg, places = taken * loads.kg[node], taken * loads.pallets[node]
    spare = np.empty((len(sequences), int(trip.max(initial=0)) + 1, 3))
    spare[:] = means.boxes * means.box_kg, week.capacity_kg(vehicle), means.pallets or np.inf
    used = np.stack([kg[..., 1:].sum(axis=2), kg.sum(axis=2), places.sum(axis=2)], axis=2)
    np.subtract.at(spare, (every[:, None], trip), used)
    for position in range(sequences.shape[1] - 1, -1, -1):
        which, at = node[:, position], trip[:, position]
        more = lacking[every, which] * pick[:, position, None]
        cold = (more * loads.kg[which, 1:]).sum(axis=1)
        space = (more * loads.pallets[which, 1:]).sum(axis=1)
        need = np.stack([cold, cold, space], axis=1)
        room = np.maximum(spare[every, at], 0.0)
        part = np.divide(room, need, out=np.ones_like(need), where=need > 0).min(axis=1).clip(0, 1)
        takes[every, which, 1:] += more * part[:, None]
        spare[every, at] -= need * part[:, None]


def kept_cold(week: Week, vehicle: str, aboard_s: Ints) -> Flags:
    """Return (..., 3): what a vehicle may keep aboard for some times, by temperature.

    Parameters
    ----------
    aboard_s : (...) integers
        From the end of loading to the door, seconds.
    """
    cold = week.scenario.vehicle[vehicle].cold
    chain = week.scenario.policy.cold_chain
    kept = np.ones((*aboard_s.shape, len(TEMPERATURES)), dtype=bool)
    if cold == "boxes":
        kept[..., 1:] = (aboard_s <= chain.max_min_boxes * 60)[..., None]
    elif cold == "none":
        kept[..., 1] = aboard_s <= chain.max_min_out * 60
        kept[..., 2] = False
    return kept
