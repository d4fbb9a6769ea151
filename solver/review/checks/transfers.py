"""The independent checker of transfers: every rule, from models alone.

It counts every lot again, times every trip again with what is handled on it, and simulates what
each association would give out by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from models.base import Text, clock
from models.calendar import DAY_NAMES, DAYS
from models.dates import dated
from models.findings import Finding
from models.plan import Plan
from models.recurrence import is_odd
from models.scenario import Scenario
from models.transfers import StockLot, lots_of_stock
from models.transfers_study import GivenOut, Handover, TransferPlan, TransferTrip
from models.travel import TravelMatrix
from solver.review.checks.transfers_rounds import handling_s
from solver.review.checks.transfers_trips import check_trips
from solver.review.checks.violations import amount, exceeds, violation

DAY_S, WEEK_S = 86_400, 7 * 86_400
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
    world = _World(scenario, week)
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
    found += _storage(world, plan)
    found += _fixed(world, plan)
    found += check_trips(scenario, travel, plan, week)
    return tuple(found)


class _World:
    """What is known without the plan."""

    def __init__(self, scenario: Scenario, week: Plan | None) -> None:
        self.scenario, self.week = scenario, week
        asked = scenario.transfers
        lots = asked.lots or lots_of_stock(scenario.associations)
        self.lots: dict[str, StockLot] = {lot.id: lot for lot in lots}
        self.first: date = asked.first_day(scenario.week_of)
        self.last: date = asked.last_day(scenario.week_of)
        self.openings = {who.id: self._openings(who.id) for who in scenario.associations}

    def _openings(self, association: str) -> list[int]:
        who, monday = self.scenario.association[association], self.scenario.week_of
        found = []
        weeks = range((self.first - monday).days // 7, (self.last - monday).days // 7 + 1)
        for number in weeks:
            start = monday + timedelta(weeks=number)
            for second in who.distributes_s(start, is_odd(start, self.scenario.odd_week_of)):
                at = number * WEEK_S + second
                if self.first <= self.day(at) <= self.last:
                    found.append(at)
        return sorted(found)

    def day(self, second: int) -> date:
        """Return the date of a moment."""
        return self.scenario.week_of + timedelta(days=second // DAY_S)

    def wanted_kg(self, association: str, family: str, opening_s: int) -> float:
        """Return what is still needed of a family at a distribution."""
        who = self.scenario.association[association]
        number = opening_s // WEEK_S
        start = self.scenario.week_of + timedelta(weeks=number)
        times = who.distributes_s(start, is_odd(start, self.scenario.odd_week_of))
        need = self.scenario.whole_need_kg(association, family) / max(1, len(times))
        brought = sum(
            share.kg
            for share in (self.week.shares if self.week else ())
            if (share.association, share.family) == (association, family)
            and share.opening_s % WEEK_S == opening_s % WEEK_S
        )
        return max(0.0, need - brought)

    def until(self, lot: StockLot, association: str) -> date | None:
        """Return the last day on which an association may give a lot out; none: no limit."""
        partner = self.scenario.transfers.partner(association)
        if lot.date_kind == "best_before" and partner.past_best_before:
            return None
        return lot.date

    def said(self, lot: StockLot) -> Text:
        """Return a lot in words."""
        label = self.scenario.family[lot.family].label
        note = f", {lot.note}" if lot.note else ""
        return Text(fr=f"{label}{note}", en=f"{label}{note}")

    def who(self, association: str) -> str:
        """Return what an association is called."""
        return self.scenario.association[association].name


def when(second: int) -> Text:
    """Return a moment in words: the day of the week, which week, the time."""
    day, time = DAY_NAMES[DAYS[(second // DAY_S) % 7]], clock(second % DAY_S)
    week = second // WEEK_S + 1
    return Text(fr=f"{day.fr} {time} (semaine {week})", en=f"{day.en} {time} (week {week})")


def _unknown(world: _World, plan: TransferPlan) -> Iterator[Finding]:
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


def _lots(world: _World, plan: TransferPlan) -> Iterator[Finding]:
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


def _accepted(world: _World, plan: TransferPlan) -> Iterator[Finding]:
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


def _past(world: _World, lot: StockLot, one: Handover, trip: TransferTrip) -> bool:
    """Tell whether a lot is past its use-by date when it leaves."""
    if lot.date_kind == "best_before" or not 0 <= one.from_stop < len(trip.stops):
        return False
    return world.day(trip.stops[one.from_stop].leave_s) > lot.date


def _given_out(world: _World, plan: TransferPlan) -> Iterator[Finding]:
    """Yield what is given out after its date, before it is there, or when nobody distributes."""
    came = _came(world, plan)
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


def _left_too_soon(world: _World, plan: TransferPlan) -> Iterator[Finding]:
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


def _came(world: _World, plan: TransferPlan) -> Mapping[tuple[str, str], list[tuple[int, float]]]:
    """Return when how much of each lot came to each receiver, what is handled before included."""
    found: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for one in plan.handovers:
        stops = plan.trip[one.trip].stops
        if 0 <= one.to_stop < len(stops):
            late = 0.0
            if plan.trip[one.trip].sort == "round":
                late = sum(
                    handling_s(world.scenario, other.kg)
                    * ((other.from_stop < one.to_stop) + (other.to_stop < one.to_stop))
                    for other in plan.handovers
                    if other.trip == one.trip
                )
            found[one.lot, one.to].append((stops[one.to_stop].arrive_s + round(late), one.kg))
    return found


def _all_used(world: _World, plan: TransferPlan) -> Iterator[Finding]:
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


def _needs(world: _World, plan: TransferPlan) -> Iterator[Finding]:
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


def _cover(world: _World, plan: TransferPlan) -> Iterator[Finding]:
    """Yield givers that hand out less, in the days that they keep, than they would have anyway."""
    givers = {(one.giver, world.lots[one.lot].family) for one in plan.handovers}
    for who, family in sorted(givers):
        days = world.scenario.transfers.kept_days(who)
        until = world.first + timedelta(days=days)
        alone, made = _alone(world, who, family), dict[int, float]()
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


def _alone(world: _World, who: str, family: str) -> dict[int, float]:
    """Return what an association gives out at each distribution when nothing is passed on."""
    mine = sorted(
        (lot for lot in world.lots.values() if (lot.association, lot.family) == (who, family)),
        key=lambda lot: (world.until(lot, who) or date.max, lot.id),
    )
    left = {lot.id: lot.kg for lot in mine}
    found = {}
    for opening in world.openings[who]:
        rest = world.wanted_kg(who, family, opening)
        found[opening] = 0.0
        for lot in mine:
            if world.day(opening) <= (world.until(lot, who) or date.max):
                part = min(rest, left[lot.id])
                left[lot.id] -= part
                rest -= part
                found[opening] += part
    return found


def _storage(world: _World, plan: TransferPlan) -> Iterator[Finding]:
    """Yield receivers whose rooms overflow when something comes, beyond what they held anyway."""
    came = _came(world, plan)
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


def _is_cold(world: _World, lot: StockLot) -> bool:
    return world.scenario.family[lot.family].temperature != "ambient"


def _good(world: _World, lot: StockLot, who: str, at: int) -> bool:
    until = world.until(lot, who)
    # until midnight of its last day: the next moment it is no longer there
    return until is None or (until - world.scenario.week_of).days * DAY_S + DAY_S > at


def _there(
    world: _World,
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


def _there_alone(world: _World, who: str, cold: bool, at: int) -> float:
    kg = 0.0
    families = {lot.family for lot in world.lots.values() if lot.association == who}
    for family in families:
        if (world.scenario.family[family].temperature != "ambient") != cold:
            continue
        mine = [
            lot for lot in world.lots.values() if (lot.association, lot.family) == (who, family)
        ]
        out = sum(part for opening, part in _alone(world, who, family).items() if opening < at)
        gone = sum(lot.kg for lot in mine if not _good(world, lot, who, at))
        kg += max(0.0, sum(lot.kg for lot in mine) - max(out, gone))
    return kg


def _of_week(world: _World, who: str, cold: bool, at: int) -> float:
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


def _fixed(world: _World, plan: TransferPlan) -> Iterator[Finding]:
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
