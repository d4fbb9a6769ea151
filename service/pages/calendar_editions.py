"""Editions of calendars: the number by which agendas know the later one, and what is cancelled."""

from __future__ import annotations

from datetime import UTC, datetime

from models.base import Language, Text

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
"""Before any plan was stamped."""
CANCELLED = Text(fr="Annulé : {what}", en="Cancelled: {what}")


def sequence_at(when: datetime) -> int:
    """Return the number of an edition made at a moment: it grows with time."""
    return max(0, int((when - FIRST).total_seconds()))


def edited(calendar: bytes, sequence: int, *, cancelled_in: Language | None = None) -> bytes:
    """Return a calendar whose events are of an edition at least, as they were if they are later.

    Parameters
    ----------
    cancelled_in
        The language in which each event is told to be cancelled; None: they take place.
    """
    from icalendar import Calendar

    if not sequence:
        return calendar
    found = Calendar.from_ical(calendar)
    for event in found.walk("VEVENT"):
        if int(event.get("SEQUENCE", 0)) < sequence:
            event["SEQUENCE"] = sequence
        if cancelled_in is not None and event.get("STATUS") != "CANCELLED":
            title = CANCELLED.format(what=str(event["SUMMARY"])).in_(cancelled_in)
            for name, value in (("summary", title), ("status", "CANCELLED")):
                event.pop(name, None)
                event.add(name, value)
    return bytes(found.to_ical())
