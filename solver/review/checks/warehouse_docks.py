"""Docks: open, meant for the call, long enough, one vehicle at a time."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import ceil

from models.base import clock
from models.findings import Finding
from models.platforms import Dock
from models.scenario import Scenario
from models.warehouse import Warehouse
from models.warehouse_study import DockPlan, DockSlot
from models.warehouse_supply import Replenishment, SupplyRound
from solver.review.checks.violations import number, span, violation


def check_docks(
    scenario: Scenario, replenishment: Replenishment | None, docks: DockPlan
) -> Iterator[Finding]:
    """Yield what is wrong with the slots of the docks."""
    warehouse = scenario.warehouse
    assert warehouse is not None
    known = {
        (platform.id, dock.id): dock for platform in warehouse.platforms for dock in platform.docks
    }
    rounds = {} if replenishment is None else {one.id: one for one in replenishment.rounds}
    sound = []
    for slot in docks.slots:
        dock = known.get((slot.platform, slot.dock))
        if dock is None or (slot.trip is not None and slot.what not in rounds):
            what = slot.dock if dock is None else slot.what
            yield violation("supply_reference", (slot.id,), who=slot.id, what=what)
            continue
        sound.append(slot)
        yield from _alone(warehouse, slot, dock, rounds)
    yield from _apart(sound)
    yield from _once(warehouse, docks, rounds)


def _alone(
    warehouse: Warehouse, slot: DockSlot, dock: Dock, rounds: dict[str, SupplyRound]
) -> Iterator[Finding]:
    where = (slot.id, slot.dock)
    hours = span(slot.starts_s, slot.ends_s)
    inside = dock.opens_s <= slot.starts_s and slot.ends_s <= dock.closes_s
    if slot.day not in dock.days or not inside:
        yield violation(
            "dock_hours",
            where,
            who=slot.what,
            what=dock.label,
            found=hours,
            limit=f"{dock.opens}-{dock.closes}",
        )
    use = "arrivals" if slot.kind == "arrival" else "departures"
    size = _payload_kg(warehouse, slot, rounds)
    too_large = (
        size is not None and dock.longest_payload_kg is not None and size > dock.longest_payload_kg
    )
    if dock.use not in ("both", use) or too_large:
        yield violation("dock_use", where, who=slot.what, what=dock.label)
    needed_s = slot.pallets / dock.pallets_per_hour * 3600
    if slot.ends_s - slot.starts_s < needed_s - 1:
        yield violation(
            "dock_time",
            where,
            who=slot.what,
            found=number((slot.ends_s - slot.starts_s) / 60),
            limit=ceil(needed_s / 60),
        )
    if slot.trip is not None and slot.trip > 1:
        trips = rounds[slot.what].trips
        ready = trips[slot.trip - 1].load_s if slot.trip <= len(trips) else 0
        if slot.starts_s < ready:
            yield violation(
                "dock_ready",
                where,
                who=slot.what,
                found=clock(slot.starts_s),
                limit=clock(ready),
            )


def _payload_kg(
    warehouse: Warehouse, slot: DockSlot, rounds: dict[str, SupplyRound]
) -> float | None:
    """Return the payload of the vehicle at a dock, where it is known."""
    if slot.trip is not None:
        fleet = warehouse.fleet.get(rounds[slot.what].fleet)
        return None if fleet is None else fleet.payload_kg
    point = warehouse.point.get(slot.what)
    return None if point is None else point.fetch_payload_kg


def _apart(slots: list[DockSlot]) -> Iterator[Finding]:
    by_dock: dict[tuple[str, str, str], list[DockSlot]] = defaultdict(list)
    for slot in slots:
        by_dock[slot.platform, slot.dock, slot.day].append(slot)
    for (_, dock, _), mine in sorted(by_dock.items()):
        for one, other in itertools.pairwise(sorted(mine, key=lambda slot: slot.starts_s)):
            if other.starts_s < one.ends_s:
                yield violation(
                    "dock_overlap",
                    (one.id, other.id),
                    what=dock,
                    who=one.what,
                    found=other.what,
                )


def _once(
    warehouse: Warehouse, docks: DockPlan, rounds: dict[str, SupplyRound]
) -> Iterator[Finding]:
    """Yield trips loaded more than once, or never though no day says that they are left."""
    loaded = Counter((slot.what, slot.trip) for slot in docks.slots if slot.trip is not None)
    left = {(day.platform, day.day, what) for day in docks.days for what in day.left}
    with_docks = {platform.id for platform in warehouse.platforms if platform.docks}
    for item in rounds.values():
        if item.platform not in with_docks:
            continue
        for n in range(1, len(item.trips) + 1):
            times = loaded[item.id, n]
            told = (item.platform, item.day, item.id) in left
            if times > 1 or (times == 0 and not told):
                yield violation("dock_once", (item.id,), who=f"{item.id} ({n})", found=times)
