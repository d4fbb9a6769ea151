"""What the checker of transfers knows without the plan: lots, openings, needs, what comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from models.base import Text, clock
from models.calendar import DAY_NAMES, DAYS
from models.plan import Plan
from models.recurrence import is_odd
from models.scenario import Scenario
from models.transfers import StockLot
from models.transfers_study import TransferPlan
from solver.review.checks.transfers_rounds import handling_s

DAY_S, WEEK_S = 86_400, 7 * 86_400


class World:
    """What is known without the plan."""

    def __init__(self, scenario: Scenario, week: Plan | None) -> None:
        self.scenario, self.week = scenario, week
        asked = scenario.transfers
        self.lots: dict[str, StockLot] = scenario.stock_lots
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


def given_out_alone(world: World, who: str, family: str) -> dict[int, float]:
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


def came_of(world: World, plan: TransferPlan) -> Mapping[tuple[str, str], list[tuple[int, float]]]:
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
