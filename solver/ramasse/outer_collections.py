"""Rounds that collect, in an outer bound: sets of pick-ups in their shortest way."""

from __future__ import annotations

import numpy as np

from pools.streams import Stream
from solver.programs.solved import INFINITY
from solver.ramasse.half_rounds import longest_round_s
from solver.ramasse.menus import door_s, doors_of, unloading_s
from solver.ramasse.outer_program import Block, Lot, Outer, Where
from solver.ramasse.shortest_sets import NEVER, bits_of, shortest
from solver.ramasse.week import Floats, Ints, Slot, Week


def offered(week: Week, stream: Stream, slot: Slot, vehicle: str) -> tuple[list[int], list[str]]:
    """Return the pick-ups that a vehicle may make in a slot, and where it may bring them."""
    if not week.may_collect(stream, vehicle, slot):
        return [], []
    crew = week.crew(stream, vehicle, slot, collects=True)
    doors = doors_of(week, stream, slot, vehicle)
    if not doors or not crew.mans(week.scenario.vehicle[vehicle].crew):
        return [], []
    return week.pickups_of(stream, slot, vehicle), doors


def lay_collections(o: Outer, where: Where, picks: list[int], doors: list[str]) -> None:
    """Lay a column for every set of pick-ups that some order could serve."""
    week, (number, vehicle, slot) = o.week, where
    stream, means = week.streams[number], week.scenario.vehicle[vehicle]
    pickups = [week.pickups[n] for n in picks]
    at = np.array([week.site(one.donor) for one in pickups])
    home = week.site(means.owner)
    service = np.array([float(one.loading_s) for one in pickups])
    ends = np.array([week.site(door) for door in doors])
    spent = [
        float(unloading_s(week) if stream.mode == "hub" else door_s(week, door)) for door in doors
    ]
    out_s = np.array([o.fast_s[e, home] + s for e, s in zip(ends, spent, strict=True)])
    last_s = (o.fast_s[np.ix_(at, ends)] + out_s).min(axis=1)
    last_m = (o.metres[np.ix_(at, ends)] + o.metres[ends, home]).min(axis=1)
    promised = [week.promised_at(one) for one in pickups]
    opens = [
        float(max(one.opens_s if p is None else p, slot.starts_s))
        for one, p in zip(pickups, promised, strict=True)
    ]
    latest = [
        float(one.closes_s - one.loading_s if p is None else p)
        for one, p in zip(pickups, promised, strict=True)
    ]
    legs_s, legs_m = o.fast_s[np.ix_(at, at)], o.metres[np.ix_(at, at)]
    soonest = shortest(
        o.fast_s[home, at],
        legs_s,
        last_s,
        service=service,
        opens=np.array(opens),
        latest=np.array(latest),
        start=float(slot.starts_s),
    )
    taken_s = shortest(o.fast_s[home, at], legs_s, last_s, service=service)
    far_m = shortest(o.metres[home, at], legs_m, last_m, service=np.zeros(len(at)))
    bits = bits_of(len(picks))
    good = (soonest <= slot.ends_s) & (taken_s <= longest_round_s(slot, means.max_round_min))
    if means.max_round_km is not None:
        good &= far_m <= means.max_round_km * 1000
    if means.max_stops is not None:
        good &= bits.sum(axis=1) <= means.max_stops
    good[0] = False
    there_s = o.fast_s[np.ix_(at, ends)] + np.array(spent)
    begins = np.maximum(slot.starts_s + o.fast_s[home, at], np.array(opens))
    ready_s = slot.day_s + begins + service + there_s.min(axis=1)
    usable = _usable(o, where, picks, ends, ready_s)
    most = _most(o, vehicle, picks, bits)
    brings = {lot: bits @ kg for lot, kg in usable.items()}
    rows = o.round_rows(where, week.crew(stream, vehicle, slot, collects=True))
    visited = [
        o.program.row(("pickup", n), -INFINITY, 1.0) if n not in o.large else -1 for n in picks
    ]
    length = o.program.row(
        ("length", where), -INFINITY, float(longest_round_s(slot, means.max_round_min))
    )
    joined = o.program.row(("collects", where), -INFINITY, 0.0)
    brought = o.program.row(("brought", number, slot.number), -INFINITY, 0.0)
    hours = means.crew * taken_s / 3600
    eur = means.eur_per_km * far_m / 1000 + means.eur_per_hour * taken_s / 3600
    one = np.ones(len(bits))
    entries = [(row, value * one) for row, value in rows]
    entries += [(length, taken_s), (joined, -one), (brought, -most)]
    entries += [(row, bits[:, n]) for n, row in enumerate(visited) if row >= 0]
    entries += [(o.program.row(("lot", lot), -INFINITY, 0.0), -kg) for lot, kg in brings.items()]
    entries += [(o.reached("hours"), hours), (o.reached("cost"), eur)]
    sets = np.flatnonzero(good & (taken_s < NEVER))
    if len(sets):
        o.blocks.append(
            Block(
                np.array([row for row, _ in entries]),
                np.stack([values[sets] for _, values in entries], axis=1),
                {"food": np.zeros(len(sets)), "hours": hours[sets], "cost": eur[sets]},
            )
        )


def _usable(
    o: Outer, where: Where, picks: list[int], ends: Ints, ready_s: Floats
) -> dict[Lot, Floats]:
    """Return (picks,) the usable kg of each lot that a vehicle could keep from each pick-up."""
    week, (number, vehicle, slot) = o.week, where
    found: dict[Lot, Floats] = {}
    for place, n in enumerate(picks):
        pickup = week.pickups[n]
        soonest_s = float(o.fast_s[week.site(pickup.donor), ends].min())
        for family in pickup.kg:
            if not o.keeps(vehicle, family, soonest_s):
                continue
            large = n if n in o.large else -1
            lot = (number, slot.number, family, pickup.use_by[family], large)
            sorted_s = float(ready_s[place]) + o.week.scenario.policy.sorting_min * 60
            o.lots[lot] = min(o.lots.get(lot, NEVER), sorted_s)
            found.setdefault(lot, np.zeros(len(picks)))[place] += pickup.usable_kg(family)
    return found


def _most(o: Outer, vehicle: str, picks: list[int], bits: Floats) -> Floats:
    """Return (sets,) the usable kg of each set that a vehicle can load in all its trips."""
    means = o.week.scenario.vehicle[vehicle]
    pickups = [o.week.pickups[n] for n in picks]
    left = np.full(len(bits), o.week.capacity_kg(vehicle) * means.max_trips)
    most = np.zeros(len(bits))
    rate = [(1 - one.no_show_rate) * (1 - one.reject_rate) for one in pickups]
    for place in sorted(range(len(picks)), key=lambda n: -rate[n]):
        taken = np.minimum(bits[:, place] * pickups[place].gross_kg, left)
        most += taken * rate[place]
        left -= taken
    return most
