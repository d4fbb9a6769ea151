"""Public holidays of France and of its overseas territories, computed for any year.

Sources: Code du travail, L3133-1 (the eleven days) and L3422-2 with decree 83-1003 (the abolition
of slavery); the local labour codes of the Pacific territories.
"""

from __future__ import annotations

from datetime import date, timedelta

from models.base import Text

EASTER_MONDAY = Text(fr="lundi de Pâques", en="Easter Monday")
ASCENSION = Text(fr="Ascension", en="Ascension Day")
WHIT_MONDAY = Text(fr="lundi de Pentecôte", en="Whit Monday")
GOOD_FRIDAY = Text(fr="Vendredi saint", en="Good Friday")
ABOLITION = Text(fr="abolition de l'esclavage", en="abolition of slavery")

FIXED: dict[tuple[int, int], Text] = {
    (1, 1): Text(fr="jour de l'An", en="New Year's Day"),
    (5, 1): Text(fr="fête du Travail", en="Labour Day"),
    (5, 8): Text(fr="victoire de 1945", en="Victory Day"),
    (7, 14): Text(fr="fête nationale", en="national day"),
    (8, 15): Text(fr="Assomption", en="Assumption"),
    (11, 1): Text(fr="Toussaint", en="All Saints' Day"),
    (11, 11): Text(fr="armistice de 1918", en="Armistice Day"),
    (12, 25): Text(fr="Noël", en="Christmas Day"),
}
"""Month and day, everywhere."""

_POLYNESIA: dict[tuple[int, int], Text] = {
    (3, 5): Text(fr="arrivée de l'Évangile", en="arrival of the Gospel"),
    (11, 20): Text(fr="Matari'i i ni'a", en="Matari'i i ni'a"),
}
LOCAL: dict[str, dict[tuple[int, int], Text]] = {
    "Indian/Reunion": {(12, 20): ABOLITION},
    "Indian/Mayotte": {(4, 27): ABOLITION},
    "America/Martinique": {(5, 22): ABOLITION},
    "America/Guadeloupe": {(5, 27): ABOLITION},
    "America/Marigot": {(5, 28): ABOLITION},
    "America/St_Barthelemy": {(10, 9): ABOLITION},
    "America/Cayenne": {(6, 10): ABOLITION},
    "America/Miquelon": {},
    "Pacific/Noumea": {(9, 24): Text(fr="fête de la citoyenneté", en="Citizenship Day")},
    "Pacific/Wallis": {
        (4, 28): Text(fr="Saint-Pierre-Chanel", en="Saint Peter Chanel"),
        (7, 29): Text(fr="fête du Territoire", en="Territory Day"),
    },
    "Pacific/Tahiti": _POLYNESIA,
    "Pacific/Marquesas": _POLYNESIA,
    "Pacific/Gambier": _POLYNESIA,
}
"""By time zone: month and day, in that overseas territory alone."""
WITH_GOOD_FRIDAY = frozenset(("Pacific/Tahiti", "Pacific/Marquesas", "Pacific/Gambier"))
MAINLAND = "Europe/Paris"


def easter(year: int) -> date:
    """Return Easter Sunday (Meeus, Jones and Butcher's algorithm).

    Examples
    --------
    >>> easter(2027), easter(2038)
    (datetime.date(2027, 3, 28), datetime.date(2038, 4, 25))
    """
    century, in_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    golden = year % 19
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int, time_zone: str) -> dict[date, Text]:
    """Return the public holidays of a year by date, in the order of time.

    Parameters
    ----------
    time_zone
        Where: mainland France or an overseas territory. Empty for any other place: they are
        not known.
    """
    if time_zone != MAINLAND and time_zone not in LOCAL:
        return {}
    sunday = easter(year)
    found = {date(year, *when): name for when, name in FIXED.items()}
    # a feast that falls on a fixed one keeps the fixed name, as 1 May 2008 did
    moving = [(1, EASTER_MONDAY), (39, ASCENSION), (50, WHIT_MONDAY)]
    moving += [(-2, GOOD_FRIDAY)] * (time_zone in WITH_GOOD_FRIDAY)
    for days, name in moving:
        found.setdefault(sunday + timedelta(days=days), name)
    for when, name in LOCAL.get(time_zone, {}).items():
        found.setdefault(date(year, *when), name)
    return dict(sorted(found.items()))


def holidays_of_week(monday: date, time_zone: str) -> dict[date, Text]:
    """Return the public holidays of the seven days from a Monday.

    Examples
    --------
    >>> holidays_of_week(date(2026, 12, 21), "Indian/Reunion")
    {datetime.date(2026, 12, 25): Text(fr='Noël', en='Christmas Day')}
    """
    sunday = monday + timedelta(days=6)
    known = {
        when: name
        for year in sorted({monday.year, sunday.year})
        for when, name in public_holidays(year, time_zone).items()
    }
    return {when: name for when, name in known.items() if monday <= when <= sunday}
