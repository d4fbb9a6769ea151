"""A time zone as calendars carry it: its changes of hour as yearly rules (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

YEARS = 3
"""Years in which a change must keep its rule to be written as one."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
START = datetime(1970, 1, 1)
"""Calendars want a beginning: local time, before anything planned."""


@dataclass(frozen=True)
class ChangeOfHour:
    """A moment at which the clock changes."""

    at: datetime
    """Local time just before, without a zone: when the clock says so, it jumps."""
    before: timedelta
    """From UTC, until then."""
    after: timedelta
    summer: bool
    name: str
    """Of the time that begins."""

    @property
    def rule(self) -> tuple[int, int, int]:
        """Month, weekday, and which one of it in the month: -1 is the last."""
        last = (self.at + timedelta(days=7)).month != self.at.month
        return self.at.month, self.at.weekday(), -1 if last else (self.at.day - 1) // 7 + 1


@lru_cache(64)
def changes_of(zone: ZoneInfo, year: int) -> tuple[ChangeOfHour, ...]:
    """Return the changes of hour of a year, found by halving the days on which they lie."""
    found = []
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        following = day + timedelta(days=1)
        if _offset(zone, day) != _offset(zone, following):
            found.append(_change(zone, day, following))
        day = following
    return tuple(found)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> ChangeOfHour:
    old = _offset(zone, before)
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) // 2
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    moment = after.replace(second=0, microsecond=0)
    local = moment.astimezone(zone)
    return ChangeOfHour(
        at=(moment + old).replace(tzinfo=None),
        before=old,
        after=local.utcoffset() or timedelta(),
        summer=bool(local.dst()),
        name=local.tzname() or "",
    )


def vtimezone(name: str, year: int) -> Any:
    """Return the VTIMEZONE component of a zone.

    Where its clock changes by the same rule for ``YEARS`` years, as in Europe and America, each
    change is a yearly rule; elsewhere the changes of these years stand one by one.

    Parameters
    ----------
    name
        Of the tz database.
    year
        That of the week planned.
    """
    from icalendar import Timezone

    zone = ZoneInfo(name)
    years = [changes_of(zone, one) for one in range(year, year + YEARS)]
    component = Timezone()
    component.add("tzid", name)
    rules = [[one.rule for one in each] for each in years]
    if not any(years):
        offset = _offset(zone, datetime(year, 1, 1, tzinfo=UTC))
        called = datetime(year, 1, 1, tzinfo=zone).tzname() or name
        component.add_component(_part(START, offset, offset, called, summer=False))
    elif all(one == rules[0] for one in rules):
        for change in years[0]:
            component.add_component(_yearly(change))
    else:
        for change in _around(zone, year):
            component.add_component(
                _part(change.at, change.before, change.after, change.name, summer=change.summer)
            )
    return component


def _around(zone: ZoneInfo, year: int) -> Sequence[ChangeOfHour]:
    return [change for one in range(year - 1, year + YEARS) for change in changes_of(zone, one)]


def _yearly(change: ChangeOfHour) -> Any:
    """Return a change that comes back every year, from 1970 on."""
    month, weekday, which = change.rule
    clock = change.at.replace(year=START.year, month=month, day=1)
    first = (weekday - clock.weekday()) % 7
    days = [first + 7 * week for week in range(5)]
    days = [day for day in days if (clock + timedelta(days=day)).month == month]
    begins = clock + timedelta(days=days[which if which < 0 else which - 1])
    part = _part(begins, change.before, change.after, change.name, summer=change.summer)
    part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": f"{which}{WEEKDAYS[weekday]}"})
    return part


def _part(begins: datetime, before: timedelta, after: timedelta, name: str, *, summer: bool) -> Any:
    from icalendar import TimezoneDaylight, TimezoneStandard

    part = TimezoneDaylight() if summer else TimezoneStandard()
    part.add("dtstart", begins)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", name)
    return part
