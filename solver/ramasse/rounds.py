"""From chosen columns to rounds with stops, times and people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.sparse import csr_array

from models.plan import Round, Stop
from solver.programs.linear import minimise
from solver.programs.solved import INFINITY, NoSolutionError
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.loads import TEMPERATURES
from solver.ramasse.master import Master
from solver.ramasse.menus import Menu
from solver.ramasse.outing_limits import stops_allowed
from solver.ramasse.outing_rows import Outing
from solver.ramasse.timing import Nodes, timetable
from solver.ramasse.week import Crew, Ints, Slot, Week

Post = tuple[str, int]
"""Vehicle and number of the slot."""
STRANGER = 100.0
"""Charge of a person who was not aboard before, in people of another association."""


@dataclass(frozen=True)
class Choice:
    """What one vehicle does for one stream in one slot."""

    place: Outing
    collect: tuple[int, int] | None
    """Position of the menu, and its row."""
    carry: tuple[int, int] | None


@dataclass(frozen=True)
class Draft:
    """A round before people are put aboard."""

    choice: Choice
    stops: tuple[Stop, ...]
    crew: Crew


def choices(master: Master, values: np.ndarray) -> list[Choice]:
    """Read which half rounds a solution chose, in the order of slots and vehicles."""
    chosen: dict[Outing, dict[str, tuple[int, int]]] = defaultdict(dict)
    for column, (kind, position, row) in master.parts.items():
        if column < len(values) and values[column] > 0.5:
            menu = master.menu(kind, position)
            place = (menu.stream, menu.vehicle, menu.slot.number)
            chosen[place][kind] = (position, row)
    return [
        Choice(place, halves.get("collect"), halves.get("carry"))
        for place, halves in sorted(chosen.items(), key=lambda item: (item[0][2], item[0]))
    ]


def draft(master: Master, choice: Choice) -> Draft | None:
    """Return the stops of a choice, or none when its two halves do not fit one shift."""
    week = master.week
    if choice.collect is not None and choice.carry is not None:
        menu, row = master.menus[choice.collect[0]], choice.collect[1]
        carry, line = master.carries[choice.carry[0]], choice.carry[1]
        stops = _joined(week, menu, row, carry, line)
        return None if stops is None else Draft(choice, stops, menu.crew)
    if choice.collect is not None:
        menu, row = master.menus[choice.collect[0]], choice.collect[1]
        stops = _stops(week, menu, row, None, menu.sequences[row], menu.nodes)
        return None if stops is None else Draft(choice, stops, menu.crew)
    assert choice.carry is not None
    carry, line = master.carries[choice.carry[0]], choice.carry[1]
    stops = _stops(week, None, 0, carry, carry.sequences[line], carry.nodes)
    return None if stops is None else Draft(choice, stops, carry.crew)


def _joined(
    week: Week, menu: Menu, row: int, carry: CarryMenu, line: int
) -> tuple[Stop, ...] | None:
    """Return the shorter of collecting first and carrying first.

    What the program counts on must hold: what is collected is sorted for the same distribution as
    by the collection alone. Joined, it may come in too late for it, and spoil until the next.
    """
    offset = len(menu.nodes)
    nodes = Nodes(
        np.append(menu.nodes.site, carry.nodes.site),
        np.append(menu.nodes.service_s, carry.nodes.service_s),
        np.append(menu.nodes.opens_s, carry.nodes.opens_s),
        np.append(menu.nodes.closes_s, carry.nodes.closes_s),
    )
    collect = [n for n in menu.sequences[row] if n >= 0]
    drops = [n + offset for n in carry.sequences[line] if n >= 0]
    tried = [
        _stops(week, menu, row, carry, np.array(order), nodes)
        for order in (collect + drops, drops + collect)
    ]
    alone = _stops(week, menu, row, None, menu.sequences[row], menu.nodes)
    due_s = None if alone is None else _sorted_for(week, menu.slot, alone)
    found = [
        stops
        for stops in tried
        if stops is not None
        and (due_s is None or (_sorted_for(week, menu.slot, stops) or INFINITY) <= due_s)
    ]
    return min(found, key=lambda s: s[-1].arrive_s - s[0].leave_s, default=None)


def _sorted_for(week: Week, slot: Slot, stops: tuple[Stop, ...]) -> int | None:
    """Return the distribution of the sorting place that what is unloaded is sorted for, if any."""
    unloads = [stop for stop in stops if stop.kind == "unload"]
    if not unloads:
        return None
    ready_s = slot.day_s + unloads[-1].leave_s + round(week.scenario.policy.sorting_min * 60)
    return week.next_opening(unloads[-1].site, ready_s)


def _stops(
    week: Week, menu: Menu | None, row: int, carry: CarryMenu | None, order: Ints, nodes: Nodes
) -> tuple[Stop, ...] | None:
    either = menu if menu is not None else carry
    assert either is not None
    means = week.scenario.vehicle[either.vehicle]
    slot: Slot = either.slot
    order = order[order >= 0]
    table = timetable(week, nodes, order[None, :], either.vehicle, slot)
    if not table.feasible[0]:
        return None
    depart, back = int(table.depart_s[0]), int(table.back_s[0])
    stops = [_home("depart", means.owner, depart)]
    before, left = week.site(means.owner), depart
    offset = 0 if menu is None else len(menu.nodes)
    for position, node in enumerate(order):
        site = int(nodes.site[node])
        start = int(table.start_s[0, position])
        arrive = left + int(week.seconds[before, site])
        left = start + int(nodes.service_s[node])
        stop = stop_at(week, menu, row, site, int(node) - offset)
        stops.append(stop.changed(arrive_s=arrive, start_s=start, leave_s=left))
        before = site
    stops.append(_home("return", means.owner, back))
    if not stops_allowed(week, week.streams[either.stream], stops):
        return None
    return tuple(stops)


def stop_at(week: Week, menu: Menu | None, row: int, site: int, node: int) -> Stop:
    """Return what is done at a node, its times left out.

    Parameters
    ----------
    node
        Of the last mile, whose first node is the sorting place; negative: of the menu, counted
        from the end of its nodes.
    """
    stop = Stop(
        kind="load" if node == 0 else "drop",
        site=week.travel.sites[site],
        arrive_s=0,
        start_s=0,
        leave_s=0,
    )
    if node >= 0:
        return stop
    assert menu is not None
    node += len(menu.nodes)
    if node >= len(menu.picks):
        direct = week.streams[menu.stream].mode == "direct"
        return stop.changed(kind="drop" if direct else "unload")
    pickup = week.pickups[menu.picks[node]]
    return stop.changed(kind="collect", pickup=pickup.id, kg=taken_kg(week, menu, row, node))


def taken_kg(week: Week, menu: Menu, row: int, node: int) -> dict[str, float]:
    """Return the kg by family that a round of a menu takes at one of its pick-ups."""
    takes = menu.takes[row, node]
    kg = {
        family: amount * takes[TEMPERATURES.index(week.scenario.family[family].temperature)]
        for family, amount in week.pickups[menu.picks[node]].kg.items()
    }
    return {family: float(amount) for family, amount in kg.items() if amount > 0}


def _home(kind: str, site: str, moment: int) -> Stop:
    return Stop.model_validate(
        {"kind": kind, "site": site, "arrive_s": moment, "start_s": moment, "leave_s": moment}
    )


def with_crews(
    week: Week, drafts: list[Draft], crewed: Mapping[Post, tuple[str, ...]] = MappingProxyType({})
) -> list[Round]:
    """Return the drafts as rounds with people aboard.

    Parameters
    ----------
    crewed
        People aboard before, the driver first, by vehicle and slot: they stay where they can.

    Raises
    ------
    LookupError
        When no assignment exists; the program that chose the rounds counts people, so this means
        that its counts and its people disagree.
    """
    crews = assign(week, drafts, crewed)
    rounds = []
    for item, people in zip(drafts, crews, strict=True):
        stream, vehicle, number = item.choice.place
        slot = week.slots[number]
        rounds.append(
            Round(
                id=f"{slot.day}-{slot.shift}-{vehicle}",
                stream=week.streams[stream].id,
                vehicle=vehicle,
                day=slot.day,
                shift=slot.shift,
                crew=people,
                stops=item.stops,
            )
        )
    return rounds


def assign(
    week: Week, drafts: list[Draft], crewed: Mapping[Post, tuple[str, ...]] = MappingProxyType({})
) -> list[tuple[str, ...]]:
    """Return the people of each draft, the driver first.

    Those who were aboard before come first, then people of the vehicle's own association; among
    equals, the order of ids decides.
    """
    seats: list[tuple[int, str, str]] = []
    for number, item in enumerate(drafts):
        seats += [(number, person, "driver") for person in item.crew.drivers]
        seats += [(number, person, "helper") for person in item.crew.helpers]
    rows: dict[tuple[str, ...], int] = {}
    lower: list[float] = []
    upper: list[float] = []
    data: list[tuple[int, int, float]] = []
    costs = np.zeros(len(seats))

    def put(column: int, key: tuple[str, ...], low: float, high: float, value: float) -> None:
        if key not in rows:
            rows[key] = len(lower)
            lower.append(low)
            upper.append(high)
        data.append((rows[key], column, value))

    for column, (number, person, role) in enumerate(seats):
        _, vehicle, slot_number = drafts[number].choice.place
        slot, means, who = (
            week.slots[slot_number],
            week.scenario.vehicle[vehicle],
            week.scenario.person[person],
        )
        wanted = 1.0 if role == "driver" else means.crew - 1.0
        put(column, ("seat", str(number), role), wanted, wanted, 1.0)
        put(column, ("week", person), 0.0, who.most_shifts, 1.0)
        if who.max_hours is not None:
            length = (drafts[number].stops[-1].arrive_s - drafts[number].stops[0].leave_s) / 3600
            put(column, ("hours", person), 0.0, who.max_hours, length)
        for other in week.slots:
            if other.overlaps(slot) and slot.starts_s <= other.starts_s < slot.ends_s:
                put(column, ("busy", person, str(other.number)), 0.0, 1.0, 1.0)
        costs[column] = 0.0 if who.association == means.owner else 1.0
        before = crewed.get((vehicle, slot_number), ())
        was = person in (before[:1] if role == "driver" else before[1:])
        costs[column] += 0.0 if was or not before else STRANGER
    if not seats:  # whoever sends a vehicle finds its crew
        return [()] * len(drafts)
    table = np.array(data)
    matrix = csr_array(
        (table[:, 2], (table[:, 0].astype(np.int64), table[:, 1].astype(np.int64))),
        shape=(len(rows), len(seats)),
    )
    try:
        answer = minimise(
            costs + 1e-6 * np.arange(len(seats)) / len(seats),
            (matrix, np.array(lower), np.array(upper)),
            upper=1.0,
            whole=True,
        )
    except NoSolutionError as error:
        raise LookupError("no assignment of people to these rounds") from error
    crews: list[list[str]] = [[] for _ in drafts]
    for (number, person, role), value in zip(seats, answer.values, strict=True):
        if value > 0.5:
            crews[number].insert(0 if role == "driver" else len(crews[number]), person)
    return [tuple(crew) for crew in crews]
