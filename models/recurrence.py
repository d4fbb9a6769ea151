"""When something that repeats takes place: in which weeks, and on which of its days in a month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from models.fields import en, fr

Weeks = Literal["any", "odd", "even"]
"""All weeks, or one in two."""
Nth = Literal["first", "second", "third", "fourth", "fifth", "last"]
"""Which of the days of one name in a month, e.g. its second Tuesday."""

ItsWeeks = Annotated[
    Weeks,
    fr(
        "Semaines",
        "Chaque semaine, ou les semaines impaires ou paires : celles du calendrier, ou comptées "
        "depuis la semaine impaire de référence.",
    ),
    en(
        "Weeks",
        "Every week, or odd or even weeks: those of the calendar, or counted from the odd week of "
        "reference.",
    ),
]
OfMonth = Annotated[
    tuple[Nth, ...],
    fr("Dans le mois", "Le 1er, 2e… ou dernier de ce jour dans le mois ; vide : tous."),
    en("In the month", "The 1st, 2nd … or last of that day in the month; all when empty."),
]
_NTHS: tuple[Nth, ...] = ("first", "second", "third", "fourth", "fifth")


def monday_of(when: date) -> date:
    """Return the Monday of the week of a date."""
    return when - timedelta(days=when.weekday())


def is_odd(when: date, odd_week_of: date | None) -> bool:
    """Tell whether the week of a date is an odd one.

    Parameters
    ----------
    odd_week_of
        A date in a week that is odd: from it, before and after, odd and even weeks alternate. None:
        the number of the ISO calendar, where week 53 and the week 1 that follows are both odd.

    Examples
    --------
    >>> [is_odd(date(2026, 12, 28) + timedelta(weeks=n), None) for n in range(3)]
    [True, True, False]
    >>> [is_odd(date(2026, 12, 28) + timedelta(weeks=n), date(2026, 12, 30)) for n in range(3)]
    [True, False, True]
    """
    if odd_week_of is None:
        return when.isocalendar().week % 2 == 1
    return (monday_of(when) - monday_of(odd_week_of)).days // 7 % 2 == 0


def in_weeks(weeks: str, odd: bool) -> bool:
    """Tell whether something of odd, even or all weeks takes place in an odd or even week."""
    return weeks not in ("odd", "even") or odd == (weeks == "odd")


def nths(when: date) -> frozenset[Nth]:
    """Return which of the days of its name in the month a date is; a last one is two of them.

    Examples
    --------
    >>> sorted(nths(date(2026, 12, 1))), sorted(nths(date(2026, 11, 30)))
    (['first'], ['fifth', 'last'])
    """
    found: set[Nth] = {_NTHS[(when.day - 1) // 7]}
    if (when + timedelta(days=7)).month != when.month:
        found.add("last")
    return frozenset(found)


def takes_place(when: date, weeks: Weeks, of_month: tuple[Nth, ...], odd: bool) -> bool:
    """Tell whether something of the day of a date takes place on that date.

    Parameters
    ----------
    odd
        Whether the week of the date is an odd one.
    """
    return in_weeks(weeks, odd) and (not of_month or not nths(when).isdisjoint(of_month))
