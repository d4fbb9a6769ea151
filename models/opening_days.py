"""What each day of a calendar of openings is, and which slots take place on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from models.base import Text
from models.calendar import DAYS
from models.openings import Openings
from models.outlets import Outlet, OutletSlot
from models.public_holidays import holidays_of_week
from models.recurrence import is_odd, monday_of, takes_place
from models.scenario import Scenario
from models.school_holidays import SchoolHoliday, school_holidays

SATURDAY = 5


@dataclass(frozen=True)
class OpeningDays:
    """The days of a calendar, from a scenario."""

    scenario: Scenario

    @cached_property
    def openings(self) -> Openings:
        """What the scenario says of its outlets."""
        return self.scenario.openings

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every day, in order."""
        first = self.openings.first or self.scenario.week_of
        return tuple(first + timedelta(days=n) for n in range(self.openings.days))

    @cached_property
    def public(self) -> dict[date, Text]:
        """Public holidays among them, with their names."""
        mondays = {monday_of(one) for one in self.dates}
        zone = self.scenario.time_zone
        return {
            when: name
            for monday in sorted(mondays)
            for when, name in holidays_of_week(monday, zone).items()
        }

    @cached_property
    def school(self) -> tuple[SchoolHoliday, ...]:
        """School holidays that touch them; none where no school zone is said."""
        zone = self.scenario.school_zone
        if zone is None:
            return ()
        return tuple(
            one
            for one in school_holidays(zone)
            if one.first <= self.dates[-1] and one.last >= self.dates[0]
        )

    def is_school_holiday(self, when: date) -> bool:
        """Tell whether there is no school on a date."""
        return any(one.first <= when <= one.last for one in self.school)

    def is_rest(self, when: date) -> bool:
        """Tell whether a date is a holiday of any kind, or of a week-end."""
        return (
            when.weekday() >= SATURDAY
            or when in self.public
            or self.is_school_holiday(when)
            or any(one.rest and one.covers(when) for one in self.openings.periods)
        )

    def may_open(self, outlet: Outlet, slot: OutletSlot, when: date) -> bool:
        """Tell whether a slot of an outlet takes place on a date, if it is open and not closed."""
        if DAYS[when.weekday()] != slot.day:
            return False
        if when in self.public and not outlet.public_holidays:
            return False
        if slot.school != "always" and (slot.school == "holidays") != self.is_school_holiday(when):
            return False
        now = {one.id for one in self.openings.periods if one.covers(when)}
        if any(one.closed for one in self.openings.periods if one.id in now):
            return False
        if (slot.only_in and now.isdisjoint(slot.only_in)) or not now.isdisjoint(slot.not_in):
            return False
        odd = is_odd(when, self.scenario.odd_week_of)
        return takes_place(when, slot.weeks, slot.of_month, odd)
