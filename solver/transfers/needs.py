"""What each association will give out at each distribution, and what it would without transfers.

The need of a week is split evenly over the distributions of that week. What a planned week brings
to a distribution is taken off; the weeks after it are taken to bring the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.calendar import DAYS
from models.plan import Plan
from models.recurrence import is_odd
from models.scenario import Scenario
from models.transfers import StockLot

DAY_S, WEEK_S = 86_400, 7 * 86_400
Cell = tuple[str, str]
"""Association and family."""


@dataclass(frozen=True)
class Arrival:
    """What a planned week brings to the store of an association until it is given out."""

    association: str
    cold: bool
    kg: float
    from_s: int
    opening_s: int


@dataclass(frozen=True)
class Outlook:
    """Who gives out what when, over the days looked at; seconds since Monday midnight."""

    first_s: int
    """When stock is counted: the beginning of that day."""
    end_s: int
    """After the last day looked at."""
    openings: Mapping[str, tuple[int, ...]]
    """Starts of distributions by association, ascending."""
    wanted: Mapping[tuple[str, str, int], float]
    """kg that an association still needs of a family at a distribution."""
    brought: Mapping[str, float]
    """kg that planned weeks bring an association to the distributions looked at."""
    daily: Mapping[str, float]
    """kg that an association needs a day, all families."""
    lots: tuple[StockLot, ...]
    on_its_way: tuple[Arrival, ...] = ()

    def held_by_week(self, association: str, cold: bool, second: int) -> float:
        """Return what the planned week brought to a store and is still there at a moment, kg."""
        return sum(
            one.kg
            for one in self.on_its_way
            if (one.association, one.cold) == (association, cold)
            and one.from_s <= second <= one.opening_s
        )


@dataclass(frozen=True)
class Stock:
    """What becomes of the lots of one association when nothing is passed on."""

    given_out: Mapping[tuple[str, int], float]
    """kg by lot and distribution."""
    lost: Mapping[str, float] = field(default_factory=dict)
    """kg by lot that are past their date, within the days looked at."""


def seconds_of(monday: date, day: date) -> int:
    """Return the midnight that begins a day, seconds since Monday midnight of a week.

    Examples
    --------
    >>> seconds_of(date(2026, 11, 30), date(2026, 12, 1))
    86400
    """
    return (day - monday).days * DAY_S


def lots_of(scenario: Scenario) -> tuple[StockLot, ...]:
    """Return what may be passed on, by id."""
    return tuple(sorted(scenario.stock_lots.values(), key=lambda lot: lot.id))


def outlook(scenario: Scenario, week: Plan | None = None) -> Outlook:
    """Return who gives out what when.

    Parameters
    ----------
    week
        A planned week, whose shares meet needs before any stock does.
    """
    asked, monday = scenario.transfers, scenario.week_of
    first_s = seconds_of(monday, asked.first_day(monday))
    end_s = seconds_of(monday, asked.last_day(monday)) + DAY_S
    shares: dict[tuple[str, str, int], float] = defaultdict(float)
    for share in () if week is None else week.shares:
        shares[share.association, share.family, share.opening_s % WEEK_S] += share.kg
    openings: dict[str, tuple[int, ...]] = {}
    wanted: dict[tuple[str, str, int], float] = {}
    brought: dict[str, float] = defaultdict(float)
    families = sorted(scenario.families, key=lambda one: one.id)
    members = sorted(scenario.associations, key=lambda one: one.id)
    for who in members:
        mine: list[int] = []
        for number in range(first_s // WEEK_S, (end_s - 1) // WEEK_S + 1):
            start = monday + timedelta(weeks=number)
            times = who.distributes_s(start, is_odd(start, scenario.odd_week_of))
            for time in sorted(times):
                opening = number * WEEK_S + time
                if not first_s <= opening < end_s:
                    continue
                mine.append(opening)
                for family in families:
                    need = scenario.whole_need_kg(who.id, family.id) / len(times)
                    has = min(need, shares[who.id, family.id, opening % WEEK_S])
                    brought[who.id] += has
                    if need - has > 1e-9:
                        wanted[who.id, family.id, opening] = need - has
        openings[who.id] = tuple(mine)
    daily = {
        who.id: sum(scenario.whole_need_kg(who.id, one.id) for one in families) / 7
        for who in members
    }
    coming = tuple(_arrivals(scenario, week)) if week is not None else ()
    lots = lots_of(scenario)
    return Outlook(first_s, end_s, openings, wanted, dict(brought), daily, lots, coming)


def _arrivals(scenario: Scenario, week: Plan) -> Iterator[Arrival]:
    """Yield what a week brings, from the beginning of the day on which its round comes."""
    for share in week.shares:
        by = week.round[share.carried_by or share.origin]
        cold = scenario.family[share.family].temperature != "ambient"
        from_s = DAYS.index(by.day) * DAY_S
        yield Arrival(share.association, cold, share.kg, from_s, share.opening_s)


def last_s(scenario: Scenario, lot: StockLot, association: str, end_s: int) -> int:
    """Return the end of the last day on which an association may give a lot out, seconds."""
    until = scenario.transfers.good_until(lot, association)
    if until is None:
        return max(end_s, 1)
    return seconds_of(scenario.week_of, until) + DAY_S


def at_home(scenario: Scenario, ahead: Outlook) -> Stock:
    """Return what becomes of all lots when nothing is passed on: what ends first leaves first."""
    given: dict[tuple[str, int], float] = {}
    lost: dict[str, float] = {}
    cells: dict[Cell, list[StockLot]] = defaultdict(list)
    for lot in ahead.lots:
        cells[lot.association, lot.family].append(lot)
    for (who, family), lots in cells.items():
        ends = {lot.id: last_s(scenario, lot, who, ahead.end_s) for lot in lots}
        openings = ahead.openings[who]
        wanted = {at: ahead.wanted.get((who, family, at), 0.0) for at in openings}
        left = _first_ends_first(lots, ends, wanted, given)
        for lot in lots:
            if ends[lot.id] < ahead.end_s and left[lot.id] > 1e-9:
                lost[lot.id] = left[lot.id]
    return Stock(given, lost)


def _first_ends_first(
    lots: Iterable[StockLot],
    ends: Mapping[str, int],
    wanted: Mapping[int, float],
    given: dict[tuple[str, int], float],
) -> dict[str, float]:
    """Give lots out, what ends first before the rest; return what is left of each, kg."""
    left = {lot.id: lot.kg for lot in lots}
    order = sorted(left, key=lambda name: (ends[name], name))
    for opening, kg in sorted(wanted.items()):
        rest = kg
        for name in order:
            part = min(rest, left[name]) if opening < ends[name] else 0.0
            if part > 0:
                given[name, opening] = part
                left[name] -= part
                rest -= part
    return left
