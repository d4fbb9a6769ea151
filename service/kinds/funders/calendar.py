"""The calls for projects as an agenda (ICS): whole days, when each opens and when files are due."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from models.base import Language
from models.grants_study import CallDue, GrantsStudy
from models.letters import lower
from models.numbers import amount
from service.kinds.funders.common_file import field_name
from service.kinds.funders.words import say
from service.words.sentences import colon, listed

if TYPE_CHECKING:
    from icalendar import Event


def calendar(study: GrantsStudy, language: Language) -> bytes:
    """Return the calendar of all calls.

    A call keeps its UID when the calendar is made again: agendas bring their own up to date.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//ramasse//FR")
    made.add("version", "2.0")
    made.add("x-wr-calname", say("calls", language))
    for one in study.calls:
        if one.opens is not None:
            made.add_component(_event(study, one, "opening_of", one.opens, language))
        made.add_component(_event(study, one, "deadline_of", one.closes, language))
    return bytes(made.to_ical())


def _event(study: GrantsStudy, one: CallDue, key: str, when: date, language: Language) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{study.scenario.id}-{one.call}-{key}@ramasse")
    # the week of the table, not of the computer's clock: the same table, the same file
    event.add("dtstamp", datetime.combine(study.scenario.week_of, datetime.min.time(), UTC))
    event.add("dtstart", when)
    event.add("dtend", when + timedelta(days=1))
    event.add("summary", say(key, language, call=one.label))
    lines = [study.party[one.funder].label]
    if one.structures:
        share = amount(one.hours / len(one.structures), "h", language)
        lines.append(f"{say('hours_each_file', language)}{colon(language)}{share}")
    if one.asks_for:
        asked = listed([lower(field_name(field, language)) for field in one.asks_for], language)
        lines.append(f"{say('asks_for', language)}{colon(language)}{asked}")
    event.add("description", "\n".join(lines))
    return event
