"""What rounds that collect bring where: food aboard, and how much of it each door may be given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.ramasse.loads import TEMPERATURES, kept_cold
from solver.ramasse.timing import Nodes, Timetable
from solver.ramasse.week import Flags, Floats, Ints, Slot, Week

Lot = tuple[str, int]
"""Food of one family with one use-by day."""
Cell = tuple[str, int, int, str, int, int, str]
"""Where food can be had: place, stream, slot, family, use-by day, first opening (-1: none), and the
vehicle that has it aboard; empty where what all vehicles bring is put together."""


def aboard_row(
    stream: int, slot: int, vehicle: str, family: str, use_by: int
) -> tuple[str, int, int, str, str, int]:
    """Return the key of the row of a lot aboard a direct round: its doors share what is there."""
    return "aboard", stream, slot, vehicle, family, use_by


@dataclass(frozen=True)
class Supplies:
    """What ``M`` rounds of one vehicle, stream and slot bring, ``L`` lots to some places."""

    lots: tuple[Lot, ...]
    brought: Floats
    """(M, L): usable kg aboard."""
    cells: tuple[Cell, ...]
    cell: npt.NDArray[np.int32]
    """(M, C): position in ``cells`` of each supply, the first where there are fewer."""
    kg: Floats
    """(M, C): usable kg of what is aboard that may be left there, if nothing is elsewhere; nothing
    where there are fewer."""

    def only(self, rows: Flags) -> Supplies:
        """Return those of some rounds."""
        return Supplies(self.lots, self.brought[rows], self.cells, self.cell[rows], self.kg[rows])


def supplies_of(
    week: Week,
    number: int,
    slot: Slot,
    vehicle: str,
    picks: list[int],
    doors: list[str],
    nodes: Nodes,
    sequences: Ints,
    takes: Floats,
    table: Timetable,
) -> Supplies:
    """Return what rounds bring, and where.

    A direct round parts its lots among its doors at will, within what is aboard; chilled and frozen
    food reaches those doors only to which its vehicle may keep it.

    Parameters
    ----------
    number
        Position of the stream.
    sequences : (M, length)
        Nodes in their order, then -1: first the pick-ups, then the doors.
    takes : (M, picks, 3)
        Share of what is offered that is taken, by temperature.
    """
    direct = week.streams[number].mode == "direct"
    keeps_all = week.scenario.vehicle[vehicle].cold == "refrigerated"
    lots = tuple(sorted({(f, ub) for n in picks for f, ub in week.pickups[n].use_by.items()}))
    usable = np.zeros((len(picks), 3, len(lots)))
    for row, pick in enumerate(picks):
        pickup = week.pickups[pick]
        for family in pickup.kg:
            temperature = TEMPERATURES.index(week.scenario.family[family].temperature)
            column = lots.index((family, pickup.use_by[family]))
            usable[row, temperature, column] += pickup.usable_kg(family)
    brought = _usable(takes, usable)
    loaded_s = _loaded_s(nodes, sequences, table, len(picks)) if direct and not keeps_all else None
    sorting_s = round(week.scenario.policy.sorting_min * 60)
    there = np.stack(
        [(sequences == len(picks) + offset).any(axis=1) for offset in range(len(doors))], axis=1
    )
    rank = there.cumsum(axis=1) - 1
    width = int(there.sum(axis=1).max(initial=0))
    place_of = np.zeros((len(sequences), width, len(lots)), dtype=np.int32)
    amount = np.zeros((len(sequences), width, len(lots)))
    registry: dict[Cell, int] = {}
    for offset, door in enumerate(doors):
        rows = np.flatnonzero(there[:, offset])
        if not len(rows):
            continue
        at = sequences[rows] == len(picks) + offset
        last = at.shape[1] - 1 - np.argmax(at[:, ::-1], axis=1)
        starts_s = table.start_s[rows, last]
        ready = slot.day_s + starts_s + nodes.service_s[len(picks) + offset] + sorting_s
        values, which = np.unique(_openings(week, door, ready), return_inverse=True)
        place, aboard = (door, vehicle) if direct else (f"@{door}", "")
        numbers = np.array(
            [
                [
                    registry.setdefault(
                        (place, number, slot.number, family, use_by, int(value), aboard),
                        len(registry),
                    )
                    for family, use_by in lots
                ]
                for value in values
            ],
            dtype=np.int32,
        )
        place_of[rows, rank[rows, offset]] = numbers[which]
        reaching = brought[rows]
        if loaded_s is not None:
            kept = kept_cold(week, vehicle, starts_s[:, None] - loaded_s[rows])
            reaching = _usable(takes[rows] * kept, usable)
        amount[rows, rank[rows, offset]] = reaching
    flat = (len(sequences), width * len(lots))
    return Supplies(lots, brought, tuple(registry), place_of.reshape(flat), amount.reshape(flat))


def _usable(takes: Floats, usable: Floats) -> Floats:
    """Return (M, L): the usable kg of what is taken, ``usable`` of all of it (picks, 3, L)."""
    found: Floats = takes.reshape(len(takes), -1) @ usable.reshape(-1, usable.shape[2])
    return found


def _loaded_s(nodes: Nodes, sequences: Ints, table: Timetable, picks: int) -> Ints:
    """Return (M, picks): when each pick-up is loaded; where there is none, it means nothing."""
    loaded = np.zeros((len(sequences), picks), dtype=np.int64)
    for position in range(sequences.shape[1]):
        node = sequences[:, position]
        rows = np.flatnonzero((node >= 0) & (node < picks))
        which = node[rows]
        loaded[rows, which] = table.start_s[rows, position] + nodes.service_s[which]
    return loaded


def _openings(week: Week, door: str, ready: Ints) -> Ints:
    """Return (M,): when a door first gives out food that is ready at a moment; -1 for never.

    Parameters
    ----------
    ready : (M,)
        Seconds of the week.
    """
    starts = np.array([*week.openings[door], -1], dtype=np.int64)
    openings: Ints = starts[np.searchsorted(starts[:-1], ready)]
    return openings
