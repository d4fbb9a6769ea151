"""A town whose clock is that of another place: its holidays and calendars would be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from models.base import Text
from models.findings import Finding
from models.public_holidays import LOCAL, MAINLAND
from models.scenario import Scenario
from scenarios.shortfalls.finding import warning

DEGREES_AN_HOUR = 15
FAR_H = 1.7
"""Hours between a clock and the sun from which it is another place's: Brest's differ by 1.3."""


def other_time_zone(scenario: Scenario) -> Iterator[Finding]:
    """Yield that the sites lie where another time is kept, and which."""
    places = scenario.sites.values()
    if not places:
        return
    lon = median(one.lon for one in places)
    if _apart_h(scenario.time_zone, lon) <= FAR_H:
        return
    nearest = min((MAINLAND, *LOCAL), key=lambda zone: _apart_h(zone, lon))
    text = (MEANT if _apart_h(nearest, lon) <= FAR_H else ELSEWHERE).format(
        zone=scenario.time_zone, nearest=nearest
    )
    yield warning("other_time_zone", text, ())


def _apart_h(zone: str, lon: float) -> float:
    """Return the hours between a zone's standard time and the sun's, whatever the date line."""
    year = ZoneInfo(zone)
    offsets = [datetime(2026, month, 15, tzinfo=year).utcoffset() for month in (1, 7)]
    standard = min(one.total_seconds() / 3600 for one in offsets if one is not None)
    apart = abs(standard - lon / DEGREES_AN_HOUR) % 24
    return min(apart, 24 - apart)


ELSEWHERE = Text(
    fr="Les sites sont loin du fuseau horaire du scénario ({zone}) : jours fériés et agendas "
    "seraient ceux d'ailleurs. Indiquez le leur, parmi les règles de la semaine.",
    en="The sites lie far from the scenario's time zone ({zone}): holidays and calendars would be "
    "those of elsewhere. Give theirs, among the week's rules.",
)
MEANT = Text(
    fr="Les sites sont loin du fuseau horaire du scénario ({zone}) : jours fériés et agendas "
    "seraient ceux d'ailleurs. Indiquez le leur, comme {nearest}, parmi les règles de la semaine.",
    en="The sites lie far from the scenario's time zone ({zone}): holidays and calendars would be "
    "those of elsewhere. Give theirs, such as {nearest}, among the week's rules.",
)
