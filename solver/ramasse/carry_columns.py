"""Columns of the last mile: half rounds that load at the sorting place and drop at doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.half_rounds import (
    carrying_kg,
    class_need_kg,
    eur,
    latest_load_s,
    longest_round_s,
)
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.objectives import Objectives
from solver.ramasse.outing_limits import served_s
from solver.ramasse.outing_rows import Outing, slot_rows, used_rows
from solver.ramasse.people import crew_entries
from solver.ramasse.plan_changes import Changes
from solver.ramasse.week import Week

CLASSES = range(3)
"""Temperatures, by number."""


@dataclass(frozen=True)
class CarryColumns:
    """Lays the last miles of a week, each row of each menu a column."""

    week: Week
    program: GrowingProgram
    changes: Changes | None
    joins: Mapping[Outing, tuple[int, ...]]
    objectives: Objectives

    def lay(self, position: int, carry: CarryMenu, row: int) -> int:
        """Make the column of one last mile, and return its number."""
        means = self.week.scenario.vehicle[carry.vehicle]
        duration_s = int(carry.table.duration_s[row])
        hours = means.crew * duration_s / 3600
        euros = eur(self.week, carry.vehicle, int(carry.table.metres[row]), duration_s)
        number = self.program.row
        slot = carry.slot.number
        entries: list[tuple[int, float]] = [
            (number("hours"), hours),
            (number("cost"), euros),
            *((r, 1.0) for r in slot_rows(self.week, self.program, carry.vehicle, slot)),
            *crew_entries(self.week, self.program, carry.crew, carry.vehicle, slot),
        ]
        entries += [(r, 1.0) for r in used_rows(self.week, self.program, carry.vehicle, slot)]
        entries += self._moved(position, carry, row)
        entries += self._joined(carry, row)
        entries += self._held(carry, row)
        column = self.program.column(entries, upper=1.0, integer=True)
        self.objectives.hours[column], self.objectives.cost[column] = hours, euros
        if self.changes is not None:
            post = (carry.vehicle, slot)
            moved = self.changes.weight("carry", position, post)
            self.objectives.changes[column] = float(moved[row])
        return column

    def _moved(self, position: int, carry: CarryMenu, row: int) -> list[tuple[int, float]]:
        """Return the entries of what differs from a published plan."""
        if self.changes is None:
            return []
        post = (carry.vehicle, carry.slot.number)
        moved = self.changes.entries(self.program, "carry", position, post)
        return [(r, float(value[row])) for r, value in moved]

    def _joined(self, carry: CarryMenu, row: int) -> list[tuple[int, float]]:
        """Return the entries in the limits of a round that collects too."""
        place = _outing(carry)
        if place not in self.joins:
            return []
        means = self.week.scenario.vehicle[carry.vehicle]
        number = self.program.row
        left_s = carry.slot.ends_s - latest_load_s(self.week, carry, row)
        entries: list[tuple[int, float]] = []
        if means.max_stops is not None:
            drops = float(carry.drops[row].sum())
            entries.append((number(("stops", place), -INFINITY, float(means.max_stops)), drops))
        return [
            *entries,
            (number(("trips", place), -INFINITY, float(means.max_trips)), 1.0),
            (number(("join-carry", place)), -1.0),
            (
                number(("length", place)),
                float(carry.table.duration_s[row] + self._less_s(carry, row)),
            ),
            (number(("end", place)), float(left_s)),
        ]

    def _less_s(self, carry: CarryMenu, row: int) -> int:
        """Return by how much doors that it serves shorten the round that a last mile is part of."""
        means = self.week.scenario.vehicle[carry.vehicle]
        longest_s = longest_round_s(carry.slot, means.max_round_min)
        return max(0, longest_s - served_s(self.week, carry.doors, carry.drops[row]))

    def _held(self, carry: CarryMenu, row: int) -> list[tuple[int, float]]:
        """Return the entries that let food ride, and be dropped at the doors of the row."""
        place, means = _outing(carry), self.week.scenario.vehicle[carry.vehicle]
        number = self.program.row
        capacity = carrying_kg(self.week, carry.vehicle)
        entries = [(number(("hold", place), -INFINITY, 0.0), -capacity)]
        if means.cold == "boxes":
            entries.append(
                (number(("hold-cold", place), -INFINITY, 0.0), -float(means.boxes * means.box_kg))
            )
        for column, (door, opening) in enumerate(zip(carry.doors, carry.openings, strict=True)):
            for temperature in CLASSES:
                if carry.allowed[row, column, temperature]:
                    most = min(capacity, class_need_kg(self.week, door, temperature))
                    key = ("drop", place, door, opening, temperature)
                    entries.append((number(key, -INFINITY, 0.0), -most))
        return entries

    def lay_drops(self, carry: CarryMenu) -> None:
        """Make the columns that say how many kg of each temperature a vehicle drops where."""
        row = self.program.row
        place, slot = _outing(carry), carry.slot.number
        for door, opening in zip(carry.doors, carry.openings, strict=True):
            for temperature in CLASSES:
                key = ("drop", place, door, opening, temperature)
                if key not in self.program.keys:
                    continue
                entries = [
                    (row(key), 1.0),
                    (row(("hold", place)), 1.0),
                    (row(("door", carry.stream, slot, door, opening, temperature)), -1.0),
                ]
                cold = ("hold-cold", place)
                if temperature and cold in self.program.keys:
                    entries.append((row(cold), 1.0))
                self.program.column(entries)


def _outing(carry: CarryMenu) -> Outing:
    return carry.stream, carry.vehicle, carry.slot.number
