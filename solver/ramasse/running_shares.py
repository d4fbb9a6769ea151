"""Shares of a running week: those that can stay do, the rest is split again by the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from models.plan import Plan, Round, Share
from solver.allocation.base import AllocationRule, Flags, Floats
from solver.allocation.floors import nothing_withheld
from solver.ramasse.running_plan import RunningPlan
from solver.ramasse.shares import CRUMB_KG, Arc, Lot, Ways, ways_of
from solver.ramasse.week import Week

SAME_KG = 0.01
"""Lots that differ by less are the same."""
TIGHT = 1e-4
"""How far kept shares may exceed a limit by rounding, kg."""
Way = tuple[str, str, int, str, str | None, int]
"""Origin, family, use-by day, association, carrier, distribution."""


def share_again(
    week: Week,
    rounds: tuple[Round, ...],
    rule: AllocationRule,
    floors: Mapping[str, float],
    standing: RunningPlan,
) -> Plan:
    """Return the plan of some rounds, its food split above published shares that can stay.

    A published share stays when its food is still collected in the same quantity and goes the same
    way to the same distribution; what is left of the food and of the needs is split by the rule,
    levels counting what stays. Distributions that are over get no more than they were told.
    """
    ways = ways_of(week, rounds, floors, standing.since_s)
    if not ways.arcs:
        return Plan(rounds=rounds)
    kept = _kept(week, ways, standing)
    split = ways.split
    ahead = _ahead(ways, standing)
    stays = np.zeros_like(split.need_kg)
    np.add.at(stays, (split.association, split.family), kept)
    rest = replace(
        split,
        association=split.association[ahead],
        family=split.family[ahead],
        rows=split.rows[:, ahead],
        limits=np.maximum(0.0, split.limits - split.rows @ kept),
        need_kg=np.maximum(0.0, split.need_kg - stays),
        floors=np.maximum(0.0, split.floors - stays @ split.points),
        past_kg=stays,
        past_need_kg=np.minimum(stays, split.need_kg),
    )
    more = np.zeros(len(kept))
    if ahead.any():
        more[ahead] = rule(nothing_withheld(rest))
    kg = kept + np.where(more >= CRUMB_KG, more, 0.0)  # grams left by rounding stay there
    return Plan(
        rounds=rounds,
        shares=tuple(
            Share(
                association=arc.association,
                origin=ways.lots[arc.lot].origin.id,
                family=ways.lots[arc.lot].family,
                use_by=ways.lots[arc.lot].use_by,
                kg=int(amount * 1000 + 1e-6) / 1000,
                carried_by=arc.carried_by,
                opening_s=arc.opening_s,
            )
            for arc, amount in zip(ways.arcs, kg, strict=True)
            if amount >= CRUMB_KG
        ),
    )


def kept_ways(week: Week, standing: RunningPlan) -> list[tuple[Lot, Arc, float]]:
    """Return the published shares that rounds which stand bring as they did: lot, way and kg."""
    rounds = tuple(item for item in standing.plan.rounds if item.id in standing.fixed)
    ways = ways_of(week, rounds, {}, standing.since_s)
    if not ways.arcs:
        return []
    kept = zip(ways.arcs, _kept(week, ways, standing), strict=True)
    return [(ways.lots[arc.lot], arc, float(kg)) for arc, kg in kept if kg > 0]


def _ahead(ways: Ways, standing: RunningPlan) -> Flags:
    """Return (A,) which ways lead to a distribution that is not over."""
    return np.array([arc.opening_s >= standing.since_s for arc in ways.arcs], dtype=np.bool_)


def _kept(week: Week, ways: Ways, standing: RunningPlan) -> Floats:
    """Return (A,) the kg of the published shares that can stay, along each way."""
    published = standing.plan
    before: dict[tuple[str, str, int], float] = defaultdict(float)
    for item in published.rounds:
        for stop in item.collected:
            pickup = week.scenario.pickups[str(stop.pickup)]
            left = (1 - pickup.no_show_rate) * (1 - pickup.reject_rate)
            for family, amount in stop.kg.items():
                before[item.id, family, pickup.use_by[family]] += amount * left
    shared: dict[Way, float] = defaultdict(float)
    for share in published.shares:
        way = share.origin, share.family, share.use_by, share.association, share.carried_by
        shared[*way, share.opening_s] += share.kg
    kept = np.zeros(len(ways.arcs))
    given: dict[int, float] = defaultdict(float)
    for number, arc in enumerate(ways.arcs):
        kept[number] = shared.pop(_way(ways, arc), 0.0)
        given[arc.lot] += kept[number]
    for number, (arc, ahead) in enumerate(zip(ways.arcs, _ahead(ways, standing), strict=True)):
        lot = ways.lots[arc.lot]
        # less food than was shared, or more than was known: its lot is split anew
        told = before.get((lot.origin.id, lot.family, lot.use_by), 0.0)
        other = ahead and abs(told - lot.kg) > SAME_KG
        if other or given[arc.lot] > lot.kg + SAME_KG:
            kept[number] = 0.0
    return _within(ways, kept)


def _way(ways: Ways, arc: Arc) -> Way:
    lot = ways.lots[arc.lot]
    own = lot.origin.id, lot.family, lot.use_by
    return *own, arc.association, arc.carried_by, arc.opening_s


def _within(ways: Ways, kept: Floats) -> Floats:
    """Give up the kept shares of limits that no longer hold: a store that is full, a need met."""
    rows, limits = ways.split.capped()
    for _ in range(rows.shape[0]):
        over = np.flatnonzero(rows @ kept > limits + TIGHT)
        if not len(over):
            break
        used = rows[[int(over[0])]].toarray()[0] > 0
        kept = np.where(used, 0.0, kept)
    return kept
