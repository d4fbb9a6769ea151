"""Studies of what a town told, one of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from models.base import Model
from models.month import MonthStudy
from models.next_week import NextWeek
from models.periods import month_of, months_to
from models.pooling import Baseline
from models.scenario import Scenario
from models.town_history import TownHistory, WatchStudy
from scenarios import dump
from service.asking.given import Given
from service.kinds.next_week.kind import NEXT_WEEK, NextWeekAsked
from service.sources import Upload
from solver.allocation.accounts import PastWeek
from solver.told.month import month_study
from solver.told.town import town_history, watch
from tests.helpers.made_journal import made_journal
from tests.helpers.scenarios import changed, tiny

FIRST, WEEKS, TODAY = date(2025, 9, 29), 9, date(2025, 12, 8)
NOVEMBER = month_of(date(2025, 11, 1))
JOURNAL = made_journal(tiny("hub"), FIRST, WEEKS, untold=0.1)


def town() -> Scenario:
    """The tiny town with an agreed key and a week from before pooling."""
    world = tiny("hub", week_of=FIRST)
    pooled = Baseline(since=FIRST + timedelta(weeks=4), kg=900)
    return changed(world, pooling=world.pooling.changed(key="people", baseline=pooled))


def past() -> list[PastWeek]:
    """Weeks in which each received seven tenths of its need."""
    world = town()
    need = {
        who.id: {one.id: world.need_kg(who.id, one.id) for one in world.families}
        for who in world.associations
    }
    got = {who: {one: 0.7 * kg for one, kg in row.items()} for who, row in need.items()}
    return [PastWeek(FIRST + timedelta(weeks=n), need, got) for n in range(WEEKS)]


def _month() -> MonthStudy:
    return month_study(JOURNAL, past(), town(), NOVEMBER, today=TODAY)


def _watch() -> WatchStudy:
    period = months_to(NOVEMBER, 2)
    return watch(JOURNAL, past(), town(), period, ("Un frigo.",), today=TODAY)


def _history() -> TownHistory:
    return town_history(JOURNAL, past(), town(), today=TODAY)


def _next_week() -> NextWeek:
    given = Given(Upload("tiny.yaml", dump(tiny("hub")).encode()))
    found = NEXT_WEEK.work(NextWeekAsked(scenario="tiny"), given)
    assert isinstance(found, NextWeek)
    return found


TOLD: Mapping[type[Model], Callable[[], Model]] = {
    NextWeek: _next_week,
    MonthStudy: _month,
    WatchStudy: _watch,
    TownHistory: _history,
}
