"""The food of the master program: where it is had, who may receive it, what must hold.

One column per way of a lot's food: from the place where rounds bring it, to an association, for
its next distribution, by a given slot's last mile or on the spot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.loads import TEMPERATURES
from solver.ramasse.menus import Menu
from solver.ramasse.supplies import Cell, aboard_row
from solver.ramasse.week import DAY_S, Week

Way = tuple[Cell, str, int, int | None]
"""Where food is had, the door that it goes to, for which distribution, in seconds since Monday
midnight, and the slot of its last mile; none on the spot."""


@dataclass
class Flows:
    """The food columns of a program; ``columns`` bring food to associations."""

    week: Week
    program: GrowingProgram
    floors: Mapping[str, float]
    since_s: int = 0
    """The moment from which a running week is planned again, seconds since Monday midnight."""
    columns: list[int] = field(default_factory=list)
    brings: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    """By association: the columns that bring it food, and the family of each."""
    ways: dict[Way, int] = field(default_factory=dict)
    """The column of each way."""

    def lay(self, menus: Sequence[Menu], carries: Sequence[CarryMenu]) -> None:
        """Make the column of every way that food of the menus can take."""
        doors: dict[tuple[int, int], set[tuple[str, int]]] = defaultdict(set)
        for carry in carries:
            targets = zip(carry.doors, carry.openings, strict=True)
            doors[carry.stream, carry.slot.number].update(targets)
        cells = {cell for menu in menus for cell in menu.supplies.cells}
        for cell in sorted(cells):
            place, stream, slot, _, use_by, opening, _ = cell
            spot = place.removeprefix("@")
            if spot in self.week.streams[stream].members and opening >= 0:
                since_s = self.since_s if place != spot else 0
                for moment in self.week.openings_until(spot, opening, since_s):
                    if moment < (use_by + 1) * DAY_S:
                        self._flow(cell, spot, moment, None)
            if not place.startswith("@"):
                continue
            for (other, later), reached in sorted(doors.items()):
                if other != stream or not self._after(slot, later):
                    continue
                for door, moment in sorted(reached):
                    if moment < (use_by + 1) * DAY_S:
                        self._flow(cell, door, moment, later)

    def _need_row(self, association: str, family: str) -> int | None:
        need = self.week.scenario.need_kg(association, family)
        if need <= 0:
            return None
        return self.program.row(("need", association, family), 0.0, need)

    def _after(self, slot: int, later: int) -> bool:
        """Tell whether food unloaded in a slot can be loaded in another."""
        a, b = self.week.slots[slot], self.week.slots[later]
        return (b.day_s, b.starts_s) >= (a.day_s, a.ends_s)

    def _flow(self, cell: Cell, door: str, opening: int, later: int | None) -> None:
        _, stream, slot, family, use_by, _, vehicle = cell
        need = self._need_row(door, family)
        if need is None:
            return
        row = self.program.row
        temperature = TEMPERATURES.index(self.week.scenario.family[family].temperature)
        entries = [(row("food"), 1.0), (row(("cell", cell)), 1.0), (need, 1.0)]
        if vehicle:  # what one door is given of what is aboard, the others are not
            aboard = aboard_row(stream, slot, vehicle, family, use_by)
            entries.append((row(aboard, -INFINITY, 0.0), 1.0))
        if later is not None:
            entries.append(
                (row(("door", stream, later, door, opening, temperature), -INFINITY, 0.0), 1.0)
            )
        keep = self.week.streams[stream].collectors_keep
        if keep > 0:
            stays = 1.0 if door in self.week.streams[stream].collectors else 0.0
            entries.append((row(("keep", stream), 0.0), stays - keep))
        points = self.week.scenario.family[family].points_per_kg
        if door in self.floors:
            entries.append((row(("floor", door), self.floors[door]), points))
        entries += self._stock_entries(stream, slot, later, door, opening, temperature)
        self.columns.append(self.program.column(entries))
        self.brings[door].append((self.columns[-1], family))
        self.ways[cell, door, opening, later] = self.columns[-1]

    @cached_property
    def _hubs(self) -> frozenset[str]:
        return frozenset(
            stream.hub for stream in self.week.streams if stream.mode == "hub" and stream.hub
        )

    def _stock_entries(
        self, stream: int, slot: int, later: int | None, door: str, opening: int, temperature: int
    ) -> Iterator[tuple[int, float]]:
        """Yield the storage that a flow takes: at its door, and at the hub before."""
        group = "ambient" if temperature == 0 else "cold"
        row = self.program.row
        limit = self._storage(door, group, self._since(door, opening))
        if limit is not None and door not in self._hubs:
            yield row(("stock", door, group, opening), -INFINITY, limit), 1.0
        hub = self.week.streams[stream].hub
        places = {door} if door in self._hubs else set()
        if later is not None and hub is not None:
            places.add(hub)
        for place in sorted(places):
            arrives = slot if place == hub or later is None else later
            for other in self.week.slots[arrives:]:
                limit = self._storage(place, group, other.day_s + other.starts_s)
                if limit is None:
                    break
                if place == door:
                    there = other.day_s + other.starts_s < opening
                else:
                    there = later is not None and other.number <= later
                if there:
                    yield row(("stock", place, group, -other.number - 1), -INFINITY, limit), 1.0

    def _since(self, door: str, opening: int) -> int:
        """Return from when on a distribution is the next: the one before, or the Monday."""
        return max((one for one in self.week.openings[door] if one < opening), default=0)

    def _storage(self, association: str, group: str, moment_s: int) -> float | None:
        """Return the room of a store beside what it held when the week began; none: no limit."""
        who = self.week.scenario.association[association]
        limit = who.ambient_storage_kg if group == "ambient" else who.cold_storage_kg
        if limit is None:
            return None
        stored = self.week.scenario.stored_kg(association, group == "cold", moment_s)
        return max(0.0, limit - stored)
