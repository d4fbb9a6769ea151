"""Columns of collecting rounds, priced by enumeration: those of a menu share most of their rows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from solver.programs.growing import GrowingProgram
from solver.programs.solved import INFINITY
from solver.ramasse.half_rounds import eur_of, hours_of, leaves_hub_s, promises_kept
from solver.ramasse.menus import Menu
from solver.ramasse.objectives import EUR_IN_HOURS, HOUR_IN_KG, PROMISE_IN_NEED, Aim, Objectives
from solver.ramasse.outing_rows import Outing, slot_rows, used_rows
from solver.ramasse.people import crew_entries, out_row
from solver.ramasse.plan_changes import Changes
from solver.ramasse.supplies import aboard_row
from solver.ramasse.week import Flags, Floats, Ints, Week


@dataclass
class CollectColumns:
    """The rounds of all menus as columns that may be added one by one."""

    week: Week
    program: GrowingProgram
    menus: Sequence[Menu]
    changes: Changes | None
    joins: Mapping[Outing, tuple[int, ...]]
    objectives: Objectives

    def __post_init__(self) -> None:
        """Lay every row that rounds will enter, before the columns that answer to these rows."""
        self._shared = [self._round_rows(n, menu) for n, menu in enumerate(self.menus)]
        self._food_rows = [self._rows_of_food(menu) for menu in self.menus]
        self._pickup_rows = [self._rows_of("pickup", menu.picks) for menu in self.menus]

    @cached_property
    def _visits(self) -> list[Floats]:
        """By menu, (M, picks): 1 where a round goes."""
        return [menu.visits.astype(np.float64) for menu in self.menus]

    @cached_property
    def _brought(self) -> list[csr_array]:
        """By menu, (M, rows of food): usable kg that a round brings where; most are nothing."""
        return [_brought(self.week, menu) for menu in self.menus]

    @cached_property
    def _kept(self) -> list[Floats]:
        return [promises_kept(self.week, menu) for menu in self.menus]

    @cached_property
    def _hours(self) -> list[Floats]:
        return [hours_of(self.week, menu) for menu in self.menus]

    @cached_property
    def _eurs(self) -> list[Floats]:
        return [eur_of(self.week, menu) for menu in self.menus]

    def _moves(self, position: int) -> Floats:
        """(M,): what each round of a menu adds to the changes."""
        assert self.changes is not None
        menu = self.menus[position]
        return self.changes.weight("collect", position, (menu.vehicle, menu.slot.number))

    def _round_rows(self, position: int, menu: Menu) -> list[tuple[int, float | Floats | Flags]]:
        """Return the rows that all rounds of a menu share, with their entries."""
        row = self.program.row
        slot = menu.slot.number
        place = (menu.stream, menu.vehicle, slot)
        rows = slot_rows(self.week, self.program, menu.vehicle, slot)
        shared: list[tuple[int, float | Floats | Flags]] = [
            (row("kept"), self._kept[position]),
            (row("hours"), self._hours[position]),
            (row("cost"), self._eurs[position]),
            *((number, 1.0) for number in rows),
            *crew_entries(self.week, self.program, menu.crew, menu.vehicle, slot),
        ]
        out = out_row(self.week, self.program, menu.crew, menu.vehicle, slot)
        if out is not None:
            shared.append((out, menu.table.duration_s / 3600))
        used = used_rows(self.week, self.program, menu.vehicle, slot)
        shared += [(number, 1.0) for number in used]
        if self.changes is not None:
            post = (menu.vehicle, slot)
            shared += self.changes.entries(self.program, "collect", position, post)
        if place in self.joins:
            means = self.week.scenario.vehicle[menu.vehicle]
            if means.max_stops is not None:
                stops = menu.visits.sum(axis=1).astype(np.float64)
                shared.append((row(("stops", place), -INFINITY, float(means.max_stops)), stops))
            most = float(means.max_trips)
            shared += [
                (row(("trips", place), -INFINITY, most), menu.trips.astype(np.float64)),
                (row(("join-collect", place)), -1.0),
                (row(("length", place)), menu.table.duration_s.astype(np.float64)),
                (row(("end", place)), leaves_hub_s(self.week, menu).astype(np.float64)),
            ]
        return shared

    def _rows_of(self, kind: str, names: Sequence[Hashable]) -> Ints:
        return np.array([self.program.row((kind, name)) for name in names], dtype=np.int64)

    def _rows_of_food(self, menu: Menu) -> Ints:
        """Return the rows of what a menu brings: of its cells, then of its lots aboard."""
        row = self.program.row
        return np.array(
            [
                *(row(("cell", cell)) for cell in menu.supplies.cells),
                *(row(key, -INFINITY, 0.0) for key in _aboard(self.week, menu)),
            ],
            dtype=np.int64,
        )

    def lay(self, position: int, row: int) -> int:
        """Make the column of one round of a menu, and return its number."""
        menu = self.menus[position]
        entries = [
            (number, float(value[row]) if isinstance(value, np.ndarray) else value)
            for number, value in self._shared[position]
        ]
        entries += [(int(n), 1.0) for n in self._pickup_rows[position][menu.visits[row]]]
        brought = self._brought[position]
        there = slice(brought.indptr[row], brought.indptr[row + 1])
        entries += [
            (int(self._food_rows[position][n]), -float(kg))
            for n, kg in zip(brought.indices[there], brought.data[there], strict=True)
        ]
        column = self.program.column(entries, upper=1.0, integer=True)
        self.objectives.hours[column] = float(self._hours[position][row])
        self.objectives.cost[column] = float(self._eurs[position][row])
        if self._kept[position][row]:
            self.objectives.kept[column] = float(self._kept[position][row])
        if self.changes is not None:
            self.objectives.changes[column] = float(self._moves(position)[row])
        return column

    def costs_of(self, objective: Aim, position: int, *, charged: bool) -> Floats:
        """(M,): the costs that ``Objectives.aim`` gives to the rounds of a menu."""
        if objective == "food":
            if not charged:
                return np.zeros(len(self.menus[position]))
            rewards = PROMISE_IN_NEED * self.objectives.need_kg * self._kept[position]
            return HOUR_IN_KG * self._hours[position] - rewards
        if objective == "changes":
            return self._moves(position)
        if objective == "hours":
            return self._hours[position] + (EUR_IN_HOURS if charged else 0.0) * self._eurs[position]
        return self._eurs[position]

    def reduced_costs(self, position: int, duals: Floats, costs: Floats) -> Floats:
        """(M,): reduced cost of every round of a menu.

        Parameters
        ----------
        duals : (rows,)
        costs : (M,)
            Of the rounds, in the objective of the relaxation that the duals come from.
        """
        value = costs.copy()
        for number, entry in self._shared[position]:
            value -= duals[number] * entry
        value -= self._visits[position] @ duals[self._pickup_rows[position]]
        value += self._brought[position] @ duals[self._food_rows[position]]
        return value


def _brought(week: Week, menu: Menu) -> csr_array:
    """Return (M, cells and lots aboard): usable kg."""
    food, cells = menu.supplies, len(menu.supplies.cells)
    kg, where = food.kg, food.cell
    if aboard := len(_aboard(week, menu)):
        lots = np.broadcast_to(
            np.arange(cells, cells + aboard, dtype=where.dtype), (len(menu), aboard)
        )
        kg, where = np.hstack([kg, food.brought]), np.hstack([where, lots])
    there = kg != 0
    # by rows already; what is brought to one place twice stays two entries, which add up
    starts = np.append(0, there.sum(axis=1).cumsum())
    return csr_array((kg[there], where[there], starts), shape=(len(menu), cells + aboard))


def _aboard(week: Week, menu: Menu) -> list[Hashable]:
    """Return the rows of what direct rounds have aboard, one per lot; none of other rounds."""
    if week.streams[menu.stream].mode != "direct":
        return []
    own = menu.stream, menu.slot.number, menu.vehicle
    return [aboard_row(*own, *lot) for lot in menu.supplies.lots]
