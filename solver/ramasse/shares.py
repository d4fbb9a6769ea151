"""From rounds to shares: every way that food can take to a door, and the rule that splits it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.calendar import DAY_NUMBER
from models.donors import Pickup
from models.plan import Plan, Round, Share, Stop
from solver.allocation.base import AllocationRule, Split
from solver.allocation.floors import nothing_withheld, points_held
from solver.allocation.supply import Group, covered_kg, table
from solver.programs.staged import Rows
from solver.ramasse.loads import TEMPERATURES, kept_cold
from solver.ramasse.twin_lots import MANY_ARCS, as_one
from solver.ramasse.week import DAY_S, Week

PointsHeld = tuple[Mapping[str, float], Mapping[str, float]]
"""Points of a kg by family, and the points of them that associations get at least."""
CRUMB_KG = 0.01
"""Shares below this are left out of a plan."""


@dataclass(frozen=True)
class Lot:
    """Usable food of one round, of one family and use-by day."""

    origin: Round
    family: str
    use_by: int
    kg: float


@dataclass(frozen=True)
class Arc:
    """One way of a lot to an association."""

    lot: int
    association: str
    carried_by: str | None
    opening_s: int
    arrives_s: int
    """At the association's door, seconds since Monday midnight."""
    drop: int | None = None
    """Position of the stop in the direct round that collected it."""
    load: tuple[str, int] | None = None
    """Carrying round and position of its load stop."""
    waits: tuple[str, int, int] | None = None
    """Hub where it waits before the last mile, from and until when."""


@dataclass(frozen=True)
class Ways:
    """All that rounds can bring to doors."""

    lots: list[Lot]
    arcs: list[Arc]
    split: Split
    stores: tuple[tuple[str, Group, int], ...]
    """Association, kind of store and row of the split, for each limit of storage."""


def ways_of(
    week: Week, rounds: tuple[Round, ...], floors: Mapping[str, float], since_s: int = 0
) -> Ways:
    """Return the lots that rounds bring, every way to a door, and what limits them.

    Parameters
    ----------
    since_s
        Seconds since Monday midnight: what a sorting place still holds then is for later
        distributions of its own, too.
    """
    lots = lots_of(week, rounds)
    arcs = [
        arc for number, lot in enumerate(lots) for arc in _ways(week, rounds, number, lot, since_s)
    ]
    split, stores = _split(week, rounds, lots, arcs, floors)
    return Ways(lots, arcs, split, stores)


def lots_of(week: Week, rounds: tuple[Round, ...]) -> list[Lot]:
    """Return the usable lots that rounds bring, in a fixed order."""
    found: list[Lot] = []
    for item in rounds:
        kg: dict[tuple[str, int], float] = defaultdict(float)
        for stop in item.collected:
            pickup = week.scenario.pickups[str(stop.pickup)]
            for family, amount in stop.kg.items():
                kg[family, pickup.use_by[family]] += amount * _left_of(pickup)
        found += [Lot(item, family, ub, amount) for (family, ub), amount in sorted(kg.items())]
    return found


def _left_of(pickup: Pickup) -> float:
    """Return the part of what a stop takes that is expected to be usable."""
    return (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)


def share_out(
    week: Week,
    rounds: tuple[Round, ...],
    rule: AllocationRule,
    floors: Mapping[str, float],
    least_kg: float | None = None,
    held: Sequence[PointsHeld] = (),
) -> Plan:
    """Return the plan of some rounds, their food split by a rule above the floors, in points.

    No rule may withhold food that the rounds bring and someone needs: the total is the largest,
    or ``least_kg`` where the week lets fairness cost some food and its rule is leximin.

    Parameters
    ----------
    held
        Points that associations get at least; they must be within what the rounds can bring.

    Raises
    ------
    NoSolutionError
        When they are not.
    """
    ways = ways_of(week, rounds, floors)
    lots, arcs = ways.lots, ways.arcs
    if not arcs:
        return Plan(rounds=rounds)
    split, apart = ways.split, None
    if len(arcs) > MANY_ARCS:
        split, apart = as_one(split, len({arc.lot for arc in arcs}))
    for worth, points in held:
        split = points_held(
            split,
            np.array([worth[family.id] for family in week.scenario.families]),
            np.array([points.get(who.id, 0.0) for who in week.scenario.associations]),
        )
    kg = rule(nothing_withheld(split, least_kg if rule.name == "leximin" else None))
    kg = kg if apart is None else apart(kg)
    shares = [
        Share(
            association=arc.association,
            origin=lots[arc.lot].origin.id,
            family=lots[arc.lot].family,
            use_by=lots[arc.lot].use_by,
            kg=int(amount * 1000) / 1000,
            carried_by=arc.carried_by,
            opening_s=arc.opening_s,
        )
        for arc, amount in zip(arcs, kg, strict=True)
        if amount >= CRUMB_KG
    ]
    return Plan(rounds=rounds, shares=tuple(shares))


def _midnight(item: Round) -> int:
    return DAY_NUMBER[item.day] * DAY_S


def _ways(week: Week, rounds: tuple[Round, ...], number: int, lot: Lot, since_s: int) -> list[Arc]:
    stream = next(s for s in week.streams if s.id == lot.origin.stream)
    every = (
        _dropped(week, number, lot)
        if stream.mode == "direct"
        else _sorted(week, rounds, number, lot, since_s)
    )
    return [
        arc
        for arc in every
        if arc.association in stream.members
        and week.scenario.need_kg(arc.association, lot.family) > 0
        and arc.opening_s < (lot.use_by + 1) * DAY_S
    ]


def _dropped(week: Week, number: int, lot: Lot) -> Iterator[Arc]:
    """Yield the ways of food dropped at doors by the round that collected it."""
    for position, stop in enumerate(lot.origin.stops):
        if stop.kind == "drop":
            leaves = _midnight(lot.origin) + stop.leave_s
            opening = week.next_opening(stop.site, leaves + _sorting_s(week))
            if opening is not None:
                yield Arc(number, stop.site, lot.origin.id, opening, leaves, position)


def _sorted(
    week: Week, rounds: tuple[Round, ...], number: int, lot: Lot, since_s: int
) -> Iterator[Arc]:
    """Yield the ways of food unloaded at a sorting place: kept there, or carried on."""
    unloads = [stop for stop in lot.origin.stops if stop.kind == "unload"]
    if not unloads:
        return
    hub, midnight = unloads[-1].site, _midnight(lot.origin)
    first, last = midnight + unloads[0].leave_s, midnight + unloads[-1].leave_s
    ready = last + _sorting_s(week)
    opening = week.next_opening(hub, ready)
    if opening is not None:
        for later in week.openings_until(hub, opening, since_s):
            yield Arc(number, hub, None, later, first)
    for item in rounds:
        if item.stream != lot.origin.stream or _delivers(item):
            continue
        for at, load, drops in trips_out(item):
            if _midnight(item) + load.start_s < ready:
                continue
            until = _midnight(item) + load.leave_s
            for stop in drops:
                leaves = _midnight(item) + stop.leave_s
                opening = week.next_opening(stop.site, leaves)
                if opening is not None and _may_ride(week, item, load, stop, lot.family):
                    yield Arc(
                        number,
                        stop.site,
                        item.id,
                        opening,
                        leaves,
                        load=(item.id, at),
                        waits=(hub, first, until),
                    )


def _delivers(item: Round) -> bool:
    """Tell whether a round brings load units, which leave no promise of room for shares."""
    return any(stop.units or stop.errand for stop in item.stops)


def _sorting_s(week: Week) -> int:
    return round(week.scenario.policy.sorting_min * 60)


def trips_out(item: Round) -> list[tuple[int, Stop, list[Stop]]]:
    """Return each load of a round: its position, its stop, and the drops that follow it."""
    found: list[tuple[int, Stop, list[Stop]]] = []
    for position, stop in enumerate(item.stops):
        if stop.kind == "load":
            found.append((position, stop, []))
        elif stop.kind == "drop" and found:
            found[-1][2].append(stop)
    return found


def _may_ride(week: Week, item: Round, load: Stop, drop: Stop, family: str) -> bool:
    temperature = week.scenario.family[family].temperature
    means = week.scenario.vehicle[item.vehicle]
    if means.carries and temperature not in means.carries:
        return False
    return _keeps(week, item, load, drop, family)


def _keeps(week: Week, item: Round, load: Stop, drop: Stop, family: str) -> bool:
    """Tell whether a family stays as cold as it must from one stop of a round to another."""
    aboard_s = np.array(drop.start_s - load.leave_s)
    temperature = TEMPERATURES.index(week.scenario.family[family].temperature)
    return bool(kept_cold(week, item.vehicle, aboard_s)[temperature])


def _split(
    week: Week,
    rounds: tuple[Round, ...],
    lots: list[Lot],
    arcs: list[Arc],
    floors: Mapping[str, float],
) -> tuple[Split, tuple[tuple[str, Group, int], ...]]:
    """Return what may be split along some ways, and the rows of it that stores limit."""
    scenario = week.scenario
    associations = [a.id for a in scenario.associations]
    families = [f.id for f in scenario.families]
    rows = Rows()
    _add_lots(rows, lots, arcs)
    _add_reach(rows, week, lots, arcs)
    _add_loads(rows, week, rounds, lots, arcs)
    _add_kept(rows, week, lots, arcs)
    stores = []
    for place, group, entries, limit in _storage_rows(week, lots, arcs):
        stores.append((place, group, len(rows)))
        rows.add(entries.items(), limit)
    covered = covered_kg(scenario)
    split = Split(
        association=np.array([associations.index(a.association) for a in arcs], dtype=np.int64),
        family=np.array([families.index(lots[a.lot].family) for a in arcs], dtype=np.int64),
        rows=rows.table(len(arcs)),
        limits=np.array(rows.limits),
        need_kg=np.array([[scenario.need_kg(a, f) for f in families] for a in associations]),
        points=np.array([f.points_per_kg for f in scenario.families]),
        floors=np.array([floors.get(a, 0.0) for a in associations]),
        rare=np.array([f.rare for f in scenario.families])
        if scenario.policy.split.rare_first
        else None,
        past_kg=table(week.past.received_kg, associations, families) + covered,
        past_need_kg=table(week.past.need_kg, associations, families) + covered,
    )
    return split, tuple(stores)


def _add_lots(rows: Rows, lots: list[Lot], arcs: list[Arc]) -> None:
    """Let no more leave a lot than is in it."""
    by_lot: dict[int, list[int]] = defaultdict(list)
    for column, arc in enumerate(arcs):
        by_lot[arc.lot].append(column)
    for number, columns in sorted(by_lot.items()):
        rows.add(((column, 1.0) for column in columns), lots[number].kg)


def _add_reach(rows: Rows, week: Week, lots: list[Lot], arcs: list[Arc]) -> None:
    """Let doors take off no more of a lot than was still cold when its round came there.

    Food that reaches a door in time reached those before it: what a door and those after it take
    together was in time for one of them.
    """
    by_lot: dict[int, dict[int, int]] = defaultdict(dict)
    for column, arc in enumerate(arcs):
        if arc.drop is not None:
            by_lot[arc.lot][arc.drop] = column
    for number, columns in sorted(by_lot.items()):
        lot = lots[number]
        drops = sorted(columns)
        last = _last_in_time(week, lot, drops)
        for n, position in enumerate(drops):
            reaching = sum(kg for at, kg in last if at >= position)
            if reaching < lot.kg - CRUMB_KG:
                rows.add(((columns[one], 1.0) for one in drops[n:]), reaching)


def _last_in_time(week: Week, lot: Lot, drops: list[int]) -> list[tuple[int, float]]:
    """Return what each pick-up gives to a lot, usable kg, and the last drop it reaches in time."""
    found = []
    for at, stop in enumerate(lot.origin.stops):
        if stop.kind == "collect" and lot.family in stop.kg:
            pickup = week.scenario.pickups[str(stop.pickup)]
            if pickup.use_by[lot.family] == lot.use_by:
                after = [
                    position
                    for position in drops
                    if position > at
                    and _keeps(week, lot.origin, stop, lot.origin.stops[position], lot.family)
                ]
                kg = stop.kg[lot.family] * _left_of(pickup)
                found.append((max(after, default=-1), kg))
    return found


def _add_loads(
    rows: Rows, week: Week, rounds: tuple[Round, ...], lots: list[Lot], arcs: list[Arc]
) -> None:
    """Keep each load within what its vehicle carries: kg, pallet places, kg in boxes."""
    by_load: dict[tuple[str, int], list[int]] = defaultdict(list)
    for column, arc in enumerate(arcs):
        if arc.load is not None:
            by_load[arc.load].append(column)
    vehicle_of = {item.id: item.vehicle for item in rounds}
    for (carrier, _), columns in sorted(by_load.items()):
        means = week.scenario.vehicle[vehicle_of[carrier]]
        families = [week.scenario.family[lots[arcs[column].lot].family] for column in columns]
        own = list(zip(columns, families, strict=True))
        rows.add(((column, 1.0) for column in columns), week.capacity_kg(means.id))
        places = [(c, 1 / f.kg_per_pallet) for c, f in own if f.kg_per_pallet]
        if means.pallets is not None and places:
            rows.add(places, means.pallets)
        cold = [(c, 1.0) for c, f in own if f.temperature != "ambient"]
        if means.cold == "boxes" and cold:
            rows.add(cold, means.boxes * means.box_kg)


def _add_kept(rows: Rows, week: Week, lots: list[Lot], arcs: list[Arc]) -> None:
    """Let collectors keep their stated part of what their stream collects."""
    for stream in week.streams:
        kept = [
            (column, stream.collectors_keep - float(arc.association in stream.collectors))
            for column, arc in enumerate(arcs)
            if lots[arc.lot].origin.stream == stream.id
        ]
        if stream.collectors_keep > 0 and kept:
            rows.add(kept, 0.0)


def _storage_rows(
    week: Week, lots: list[Lot], arcs: list[Arc]
) -> list[tuple[str, Group, dict[int, float], float]]:
    """Return what each store holds whenever something comes in."""
    stays: dict[tuple[str, Group], list[tuple[int, int, int]]] = defaultdict(list)
    for column, arc in enumerate(arcs):
        temperature = week.scenario.family[lots[arc.lot].family].temperature
        group: Group = "ambient" if temperature == "ambient" else "cold"
        stays[arc.association, group].append((column, arc.arrives_s, arc.opening_s))
        if arc.waits is not None:
            hub, start, end = arc.waits
            stays[hub, group].append((column, start, end))
    found: list[tuple[str, Group, dict[int, float], float]] = []
    for (place, group), items in sorted(stays.items()):
        who = week.scenario.association[place]
        limit = who.ambient_storage_kg if group == "ambient" else who.cold_storage_kg
        if limit is None:
            continue
        for moment in sorted({start for _, start, _ in items}):
            there = {column: 1.0 for column, start, end in items if start <= moment <= end}
            stored = week.scenario.stored_kg(place, group == "cold", moment)
            found.append((place, group, there, max(0.0, limit - stored)))
    return found
