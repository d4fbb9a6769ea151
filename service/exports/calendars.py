"""Calendars (ICS): an association's bookings, as any agenda reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from models.booking_study import BookingStudy

PARIS = ZoneInfo("Europe/Paris")


def calendars(study: BookingStudy) -> dict[str, bytes]:
    """Return one calendar for each association with bookings, by file name.

    People's labels are in it, their contacts are not.
    """
    found = {}
    for who in study.scenario.associations:
        content = _calendar(study, who.id)
        if content is not None:
            found[f"{who.id}.ics"] = content
    return found


def _calendar(study: BookingStudy, association: str) -> bytes | None:
    from icalendar import Calendar, Event

    scenario = study.scenario
    mine = [
        one
        for one in study.plan.bookings
        if scenario.request[one.request].association == association
    ]
    if not mine:
        return None
    calendar = Calendar()
    calendar.add("prodid", "-//ramasse//bookings//FR")
    calendar.add("version", "2.0")
    monday = datetime.combine(scenario.week_of, datetime.min.time(), PARIS)
    for one in mine:
        truck, driver = scenario.truck[one.truck], scenario.person[one.driver]
        event = Event()
        event.add("uid", f"{scenario.id}-{scenario.week_of}-{one.request}@ramasse")
        event.add("dtstamp", datetime(scenario.week_of.year, 1, 1, tzinfo=UTC))
        # local times: a day later is a day later, whatever the clocks do in between
        event.add("dtstart", monday + timedelta(seconds=one.starts_s))
        event.add("dtend", monday + timedelta(seconds=one.ends_s))
        event.add("summary", f"{scenario.request[one.request].label} – {truck.label}")
        event.add("location", scenario.association[truck.base].label)
        event.add("description", driver.label)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
