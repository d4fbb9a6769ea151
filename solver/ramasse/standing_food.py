"""Food of rounds that stand stays with whom it was shared to, in the program as in the split."""

from __future__ import annotations

from collections import defaultdict

from solver.ramasse.master import Master
from solver.ramasse.running_plan import RunningPlan
from solver.ramasse.running_shares import kept_ways
from solver.ramasse.shares import CRUMB_KG
from solver.ramasse.supplies import Cell


def hold_shared(master: Master, standing: RunningPlan) -> None:
    """Let no choice of rounds share again what rounds that stand bring to somebody.

    Where limits have become too narrow for that, nothing is held: the split gives it up too.
    """
    week, program = master.week, master.program
    slots = {(slot.day, slot.shift): slot.number for slot in week.slots}
    streams = {stream.id: stream for stream in week.streams}
    cells: dict[tuple[str, str, str, int], Cell] = {}
    for menu in master.menus:
        item = standing.at(menu.vehicle, menu.slot)
        if item is not None and item.id in standing.fixed:
            for cell in menu.supplies.cells:
                cells[item.id, cell[0], cell[3], cell[4]] = cell
    least: dict[int, float] = defaultdict(float)
    for lot, arc, kg in kept_ways(week, standing):
        hub = streams[lot.origin.stream].hub
        place = arc.association if hub is None else f"@{hub}"
        later = None
        if arc.load is not None:
            carrier = next(item for item in standing.plan.rounds if item.id == arc.load[0])
            later = slots[carrier.day, carrier.shift]
        at = cells.get((lot.origin.id, place, lot.family, lot.use_by))
        column = (
            None if at is None else master.ways.get((at, arc.association, arc.opening_s, later))
        )
        if column is not None:
            least[column] += max(0.0, kg - CRUMB_KG)
    for column, kg in least.items():
        program.lift(column, kg)
    if least and program.relax() is None:
        for column in least:
            program.lift(column, 0.0)
