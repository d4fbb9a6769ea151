"""Which rounds to make: one program over the menus of all vehicles and slots.

Columns are rounds (binary) and flows of food (continuous); rows are what they share. The
collection of a round and its last mile are chosen apart and joined when one crew can do both,
so that their numbers add up instead of multiplying. This is a set-partitioning master in the
manner of Balinski & Quandt (1964), priced by enumeration.

Row keys, with their meaning:

- ``("pickup", p)``: a pick-up is visited at most once.
- ``("cell", cell)``: food taken from a place is at most what rounds bring there.
- ``("aboard", ...)``: what a direct round's doors take of a lot is at most what is aboard.
- ``("need", association, family)``: an association receives at most its need.
- ``("slot", vehicle, slot)``: one round of a vehicle at a time.
- ``("length", ...)``, ``("end", ...)``: a joined round fits its shift.
- ``("crew", role, ...)``, ``("people", ...)``, ``("week", ...)``: drivers and helpers.
- ``("door", ...)``: what reaches a door was carried; ``("hold", ...)``: what a vehicle can carry.
- ``("stock", ...)``: storage; ``("keep", ...)``: what stays with the collectors.
- ``("trips", ...)``, ``("stops", ...)``: a joined round loads and halts no more than it may.
- ``kept``: promised pick-ups that are kept.
- ``("floor", association)``: an association gets what it had alone, but for the common shortfall.
- ``("level", scope, association)`` and what follows from it: see ``fair_levels``; there from the
  stage of fairness on.
- ``("over", ...)``: what distributions that are over had, in a running week.
- ``("kept", ...)``, ``("given", ...)``: a published round is as it was, or must go on somehow.
- ``food``, ``hours``, ``cost``, ``changes``: the objectives, as rows that later stages hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.carry_columns import CarryColumns
from solver.ramasse.collect_columns import CollectColumns
from solver.ramasse.food_flows import Flows, Way
from solver.ramasse.half_rounds import spared_s
from solver.ramasse.join_columns import lay_joins
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.menus import Menu
from solver.ramasse.objectives import Objectives, total_need_kg
from solver.ramasse.outing_rows import Outing, lay_vehicle_weeks, slot_rows
from solver.ramasse.people import lay_people, out_row
from solver.ramasse.plan_changes import Changes
from solver.ramasse.week import Floats, Week

Part = tuple[str, int, int]
"""A chosen half round: ``"collect"`` or ``"carry"``, position of its menu, row in it."""


@dataclass
class Master:
    """The program of one week, and what its columns mean."""

    week: Week
    menus: list[Menu]
    carries: list[CarryMenu]
    floors: Mapping[str, float] = field(default_factory=dict)
    """Points that each association would have alone."""
    changes: Changes | None = None
    """Against a published plan, where there is one."""
    since_s: int = 0
    """The moment from which a running week is planned again, seconds since Monday midnight."""
    program: GrowingProgram = field(default_factory=GrowingProgram)
    parts: dict[int, Part] = field(default_factory=dict)
    column_of: dict[Part, int] = field(default_factory=dict)
    joins: dict[Outing, tuple[int, ...]] = field(init=False)
    """The columns that join both halves of an outing: collected first, at need carried first."""
    objectives: Objectives = field(init=False)
    collects: CollectColumns = field(init=False)
    brings: dict[str, list[tuple[int, str]]] = field(init=False)
    """By association: the columns that bring it food, and the family of each."""
    ways: dict[Way, int] = field(init=False)
    """The column of each way that food may take."""

    def __post_init__(self) -> None:
        """Lay the rows and every column but the collecting rounds."""
        week, program = self.week, self.program
        self._rows()
        flows = Flows(week, program, self.floors, self.since_s)
        flows.lay(self.menus, self.carries)
        self.objectives = Objectives(total_need_kg(week), flows.columns)
        self.brings, self.ways = flows.brings, flows.ways
        if self.changes is not None:
            self.objectives.changes |= self.changes.lay(program)
        self.objectives.short = program.column(
            ((program.row(("floor", who), floor), floor) for who, floor in self.floors.items()),
            upper=1.0,
        )
        self.joins = lay_joins(
            week, program, self.menus, self.carries, self.changes, self.objectives
        )
        last_miles = CarryColumns(week, program, self.changes, self.joins, self.objectives)
        for position, carry in enumerate(self.carries):
            for row in range(len(carry)):
                part = ("carry", position, row)
                self._remember(part, last_miles.lay(position, carry, row))
        self.collects = CollectColumns(
            week, program, self.menus, self.changes, self.joins, self.objectives
        )
        self._hours_out()
        lay_people(week, program)
        self.objectives.cost |= lay_vehicle_weeks(week, program, self.menus, self.carries)
        for carry in self.carries:
            last_miles.lay_drops(carry)
        self._published()

    def _rows(self) -> None:
        row = self.program.row
        row("food", 0.0)
        row("kept", 0.0)
        row("hours")
        row("cost")
        for menu in self.menus:
            for pick in menu.picks:
                row(("pickup", pick), -INFINITY, 1.0)
            for cell in menu.supplies.cells:
                row(("cell", cell), -INFINITY, 0.0)
            slot_rows(self.week, self.program, menu.vehicle, menu.slot.number)
        for carry in self.carries:
            slot_rows(self.week, self.program, carry.vehicle, carry.slot.number)

    def _hours_out(self) -> None:
        """Count how long last miles are out, and what joined rounds spare, where people need it."""
        week, program = self.week, self.program
        for column, (kind, position, row) in self.parts.items():
            carry = self.carries[position]
            assert kind == "carry"
            out = out_row(week, program, carry.crew, carry.vehicle, carry.slot.number)
            if out is not None:
                program.put(out, [(column, float(carry.table.duration_s[row]) / 3600)])
        for (stream, vehicle, slot), columns in self.joins.items():
            if ("hours-out", vehicle, slot) in program.keys:
                spared_h = spared_s(week, stream, vehicle) / 3600
                program.put(program.row(("hours-out", vehicle, slot)), [(columns[0], -spared_h)])

    def _published(self) -> None:
        """Begin with the published rounds that may stay, and those that must go on."""
        if self.changes is not None:
            for position, menu in enumerate(self.menus):
                row = self.changes.first(position)
                if row is None and self.changes.holds(menu):
                    # what must be made needs a round that makes it: the shortest, to begin with
                    row = int(np.argmin(menu.table.duration_s))
                if row is not None:
                    self.add_round(position, row)

    def add_round(self, position: int, row: int) -> int:
        """Add one round of a menu as a column, once; return its number."""
        part: Part = ("collect", position, row)
        if part not in self.column_of:
            self._remember(part, self.collects.lay(position, row))
        return self.column_of[part]

    def _remember(self, part: Part, column: int) -> None:
        self.parts[column] = part
        self.column_of[part] = column

    def columns_of(
        self, collect: tuple[int, int] | None, carry: tuple[int, int] | None
    ) -> tuple[int, ...]:
        """Return the columns of two half rounds, given by menu and row."""
        halves = (("collect", collect), ("carry", carry))
        return tuple(self.column_of[kind, *half] for kind, half in halves if half is not None)

    @property
    def choices(self) -> tuple[int, ...]:
        """The columns of half rounds, and of what joins them."""
        return (*self.parts, *(column for columns in self.joins.values() for column in columns))

    def menu(self, kind: str, position: int) -> Menu | CarryMenu:
        """Return the menu of a half round."""
        if kind == "collect":
            return self.menus[position]
        return self.carries[position]

    def held(self, values: Floats | None, free: frozenset[str]) -> dict[int, float]:
        """Return the columns of rounds at their values in a solution, but for some.

        Parameters
        ----------
        free
            Days and vehicles whose rounds are left open.
        """
        fixed: dict[int, float] = {}
        for column, (kind, position, _) in self.parts.items():
            menu = self.menu(kind, position)
            if menu.slot.day not in free and menu.vehicle not in free:
                fixed[column] = _rounded(values, column)
        for (_, vehicle, slot), columns in self.joins.items():
            if self.week.slots[slot].day not in free and vehicle not in free:
                fixed |= {column: _rounded(values, column) for column in columns}
        return fixed

    def collecting(self, values: Floats | None, *, direct: bool) -> dict[int, float]:
        """Return the collecting rounds at their values in a solution; last miles stay open.

        Parameters
        ----------
        direct
            Hold the rounds of direct streams too, which collect and drop at once.
        """
        return {
            column: _rounded(values, column)
            for column, (kind, position, _) in self.parts.items()
            if kind == "collect"
            and (direct or self.week.streams[self.menus[position].stream].mode != "direct")
        }

    def hold_promises(self, values: Floats) -> None:
        """Let later stages keep as many promises, and leave nobody further below its floor."""
        self.program.limit("kept", self.objectives.promises(values) - 0.5, INFINITY)
        short = self.objectives.short
        self.program.cap(short, float(values[short]) + 1e-6)


def _rounded(values: Floats | None, column: int) -> float:
    return float(round(values[column])) if values is not None and column < len(values) else 0.0
