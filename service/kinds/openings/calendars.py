"""Openings as calendars (ICS) and as texts to be pasted, one of each outlet.

An opening keeps its UID when the calendar is made again, and its SEQUENCE grows: agendas bring
their own up to date. Nobody is named, nothing is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from models.base import Language
from models.opening_days import OpeningDays
from models.openings_study import Held, OpeningStudy, held
from models.outlets import Outlet
from scenarios.naming import ids_of
from service.kinds.openings import said
from service.kinds.openings.exceptions import exceptions
from service.kinds.openings.words import say
from service.kinds.week.time_zones import vtimezone
from service.words.sentences import capital, semicolon

AGENDAS, MESSAGES = "agendas", "messages"
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def _stems(study: OpeningStudy, *, by_id: bool) -> Iterator[tuple[Outlet, str]]:
    outlets = study.scenario.openings.outlets
    labels = ids_of([one.label for one in outlets], "lieu")
    yield from ((one, one.id if by_id else stem) for one, stem in zip(outlets, labels, strict=True))


def agendas(study: OpeningStudy, language: Language, *, by_id: bool = False) -> dict[str, bytes]:
    """Return one calendar for each outlet, by file name."""
    days = OpeningDays(study.scenario)
    openings: dict[str, list[Held]] = {}
    for one in held(days, study.plan):
        openings.setdefault(one.outlet, []).append(one)
    return {
        f"{AGENDAS}/{stem}.ics": _calendar(study, outlet, openings.get(outlet.id, []), language)
        for outlet, stem in _stems(study, by_id=by_id)
    }


def _calendar(
    study: OpeningStudy, outlet: Outlet, openings: list[Held], language: Language
) -> bytes:
    from icalendar import Calendar, Event

    scenario = study.scenario
    zone = ZoneInfo(scenario.time_zone)
    made = study.made_at or FIRST
    sequence = max(study.revision, int((made - FIRST).total_seconds()))
    calendar = Calendar()
    calendar.add("prodid", "-//ramasse//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", outlet.label)
    calendar.add_component(vtimezone(scenario.time_zone, said.period(study)[0].year))
    for one in openings:
        midnight = datetime.combine(one.when, datetime.min.time(), zone)
        event = Event()
        event.add("uid", f"{scenario.id}-{outlet.id}-{one.when}-{one.slot.name}@ramasse")
        event.add("dtstamp", made)
        event.add("sequence", sequence)
        event.add("dtstart", midnight + timedelta(minutes=one.slot.starts_s // 60))
        event.add("dtend", midnight + timedelta(minutes=one.slot.ends_s // 60))
        event.add("summary", f"{outlet.label} – {said.mode_said(outlet, language)}")
        if outlet.address:
            event.add("location", outlet.address)
        event.add("description", capital(said.admitted(outlet, language)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def messages(study: OpeningStudy, language: Language) -> dict[str, bytes]:
    """Return a text to be pasted for each outlet, by file name."""
    return {
        f"{MESSAGES}/{stem}.txt": f"{message(study, outlet, language)}\n".encode()
        for outlet, stem in _stems(study, by_id=False)
    }


def message(study: OpeningStudy, outlet: Outlet, language: Language) -> str:
    """Return when an outlet opens and closes, and for whom, in a few lines."""
    asked = study.scenario.openings
    lines = [f"{outlet.label} ({said.mode_said(outlet, language)})"]
    lines += [outlet.address] if outlet.address else []
    lines.append(f"{capital(said.period_said(study, language))}.")
    slots = [said.slot_said(asked, one, language) for one in said.open_slots(study.plan, outlet)]
    joined = semicolon(language).join(slots)
    lines.append(say("opens", language, slots=joined) if slots else say("no_slot", language))
    lines += list(closed_lines(study, outlet, language))
    lines += list(exceptions(study, [outlet], language))
    lines.append(f"{capital(said.admitted(outlet, language))}.")
    return "\n".join(lines)


def closed_lines(study: OpeningStudy, outlet: Outlet, language: Language) -> Iterator[str]:
    """Yield a sentence for each closure of an outlet, with what others open meanwhile."""
    asked = study.scenario.openings
    for number, first, last in said.closures(study, outlet):
        dates = said.closed_said(first, last, language)
        relayed = [
            say("poster_relay", language, slot=said.slot_said(asked, slot, language), who=who)
            for slot, who in said.relays_in(study, outlet, number)
        ]
        if relayed:
            yield say(
                "closes_relayed", language, dates=dates, slots=semicolon(language).join(relayed)
            )
        else:
            yield say("closes", language, dates=dates)
