"""Months and years as people name them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.base import Language, Model, Text
from models.dates import full_date, month_name, month_number
from models.letters import bare

_YEAR = re.compile(r"(?P<year>2[0-9]{3})")
_MONTH = re.compile(
    r"(?P<year>2[0-9]{3})\s*[-/. ]\s*(?P<month>[0-9]{1,2})"
    r"|(?P<first>[0-9]{1,2})\s*[-/. ]\s*(?P<after>2[0-9]{3})"
)
_WORDED = re.compile(r"(?P<month>[a-z]{3,})\.? (?P<year>2[0-9]{3})")


class Period(Model):
    """Days from one to another, both included."""

    first: date
    last: date

    @property
    def months(self) -> int:
        """How many months it touches."""
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1

    @property
    def year(self) -> bool:
        """Whether it is a whole year."""
        return self == year_of(self.first.year)

    @property
    def mondays(self) -> tuple[date, ...]:
        """Mondays of the weeks of which some day is in it, ascending."""
        monday = self.first - timedelta(days=self.first.weekday())
        weeks = (self.last - monday).days // 7 + 1
        return tuple(monday + timedelta(weeks=n) for n in range(weeks))

    @property
    def own_weeks(self) -> tuple[date, ...]:
        """Mondays of its weeks where a week is of one month only: that of its Thursday."""
        return tuple(
            one for one in self.mondays if self.first <= one + timedelta(days=3) <= self.last
        )

    def holds(self, day: date) -> bool:
        """Tell whether a day is in it."""
        return self.first <= day <= self.last


def month_of(day: date) -> Period:
    """Return the month of a day.

    Examples
    --------
    >>> month_of(date(2028, 2, 3)).last
    datetime.date(2028, 2, 29)
    """
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return Period(first=first, last=after - timedelta(days=1))


def year_of(year: int) -> Period:
    """Return a year."""
    return Period(first=date(year, 1, 1), last=date(year, 12, 31))


def months_to(period: Period, months: int) -> Period:
    """Return the months that end with a period, so many in all.

    Examples
    --------
    >>> months_to(month_of(date(2026, 1, 5)), 3).first
    datetime.date(2025, 11, 1)
    """
    at = 12 * period.last.year + period.last.month - months
    return Period(first=date(at // 12, at % 12 + 1, 1), last=period.last)


def read_period(text: str) -> Period | None:
    """Return the month or the year that a text says; none when it says none.

    Examples
    --------
    >>> read_period("2026-11") == read_period("11/2026") == read_period("nov. 2026")
    True
    >>> read_period("2026").last, read_period("2026-13"), read_period("Nivembre 2026")
    (datetime.date(2026, 12, 31), None, None)
    """
    said = bare(text).strip()
    if found := _YEAR.fullmatch(said):
        return year_of(int(found["year"]))
    if found := _MONTH.fullmatch(text.strip()):
        year, month = int(found["year"] or found["after"]), int(found["month"] or found["first"])
        return month_of(date(year, month, 1)) if 1 <= month <= 12 else None
    worded = _WORDED.fullmatch(said)
    month_said = None if worded is None else month_number(worded["month"])
    if worded is None or month_said is None:
        return None
    return month_of(date(int(worded["year"]), month_said, 1))


def close_period(text: str) -> Period | None:
    """Return the month that was probably meant: its name misspelt, its parts run together.

    Examples
    --------
    >>> close_period("nivembre 2026") == close_period("202611") == month_of(date(2026, 11, 1))
    True
    """
    from difflib import get_close_matches

    said = bare(text)
    year = re.search(r"2[0-9]{3}", said)
    if year is None:
        return None
    names = {bare(month_name(n, language)): n for n in range(1, 13) for language in ("fr", "en")}
    for one in re.findall(r"[a-z]{3,}", said):
        if close := get_close_matches(one, names, n=1, cutoff=0.6):
            return month_of(date(int(year[0]), names[close[0]], 1))
    digits = re.findall(r"[0-9]+", said.replace(year[0], " ", 1))
    if digits and 1 <= int(digits[0][:2]) <= 12:
        return month_of(date(int(year[0]), int(digits[0][:2]), 1))
    return None


def period_name(period: Period, language: Language) -> str:
    """Return what a period is called.

    Examples
    --------
    >>> period_name(year_of(2026), "fr"), period_name(month_of(date(2026, 11, 5)), "en")
    ('2026', 'November 2026')
    >>> period_name(months_to(month_of(date(2026, 11, 5)), 3), "fr")
    'septembre à novembre 2026'
    """
    if period.year:
        return str(period.first.year)
    last = f"{month_name(period.last.month, language)} {period.last.year}"
    if period == month_of(period.first):
        return last
    if period.first.day != 1 or period != months_to(month_of(period.last), period.months):
        ends = [full_date(one, language) for one in (period.first, period.last)]
        return FROM_TO.format(first=ends[0], last=ends[1]).in_(language)
    first = month_name(period.first.month, language)
    if period.first.year != period.last.year:
        first += f" {period.first.year}"
    return MONTHS.format(first=first, last=last).in_(language)


def period_code(period: Period) -> str:
    """Return a period as it is typed.

    Examples
    --------
    >>> period_code(month_of(date(2026, 3, 1))), period_code(year_of(2026))
    ('2026-03', '2026')
    """
    return str(period.first.year) if period.year else f"{period.first:%Y-%m}"


MONTHS = Text(fr="{first} à {last}", en="{first} – {last}")
FROM_TO = Text(fr="du {first} au {last}", en="{first} to {last}")
