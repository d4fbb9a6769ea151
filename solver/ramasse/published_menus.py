"""Half rounds that are given, whole or in what they have done, as menus like the others."""

from __future__ import annotations

import itertools

import numpy as np

from models.plan import Round, Stop
from pools.streams import Stream
from solver.ramasse.continued_rounds import continued
from solver.ramasse.last_mile import CarryMenu
from solver.ramasse.loads import TEMPERATURES, loads_of
from solver.ramasse.menus import (
    Menu,
    MenuSetting,
    doors_of,
    evaluated,
    nodes_of,
)
from solver.ramasse.outing_limits import trips_of
from solver.ramasse.pickup_orders import continuations
from solver.ramasse.running_plan import half, stops_at
from solver.ramasse.supplies import supplies_of
from solver.ramasse.timing import Nodes, Timetable, collected
from solver.ramasse.week import Crew, Floats, Ints, Slot, Week

LEFT_OUT = 2
"""Stops of its published rest that a round under way may leave out, at most."""


def crew_of(item: Round) -> Crew:
    """Return the people of a round as those who may make it."""
    return Crew(item.crew[:1], item.crew[1:], named=bool(item.crew), aboard=True)


def published_row(
    week: Week, stream: Stream, item: Round, picks: list[int], doors: list[str]
) -> list[int] | None:
    """Return the collection of a round as node numbers of a menu; none when one is missing."""
    if item.stream != stream.id:
        return None
    place = {week.pickups[pick].id: node for node, pick in enumerate(picks)}
    row = []
    for stop in stops_at(item, half(item, stream.mode, "collect")):
        if stop.kind == "collect":
            node = place.get(str(stop.pickup))
        else:
            node = len(picks) + doors.index(stop.site) if stop.site in doors else None
        if node is None:
            return None
        row.append(node)
    return row or None


def row_of(week: Week, menu: Menu, item: Round) -> int | None:
    """Return the row of a menu that makes the stops of a round in their order; none without one."""
    row = published_row(week, week.streams[menu.stream], item, list(menu.picks), list(menu.doors))
    length = menu.sequences.shape[1]
    if row is None or len(row) > length:
        return None
    wide = np.full(length, -1)
    wide[: len(row)] = row
    found = np.flatnonzero((menu.sequences == wide[None]).all(axis=1))
    return int(found[0]) if len(found) else None


def aboard(week: Week, stop: Stop, pick: int) -> Floats:
    """(3,): share of what is offered that a stop took; NaN where nothing is offered."""
    offered, got = np.zeros(3), np.zeros(3)
    for family, kg in week.pickups[pick].kg.items():
        at = TEMPERATURES.index(week.scenario.family[family].temperature)
        offered[at] += kg
        got[at] += stop.kg.get(family, 0.0)
    part: Floats = np.divide(got, offered, out=np.full(3, np.nan), where=offered > 0)
    return part


def given_menu(week: Week, number: int, slot: Slot, item: Round) -> Menu | None:
    """Return the menu whose one row is the collection of a round; none when it has none."""
    stream = week.streams[number]
    stops = stops_at(item, half(item, stream.mode, "collect"))
    known = {pickup.id: n for n, pickup in enumerate(week.pickups)}
    picks = [known[str(stop.pickup)] for stop in stops if stop.kind == "collect"]
    doors = list(dict.fromkeys(stop.site for stop in stops if stop.kind != "collect"))
    if not picks or not doors:
        return None
    rows = [_node(week, stop) for stop in stops if stop.kind == "collect"]
    rows += [
        _node(week, next(s for s in stops if s.site == d and s.kind != "collect")) for d in doors
    ]
    nodes = Nodes.of(rows)
    order = published_row(week, stream, item, picks, doors)
    assert order is not None
    sequences = np.array([order], dtype=np.int64)
    takes = np.nan_to_num(
        np.stack([aboard(week, s, p) for s, p in zip(_picked(stops), picks, strict=True)])
    )[None]
    starts = np.array([[stop.start_s for stop in stops]], dtype=np.int64)
    table = _table(week, item, starts, _collecting_s(week, stream, item))
    supplies = supplies_of(
        week, number, slot, item.vehicle, picks, doors, nodes, sequences, takes, table
    )
    return Menu(
        stream=number,
        slot=slot,
        vehicle=item.vehicle,
        picks=tuple(picks),
        nodes=nodes,
        doors=tuple(doors),
        sequences=sequences,
        visits=collected(sequences, len(picks)),
        takes=takes,
        table=table,
        supplies=supplies,
        collected_kg=(takes * loads_of(week, item.vehicle, picks).expected[None]).sum(axis=(1, 2)),
        trips=trips_of(sequences, len(picks)),
        crew=crew_of(item),
        complete=True,
    )


def _picked(stops: tuple[Stop, ...]) -> list[Stop]:
    return [stop for stop in stops if stop.kind == "collect"]


def _node(week: Week, stop: Stop) -> tuple[int, int, int, int]:
    return week.site(stop.site), stop.leave_s - stop.start_s, stop.start_s, stop.leave_s


def _table(week: Week, item: Round, starts: Ints, duration_s: int) -> Timetable:
    metres = sum(
        int(week.metres[week.site(a.site), week.site(b.site)])
        for a, b in itertools.pairwise(item.stops)
    )
    depart = item.stops[0].leave_s
    return Timetable(
        starts,
        np.array([depart]),
        np.array([depart + duration_s]),
        np.array([metres]),
        np.ones(1, dtype=np.bool_),
    )


def _carrying_s(week: Week, item: Round) -> int:
    """Return how long the last mile of a round would take by itself, from home to home."""
    stops = stops_at(item, half(item, "hub", "carry"))
    home = week.scenario.vehicle[item.vehicle].owner
    out = week.travel.between(home, stops[0].site)[0] if stops[0].site != home else 0
    back = week.travel.between(stops[-1].site, home)[0] if stops[-1].site != home else 0
    return out + stops[-1].leave_s - stops[0].start_s + back


def _collecting_s(week: Week, stream: Stream, item: Round) -> int:
    """Return how long the collection takes, so that it and the last mile joined take the round."""
    if stream.mode != "hub" or not half(item, "hub", "carry"):
        return item.duration_s
    home, hub = week.site(week.scenario.vehicle[item.vehicle].owner), week.site(str(stream.hub))
    saved = int(week.seconds[hub, home] + week.seconds[home, hub])
    return item.duration_s - _carrying_s(week, item) + saved


def given_carry(week: Week, number: int, slot: Slot, item: Round) -> CarryMenu | None:
    """Return the menu whose one row is the last mile of a round; none when it has none."""
    return _carry(week, number, slot, item, [tuple(half(item, "hub", "carry"))])


def going_carry(week: Week, number: int, slot: Slot, item: Round, done: int) -> CarryMenu | None:
    """Return the ways a last mile under way goes on: as published, some doors left out."""
    positions = half(item, "hub", "carry")
    made = tuple(at for at in positions if at < done)
    left = [at for at in positions if at >= done and _open(week, item.stops[at], slot)]
    rows = [
        (*made, *some)
        for size in range(len(left) + 1)
        for some in itertools.combinations(left, size)
    ]
    return _carry(week, number, slot, item, rows)


def _open(week: Week, stop: Stop, slot: Slot) -> bool:
    window = week.door_window(stop.site, slot)
    return window is not None and window[0] <= stop.start_s and stop.leave_s <= window[1]


def _carry(
    week: Week, number: int, slot: Slot, item: Round, rows: list[tuple[int, ...]]
) -> CarryMenu | None:
    stream = week.streams[number]
    positions = half(item, "hub", "carry")
    if stream.mode != "hub" or not positions or item.stops[positions[0]].kind != "load":
        return None
    drops = [at for at in positions if item.stops[at].kind == "drop"]
    made = {stop.site: stop for stop in reversed([item.stops[at] for at in drops])}
    # what is dropped is for the distribution that it is really in time for
    meant = {
        door: week.next_opening(door, slot.day_s + made[door].leave_s)
        for door in dict.fromkeys(item.stops[at].site for at in drops)
    }
    targets = {door: opening for door, opening in meant.items() if opening is not None}
    if not targets:
        return None
    node = {door: place for place, door in enumerate(targets, start=1)}
    nodes = Nodes.of(
        [_node(week, stop) for stop in (item.stops[positions[0]], *(made[one] for one in targets))]
    )
    orders = [
        [0] + [node[item.stops[at].site] for at in row[1:] if item.stops[at].site in node]
        for row in rows
        if row
    ]
    width = max(len(order) for order in orders)
    sequences = np.full((len(orders), width), -1, dtype=np.int64)
    for at, order in enumerate(orders):
        sequences[at, : len(order)] = order
    there = np.stack([(sequences == node[door]).any(axis=1) for door in targets], axis=1)
    count = len(orders)
    leave = item.stops[0].leave_s
    starts = np.where(sequences >= 0, nodes.opens_s[np.maximum(sequences, 0)], 0)
    metres = int(_table(week, item, starts, 0).metres[0])
    table = Timetable(
        starts,
        np.full(count, leave),
        np.full(count, leave + _carrying_s(week, item)),
        np.full(count, 0 if half(item, "hub", "collect") else metres),
        np.ones(count, dtype=np.bool_),
    )
    allowed = np.repeat(there[:, :, None], 3, axis=2)
    if week.scenario.vehicle[item.vehicle].cold == "none":
        allowed[:, :, 2] = False
    return CarryMenu(
        number,
        slot,
        item.vehicle,
        nodes,
        tuple(targets),
        tuple(targets.values()),
        sequences,
        there,
        allowed,
        table,
        crew_of(item),
    )


def going_menu(
    week: Week, number: int, slot: Slot, item: Round, done: int, others: list[int]
) -> Menu | None:
    """Return the ways a collection under way goes on; as published when there is no other.

    Parameters
    ----------
    slot
        It begins now.
    done
        Stops of the round that are made or headed for, the departure included.
    others
        Pick-ups that it may still make.
    """
    stream = week.streams[number]
    positions = half(item, stream.mode, "collect")
    made = stops_at(item, tuple(at for at in positions if at < done))
    known = {pickup.id: n for n, pickup in enumerate(week.pickups)}
    first = [known[str(stop.pickup)] for stop in _picked(made)]
    picks = [*first, *(pick for pick in others if pick not in first)]
    doors = doors_of(week, stream, slot, item.vehicle)
    seen = [stop.site for stop in made if stop.kind != "collect"]
    shut = [door for door in dict.fromkeys(seen) if door not in doors]
    nodes = nodes_of(week, stream, slot, picks, doors)
    extra = Nodes.of([_node(week, next(s for s in made if s.site == door)) for door in shut])
    nodes = Nodes(
        np.append(nodes.site, extra.site),
        np.append(nodes.service_s, extra.service_s),
        np.append(nodes.opens_s, extra.opens_s),
        np.append(nodes.closes_s, extra.closes_s),
    )
    doors += shut
    begun = [
        first.index(known[str(stop.pickup)])
        if stop.kind == "collect"
        else len(picks) + doors.index(stop.site)
        for stop in made
    ]
    last = item.stops[done - 1]
    sequences = continuations(
        week,
        stream.mode,
        slot,
        item.vehicle,
        nodes,
        loads_of(week, item.vehicle, picks),
        begun,
        (week.site(last.site), max(last.leave_s, slot.starts_s)),
        len(doors) - len(shut),
    )
    following = _following(week, stream, item, done, picks, doors)
    sequences = _with_published(sequences, begun, following)
    last_node = sequences[np.arange(len(sequences)), (sequences >= 0).sum(axis=1) - 1]
    sequences = sequences[last_node >= len(picks)]  # no round comes home loaded
    kept = np.full((len(picks), 3), np.nan)
    for stop, pick in zip(_picked(made), first, strict=True):
        kept[picks.index(pick)] = aboard(week, stop, pick)
    loads = loads_of(week, item.vehicle, picks)
    setting = MenuSetting(number, slot, item.vehicle, crew_of(item), picks, doors, nodes, loads)
    times = continued(week, item, done, nodes, sequences, len(begun), slot)
    found = evaluated(week, setting, sequences, times, complete=True, aboard=kept)
    return found if found is not None else given_menu(week, number, slot, item)


def _following(
    week: Week, stream: Stream, item: Round, done: int, picks: list[int], doors: list[str]
) -> list[int]:
    """Return what a round under way was to do next, as node numbers; what is not there is left."""
    place = {week.pickups[pick].id: node for node, pick in enumerate(picks)}
    found = []
    for at in half(item, stream.mode, "collect"):
        stop = item.stops[at]
        if at < done:
            continue
        if stop.kind == "collect" and str(stop.pickup) in place:
            found.append(place[str(stop.pickup)])
        elif stop.kind != "collect" and stop.site in doors:
            found.append(len(picks) + doors.index(stop.site))
    return found


def _with_published(sequences: Ints, begun: list[int], following: list[int]) -> Ints:
    """Add what was to follow, whole or with one or two stops left out: trips it makes are kept."""
    rows = [
        [*begun, *(node for at, node in enumerate(following) if at not in left)]
        for size in range(LEFT_OUT + 1)
        for left in itertools.combinations(range(len(following)), size)
    ]
    width = max([sequences.shape[1], *map(len, rows)])
    wide = np.pad(sequences, ((0, len(rows)), (0, width - sequences.shape[1])), constant_values=-1)
    for number, row in enumerate(rows, start=len(sequences)):
        wide[number, : len(row)] = row
    return wide
