"""Menus of a running week: what stands as it is, what goes on, what may be another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from models.calendar import Day
from models.plan import Round
from models.tally import ADDED, DOOR, LEFT, MOVED, ROUND
from pools.streams import Stream
from solver.ramasse.last_mile import ENUMERATED_DOORS, CarryMenu, carry_menu
from solver.ramasse.loads import loads_of
from solver.ramasse.menus import Menu, MenuSetting, doors_of, evaluated, nodes_of
from solver.ramasse.pickup_orders import ENUMERATED_PICKUPS, NEAR_PICKUPS, sequences_of
from solver.ramasse.plan_changes import Changes, DoorDay, Half, Post
from solver.ramasse.published_menus import (
    given_carry,
    given_menu,
    going_carry,
    going_menu,
    published_row,
    row_of,
)
from solver.ramasse.running_plan import HalfKind, RunningPlan, half
from solver.ramasse.timing import collected, timetable
from solver.ramasse.week import Flags, Floats, Slot, Week

MANY = 4000
"""Rounds of one menu beyond which those that differ most from the published one are left out."""
MOST_OTHER = 4
"""Stops in which they may differ, beside those that nobody else would make."""


def menus_around(week: Week, standing: RunningPlan) -> tuple[list[Menu], list[CarryMenu], Changes]:
    """Return what every vehicle could do now, with what it changes."""
    made = _Menus(week, standing)
    for number, stream in enumerate(week.streams):
        for slot in week.slots:
            for vehicle in sorted(week.scenario.vehicle):
                made.add(number, stream, slot, vehicle)
    return made.menus, made.carries, made.changes()


def changes_of(
    week: Week, standing: RunningPlan, menus: list[Menu], carries: list[CarryMenu]
) -> Changes:
    """Return what menus that were made without a published plan change of it."""
    made = _Menus(week, standing)
    for menu in menus:
        made.collect(menu)
    for carry in carries:
        made.carry(carry)
    return made.changes()


class _Menus:
    """The menus as they are made."""

    def __init__(self, week: Week, standing: RunningPlan) -> None:
        self.week, self.standing = week, standing
        self.taken = standing.taken(week)
        self.loose = loose(week, standing)
        self.missed = {
            stop.site
            for item in (*standing.broken, *standing.plan.rounds)
            if item in standing.broken or (item.id not in standing.fixed and hit(week, item))
            for stop in item.stops
            if stop.kind == "drop"
        }
        self.menus: list[Menu] = []
        self.carries: list[CarryMenu] = []
        self.collect_halves: list[Half] = []
        self.carry_halves: list[Half] = []

    def add(self, number: int, stream: Stream, slot: Slot, vehicle: str) -> None:
        """Add what one vehicle could do for one stream in one slot."""
        item = self.standing.at(vehicle, slot)
        mine = item if item is not None and item.stream == stream.id else None
        if item is not None and item.id in self.standing.fixed:
            if mine is not None:
                self._collect(given_menu(self.week, number, slot, mine), mine, given=True)
                self._carry(given_carry(self.week, number, slot, mine), mine, given=True)
            return
        later = self._later(slot, item)
        if later is None or (item is not None and mine is None and item.id in self.standing.begun):
            return
        if mine is not None and mine.id in self.standing.begun:
            self._go_on(number, stream, later, mine)
            return
        if self.week.may_collect(stream, vehicle, later):
            self._collect(self._free(number, stream, later, vehicle, mine), mine, given=False)
        if stream.mode == "hub":
            self._carry(self._last_mile(number, stream, later, vehicle, mine), mine, given=False)

    def _later(self, slot: Slot, item: Round | None) -> Slot | None:
        """Return what is left of a slot for a round that is planned there, or for a new one."""
        if slot.day not in self.standing.free:
            return None
        if slot.day != self.standing.day:
            return slot
        soonest_s = self.standing.now_s + self.standing.notice_s
        if item is not None:  # its crew is ready by then
            soonest_s = max(self.standing.now_s, min(soonest_s, item.stops[0].leave_s))
        starts_s = max(slot.starts_s, soonest_s)
        return replace(slot, starts_s=starts_s) if starts_s < slot.ends_s else None

    def _go_on(self, number: int, stream: Stream, slot: Slot, item: Round) -> None:
        """Add the ways a round under way can go on."""
        done = self.standing.begun[item.id]
        collect, carry = (half(item, stream.mode, kind) for kind in ("collect", "carry"))
        first = not carry or (bool(collect) and collect[0] < carry[0])
        if collect and collect[-1] < done:
            self._collect(given_menu(self.week, number, slot, item), item, given=True)
        elif first or any(at < done for at in collect):
            picks = self._picks(stream, slot, item.vehicle, item)
            menu = going_menu(self.week, number, slot, item, done, picks)
            self._collect(menu, item, given=True)
        elif self.week.may_collect(stream, item.vehicle, slot):
            menu = self._free(number, stream, slot, item.vehicle, item)
            self._collect(menu, item, given=False)
        if stream.mode != "hub":
            return
        if carry and carry[-1] < done:
            self._carry(given_carry(self.week, number, slot, item), item, given=True)
        elif carry and (not first or any(at < done for at in carry)):
            self._carry(going_carry(self.week, number, slot, item, done), item, given=True)
        else:
            carry_half = self._last_mile(number, stream, slot, item.vehicle, item)
            self._carry(carry_half, item, given=False)

    def _picks(self, stream: Stream, slot: Slot, vehicle: str, item: Round | None) -> list[int]:
        """Return the pick-ups that a round may still make; the nearest to mind on long days."""
        week, standing = self.week, self.standing
        here = None if item is None else item.id
        picks = [
            pick
            for pick in week.pickups_of(stream, slot, vehicle)
            if pick not in self.taken
            and week.pickups[pick].gross_kg > 0
            and standing.held.get(week.pickups[pick].id, here) == here
        ]
        if len(picks) <= ENUMERATED_PICKUPS:
            return picks
        home = week.site(week.scenario.vehicle[vehicle].owner)

        def rank(pick: int) -> tuple[int, int, int]:
            by = standing.made_by.get(week.pickups[pick].id)
            mind = 0 if by is not None and by.id == here else 1 if pick in self.loose else 2
            return mind, int(week.seconds[home, week.site(week.pickups[pick].donor)]), pick

        own = sum(rank(pick)[0] == 0 for pick in picks)
        return sorted(sorted(picks, key=rank)[: max(own, NEAR_PICKUPS)])

    def _free(
        self, number: int, stream: Stream, slot: Slot, vehicle: str, item: Round | None
    ) -> Menu | None:
        """Return the rounds that a vehicle that has not left could make, the published one too."""
        week = self.week
        crew = week.crew(stream, vehicle, slot, collects=True)
        means = week.scenario.vehicle[vehicle]
        picks = self._picks(stream, slot, vehicle, item)
        doors = doors_of(week, stream, slot, vehicle)
        if not picks or not doors or not crew.mans(means.crew):
            return None
        nodes = nodes_of(week, stream, slot, picks, doors)
        loads = loads_of(week, vehicle, picks)
        orders = sequences_of(week, stream.mode, slot, vehicle, picks, nodes, loads, [])
        if len(orders) > MANY:
            orders = orders[self._near(orders, picks, item)]
        same = None if item is None else published_row(week, stream, item, picks, doors)
        if same is not None:
            width = max(orders.shape[1], len(same))
            orders = np.pad(orders, ((0, 1), (0, width - orders.shape[1])), constant_values=-1)
            orders[-1, : len(same)] = same
        setting = MenuSetting(number, slot, vehicle, crew, picks, doors, nodes, loads)
        times = timetable(week, nodes, orders, vehicle, slot)
        made = evaluated(week, setting, orders, times, complete=True)
        held = [
            row
            for row, pick in enumerate(picks)
            if item is not None and self.standing.held.get(week.pickups[pick].id) == item.id
        ]
        if made is None or not held:
            return made
        rows: Flags = np.asarray(made.visits[:, held].all(axis=1))
        return only(made, rows)

    def _near(self, orders: np.ndarray, picks: list[int], item: Round | None) -> Flags:
        """(M,): which orders differ little from the published round of the post."""
        mine = set() if item is None else {str(stop.pickup) for stop in item.collected}
        own = np.array([self.week.pickups[pick].id in mine for pick in picks])
        other = np.array([pick not in self.loose for pick in picks]) & ~own
        there = collected(orders, len(picks))
        near: Flags = (there & other).sum(axis=1) + (~there & own).sum(axis=1) <= MOST_OTHER
        return near

    def _last_mile(
        self, number: int, stream: Stream, slot: Slot, vehicle: str, item: Round | None
    ) -> CarryMenu | None:
        """Return the last miles that a vehicle could make; of many doors, those that are at stake.

        At stake are the doors of its own published round, and those of rounds that are hit.
        """
        only: set[str] | None = None
        if len(stream.members) > ENUMERATED_DOORS + 1:
            only = dropped(item, stream.mode)
            rest = sorted(self.missed - only)
            only |= set(rest[: max(0, ENUMERATED_DOORS - len(only))])
        return carry_menu(self.week, number, slot, vehicle, only)

    # -- what they change ---------------------------------------------------------------------

    def collect(self, menu: Menu) -> None:
        """Take in a menu of collections as it is."""
        self._collect(menu, self._mine(menu), given=False)

    def carry(self, carry: CarryMenu) -> None:
        """Take in a menu of last miles as it is."""
        self._carry(carry, self._mine(carry), given=False)

    def _mine(self, menu: Menu | CarryMenu) -> Round | None:
        """Return the published round of a menu's post, where it is of the same stream."""
        item = self.standing.at(menu.vehicle, menu.slot)
        same = item is not None and item.stream == self.week.streams[menu.stream].id
        return item if same else None

    def _collect(self, menu: Menu | None, item: Round | None, *, given: bool) -> None:
        if menu is None:
            return
        week, standing = self.week, self.standing
        stream = week.streams[menu.stream]
        weights = np.array([self._weight(pick, item) for pick in menu.picks], dtype=np.float64)
        costs: Floats = (menu.visits * weights).sum(axis=1)
        kept: dict[DoorDay, Flags] = {}
        added: dict[DoorDay, Flags] = {}
        if stream.mode == "direct":
            drops = dropped(item, stream.mode)
            kept, added = _drops(_doors(menu), drops, menu.slot.day)
            costs += _weighed(kept, added)
        row = None if item is None else row_of(week, menu, item)
        same = -1 if row is None else row
        if item is not None and item.id in standing.fixed:
            costs, kept, added = np.zeros(len(menu)), {}, {}
        self.menus.append(menu)
        self.collect_halves.append(Half(costs, same, given, kept, added))

    def _weight(self, pick: int, item: Round | None) -> float:
        """Return what it adds to the changes that a round makes a pick-up."""
        name = self.week.pickups[pick].id
        by = self.standing.made_by.get(name)
        if pick in self.taken:
            return 0.0
        if by is None:
            return ADDED - LEFT if name in self.standing.wanted else ADDED
        return -LEFT if item is not None and by.id == item.id else MOVED - LEFT

    def _carry(self, carry: CarryMenu | None, item: Round | None, *, given: bool) -> None:
        if carry is None:
            return
        same = -1
        drops = dropped(item, "hub")
        kept, added = _drops(carry.served, drops, carry.slot.day)
        costs: Floats = np.zeros(len(carry)) + _weighed(kept, added)
        found = np.flatnonzero(carry.at_just(drops)) if drops else np.zeros(0, dtype=np.int64)
        if len(found):
            same = int(found[np.argmin(carry.table.duration_s[found])])
        if item is not None and item.id in self.standing.fixed:
            costs, kept, added = np.zeros(len(carry)), {}, {}
        self.carries.append(carry)
        self.carry_halves.append(Half(costs, same, given, kept, added))

    def changes(self) -> Changes:
        """Return the changes of all menus."""
        week, standing = self.week, self.standing
        slots = {(slot.day, slot.shift): slot.number for slot in week.slots}
        published: dict[Post, frozenset[HalfKind]] = {}
        settled: set[Post] = set()
        doors: Counter[DoorDay] = Counter()
        for (vehicle, day, shift), item in standing.posts.items():
            post = vehicle, slots[day, shift]
            mode = next(stream.mode for stream in week.streams if stream.id == item.stream)
            if not standing.changeable(item):
                settled.add(post)
                continue
            kinds: tuple[HalfKind, ...] = ("collect", "carry")
            published[post] = frozenset(kind for kind in kinds if half(item, mode, kind))
            doors.update((door, item.day) for door in dropped(item, mode))
        asked = [
            number
            for number, pickup in enumerate(week.pickups)
            if number not in self.taken
            and pickup.gross_kg > 0
            and (pickup.id in standing.made_by or pickup.id in standing.wanted)
        ]
        held = [n for n, p in enumerate(week.pickups) if p.id in standing.held]
        halves = (*self.collect_halves, *self.carry_halves)
        added = {where for one in halves for where, rows in one.added.items() if rows.any()}
        lost = doors + Counter(
            (stop.site, item.day)
            for item in standing.broken
            for stop in item.stops
            if stop.kind == "drop"
        )
        return Changes(
            self.collect_halves,
            self.carry_halves,
            float(LEFT * len(asked) + ROUND * len(published) + DOOR * doors.total()),
            published,
            frozenset(settled),
            frozenset(pick for pick in held if pick not in self.taken),
            {where: count for where, count in lost.items() if where in added},
        )


def loose(week: Week, standing: RunningPlan) -> frozenset[int]:
    """Return the pick-ups that nobody makes as things are: asked for, or of rounds that are hit."""
    found = set()
    for number, pickup in enumerate(week.pickups):
        by = standing.made_by.get(pickup.id)
        if by is None:
            if pickup.id in standing.wanted:
                found.add(number)
        elif by in standing.broken or (by.id not in standing.fixed and hit(week, by)):
            found.add(number)
    return frozenset(found)


def hit(week: Week, item: Round) -> bool:
    """Tell whether a round's vehicle or someone of its crew is not free for it."""
    hours = item.stops[0].leave_s, item.stops[-1].arrive_s
    scenario = week.scenario
    people = [scenario.taken(scenario.person[who]) for who in item.crew]
    return any(
        taken.meets(item.day, *hours)
        for busy in (scenario.taken(scenario.vehicle[item.vehicle]), *people)
        for taken in busy
    )


def only(menu: Menu, rows: Flags) -> Menu | None:
    """Return some rows of a menu, or none."""
    if not rows.any():
        return None
    return replace(
        menu,
        sequences=menu.sequences[rows],
        visits=menu.visits[rows],
        takes=menu.takes[rows],
        table=menu.table.only(rows),
        supplies=menu.supplies.only(rows),
        collected_kg=menu.collected_kg[rows],
        trips=menu.trips[rows],
    )


def _doors(menu: Menu) -> dict[str, Flags]:
    """By door, (M,): which rounds of a menu stop there."""
    count = len(menu.picks)
    return {door: (menu.sequences == count + n).any(axis=1) for n, door in enumerate(menu.doors)}


def _drops(
    there: Mapping[str, Flags], before: set[str], day: Day
) -> tuple[dict[DoorDay, Flags], dict[DoorDay, Flags]]:
    """Return (M,) each which rounds still drop at a door, and which do where none was before.

    Doors of the published round count whether there is a round or not: each is a change unless a
    round still drops there.
    """
    found = {(door, day): rows for door, rows in there.items()}
    return (
        {where: rows for where, rows in found.items() if where[0] in before},
        {where: rows for where, rows in found.items() if where[0] not in before},
    )


def _weighed(kept: dict[DoorDay, Flags], added: dict[DoorDay, Flags]) -> Floats | float:
    """(M,): the drops that are added, less those that are kept; 0.0 where there is no door."""
    return DOOR * (sum(map(_ones, added.values()), 0.0) - sum(map(_ones, kept.values()), 0.0))


def _ones(rows: Flags) -> Floats:
    return rows.astype(np.float64)


def dropped(item: Round | None, mode: str) -> set[str]:
    """Return the doors at which a published round drops; none of a round that unloads at a hub."""
    if item is None or mode == "alone":
        return set()
    return {stop.site for stop in item.stops if stop.kind == "drop"}
