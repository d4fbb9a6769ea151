"""Dates as people write them, and read as people mean them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.base import Language, Text
from models.calendar import DAY_NAMES, DAY_NUMBER, Day
from models.letters import bare

_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<by>[/.\-])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})"
    r"(?:[T ]00:00(?::00)?)?"
)
_DAY_FIRST = re.compile(
    r"(?P<day>[0-9]{1,2})\s*(?P<by>[/.\-])\s*(?P<month>[0-9]{1,2})\s*(?P=by)\s*"
    r"(?P<year>[0-9]{4}|[0-9]{2})"
)
_WORDED = re.compile(
    r"(?:[a-z]+\.?,? )?(?P<day>[0-9]{1,2}) (?P<month>[a-z]{3,})\.? (?P<year>[0-9]{4}|[0-9]{2})"
)
_MONTHS = Text(
    fr="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    en="January February March April May June July August September October November December",
)
_MONTH_NUMBERS = {
    bare(word): number
    for words in (_MONTHS.fr, _MONTHS.en)
    for number, word in enumerate(words.split(), start=1)
}


def read_date(text: str) -> date | None:
    """Return the date that a text says, year first or day first; none when it says none.

    Its parts are held by a slash, a point, a dash or blanks; a month may be written out, a day of
    the week go before; two digits of a year are of this century.

    Examples
    --------
    >>> read_date("1/12/2026"), read_date("2026-12-01"), read_date("12-2026")
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 1), None)
    >>> read_date("mardi 1er déc. 2026"), read_date("01.12.26"), read_date("31/02/2026")
    (datetime.date(2026, 12, 1), datetime.date(2026, 12, 1), None)
    >>> read_date("2026-1-5"), read_date("5 mardi 2026"), read_date("3 jui 2026")
    (datetime.date(2026, 1, 5), None, None)
    """
    said = _YEAR_FIRST.fullmatch(text.strip()) or _DAY_FIRST.fullmatch(text.strip())
    said = said or _WORDED.fullmatch(bare(text).replace("1er ", "1 "))
    word = "" if said is None else said["month"]
    month = int(word) if word.isdecimal() else month_number(word)
    if said is None or month is None:
        return None
    year = int(said["year"]) + (2000 if len(said["year"]) == 2 else 0)
    try:
        return date(year, month, int(said["day"]))
    except ValueError:
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


def dated(when: date) -> Text:
    """Return a date in words, in both languages.

    Examples
    --------
    >>> dated(date(2026, 12, 1)).fr
    '1er décembre 2026'
    """
    return Text(fr=full_date(when, "fr"), en=full_date(when, "en"))


def month_name(month: int, language: Language) -> str:
    """Return a month in words, by its number; from 13 on, one of the years after.

    Examples
    --------
    >>> month_name(2, "en"), month_name(14, "fr")
    ('February', 'février')
    """
    return _MONTHS.in_(language).split()[(month - 1) % 12]


def month_number(word: str) -> int | None:
    """Return the number of the month, of either language, whose name alone begins so.

    Parameters
    ----------
    word
        Small letters, no accents.

    Examples
    --------
    >>> month_number("fevr"), month_number("july"), month_number("juin"), month_number("lundi")
    (2, 7, 6, None)
    """
    fits = {number for name, number in _MONTH_NUMBERS.items() if name.startswith(word)}
    return next(iter(fits)) if len(fits) == 1 else None


def day_date(week_of: date, day: Day, language: Language) -> str:
    """Return the day and date of a day of a week.

    Examples
    --------
    >>> day_date(date(2026, 11, 30), "tue", "fr")
    'mardi 1er décembre 2026'
    """
    when = week_of + timedelta(days=DAY_NUMBER[day])
    return f"{DAY_NAMES[day].in_(language)} {full_date(when, language)}"


def span(first: date, last: date) -> Text:
    """Return some days on end, both included, as a sentence says them; one day alone, as that.

    Examples
    --------
    >>> span(date(2026, 12, 1), date(2026, 12, 3)).fr, span(*[date(2026, 12, 1)] * 2).en
    ("du 1er décembre 2026 jusqu'au 3 décembre 2026", 'on 1 December 2026')
    """
    said = {
        name: Text(fr=full_date(when, "fr"), en=full_date(when, "en"))
        for name, when in (("first", first), ("last", last))
    }
    return (_ON if first == last else _SPAN).format(**said)


_ON = Text(fr="le {first}", en="on {first}")
_SPAN = Text(fr="du {first} jusqu'au {last}", en="from {first} until {last}")
