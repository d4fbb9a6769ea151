"""The independent checker of transfers: every rule, from models alone.

It counts every lot again, times every trip again with what is handled on it, and simulates what
each association would give out by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from models.dates import dated
from models.findings import Finding
from models.plan import Plan
from models.scenario import Scenario
from models.transfers import StockLot
from models.transfers_study import GivenOut, Handover, TransferPlan, TransferTrip
from models.travel import TravelMatrix
from solver.review.checks.transfers_storage import storage
from solver.review.checks.transfers_trips import check_trips
from solver.review.checks.transfers_world import World, came_of, given_out_alone, when
from solver.review.checks.violations import amount, exceeds, violation

LITTLE = 1e-3


def check_transfers(
    scenario: Scenario, travel: TravelMatrix, plan: TransferPlan, week: Plan | None = None
) -> tuple[Finding, ...]:
    """Return every rule that transfers break; empty when they can be kept.

    Parameters
    ----------
    week
        The planned week whose rounds they ride.
    """
    world = World(scenario, week)
    unknown = list(_unknown(world, plan))
    if unknown:
        return tuple(unknown)
    found: list[Finding] = []
    found += _lots(world, plan)
    found += _accepted(world, plan)
    found += _given_out(world, plan)
    found += _all_used(world, plan)
    found += _needs(world, plan)
    found += _cover(world, plan)
    found += storage(world, plan)
    found += _fixed(world, plan)
    found += check_trips(scenario, travel, plan, week)
    return tuple(found)


def _unknown(world: World, plan: TransferPlan) -> Iterator[Finding]:
    known = set(world.scenario.association)
    for trip in plan.trips:
        for stop in trip.stops:
            if stop.association not in known:
                yield _no(trip.id, stop.association)
    for one in plan.handovers:
        for name, there in (
            (one.lot, world.lots),
            (one.giver, known),
            (one.to, known),
            (one.trip, plan.trip),
        ):
            if name not in there:
                yield _no(one.lot, name)
    for given in plan.given_out:
        for name, there in ((given.lot, world.lots), (given.association, known)):
            if name not in there:
                yield _no(given.lot, name)


def _no(who: str, what: str) -> Finding:
    return violation("reference", (who, what), who=who, what=what)


def _lots(world: World, plan: TransferPlan) -> Iterator[Finding]:
    """Yield lots of which more goes than there is, and pieces that are broken."""
    gone: dict[str, float] = defaultdict(float)
    for one in plan.handovers:
        gone[one.lot] += one.kg
        lot = world.lots[one.lot]
        piece = lot.piece_kg
        rest = lot.kg - int(lot.kg / piece + 1e-6) * piece
        parts = [(one.kg - extra) / piece for extra in (0.0, rest)]
        if all(abs(part - round(part)) * piece > LITTLE for part in parts):
            yield violation(
                "transfer_piece",
                (one.lot, one.to),
                what=world.said(lot),
                found=amount(one.kg),
                limit=amount(piece),
            )
    for given in plan.given_out:
        if given.association == world.lots[given.lot].association:
            gone[given.lot] += given.kg
    for name, kg in gone.items():
        lot = world.lots[name]
        if exceeds(kg, lot.kg):
            yield violation(
                "transfer_lot",
                (name,),
                what=world.said(lot),
                found=amount(kg),
                limit=amount(lot.kg),
            )


def _accepted(world: World, plan: TransferPlan) -> Iterator[Finding]:
    asked = world.scenario.transfers
    totals: dict[tuple[str, int, int], float] = defaultdict(float)
    decided = {(one.lot, one.to) for one in asked.fixed}
    by_hand = set[tuple[str, int, int]]()
    for one in plan.handovers:
        lot = world.lots[one.lot]
        key = (one.trip, one.from_stop, one.to_stop)
        totals[key] += one.kg
        if (one.lot, one.to) in decided:
            by_hand.add(key)
        if lot.cooked == "home":
            yield violation("transfer_home", (one.lot,), what=world.said(lot))
        refused = (
            not asked.partner(one.giver).gives
            or not asked.partner(one.to).takes
            or lot.family in world.scenario.association[one.to].refuses
            or one.giver != lot.association
        )
        if refused:
            yield violation(
                "transfer_accepts", (one.lot, one.to), who=world.who(one.to), what=world.said(lot)
            )
        trip = plan.trip[one.trip]
        if _past(world, lot, one, trip):
            yield violation(
                "transfer_date",
                (one.lot, one.to),
                who=world.who(one.to),
                what=world.said(lot),
                found=dated(world.day(trip.stops[one.from_stop].leave_s)),
                limit=dated(lot.date),
            )
    for key, kg in totals.items():
        if kg < asked.least_kg - LITTLE and key not in by_hand:
            yield violation(
                "transfer_least", (key[0],), who=key[0], found=amount(kg), limit=asked.least_kg
            )


def _past(world: World, lot: StockLot, one: Handover, trip: TransferTrip) -> bool:
    """Tell whether a lot is past its use-by date when it leaves."""
    if lot.date_kind == "best_before" or not 0 <= one.from_stop < len(trip.stops):
        return False
    return world.day(trip.stops[one.from_stop].leave_s) > lot.date


def _given_out(world: World, plan: TransferPlan) -> Iterator[Finding]:
    """Yield what is given out after its date, before it is there, or when nobody distributes."""
    came = came_of(world, plan)
    for one in plan.given_out:
        lot, where = world.lots[one.lot], (one.lot, one.association)
        until = world.until(lot, one.association)
        said, who = world.said(lot), world.who(one.association)
        if until is not None and world.day(one.opening_s) > until:
            found, limit = dated(world.day(one.opening_s)), dated(until)
            yield violation("transfer_date", where, who=who, what=said, found=found, limit=limit)
        if one.opening_s not in world.openings[one.association]:
            yield violation(
                "transfer_opening", where, who=who, what=said, found=when(one.opening_s)
            )
    out: dict[tuple[str, str], list[GivenOut]] = defaultdict(list)
    for one in plan.given_out:
        if one.association != world.lots[one.lot].association:
            out[one.lot, one.association].append(one)
    for key, several in out.items():
        so_far = 0.0
        for one in sorted(several, key=lambda given: given.opening_s):
            so_far += one.kg
            there = sum(kg for at, kg in came.get(key, ()) if at <= one.opening_s)
            if exceeds(so_far, there):
                first = min((at for at, _ in came.get(key, ())), default=None)
                yield violation(
                    "transfer_before_arrival",
                    key,
                    who=world.who(one.association),
                    what=world.said(world.lots[one.lot]),
                    found=when(one.opening_s),
                    limit="–" if first is None else when(first),
                )
                break
    yield from _left_too_soon(world, plan)


def _left_too_soon(world: World, plan: TransferPlan) -> Iterator[Finding]:
    """Yield lots that are given out at home, or given away, once they have left."""
    events: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for one in plan.given_out:
        if one.association == world.lots[one.lot].association:
            events[one.lot].append((one.opening_s, one.kg))
    for handed in plan.handovers:
        stops = plan.trip[handed.trip].stops
        if 0 <= handed.from_stop < len(stops):
            events[handed.lot].append((stops[handed.from_stop].leave_s, handed.kg))
    for name, gone in events.items():
        lot = world.lots[name]
        late = [at for at, _ in gone if lot.date_kind == "use_by" and world.day(at) > lot.date]
        if late:
            yield violation(
                "transfer_date",
                (name,),
                who=world.who(lot.association),
                what=world.said(lot),
                found=dated(world.day(max(late))),
                limit=dated(lot.date),
            )


def _all_used(world: World, plan: TransferPlan) -> Iterator[Finding]:
    out: dict[tuple[str, str], float] = defaultdict(float)
    for one in plan.given_out:
        out[one.lot, one.association] += one.kg
    into: dict[tuple[str, str], float] = defaultdict(float)
    for handed in plan.handovers:
        into[handed.lot, handed.to] += handed.kg
    for key, kg in into.items():
        if exceeds(kg, out[key]):
            yield violation(
                "transfer_unused",
                key,
                who=world.who(key[1]),
                what=world.said(world.lots[key[0]]),
                found=amount(kg),
                limit=amount(out[key]),
            )


def _needs(world: World, plan: TransferPlan) -> Iterator[Finding]:
    out: dict[tuple[str, str, int], float] = defaultdict(float)
    for one in plan.given_out:
        out[one.association, world.lots[one.lot].family, one.opening_s] += one.kg
    for (who, family, opening), kg in out.items():
        wanted = world.wanted_kg(who, family, opening)
        if exceeds(kg, wanted):
            yield violation(
                "transfer_need",
                (who, family),
                who=world.who(who),
                what=world.scenario.family[family].label,
                found=amount(kg),
                when=when(opening),
                limit=amount(wanted),
            )


def _cover(world: World, plan: TransferPlan) -> Iterator[Finding]:
    """Yield givers that hand out less, in the days that they keep, than they would have anyway."""
    givers = {(one.giver, world.lots[one.lot].family) for one in plan.handovers}
    for who, family in sorted(givers):
        days = world.scenario.transfers.kept_days(who)
        until = world.first + timedelta(days=days)
        alone, made = given_out_alone(world, who, family), dict[int, float]()
        for one in plan.given_out:
            if one.association == who and world.lots[one.lot].family == family:
                made[one.opening_s] = made.get(one.opening_s, 0.0) + one.kg
        before = after = 0.0
        for opening in world.openings[who]:
            if world.day(opening) >= until:
                break
            before += alone[opening]
            after += made.get(opening, 0.0)
            if exceeds(before, after):
                yield violation(
                    "transfer_cover",
                    (who, family),
                    who=world.who(who),
                    what=world.scenario.family[family].label,
                    found=amount(after),
                    when=dated(world.day(opening)),
                    limit=amount(before),
                )
                break


def _fixed(world: World, plan: TransferPlan) -> Iterator[Finding]:
    """Yield transfers decided by hand that are made by another trip than theirs."""
    for fixed in world.scenario.transfers.fixed:
        placed = [one for one in plan.handovers if (one.lot, one.to) == (fixed.lot, fixed.to)]
        kg = sum(one.kg for one in placed if fixed.trip in (None, one.trip))
        if placed and kg < fixed.kg - LITTLE and sum(one.kg for one in placed) > kg + LITTLE:
            yield violation(
                "transfer_fixed",
                (fixed.lot, fixed.to),
                who=world.who(fixed.to),
                what=world.said(world.lots[fixed.lot]),
                found=amount(kg),
                limit=amount(fixed.kg),
            )
