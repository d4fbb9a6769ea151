"""Last miles in an outer bound: doors, each at its shortest leg, and rounds that do both."""

from __future__ import annotations

import numpy as np

from solver.programs.solved import INFINITY
from solver.ramasse.half_rounds import longest_round_s
from solver.ramasse.loads import TEMPERATURES
from solver.ramasse.menus import door_s
from solver.ramasse.outer_program import Outer, Where
from solver.ramasse.shortest_sets import NEVER
from solver.ramasse.week import Crew


def lay_last_mile(o: Outer, where: Where) -> None:
    """Lay the columns of a last mile: going out, and each door where it drops."""
    week, (number, vehicle, slot) = o.week, where
    stream, means = week.streams[number], week.scenario.vehicle[vehicle]
    crew = week.crew(stream, vehicle, slot, collects=False)
    assert stream.hub is not None
    if not crew.mans(means.crew) or stream.hub in means.forbidden:
        return
    doors = [
        door
        for door in week.droppable(stream, vehicle, slot, collects=False)
        if door != stream.hub and week.door_window(door, slot) is not None
    ]
    if not doors:
        return
    hub, home = week.site(stream.hub), week.site(means.owner)
    loading_s = round(week.scenario.policy.hub_loading_min * 60)
    if week.scenario.policy.loaded_before_leaving and hub == home:
        loading_s = 0
    sites = [week.site(door) for door in doors]
    longest_s = float(longest_round_s(slot, means.max_round_min))
    length = o.program.row(("length", where), -INFINITY, longest_s)
    out_s = float(o.fast_s[home, hub] + loading_s + o.fast_s[sites, home].min())
    out_m = float(o.metres[home, hub] + o.metres[sites, home].min())
    joined = o.program.row(("carries", where), -INFINITY, 0.0)
    alone = o.program.row(("out", where), -INFINITY, 0.0)
    entries = [*o.round_rows(where, crew), (length, out_s), (joined, -1.0)]
    entries.append((alone, -longest_s))
    doors_rows = [o.program.row(("stop", where, d), -INFINITY, 0.0) for d in doors]
    entries += [(row, -1.0) for row in doors_rows]
    entries.append((alone, out_s))
    hold = o.program.row(("hold", number, slot.number), -INFINITY, 0.0)
    entries.append((hold, -week.capacity_kg(vehicle) * means.max_trips))
    o.column(entries, o.charges(vehicle, out_s, out_m))
    for place, (door, row) in enumerate(zip(doors, doors_rows, strict=True)):
        before = [hub, *sites[:place], *sites[place + 1 :]]
        taken_s = float(o.fast_s[before, sites[place]].min()) + door_s(week, door)
        entries = [(row, 1.0), (length, taken_s), (alone, taken_s)]
        there_s = loading_s + float(o.fast_s[hub, sites[place]]) + door_s(week, door)
        spot = number, slot.number, door
        o.nearest_s[spot] = min(o.nearest_s.get(spot, NEVER), there_s)
        for cold in range(3):
            kept = any(
                o.keeps(vehicle, one.id, float(o.fast_s[hub, sites[place]]))
                for one in week.scenario.families
                if TEMPERATURES.index(one.temperature) == cold
            )
            if kept:
                key = ("door", number, slot.number, door, cold)
                most = week.capacity_kg(vehicle) * means.max_trips
                entries.append((o.program.row(key, -INFINITY, 0.0), -most))
        taken_m = float(o.metres[before, sites[place]].min())
        o.column(entries, o.charges(vehicle, taken_s, taken_m))
    _join(o, where, sites, crew)


def _join(o: Outer, where: Where, sites: list[int], crew: Crew) -> None:
    """Lay the column that makes one round of a collection and a last mile."""
    week, (number, vehicle, slot) = o.week, where
    means, stream = week.scenario.vehicle[vehicle], week.streams[number]
    if means.max_trips < 2 or ("collects", where) not in o.program.keys:
        return
    home, hub = week.site(means.owner), week.site(str(stream.hub))
    picks = [week.site(week.pickups[n].donor) for n in week.pickups_of(stream, slot, vehicle)]
    spared = []
    for of in (o.fast_s, o.metres):
        there, back = of[sites, home][:, None], of[home, picks][None]
        on_the_way = (there + back - of[np.ix_(sites, picks)]).max()
        spared.append(max(float(of[hub, home] + of[home, hub]), float(on_the_way)))
    entries = [(row, -value) for row, value in o.round_rows(where, crew)]
    entries += [(o.program.row(("collects", where)), 1.0)]
    entries += [(o.program.row(("carries", where)), 1.0)]
    entries += [(o.program.row(("length", where)), -spared[0])]
    o.column(entries, o.charges(vehicle, -spared[0], -spared[1]))
