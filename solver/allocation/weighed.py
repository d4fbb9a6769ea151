"""What a week really brought, as told, to be shared out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from models.allocation import Supply, SupplyLot, lot_id
from models.base import seconds
from models.calendar import DAY_NAMES, DAY_NUMBER, DAYS
from models.plan import Plan
from models.scenario import Scenario
from models.visits import Journal, Visit, Weighed
from pools.streams import streams

DAY_S = 86_400
LEFT_DAYS = {"under_48_h": 1, "to_5_days": 4}
"""Days after the visit on which food of a class may still be handed over, taken cautiously."""


Reach = Mapping[tuple[int, str], Collection[str]]
"""Whom the rounds of a day, Monday being 0, can bring the food of a family to."""


def reach_of(plan: Plan, lots: Iterable[SupplyLot]) -> Reach:
    """Return whom the rounds of a plan reach.

    Parameters
    ----------
    lots
        Of the split of the plan: what its rounds bring.
    """
    days = {item.id: DAY_NUMBER[item.day] for item in plan.rounds}
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    for lot in lots:
        day = next(d for name, d in days.items() if lot_id(name, lot.family, lot.use_by) == lot.id)
        found[day, lot.family] |= set(lot.members)
    return found


def came_in(world: Scenario, journal: Journal, reach: Reach = MappingProxyType({})) -> Supply:
    """Return what came in during a scenario's week: kg kept after sorting, as they were told.

    One lot per stream, day, family and last day of distribution; what nobody told is not in it.
    Food of a store that no pool shares goes to who held its agreement.

    Parameters
    ----------
    reach
        Of the plan of the week: its food goes to whom its rounds reach, and to who went on their
        own. Food of which nothing was planned on its day may go to any member.
    """
    week = journal.between(world.week_of, world.week_of + timedelta(days=6))
    found: dict[tuple[str, int, str, int], float] = defaultdict(float)
    ready: dict[tuple[str, int, str, int], int] = {}
    members: dict[str, tuple[str, ...]] = {}
    went: dict[tuple[int, str], set[str]] = defaultdict(set)
    of_donor = {donor: stream for stream in streams(world) for donor in stream.donors}
    sorting_s = round(60 * world.policy.sorting_min)
    for visit in week.visits:
        stream = of_donor.get(visit.donor)
        name = visit.holder if stream is None else stream.id
        members[name] = (visit.holder,) if stream is None else stream.members
        day = visit.day.weekday()
        for one in visit.food:
            if one.family not in world.family or one.kept_kg <= 0:
                continue
            key = (name, day, one.family, _use_by(world, visit, one))
            found[key] += one.kept_kg
            if visit.round is None:
                went[day, one.family].add(visit.association)
            at = day * DAY_S + _taken_s(world, visit) + sorting_s
            ready[key] = max(ready.get(key, 0), at)
    lots = [
        SupplyLot(
            id=lot_id(f"{name}-{day}", family, use_by),
            label=f"{world.family[family].label}, {DAY_NAMES[DAYS[day]].in_(world.language)}",
            family=family,
            kg=kg,
            ready_s=ready[name, day, family, use_by],
            use_by=use_by,
            members=members[name],
            reached=tuple(sorted({*reach[day, family], *went[day, family]}))
            if (day, family) in reach
            else None,
        )
        for (name, day, family, use_by), kg in sorted(found.items())
    ]
    return Supply(source="weighed", lots=tuple(lots))


def _taken_s(world: Scenario, visit: Visit) -> int:
    """Return when a visit took place, seconds since midnight: as told, else as it is usual."""
    if visit.arrived is not None:
        return seconds(visit.arrived)
    pickup = world.pickups.get(visit.pickup or "")
    return 0 if pickup is None else pickup.opens_s + pickup.loading_s


def _use_by(world: Scenario, visit: Visit, food: Weighed) -> int:
    """Return the last day of distribution; Monday is 0.

    The date on the food where it was told, but for a best-before date; else its class; else what
    such food keeps.
    """
    day = visit.day.weekday()
    keeps = day + _shelf_days(world, visit.donor, food.family)
    if food.until is not None and food.date_kind != "best_before":
        return max(day, _number(world, food.until))
    return min(keeps, day + LEFT_DAYS.get(food.use_by or "", keeps - day))


def _number(world: Scenario, when: date) -> int:
    return (when - world.week_of).days


def _shelf_days(world: Scenario, store: str, family: str) -> int:
    general = world.family[family].shelf_days
    donor = world.donor.get(store)
    kind = next((one for one in world.donor_kinds if donor and one.id == donor.kind), None)
    return general if kind is None else min(general, kind.shelf_days.get(family, general))
