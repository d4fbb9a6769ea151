"""Begin from a known plan: its rounds found again among the menus of a week like it."""

from __future__ import annotations

import numpy as np

from models.plan import Plan, Round
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.master import Master
from solver.ramasse.menus import Menu
from solver.ramasse.outing_rows import Outing
from solver.ramasse.published_menus import row_of
from solver.ramasse.week import Flags, Week


def resumed(master: Master, plan: Plan) -> dict[int, float]:
    """Return the columns of half rounds at the values that a plan gives them.

    Rounds, or halves of rounds, that this week does not offer are left out; a pick-up that is no
    longer offered leaves its round. Columns are added where they are missing.
    """
    chosen: set[int] = set()
    collecting = {(m.stream, m.vehicle, m.slot.number): n for n, m in enumerate(master.menus)}
    carrying = {(c.stream, c.vehicle, c.slot.number): n for n, c in enumerate(master.carries)}
    for item in plan.rounds:
        place = _place(master, item)
        if place is None:
            continue
        halves = 0
        if place in collecting:
            number = collecting[place]
            row = _collecting(master, master.menus[number], item)
            if row is not None:
                chosen.add(master.add_round(number, row))
                halves += 1
        if place in carrying:
            number = carrying[place]
            row = _carrying(master.week, master.carries[number], item)
            if row is not None:
                chosen.add(master.column_of["carry", number, row])
                halves += 1
        if halves == 2 and place in master.joins:
            kinds = [stop.kind for stop in item.stops]
            joins = master.joins[place]
            chosen.add(joins[-1] if kinds.index("drop") < kinds.index("collect") else joins[0])
    return {column: float(column in chosen) for column in master.choices}


def _place(master: Master, item: Round) -> Outing | None:
    """Return where a round is: in its stream, or in the one that has its stores now."""
    week = master.week
    slots = {(slot.day, slot.shift): slot.number for slot in week.slots}
    visited = {stop.site for stop in item.collected}
    streams = [n for n, stream in enumerate(week.streams) if stream.id == item.stream] or [
        n for n, stream in enumerate(week.streams) if visited & set(stream.donors)
    ]
    if not streams or (item.day, item.shift) not in slots:
        return None
    return streams[0], item.vehicle, slots[item.day, item.shift]


def _collecting(master: Master, menu: Menu, item: Round) -> int | None:
    """Return the row of a menu that makes a round as it is, or the shortest one like it.

    One like it has its pick-ups and, if it drops, its doors.
    """
    week = master.week
    as_it_is = row_of(week, menu, item)
    if as_it_is is not None:
        return as_it_is
    wanted = {stop.pickup for stop in item.collected}
    there: Flags = np.array([week.pickups[n].id in wanted for n in menu.picks], dtype=np.bool_)
    if not there.any():
        return None
    same = (menu.visits == there[None]).all(axis=1)
    if week.streams[menu.stream].mode == "direct":
        dropped = {stop.site for stop in item.stops if stop.kind == "drop"}
        for offset, door in enumerate(menu.doors):
            at = (menu.sequences == len(menu.picks) + offset).any(axis=1)
            same &= at == (door in dropped)
    return _shortest(same, menu)


def _carrying(week: Week, carry: CarryMenu, item: Round) -> int | None:
    """Return the shortest row of a menu with the doors that a round carries food to.

    Where a menu tells distributions of a door apart, the row is one that is in time for as many of
    the same.
    """
    drops = [stop for stop in item.stops if stop.kind == "drop"]
    if not drops:
        return None
    rows = carry.at_just({stop.site for stop in drops})
    if not rows.any():
        return None
    meant = {
        (stop.site, week.next_opening(stop.site, carry.slot.day_s + stop.leave_s)) for stop in drops
    }
    same = np.array([one in meant for one in zip(carry.doors, carry.openings, strict=True)])
    in_time = (carry.drops & same[None]).sum(axis=1)
    return _shortest(rows & (in_time == in_time[rows].max()), carry)


def _shortest(rows: Flags, menu: Menu | CarryMenu) -> int | None:
    found = np.flatnonzero(rows)
    if not len(found):
        return None
    return int(found[np.argmin(menu.table.duration_s[found])])
