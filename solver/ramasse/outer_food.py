"""Food in an outer bound: every lot may reach every door that some round stops at in time."""

from __future__ import annotations

import numpy as np

from solver.programs.solved import INFINITY
from solver.ramasse.loads import TEMPERATURES
from solver.ramasse.outer_program import Lot, Outer
from solver.ramasse.week import DAY_S


def lay_food(o: Outer) -> None:
    """Lay a column for every lot and every way to a door that it could take in time."""
    for lot, ready_s in o.lots.items():
        number, _, family, _, _ = lot
        stream = o.week.streams[number]
        temperature = TEMPERATURES.index(o.week.scenario.family[family].temperature)
        spots = stream.members if stream.hub is None else (stream.hub,)
        for door in spots:
            if door in stream.members:
                _way(o, lot, door, None, ready_s, temperature)
        for there, slot, door in sorted(o.nearest_s):
            key = ("door", number, slot, door, temperature)
            if there != number or key not in o.program.keys:
                continue
            later = o.week.slots[slot]
            leaves_s = max(ready_s, float(later.day_s + later.starts_s))
            arrives_s = leaves_s + o.nearest_s[there, slot, door]
            if arrives_s <= later.day_s + later.ends_s:
                _way(o, lot, door, slot, arrives_s, temperature)


def _way(
    o: Outer, lot: Lot, door: str, there: int | None, arrives_s: float, temperature: int
) -> None:
    """Lay a way if the door needs the food and distributes it before it is out of date."""
    _, _, family, use_by, _ = lot
    opening = o.week.next_opening(door, int(np.ceil(arrives_s)))
    if opening is None or opening >= (use_by + 1) * DAY_S:
        return
    if o.week.scenario.need_kg(door, family) > 0:
        _flow(o, lot, door, there, temperature)


def _flow(o: Outer, lot: Lot, door: str, there: int | None, temperature: int) -> None:
    week, scenario, row = o.week, o.week.scenario, o.program.row
    number, slot, family, _, large = lot
    stream = week.streams[number]
    entries = [
        (row(("lot", lot)), 1.0),
        (row(("brought", number, slot)), 1.0),
        (row(("need", door, family), -INFINITY, scenario.need_kg(door, family)), 1.0),
    ]
    if large >= 0:
        most = week.pickups[large].usable_kg(family)
        entries.append((row(("gift", large, family), -INFINITY, most), 1.0))
    if there is not None:
        entries.append((row(("door", number, there, door, temperature)), 1.0))
        entries.append((row(("hold", number, there)), 1.0))
    if stream.collectors_keep > 0:
        stays = 1.0 if door in stream.collectors else 0.0
        entries.append((row(("keep", number), 0.0), stays - stream.collectors_keep))
    group = "ambient" if temperature == 0 else "cold"
    who = scenario.association[door]
    limit = who.ambient_storage_kg if group == "ambient" else who.cold_storage_kg
    if limit is not None:  # all that waits for one distribution is there when it starts
        row_id = row(("store", door, group), -INFINITY, limit * len(week.openings[door]))
        entries.append((row_id, 1.0))
    sorting = scenario.policy.sorting_hours_per_kg
    entries += [(o.reached("food"), 1.0), (o.reached("hours"), sorting)]
    column = o.program.column(entries)
    o.costs["food"][column], o.costs["hours"][column] = 1.0, sorting
