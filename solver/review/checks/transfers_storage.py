"""Stores of who receives: whether what comes finds room, beyond what was there anyway."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.calendar import DAYS
from models.findings import Finding
from models.transfers import StockLot
from models.transfers_study import TransferPlan
from solver.review.checks.transfers_world import DAY_S, World, came_of, given_out_alone, when
from solver.review.checks.violations import amount, exceeds, violation


def storage(world: World, plan: TransferPlan) -> Iterator[Finding]:
    """Yield receivers whose rooms overflow when something comes, beyond what they held anyway."""
    came = came_of(world, plan)
    for who in world.scenario.associations:
        for cold, room in ((True, who.cold_storage_kg), (False, who.ambient_storage_kg)):
            if room is None:
                continue
            times = sorted(
                {
                    at
                    for (name, to), several in came.items()
                    if to == who.id and _is_cold(world, world.lots[name]) == cold
                    for at, _ in several
                }
            )
            for at in times:
                there = _there(world, plan, came, who.id, cold, at)
                alone = _there_alone(world, who.id, cold, at)
                week = _of_week(world, who.id, cold, at)
                if exceeds(there, max(room - week, alone)):
                    yield violation(
                        "transfer_storage",
                        (who.id,),
                        who=who.name,
                        found=amount(there + week),
                        when=when(at),
                        limit=amount(room),
                    )
                    break


def _is_cold(world: World, lot: StockLot) -> bool:
    return world.scenario.family[lot.family].temperature != "ambient"


def _good(world: World, lot: StockLot, who: str, at: int) -> bool:
    until = world.until(lot, who)
    # until midnight of its last day: the next moment it is no longer there
    return until is None or (until - world.scenario.week_of).days * DAY_S + DAY_S > at


def _there(
    world: World,
    plan: TransferPlan,
    came: Mapping[tuple[str, str], list[tuple[int, float]]],
    who: str,
    cold: bool,
    at: int,
) -> float:
    kg = 0.0
    for lot in world.lots.values():
        if _is_cold(world, lot) != cold or not _good(world, lot, who, at):
            continue
        own = lot.association == who
        held = lot.kg if own else sum(k for t, k in came.get((lot.id, who), ()) if t <= at)
        held -= sum(
            one.kg
            for one in plan.given_out
            if (one.lot, one.association) == (lot.id, who) and one.opening_s < at
        )
        if own:
            held -= sum(
                one.kg
                for one in plan.handovers
                if one.lot == lot.id and plan.trip[one.trip].stops[one.from_stop].leave_s <= at
            )
        kg += max(0.0, held)
    return kg


def _there_alone(world: World, who: str, cold: bool, at: int) -> float:
    kg = 0.0
    families = {lot.family for lot in world.lots.values() if lot.association == who}
    for family in families:
        if (world.scenario.family[family].temperature != "ambient") != cold:
            continue
        mine = [
            lot for lot in world.lots.values() if (lot.association, lot.family) == (who, family)
        ]
        out = sum(
            part for opening, part in given_out_alone(world, who, family).items() if opening < at
        )
        gone = sum(lot.kg for lot in mine if not _good(world, lot, who, at))
        kg += max(0.0, sum(lot.kg for lot in mine) - max(out, gone))
    return kg


def _of_week(world: World, who: str, cold: bool, at: int) -> float:
    if world.week is None:
        return 0.0
    rounds = world.week.round
    return sum(
        share.kg
        for share in world.week.shares
        if share.association == who
        and (world.scenario.family[share.family].temperature != "ambient") == cold
        and DAYS.index(rounds[share.carried_by or share.origin].day) * DAY_S
        <= at
        <= share.opening_s
    )
