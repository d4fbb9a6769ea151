"""What is printed and kept of a van's visits: the crew's sheets, the poster, the calendar.

The poster and the calendar are read by all: they hold no count of households. The sheets are the
crew's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.base import Language, clock
from models.calendar import DAY_NUMBER
from models.dates import full_date
from models.itinerary_study import ItineraryStudy, VanOuting, VanVisit
from models.numbers import amount
from models.places import written
from service.kinds.itinerary.page import when
from service.kinds.itinerary.words import say
from service.kinds.week.calendars import Entry, Issue
from service.kinds.week.calendars import calendar as calendar_of
from service.pages.printed import of_week, printed
from service.words.sentences import capital, count

SHEETS = Path(__file__).with_name("sheets.typ")
POSTER = Path(__file__).with_name("poster.typ")
DAY_S = 86_400
Data = dict[str, Any]
"""What a template prints: plain JSON, never markup."""


def _common(study: ItineraryStudy, language: Language, title: str) -> Data:
    return of_week(study.scenario, language, say, title, study.findings)


def sheets(study: ItineraryStudy, language: Language) -> bytes:
    """Return the PDF of the crew's sheets, a page for each outing of the cycle."""
    made = [_sheet(study, one, language) for one in study.plan.outings]
    return printed(SHEETS, _common(study, language, "sheet_title") | {"sheets": made})


def _sheet(study: ItineraryStudy, outing: VanOuting, language: Language) -> Data:
    scenario, asked = study.scenario, study.scenario.itinerary
    van = asked.van[outing.van]
    most = sum(visit.households_high for visit in outing.visits)
    load = f"{most}"
    if asked.parcel_kg:
        load += f" ({amount(most * asked.parcel_kg, 'kg', language)})"
    return {
        "when": capital(when(study, outing, language)),
        "of_cycle": say("of_cycle", language, week=outing.week + 1),
        "van": van.label,
        "crew": say("crew_of", language, count=van.crew),
        "from": scenario.association[van.base].label,
        "leaves": clock(outing.leaves_s),
        "returns": clock(outing.returns_s),
        "km": amount(outing.metres / 1000, "km", language),
        "load": load,
        "stops": [
            {
                "starts": clock(visit.starts_s),
                "leaves": clock(visit.leaves_s),
                "label": asked.stop[visit.stop].label,
                "place": written(asked.stop[visit.stop].place),
                "parking": asked.stop[visit.stop].parking or "",
                "households": _households(visit, language),
            }
            for visit in outing.visits
        ],
    }


def _households(visit: VanVisit, language: Language) -> str:
    low, high = visit.households_low, visit.households_high
    return say("exactly" if low == high else "at_least", language, low=low, high=high)


def poster(study: ItineraryStudy, language: Language) -> bytes:
    """Return the PDF of the poster: for each stop where and when the van halts, no count."""
    scenario, asked = study.scenario, study.scenario.itinerary
    visits: dict[str, list[VanOuting]] = {one.id: [] for one in asked.stops}
    for outing in study.plan.outings:
        for visit in outing.visits:
            visits[visit.stop].append(outing)
    rows = []
    for stop in sorted(asked.stops, key=lambda one: one.label):
        dates = [_on(study, one, stop.id, language) for one in visits[stop.id]]
        if dates:
            rows.append(
                {
                    "label": stop.label,
                    "parking": stop.parking or written(stop.place),
                    "half_days": ", ".join(
                        dict.fromkeys(
                            scenario.when(one.day, one.shift).in_(language)
                            for one in visits[stop.id]
                        )
                    ),
                    "dates": dates,
                }
            )
    first, weeks = scenario.week_of, count(asked.cycle_weeks, "week", language)
    how = say("cycle_how", language, day=full_date(first, language), weeks=weeks)
    return printed(POSTER, _common(study, language, "poster_title") | {"rows": rows, "cycle": how})


def _on(study: ItineraryStudy, outing: VanOuting, stop: str, language: Language) -> str:
    visit = next(one for one in outing.visits if one.stop == stop)
    times = f"{clock(visit.starts_s)}–{clock(visit.leaves_s)}"
    return f"{when(study, outing, language)}, {times}"


def calendar(study: ItineraryStudy, language: Language) -> bytes:
    """Return the calendar (ICS) of the first cycle: an event for each halt, no count."""
    scenario, asked = study.scenario, study.scenario.itinerary
    entries = []
    for outing in study.plan.outings:
        midnight = (7 * outing.week + DAY_NUMBER[outing.day]) * DAY_S
        entries += [
            Entry(
                f"{visit.stop}-{outing.week + 1}-{outing.day}",
                midnight + visit.starts_s,
                midnight + visit.leaves_s,
                f"{asked.van[outing.van].label} – {asked.stop[visit.stop].label}",
                ", ".join(
                    filter(
                        None,
                        (asked.stop[visit.stop].parking, written(asked.stop[visit.stop].place)),
                    )
                ),
                say("title", language),
            )
            for visit in outing.visits
        ]
    return calendar_of(scenario, Issue(study.made_at, 0), say("title", language), entries)
