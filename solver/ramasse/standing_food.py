"""Food of rounds that stand stays with whom it was shared to, in the program as in the split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.plan import Share
from solver.programs.solved import INFINITY
from solver.ramasse.master import Master
from solver.ramasse.running_plan import RunningPlan
from solver.ramasse.running_shares import kept_ways
from solver.ramasse.shares import CRUMB_KG
from solver.ramasse.supplies import Cell

Given = tuple[int, int, str, int, str, int, int | None]
"""Stream and slot of what was collected, family, use-by day, association, distribution, slot of
the last mile."""


def hold_shared(master: Master, standing: RunningPlan) -> None:
    """Let no choice of rounds share again what rounds that stand bring to somebody.

    Distributions that are over get no more than they had. Where limits have become too narrow for
    all that is shared, as much as they let is held.
    """
    program = master.program
    _end_what_is_over(master, standing)
    wanted = _shared(master, standing)
    if not wanted:
        return
    program.aim(dict.fromkeys(wanted, -1.0))
    for column, kg in wanted.items():
        program.cap(column, kg)
    most = program.relax()
    for column, kg in wanted.items():
        program.cap(column, INFINITY)
        if most is not None:
            program.lift(column, max(0.0, min(kg, float(most.values[column])) - CRUMB_KG))


def _end_what_is_over(master: Master, standing: RunningPlan) -> None:
    """Let ways to distributions that are over bring what was shared there, no more."""
    since_s, program = standing.since_s, master.program
    had: dict[Given, float] = defaultdict(float)
    for key, share in _given(master, standing):
        had[key] += share.kg
    for (cell, association, opening, later), column in master.ways.items():
        if opening < since_s:
            _, stream, slot, family, use_by, _, _ = cell
            key = (stream, slot, family, use_by, association, opening, later)
            row = program.row(("over", *key), -INFINITY, had.get(key, 0.0))
            program.put(row, [(column, 1.0)])


def _given(master: Master, standing: RunningPlan) -> Iterator[tuple[Given, Share]]:
    """Yield the published shares, by what was collected and how it goes where."""
    slots = {(slot.day, slot.shift): slot.number for slot in master.week.slots}
    streams = {stream.id: number for number, stream in enumerate(master.week.streams)}
    rounds = {item.id: item for item in (*standing.broken, *standing.plan.rounds)}
    for share in standing.plan.shares:
        origin = rounds[share.origin]
        later = None
        if share.carried_by not in (None, share.origin):
            carrier = rounds[str(share.carried_by)]
            later = slots[carrier.day, carrier.shift]
        slot = slots[origin.day, origin.shift]
        own = streams[origin.stream], slot, share.family, share.use_by
        yield (*own, share.association, share.opening_s, later), share


def _shared(master: Master, standing: RunningPlan) -> dict[int, float]:
    """Return what rounds that stand bring as published, kg, by the column that brings it."""
    week = master.week
    slots = {(slot.day, slot.shift): slot.number for slot in week.slots}
    streams = {stream.id: stream for stream in week.streams}
    cells: dict[tuple[str, str, str, int], Cell] = {}
    for menu in master.menus:
        item = standing.at(menu.vehicle, menu.slot)
        if item is not None and item.id in standing.fixed:
            for cell in menu.supplies.cells:
                cells[item.id, cell[0], cell[3], cell[4]] = cell
    found: dict[int, float] = defaultdict(float)
    for lot, arc, kg in kept_ways(week, standing):
        hub = streams[lot.origin.stream].hub
        place = arc.association if hub is None else f"@{hub}"
        later = None
        if arc.load is not None:
            carrier = next(item for item in standing.plan.rounds if item.id == arc.load[0])
            later = slots[carrier.day, carrier.shift]
        at = cells.get((lot.origin.id, place, lot.family, lot.use_by))
        way = None if at is None else (at, arc.association, arc.opening_s, later)
        if way in master.ways:
            found[master.ways[way]] += kg
    return found
