"""Menus: for one stream, slot and vehicle, the rounds it could make, as arrays.

Small days are enumerated whole (every set of pick-ups that can be served, in its best order);
longer days bring the sequences that a routing engine proposes. Both are timed, loaded and priced
by the same code.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pools.streams import Stream
from solver.ramasse.loads import Loads, loads_of, take
from solver.ramasse.outing_limits import collections_allowed, trips_of
from solver.ramasse.pickup_orders import ENUMERATED_PICKUPS, sequences_of
from solver.ramasse.supplies import Supplies, supplies_of
from solver.ramasse.timing import Nodes, Timetable, collected, timetable
from solver.ramasse.week import Crew, Flags, Floats, Ints, Slot, Week


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
    supplies: Supplies
    collected_kg: Floats
    """(M,): expected kg that will need sorting."""
    trips: Ints
    """(M,): times that each round is loaded."""
    crew: Crew
    complete: bool
    """Whether every round worth considering is here."""

    def __len__(self) -> int:
        return len(self.sequences)


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
    if not picks or not crew.mans(means.crew):
        return None
    doors = doors_of(week, stream, slot, vehicle)
    if not doors:
        return None
    nodes = nodes_of(week, stream, slot, picks, doors)
    loads = loads_of(week, vehicle, picks)
    complete = len(picks) <= ENUMERATED_PICKUPS
    sequences = sequences_of(week, stream.mode, slot, vehicle, picks, nodes, loads, proposed)
    table = timetable(week, nodes, sequences, vehicle, slot)
    setting = MenuSetting(number, slot, vehicle, crew, picks, doors, nodes, loads)
    return evaluated(week, setting, sequences, table, complete=complete)


def doors_of(week: Week, stream: Stream, slot: Slot, vehicle: str) -> list[str]:
    """Return where a round that collects may bring its food: the sorting place, or doors."""
    doors = (
        [stream.hub]
        if stream.hub is not None
        else week.droppable(stream, vehicle, slot, collects=True)
    )
    forbidden = week.scenario.vehicle[vehicle].forbidden
    return [
        door
        for door in doors
        if door not in forbidden
        and week.door_window(door, slot) is not None
        and not (stream.mode == "direct" and week.scenario.association[door].first_stop)
    ]


def nodes_of(week: Week, stream: Stream, slot: Slot, picks: list[int], doors: list[str]) -> Nodes:
    """Return the places of some pick-ups and doors, with their windows."""
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


@dataclass(frozen=True)
class MenuSetting:
    """Where, when and by whom the rounds of a menu are made."""

    stream: int
    slot: Slot
    vehicle: str
    crew: Crew
    picks: list[int]
    """Numbers of the pick-ups; the first nodes, in this order."""
    doors: list[str]
    """The places of the nodes after them."""
    nodes: Nodes
    loads: Loads


def evaluated(
    week: Week,
    setting: MenuSetting,
    sequences: Ints,
    table: Timetable,
    *,
    complete: bool,
    aboard: Floats | None = None,
) -> Menu | None:
    """Return the sequences that hold, loaded, with what they bring; none when none does.

    Parameters
    ----------
    sequences : (M, L)
        Nodes in their order, then -1.
    table
        Their times.
    complete
        Whether every round worth considering is among them.
    aboard : (picks, 3)
        Shares of what is offered that were taken already, NaN where nothing was: what is aboard
        must keep.
    """
    number, slot, vehicle = setting.stream, setting.slot, setting.vehicle
    picks, doors, nodes, loads = setting.picks, setting.doors, setting.nodes, setting.loads
    means = week.scenario.vehicle[vehicle]
    in_time = table.feasible
    sequences, table = sequences[in_time], table.only(in_time)
    takes, loaded = take(week, vehicle, nodes, loads, sequences, table)
    good = loaded & (takes.sum(axis=(1, 2)) > 0)
    good &= collections_allowed(
        week, week.streams[number], vehicle, picks, doors, nodes, sequences, table
    )
    if aboard is not None:
        same = np.isnan(aboard)[None] | (np.abs(takes - aboard[None]) < 1e-6)
        good &= same.all(axis=(1, 2))
    if means.max_stops is not None:
        counted = (
            sequences < len(picks) if week.streams[number].mode != "direct" else sequences >= 0
        )
        good &= ((sequences >= 0) & counted).sum(axis=1) <= means.max_stops
    if not good.any():
        return None
    sequences, takes = sequences[good], takes[good]
    table = table.only(good)
    supplies = supplies_of(
        week, number, slot, vehicle, picks, doors, nodes, sequences, takes, table
    )
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
        supplies=supplies,
        collected_kg=(takes * loads.expected[None]).sum(axis=(1, 2)),
        trips=trips_of(sequences, len(picks)),
        crew=setting.crew,
        complete=complete,
    )
