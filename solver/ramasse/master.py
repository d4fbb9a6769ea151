"""Which rounds to make: one program over the menus of all vehicles and slots.

Columns are rounds (binary) and flows of food (continuous); rows are what they share. The
collection of a round and its last mile are chosen apart and joined when one crew can do both,
so that their numbers add up instead of multiplying. This is a set-partitioning master in the
manner of Balinski & Quandt (1964), priced by enumeration.

Row keys, with their meaning:

- ``("pickup", p)``: a pick-up is visited at most once.
- ``("cell", cell)``: food taken from a place is at most what rounds bring there.
- ``("need", association, family)``: an association receives at most its need.
- ``("slot", vehicle, slot)``: one round of a vehicle at a time.
- ``("length", ...)``, ``("end", ...)``: a joined round fits its shift.
- ``("crew", role, ...)``, ``("people", ...)``, ``("week", ...)``: drivers and helpers.
- ``("door", ...)``: what reaches a door was carried; ``("hold", ...)``: what a vehicle can carry.
- ``("stock", ...)``: storage; ``("keep", ...)``: what stays with the collectors.
- ``("trips", ...)``, ``("stops", ...)``: a joined round loads and halts no more than it may.
- ``kept``: promised pick-ups that are kept.
- ``("floor", association)``: an association gets what it had alone, but for the common shortfall.
- ``("level", association)``, ``("reached", association)``: an association is at the common level,
  or at one of its own; without effect until rounds and split are brought to agree.
- ``("kept", ...)``, ``("given", ...)``: a published round is as it was, or must go on somehow.
- ``food``, ``hours``, ``cost``, ``changes``: the objectives, as rows that later stages hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from models.policy import Objective
from solver.ramasse.food_flows import Flows
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.loads import TEMPERATURES
from solver.ramasse.menus import Menu
from solver.ramasse.people import crew_entries, lay_people
from solver.ramasse.plan_changes import Changes
from solver.ramasse.program import INFINITY, Program
from solver.ramasse.week import Floats, Ints, Week

HOUR_IN_KG = 0.05
"""Charge of a person-hour in the food stage, kg."""
EUR_IN_HOURS = 0.0005
"""Charge of a euro in the hours stage, person-hours."""
LEVEL_PER_HOUR = 1e-6
"""Charge of a person-hour when the common level is raised."""
PROMISE_IN_NEED = 20.0
"""Reward in the food stage of a promise kept, in total needs: promises come first."""
SHORT_IN_NEED = 10.0
"""Charge in the food stage of the largest relative loss against going alone, in total needs: food
for some never pays for a loss of others."""
Part = tuple[str, int, int]
"""A chosen half round: ``"collect"`` or ``"carry"``, position of its menu, row in it."""
Aim = Objective | Literal["changes"]
"""What a stage aims at; changes against a published plan are one aim more."""
FED = 0.5
"""Reward of all needs met in the stage of changes, in changes: food decides between equals."""
Held = Mapping[str, float]
"""Levels at which associations are held."""
Place = tuple[int, str, int]
"""Stream, vehicle and slot."""


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
    program: Program = field(default_factory=Program)
    parts: dict[int, Part] = field(default_factory=dict)
    column_of: dict[Part, int] = field(default_factory=dict)
    joins: dict[Place, int] = field(default_factory=dict)
    food: list[int] = field(default_factory=list)
    hours: dict[int, float] = field(default_factory=dict)
    cost: dict[int, float] = field(default_factory=dict)
    moves: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay the rows and every column but the collecting rounds."""
        self._rows()
        flows = Flows(self.week, self.program, self.floors)
        flows.lay(self.menus, self.carries)
        self.food, self._brings = flows.columns, flows.brings
        self.level = -1
        if self.changes is not None:
            self.moves |= self.changes.lay(self.program)
        self.short = self.program.column(
            (
                (self.program.row(("floor", who), floor), floor)
                for who, floor in self.floors.items()
            ),
            upper=1.0,
        )
        self._joins()
        for position, carry in enumerate(self.carries):
            for row in range(len(carry)):
                self._add_carry(position, row)
        # Lay every row that rounds will enter before the columns that answer to these rows.
        self._shared = [self._round_rows(n, menu) for n, menu in enumerate(self.menus)]
        self._cell_rows = [self._rows_of("cell", menu.cells) for menu in self.menus]
        self._pickup_rows = [self._rows_of("pickup", menu.picks) for menu in self.menus]
        lay_people(self.week, self.program)
        self._used_vehicles()
        self._published()

    def _published(self) -> None:
        """Begin with the published rounds that may stay, and those that must go on."""
        if self.changes is not None:
            for position in range(len(self.menus)):
                row = self.changes.first(position)
                if row is not None:
                    self.add_round(position, row)

    def lay_levels(self) -> set[str]:
        """Lay the rows of the levels and the column of the common one; return who has one."""
        served = {who for who in self._brings if self.week.need_points[who] > 0}
        entries = []
        for who in sorted(served):
            for key in ("level", "reached"):
                row = self.program.row((key, who))
                self.program.put(row, self._brings[who])
                if key == "level":
                    entries.append((row, -self.week.need_points[who]))
        self.level = self.program.column(entries, upper=1.0)
        return served

    def share_level(self, served: Collection[str], open_: Collection[str], held: Held) -> None:
        """Let open associations share the level column, and hold others at theirs.

        Levels are points received over points needed.
        """
        for who in served:
            need = self.week.need_points[who]
            self.program.limit(("level", who), 0.0 if who in open_ else -INFINITY, INFINITY)
            least = need * held[who] if who in held else -INFINITY
            self.program.limit(("reached", who), least, INFINITY)

    # -- rows ---------------------------------------------------------------------------------

    def _rows(self) -> None:
        row = self.program.row
        row("food", 0.0)
        row("kept", 0.0)
        row("hours")
        row("cost")
        for menu in self.menus:
            for pick in menu.picks:
                row(("pickup", pick), -INFINITY, 1.0)
            for cell in menu.cells:
                row(("cell", cell), -INFINITY, 0.0)
            self._slot_rows(menu.vehicle, menu.slot.number)
        for carry in self.carries:
            self._slot_rows(carry.vehicle, carry.slot.number)

    def _slot_rows(self, vehicle: str, slot: int) -> list[int]:
        """Return the rows that let a vehicle make one round at a time."""
        here = self.week.slots[slot]
        return [
            self.program.row(("slot", vehicle, other.number), -INFINITY, 1.0)
            for other in self.week.slots
            if other.overlaps(here) and here.starts_s <= other.starts_s < here.ends_s
        ]

    def aim_level(self) -> dict[int, float]:
        """Return the costs that raise the common level, then spare hours."""
        spare = {column: LEVEL_PER_HOUR * hours for column, hours in self.hours.items()}
        return spare | {self.level: -1.0}

    def _used_row(self, vehicle: str, slot: int) -> list[int]:
        """Return the row that has a vehicle's week paid for when it goes out in a slot, if any."""
        if not self.week.scenario.vehicle[vehicle].eur_per_week:
            return []
        return [self.program.row(("used", vehicle, slot), -INFINITY, 0.0)]

    # -- rounds -------------------------------------------------------------------------------

    def _joins(self) -> None:
        """Make the columns that join a collection and a last mile into one round."""
        collecting = {(m.stream, m.vehicle, m.slot.number): m for m in self.menus}
        carrying = {(c.stream, c.vehicle, c.slot.number): c for c in self.carries}
        for place in sorted(set(collecting) & set(carrying)):
            stream, vehicle, slot = place
            menu, carry = collecting[place], carrying[place]
            if self.week.scenario.vehicle[vehicle].max_trips < 2:
                continue
            row = self.program.row
            saved_s = self._saved_s(stream, vehicle)
            longest = min(
                menu.slot.max_s, (self.week.scenario.vehicle[vehicle].max_round_min or 1440) * 60
            )
            hours = -self.week.scenario.vehicle[vehicle].crew * saved_s / 3600
            eur = -self._eur(vehicle, self._saved_m(stream, vehicle), saved_s)
            entries = [
                (row(("join-collect", place), -INFINITY, 0.0), 1.0),
                (row(("join-carry", place), -INFINITY, 0.0), 1.0),
                (row(("length", place), -INFINITY, float(longest)), -saved_s),
                (row(("end", place), -INFINITY, float(menu.slot.ends_s - menu.slot.starts_s)), 0.0),
                (row("hours"), hours),
                (row("cost"), eur),
                *((number, -1.0) for number in self._slot_rows(vehicle, slot)),
                *((number, -1.0) for number in self._used_row(vehicle, slot)),
                *(
                    (number, -value)
                    for number, value in crew_entries(
                        self.week, self.program, carry.crew, vehicle, slot
                    )
                ),
            ]
            if self.changes is not None:
                moved = dict(self.changes.joined(self.program, (vehicle, slot)))
                entries += moved.items()
            column = self.program.column(entries, upper=1.0, integer=True)
            if self.changes is not None:
                self.moves[column] = moved[row("changes")]
            self.joins[place] = column
            self.hours[column], self.cost[column] = hours, eur

    def _saved_s(self, stream: int, vehicle: str) -> int:
        home, hub = self._home_and_hub(stream, vehicle)
        return int(self.week.seconds[hub, home] + self.week.seconds[home, hub])

    def _saved_m(self, stream: int, vehicle: str) -> int:
        home, hub = self._home_and_hub(stream, vehicle)
        return int(self.week.metres[hub, home] + self.week.metres[home, hub])

    def _home_and_hub(self, stream: int, vehicle: str) -> tuple[int, int]:
        hub = self.week.streams[stream].hub
        assert hub is not None
        return self.week.site(self.week.scenario.vehicle[vehicle].owner), self.week.site(hub)

    def _eur(self, vehicle: str, metres: float, duration_s: float) -> float:
        means = self.week.scenario.vehicle[vehicle]
        return means.eur_per_km * metres / 1000 + means.eur_per_hour * duration_s / 3600

    def kept_by(self, menu: Menu) -> Floats:
        """(M,): promised pick-ups that each round of a menu keeps."""
        promised = np.array([pick in self.week.committed for pick in menu.picks])
        kept: Floats = (menu.visits & promised).sum(axis=1).astype(np.float64)
        return kept

    def hours_of(self, menu: Menu) -> Floats:
        """(M,): person-hours of each round of a menu, sorting included."""
        crew = self.week.scenario.vehicle[menu.vehicle].crew
        sorting = self.week.scenario.policy.sorting_hours_per_kg * menu.collected_kg
        hours: Floats = crew * menu.table.duration_s / 3600 + sorting
        return hours

    def eur_of(self, menu: Menu | CarryMenu) -> Floats:
        """(M,): euros of each round, without what is due once a week."""
        means = self.week.scenario.vehicle[menu.vehicle]
        eur: Floats = (
            means.eur_per_km * menu.table.metres / 1000
            + means.eur_per_hour * menu.table.duration_s / 3600
        )
        return eur

    def _ends_s(self, menu: Menu) -> Ints:
        """(M,): when each round leaves the sorting place, from the start of the shift."""
        back_leg = self.week.seconds[
            self._home_and_hub(menu.stream, menu.vehicle)[1],
            self.week.site(self.week.scenario.vehicle[menu.vehicle].owner),
        ]
        ends: Ints = menu.table.back_s - back_leg - menu.slot.starts_s
        return ends

    def _round_rows(self, position: int, menu: Menu) -> list[tuple[int, float | Floats]]:
        """Return the rows that all rounds of a menu share, with their entries."""
        row = self.program.row
        slot = menu.slot.number
        place = (menu.stream, menu.vehicle, slot)
        shared: list[tuple[int, float | Floats]] = [
            (row("kept"), self.kept_by(menu)),
            (row("hours"), self.hours_of(menu)),
            (row("cost"), self.eur_of(menu)),
            *((number, 1.0) for number in self._slot_rows(menu.vehicle, slot)),
            *crew_entries(self.week, self.program, menu.crew, menu.vehicle, slot),
        ]
        shared += [(number, 1.0) for number in self._used_row(menu.vehicle, slot)]
        if self.changes is not None:
            post = (menu.vehicle, slot)
            shared += self.changes.entries(self.program, "collect", position, post)
        if place in self.joins:
            most = self.week.scenario.vehicle[menu.vehicle].max_stops
            if most is not None:
                stops = menu.visits.sum(axis=1).astype(np.float64)
                shared.append((row(("stops", place), -INFINITY, float(most)), stops))
            trips = self.week.scenario.vehicle[menu.vehicle].max_trips
            shared += [
                (row(("trips", place), -INFINITY, float(trips)), menu.trips.astype(np.float64)),
                (row(("join-collect", place)), -1.0),
                (row(("length", place)), menu.table.duration_s.astype(np.float64)),
                (row(("end", place)), self._ends_s(menu).astype(np.float64)),
            ]
        return shared

    def _rows_of(self, kind: str, names: Sequence[Hashable]) -> Ints:
        return np.array([self.program.row((kind, name)) for name in names], dtype=np.int64)

    def add_round(self, position: int, row: int) -> int:
        """Add one round of a menu as a column, once; return its number."""
        part: Part = ("collect", position, row)
        if part in self.column_of:
            return self.column_of[part]
        menu = self.menus[position]
        entries = [
            (number, float(value[row]) if isinstance(value, np.ndarray) else value)
            for number, value in self._shared[position]
        ]
        entries += [(int(n), 1.0) for n in self._pickup_rows[position][menu.visits[row]]]
        entries += [
            (int(self._cell_rows[position][cell]), -float(kg))
            for cell, kg in zip(menu.cell[row], menu.kg[row], strict=True)
        ]
        column = self.program.column(entries, upper=1.0, integer=True)
        self._remember(part, column, float(self._hours[position][row]), position)
        return column

    @cached_property
    def _kept(self) -> list[Floats]:
        return [self.kept_by(menu) for menu in self.menus]

    @cached_property
    def _hours(self) -> list[Floats]:
        return [self.hours_of(menu) for menu in self.menus]

    @cached_property
    def _eurs(self) -> list[Floats]:
        return [self.eur_of(menu) for menu in self.menus]

    def _remember(self, part: Part, column: int, hours: float, position: int) -> None:
        self.parts[column] = part
        self.column_of[part] = column
        self.hours[column] = hours
        kind, _, row = part
        menus: list[Menu] | list[CarryMenu] = self.menus if kind == "collect" else self.carries
        self.cost[column] = float(
            self._eurs[position][row] if kind == "collect" else self.eur_of(menus[position])[row]
        )
        if self.changes is not None:
            self.moves[column] = float(self._moves(kind, position)[row])

    def _moves(self, kind: str, position: int) -> Floats:
        """(M,): what each half of a menu adds to the changes."""
        assert self.changes is not None
        menu = self.menu(kind, position)
        return self.changes.weight(kind, position, (menu.vehicle, menu.slot.number))

    def _add_carry(self, position: int, row: int) -> None:
        carry = self.carries[position]
        slot = carry.slot.number
        place = (carry.stream, carry.vehicle, slot)
        means = self.week.scenario.vehicle[carry.vehicle]
        duration = int(carry.table.duration_s[row])
        hours = means.crew * duration / 3600
        eur = self._eur(carry.vehicle, int(carry.table.metres[row]), duration)
        number = self.program.row
        entries: list[tuple[int, float]] = [
            (number("hours"), hours),
            (number("cost"), eur),
            *((r, 1.0) for r in self._slot_rows(carry.vehicle, slot)),
            *crew_entries(self.week, self.program, carry.crew, carry.vehicle, slot),
        ]
        entries += [(r, 1.0) for r in self._used_row(carry.vehicle, slot)]
        if self.changes is not None:
            post = (carry.vehicle, slot)
            moved = self.changes.entries(self.program, "carry", position, post)
            entries += [(r, float(value[row])) for r, value in moved]
        if place in self.joins:
            from_hub = self._carry_from_hub_s(carry, row)
            if means.max_stops is not None:
                drops = float(carry.drops[row].sum())
                entries.append((number(("stops", place), -INFINITY, float(means.max_stops)), drops))
            entries += [
                (number(("trips", place), -INFINITY, float(means.max_trips)), 1.0),
                (number(("join-carry", place)), -1.0),
                (number(("length", place)), float(duration)),
                (number(("end", place)), float(from_hub)),
            ]
        capacity = self.carrying_kg(carry.vehicle)
        entries.append((number(("hold", place), -INFINITY, 0.0), -capacity))
        if means.cold == "boxes":
            entries.append(
                (number(("hold-cold", place), -INFINITY, 0.0), -float(means.boxes * means.box_kg))
            )
        for column, door in enumerate(carry.doors):
            for temperature in range(3):
                if carry.allowed[row, column, temperature]:
                    most = min(capacity, self._class_need(door, temperature))
                    key = ("drop", place, door, temperature)
                    entries.append((number(key, -INFINITY, 0.0), -most))
        made = self.program.column(entries, upper=1.0, integer=True)
        self._remember(("carry", position, row), made, hours, position)

    def _carry_from_hub_s(self, carry: CarryMenu, row: int) -> int:
        home, hub = self._home_and_hub(carry.stream, carry.vehicle)
        return int(carry.table.duration_s[row] - self.week.seconds[home, hub])

    def carrying_kg(self, vehicle: str) -> float:
        """Return the sorted food that a vehicle can carry, its pallet places counted in kg."""
        means = self.week.scenario.vehicle[vehicle]
        capacity = self.week.capacity_kg(vehicle)
        if means.pallets is None:
            return capacity
        wanted = places = 0.0
        for family in self.week.scenario.families:
            kg = family.target_kg_per_person
            wanted += kg
            places += kg / family.kg_per_pallet if family.kg_per_pallet else 0.0
        return min(capacity, means.pallets * wanted / places) if places else capacity

    def _class_need(self, association: str, temperature: int) -> float:
        return sum(
            self.week.scenario.need_kg(association, family.id)
            for family in self.week.scenario.families
            if family.temperature == TEMPERATURES[temperature]
        )

    def _used_vehicles(self) -> None:
        """Make the column that pays once a week for each vehicle that goes out, and its holds."""
        row = self.program.row
        slots: dict[str, set[int]] = defaultdict(set)
        for menu in self.menus:
            slots[menu.vehicle].add(menu.slot.number)
        for carry in self.carries:
            slots[carry.vehicle].add(carry.slot.number)
        for vehicle in sorted(slots):
            price = self.week.scenario.vehicle[vehicle].eur_per_week
            if price:
                column = self.program.column(
                    [(row("cost"), price)]
                    + [
                        (row(("used", vehicle, slot), -INFINITY, 0.0), -1.0)
                        for slot in sorted(slots[vehicle])
                    ],
                    upper=1.0,
                    integer=True,
                )
                self.cost[column] = price
        for carry in self.carries:
            self._hold(carry)

    def _hold(self, carry: CarryMenu) -> None:
        """Make the columns that say how many kg of each temperature a vehicle drops where."""
        row = self.program.row
        place = (carry.stream, carry.vehicle, carry.slot.number)
        for door in carry.doors:
            for temperature in range(3):
                key = ("drop", place, door, temperature)
                if key not in self.program.keys:
                    continue
                entries = [
                    (row(key), 1.0),
                    (row(("hold", place)), 1.0),
                    (row(("door", carry.stream, carry.slot.number, door, temperature)), -1.0),
                ]
                cold = ("hold-cold", place)
                if temperature and cold in self.program.keys:
                    entries.append((row(cold), 1.0))
                self.program.column(entries)

    def columns_of(
        self, collect: tuple[int, int] | None, carry: tuple[int, int] | None
    ) -> tuple[int, ...]:
        """Return the columns of two half rounds, given by menu and row."""
        halves = (("collect", collect), ("carry", carry))
        return tuple(self.column_of[kind, *half] for kind, half in halves if half is not None)

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
        for (_, vehicle, slot), column in self.joins.items():
            if self.week.slots[slot].day not in free and vehicle not in free:
                fixed[column] = _rounded(values, column)
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

    # -- pricing ------------------------------------------------------------------------------

    def reduced_costs(self, position: int, duals: Floats, costs: Floats) -> Floats:
        """(M,): reduced cost of every round of a menu, for the objective ``costs`` (M,)."""
        menu = self.menus[position]
        value = costs.copy()
        for number, entry in self._shared[position]:
            value -= duals[number] * entry
        value -= menu.visits @ duals[self._pickup_rows[position]]
        value += (duals[self._cell_rows[position]][menu.cell] * menu.kg).sum(axis=1)
        return value

    def costs_of(self, objective: Aim, position: int, *, charged: bool) -> Floats:
        """(M,): the costs that ``aim`` gives to the rounds of a menu."""
        if objective == "food":
            if not charged:
                return np.zeros(len(self.menus[position]))
            rewards = PROMISE_IN_NEED * self._need_kg * self._kept[position]
            return HOUR_IN_KG * self._hours[position] - rewards
        if objective == "changes":
            return self._moves("collect", position)
        if objective == "hours":
            return self._hours[position] + (EUR_IN_HOURS if charged else 0.0) * self._eurs[position]
        return self._eurs[position]

    @cached_property
    def _need_kg(self) -> float:
        """What all associations need together, kg."""
        return sum(
            self.week.scenario.need_kg(association.id, family.id)
            for association in self.week.scenario.associations
            for family in self.week.scenario.families
        )

    def hold_promises(self, values: Floats) -> None:
        """Let later stages keep as many promises, and leave nobody further below its floor."""
        kept = sum(
            self._kept[position][row] * values[column]
            for column, (kind, position, row) in self.parts.items()
            if kind == "collect" and column < len(values)
        )
        self.program.limit("kept", round(kept) - 0.5, INFINITY)
        self.program.cap(self.short, float(values[self.short]) + 1e-6)

    def value(self, objective: Aim, values: Floats) -> float:
        """Return what a solution is worth: kg, hours or euros."""
        if objective == "food":
            return float(values[self.food].sum())
        terms = {"hours": self.hours, "cost": self.cost, "changes": self.moves}[objective]
        # Columns added after the solution was found are at zero in it.
        return float(sum(a * values[column] for column, a in terms.items() if column < len(values)))

    def aim(self, objective: Aim, *, charged: bool) -> dict[int, float]:
        """Return the costs of the columns for an objective that is minimised.

        When ``charged``, promises and floors weigh in before food; food carries a small charge
        per hour, and hours per euro, so that a stage does not hand a needlessly poor start to the
        next; it is far below any tolerance. Among equally few changes, more food.
        """
        if objective == "changes":
            fed = FED / max(1.0, self._need_kg) if charged else 0.0
            return self.moves | dict.fromkeys(self.food, -fed)
        if objective == "food":
            charge = HOUR_IN_KG if charged else 0.0
            costs = {column: charge * hours for column, hours in self.hours.items()}
            for column, (kind, position, row) in self.parts.items():
                if charged and kind == "collect" and self._kept[position][row]:
                    reward = PROMISE_IN_NEED * self._need_kg * self._kept[position][row]
                    costs[column] = costs.get(column, 0.0) - reward
            if charged:
                costs[self.short] = SHORT_IN_NEED * self._need_kg
            return costs | dict.fromkeys(self.food, -1.0)
        if objective == "hours":
            charge = EUR_IN_HOURS if charged else 0.0
            return {
                column: self.hours.get(column, 0.0) + charge * self.cost.get(column, 0.0)
                for column in self.hours.keys() | self.cost.keys()
            }
        return self.cost


def _rounded(values: Floats | None, column: int) -> float:
    return float(round(values[column])) if values is not None and column < len(values) else 0.0
