"""School holidays of mainland France by zone, as the ministry fixed them.

Sources: arrêtés of 7 December 2022 (year 2025-2026), 22 October 2025 (2026-2027, JORF of
23 October 2025, text 15) and 21 July 2026 (2027-2028). Corsica and the overseas territories fix
their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from models.base import Text

SchoolZone = Literal["A", "B", "C"]
"""One of the three zones of mainland academies."""
ZONES: tuple[SchoolZone, ...] = get_args(SchoolZone)
_ACADEMIES: Mapping[SchoolZone, str] = {
    "A": "01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86 "
    "87 89 90",
    "B": "02 04 05 06 08 10 13 14 18 22 27 28 29 35 36 37 41 44 45 49 50 51 52 53 54 55 56 57 59 "
    "60 61 62 67 68 72 76 80 83 84 85 88",
    "C": "09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95",
}
"""Departments of the academies of each zone, as the arrêtés list these."""
KNOWN = (date(2026, 7, 4), date(2028, 7, 1))
"""First and last date that the table says something of."""

AUTUMN = Text(fr="vacances de la Toussaint", en="autumn holidays")
CHRISTMAS = Text(fr="vacances de Noël", en="Christmas holidays")
WINTER = Text(fr="vacances d'hiver", en="winter holidays")
SPRING = Text(fr="vacances de printemps", en="spring holidays")
SUMMER = Text(fr="vacances d'été", en="summer holidays")


@dataclass(frozen=True)
class SchoolHoliday:
    """Days without school."""

    name: Text
    first: date
    """A Saturday, mostly."""
    back: date
    """The day on which school starts again."""

    @property
    def last(self) -> date:
        """The last day without school."""
        return self.back - timedelta(days=1)


_ALL: tuple[tuple[Text, str, str], ...] = (
    (SUMMER, "2026-07-04", "2026-09-01"),
    (AUTUMN, "2026-10-17", "2026-11-02"),
    (CHRISTMAS, "2026-12-19", "2027-01-04"),
    (SUMMER, "2027-07-03", "2027-09-02"),
    (AUTUMN, "2027-10-23", "2027-11-08"),
    (CHRISTMAS, "2027-12-18", "2028-01-03"),
)
_OF: dict[SchoolZone, tuple[tuple[Text, str, str], ...]] = {
    "A": (
        (WINTER, "2027-02-13", "2027-03-01"),
        (SPRING, "2027-04-10", "2027-04-26"),
        (WINTER, "2028-02-19", "2028-03-06"),
        (SPRING, "2028-04-22", "2028-05-09"),
    ),
    "B": (
        (WINTER, "2027-02-20", "2027-03-08"),
        (SPRING, "2027-04-17", "2027-05-03"),
        (WINTER, "2028-02-05", "2028-02-21"),
        (SPRING, "2028-04-08", "2028-04-24"),
    ),
    "C": (
        (WINTER, "2027-02-06", "2027-02-22"),
        (SPRING, "2027-04-03", "2027-04-19"),
        (WINTER, "2028-02-12", "2028-02-28"),
        (SPRING, "2028-04-15", "2028-05-02"),
    ),
}


def zone_of(commune: str) -> SchoolZone | None:
    """Return the school zone of a commune by its Insee code; none outside the mainland's zones.

    Examples
    --------
    >>> zone_of("13005"), zone_of("69123"), zone_of("2A004"), zone_of("97411"), zone_of("")
    ('B', 'A', None, None, None)
    """
    department = commune[:2]
    return next((zone for zone in ZONES if department in _ACADEMIES[zone].split()), None)


def school_holidays(zone: SchoolZone) -> tuple[SchoolHoliday, ...]:
    """Return the school holidays of a zone that are known, in the order of time."""
    found = (
        SchoolHoliday(name, date.fromisoformat(first), date.fromisoformat(back))
        for name, first, back in (*_ALL, *_OF[zone])
    )
    return tuple(sorted(found, key=lambda one: one.first))


def holidays_in(zone: SchoolZone, monday: date) -> tuple[SchoolHoliday, ...] | None:
    """Return the school holidays that meet the working days of a week; none where unknown.

    Parameters
    ----------
    monday
        First day of the week; its Saturday and Sunday alone make no week of holidays.

    Examples
    --------
    >>> [one.name.en for one in holidays_in("B", date(2027, 2, 22)) or ()]
    ['winter holidays']
    >>> holidays_in("C", date(2027, 2, 22)), holidays_in("C", date(2030, 1, 7))
    ((), None)
    """
    friday = monday + timedelta(days=4)
    if monday < KNOWN[0] or friday > KNOWN[1]:
        return None
    return tuple(one for one in school_holidays(zone) if one.first <= friday and one.last >= monday)
