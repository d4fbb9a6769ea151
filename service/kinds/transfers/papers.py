"""What is printed of transfers: a hand-over note for each trip, to be signed on both sides."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from models.base import Language, clock
from models.calendar import DAYS
from models.dates import day_date
from models.places import written
from models.transfers_study import Handover, TransfersStudy, TransferTrip
from service.kinds.transfers.page import (
    date_said,
    in_order,
    is_past,
    lot_name,
    trip_said,
)
from service.kinds.transfers.words import say
from service.pages.printed import of_week, printed
from service.words.sentences import capital, weighed

NOTES = Path(__file__).with_name("notes.typ")
DAY_S = 86_400
Data = dict[str, Any]
"""What a template prints: plain JSON, never markup."""


def notes(study: TransfersStudy, language: Language) -> bytes:
    """Return the PDF of the hand-over notes, a page for each trip."""
    common = of_week(study.scenario, language, say, "note_title", study.findings)
    trips = [_trip(study, trip, language) for trip in study.plan.trips]
    return printed(NOTES, common | {"trips": trips})


def _trip(study: TransfersStudy, trip: TransferTrip, language: Language) -> Data:
    """Return a trip: each halt at which something is loaded or handed over."""
    scenario = study.scenario
    mine = [one for one in in_order(study) if one.trip == trip.id]
    people = scenario.person
    halts = []
    for number_, stop in enumerate(trip.stops):
        up = [_line(study, one, one.to, language) for one in mine if one.from_stop == number_]
        down = [_line(study, one, one.giver, language) for one in mine if one.to_stop == number_]
        if up or down:
            who = scenario.association[stop.association]
            halts.append(
                {
                    "time": clock(stop.arrive_s % DAY_S),
                    "label": who.label,
                    "place": written(who.place),
                    "load": up,
                    "drop": down,
                }
            )
    first = trip.leaves_s if trip.leaves_s is not None else trip.stops[0].leave_s
    number_of_day = first // DAY_S
    monday = scenario.week_of + timedelta(days=number_of_day - number_of_day % 7)
    return {
        "when": capital(day_date(monday, DAYS[number_of_day % 7], language)),
        "name": trip_said(scenario, trip, language),
        "crew": ", ".join(people[name].label for name in trip.crew if name in people),
        "leaves": "" if trip.leaves_s is None else clock(trip.leaves_s % DAY_S),
        "returns": "" if trip.returns_s is None else clock(trip.returns_s % DAY_S),
        "halts": halts,
    }


def _line(study: TransfersStudy, one: Handover, other: str, language: Language) -> Data:
    scenario, lot = study.scenario, study.scenario.stock_lots[one.lot]
    date = date_said(scenario, lot, language)
    return {
        "what": lot_name(scenario, lot),
        "kg": weighed(scenario.family[lot.family], one.kg, language),
        "date": f"{date} – {say('past_date', language)}" if is_past(study, one) else date,
        "other": scenario.association[other].name,
        "cold": scenario.family[lot.family].temperature != "ambient",
    }
