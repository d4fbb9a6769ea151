"""The weeks of a town as the ledger's lines and corrections leave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from models.associations import Association
from models.history import History
from models.planned_stops import PlannedStop
from models.scenario import Scenario
from service.ledger.lines import Entry, FairPart, kept_kg
from solver.allocation.accounts import ByAssociation, PastWeek, accounts

Table = defaultdict[str, dict[str, float]]


def past_weeks(
    entries: Iterable[Entry],
    parts: Iterable[FairPart],
    planned: Mapping[date, Sequence[PlannedStop]] = MappingProxyType({}),
) -> list[PastWeek]:
    """Return each published week, corrections made, in order.

    Parameters
    ----------
    planned
        Stops of the plans that weeks were published with.
    """
    need: dict[date, Table] = defaultdict(_table)
    kept: dict[date, Table] = defaultdict(_table)
    fair: dict[date, Table] = defaultdict(_table)
    largest: dict[date, dict[str, float]] = defaultdict(dict)
    for one in entries:
        table = need[one.week_of] if one.kind == "need" else kept[one.week_of]
        added = one.kg if one.kind == "need" else kept_kg(one.kind, one.kg)
        row = table[one.association]
        row[one.family] = row.get(one.family, 0.0) + added
    for part in parts:
        fair[part.week_of][part.association][part.family] = part.part
        largest[part.week_of][part.family] = part.largest_lot_kg
    return [
        PastWeek(week, need[week], kept[week], fair[week], largest[week], planned.get(week))
        for week in sorted(need.keys() | kept.keys())
    ]


def history_before(scenario: Scenario, weeks: Sequence[PastWeek]) -> History:
    """Return what the weeks before a scenario's leave behind: its window, and all accounts.

    Of who tells what it holds, nothing is reckoned to be left from larger lots: it is told.
    """
    window = scenario.policy.split.window_weeks
    before = [one for one in weeks if one.week_of < scenario.week_of]
    first = scenario.week_of - timedelta(weeks=window - 1)
    counted = [one for one in before if one.week_of >= first]
    left = accounts(before, scenario.family, scenario.week_of, window)
    return History(
        weeks=len(counted),
        received_kg=_summed(one.received_kg for one in counted),
        need_kg=_summed(one.need_kg for one in counted),
        account_kg=left.owed_kg,
        carried_kg={
            who: kg
            for who, kg in left.carried_kg.items()
            if who not in scenario.association or not _tells(scenario.association[who])
        },
    )


def _tells(who: Association) -> bool:
    """Tell whether an association says what it holds, beside what a plan gave it for later."""
    return any(not one.counted for one in who.stock)


def _table() -> Table:
    return defaultdict(dict)


def _summed(tables: Iterable[ByAssociation]) -> dict[str, dict[str, float]]:
    total = _table()
    for table in tables:
        for who, row in table.items():
            for family, kg in row.items():
                total[who][family] = total[who].get(family, 0.0) + kg
    return dict(total)
