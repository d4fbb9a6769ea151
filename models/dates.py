"""Dates as people write them, and read as people mean them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models.base import Language, Text
from models.calendar import DAY_NAMES, DAY_NUMBER, Day

STYLES = ("%Y-%m-%d", "%d/%m/%Y")
_MONTHS = Text(
    fr="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    en="January February March April May June July August September October November December",
)


def read_date(text: str) -> date | None:
    """Return the date that a text says, year first or day first; none when it says none.

    Examples
    --------
    >>> read_date("1/12/2026"), read_date("2026-12-01"), read_date("12-2026")
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 1), None)
    """
    for style in STYLES:
        try:
            return datetime.strptime(text.strip(), style).date()
        except ValueError:
            continue
    return None


def full_date(when: date, language: Language) -> str:
    """Return a date in words.

    Examples
    --------
    >>> full_date(date(2026, 12, 1), "fr"), full_date(date(2026, 12, 1), "en")
    ('1er décembre 2026', '1 December 2026')
    """
    month = month_name(when.month, language)
    first = "1er" if language == "fr" and when.day == 1 else str(when.day)
    return f"{first} {month} {when.year}"


def month_name(month: int, language: Language) -> str:
    """Return a month in words, by its number; from 13 on, one of the years after.

    Examples
    --------
    >>> month_name(2, "en"), month_name(14, "fr")
    ('February', 'février')
    """
    return _MONTHS.in_(language).split()[(month - 1) % 12]


def day_date(week_of: date, day: Day, language: Language) -> str:
    """Return the day and date of a day of a week.

    Examples
    --------
    >>> day_date(date(2026, 11, 30), "tue", "fr")
    'mardi 1er décembre 2026'
    """
    when = week_of + timedelta(days=DAY_NUMBER[day])
    return f"{DAY_NAMES[day].in_(language)} {full_date(when, language)}"
