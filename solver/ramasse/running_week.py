"""Choose again around what stands: menus, rounds and shares of a running week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from models.plan import Plan, Round, Stop
from solver.allocation.base import AllocationRule
from solver.ramasse.continued_rounds import StopToMake, stops_after
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.master import Master
from solver.ramasse.menus import Menu
from solver.ramasse.plan_changes import HALVES, Changes, Post
from solver.ramasse.published_menus import crew_of
from solver.ramasse.rounds import Choice, Draft, draft, stop_at, taken_kg
from solver.ramasse.running_menus import menus_around
from solver.ramasse.running_plan import RunningPlan, half
from solver.ramasse.running_shares import share_again
from solver.ramasse.week import Crew, Slot, Week


@dataclass
class RunningWeek:
    """What a search works with when it plans a running week again."""

    week: Week
    standing: RunningPlan
    tolerance: float
    """How many more changes than the fewest later stages may make, relative."""
    last: bool = False
    """Whether the policy's objectives come first, and as few changes as they need after them."""
    made: tuple[list[Menu], list[CarryMenu], Changes] = field(init=False)

    def __post_init__(self) -> None:
        """Make the menus."""
        self.made = menus_around(self.week, self.standing)

    @cached_property
    def crewed(self) -> Mapping[Post, tuple[str, ...]]:
        """The people of the published rounds."""
        slots = {(slot.day, slot.shift): slot.number for slot in self.week.slots}
        return {
            (vehicle, slots[day, shift]): item.crew
            for (vehicle, day, shift), item in self.standing.posts.items()
        }

    def draft(self, master: Master, choice: Choice) -> Draft | None:
        """Return the stops of a choice: the published ones where it is as published."""
        stream, vehicle, number = choice.place
        slot = self.week.slots[number]
        item = self.standing.at(vehicle, slot)
        if item is None or item.stream != self.week.streams[stream].id:
            return draft(master, choice)
        if self._as_published(master, choice, item):
            return Draft(choice, _with_kg(self.week, master, choice, item), _crew(master, choice))
        if item.id in self.standing.begun:
            return self._going(master, choice, item)
        return draft(master, choice)

    def _as_published(self, master: Master, choice: Choice, item: Round) -> bool:
        changes = master.changes
        assert changes is not None
        mode = self.week.streams[choice.place[0]].mode
        for kind, chosen in zip(HALVES, (choice.collect, choice.carry), strict=True):
            had = bool(half(item, mode, kind))
            if had != (chosen is not None):
                # the doors of a last mile that stands may all be shut by now
                if not (had and item.id in self.standing.fixed):
                    return False
            elif chosen is not None:
                one = changes.half(kind, chosen[0])
                if one.same != chosen[1] and item.id not in self.standing.fixed:
                    return False
        return True

    def _going(self, master: Master, choice: Choice, item: Round) -> Draft | None:
        """Return a round under way with the rest that was chosen."""
        done = self.standing.begun[item.id]
        mode = self.week.streams[choice.place[0]].mode
        begun = {kind: [at for at in half(item, mode, kind) if at < done] for kind in HALVES}
        parts: list[tuple[int, list[StopToMake]]] = []
        slot = None
        if choice.collect is not None:
            menu, row = master.menus[choice.collect[0]], choice.collect[1]
            slot = menu.slot
            nodes = [int(node) for node in menu.sequences[row] if node >= 0]
            steps = [_step(self.week, menu, row, None, node) for node in nodes]
            first = half(item, mode, "collect")
            parts.append((first[0] if first else len(item.stops), steps[len(begun["collect"]) :]))
        if choice.carry is not None:
            carry, line = master.carries[choice.carry[0]], choice.carry[1]
            slot = carry.slot if slot is None else slot
            nodes = [int(node) for node in carry.sequences[line] if node >= 0]
            steps = [_step(self.week, None, 0, carry, node) for node in nodes]
            first = half(item, mode, "carry")
            parts.append((first[0] if first else len(item.stops), steps[len(begun["carry"]) :]))
        assert slot is not None
        parts.sort(key=lambda part: part[0])
        later = self._now(slot)
        stops = stops_after(self.week, item, done, [s for _, part in parts for s in part], later)
        return None if stops is None else Draft(choice, stops, crew_of(item))

    def _now(self, slot: Slot) -> Slot:
        return replace(slot, starts_s=max(slot.starts_s, self.standing.now_s))

    def shares(
        self, rounds: tuple[Round, ...], rule: AllocationRule, floors: Mapping[str, float]
    ) -> Plan:
        """Return the plan of some rounds: shares as published, split again where they must be."""
        return share_again(self.week, rounds, rule, floors, self.standing)


def _crew(master: Master, choice: Choice) -> Crew:
    if choice.collect is not None:
        return master.menus[choice.collect[0]].crew
    assert choice.carry is not None
    return master.carries[choice.carry[0]].crew


def _with_kg(week: Week, master: Master, choice: Choice, item: Round) -> tuple[Stop, ...]:
    """Return the stops of a round with what donors give by now."""
    if choice.collect is None:
        return item.stops
    menu, row = master.menus[choice.collect[0]], choice.collect[1]
    kg = {
        week.pickups[pick].id: taken_kg(week, menu, row, node)
        for node, pick in enumerate(menu.picks)
    }
    return tuple(
        stop.changed(kg=kg[str(stop.pickup)]) if stop.kind == "collect" else stop
        for stop in item.stops
    )


def _step(
    week: Week, menu: Menu | None, row: int, carry: CarryMenu | None, node: int
) -> StopToMake:
    nodes = menu.nodes if menu is not None else carry.nodes if carry is not None else None
    assert nodes is not None
    site = int(nodes.site[node])
    stop = stop_at(week, menu, row, site, node if menu is None else node - len(menu.nodes))
    opens, closes = int(nodes.opens_s[node]), int(nodes.closes_s[node])
    if carry is not None:
        window = week.door_window(stop.site, carry.slot) if stop.kind == "drop" else None
        opens, closes = window or (carry.slot.starts_s, carry.slot.ends_s)
    return StopToMake(stop, int(nodes.service_s[node]), opens, closes)
