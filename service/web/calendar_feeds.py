"""Calendars that agendas subscribe to: the published weeks of a town, always as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Response

from models.base import Language
from service.asking.asked import EarlierAsked
from service.backend import Desk
from service.downloads import attachment
from service.pages.calendar_editions import edited, sequence_at
from service.store import published, runs
from service.store.runs import Run
from service.store.scenarios import UnknownError
from service.web.visit import PageRoute, Visited
from service.web.words import say

calendar_feeds = APIRouter(route_class=PageRoute)
MOST_WEEKS = 8
"""Published weeks that a calendar holds, the newest."""
CANCELLED_FOR = timedelta(days=28)
"""How long a publication that was withdrawn is told, its events cancelled: agendas that look again
within that time take them away."""
REFRESHED = timedelta(hours=1)
"""How often agendas are asked to look again."""


@calendar_feeds.get("/calendars/{town}/{name}.ics")
def feed(visit: Visited, town: str, name: str) -> Response:
    """Return the calendar of an association, a crew or a vehicle over the published weeks.

    An association may be named by its id alone.
    """
    weeks = agendas(visit.desk, town, visit.language)
    mine = [found for found in (_named(week, name) for week in weeks) if found is not None]
    if not mine:
        raise UnknownError(say["no_calendar"])
    return attachment(f"{name}.ics", merged(mine))


def agendas(desk: Desk, town: str, language: Language) -> list[Mapping[str, bytes]]:
    """Return the calendars of each published week of a town, by file name, the newest first.

    Those of a week that was planned again since are of its last plan. Last come those of
    publications that were withdrawn lately, every event of them cancelled; what is published again
    since is told by calendars of a later edition, which stand before.
    """
    database = desk.database
    away = published.withdrawn(database, town, datetime.now(UTC) - CANCELLED_FOR)
    found: list[Mapping[str, bytes]] = []
    for week in published.weeks(database, town)[:MOST_WEEKS]:
        made = _calendars(desk, week.run, language)
        before = any(one.week_of == week.week_of for one in away)
        edition = sequence_at(week.published_at) + 1 if before else 0
        found.append({name: edited(one, edition) for name, one in made.items()})
    for week in away:
        assert week.withdrawn_at is not None
        edition = sequence_at(week.withdrawn_at)
        made = _calendars(desk, week.run, language)
        found.append(
            {name: edited(one, edition, cancelled_in=language) for name, one in made.items()}
        )
    return found


def _calendars(desk: Desk, name: str, language: Language) -> Mapping[str, bytes]:
    """Return the calendars of the last plan of a published run; none where there is none."""
    run = _last_plan(desk, runs.run(desk.database, name))
    makes = None if run is None else desk.kinds[run.kind].agendas
    return {} if run is None or makes is None else makes(desk.study(run.id), language)


def _last_plan(desk: Desk, run: Run) -> Run | None:
    """Return the run of calendars that a published run comes from, or the last made of that."""
    known = runs.listed(desk.database, scenario=run.scenario, most=500)
    with_calendars = [
        one
        for one in known
        if one.has_study
        and one.week_of == run.week_of
        and one.kind in desk.kinds
        and desk.kinds[one.kind].agendas is not None
    ]
    named = {one.run for one in _earlier(desk, run)} | {run.id}
    last = next((one for one in with_calendars if one.id in named), None)
    while last is not None:
        later = [one for one in with_calendars if last.id in {e.run for e in _earlier(desk, one)}]
        if not later:
            break
        last = max(later, key=lambda one: one.number)
    return last


def _earlier(desk: Desk, run: Run) -> Iterable[EarlierAsked]:
    """Return the runs that a run was asked with."""
    asked = desk.kinds[run.kind].asked.model_validate(runs.asked(desk.database, run.id))
    return asked.earlier().values()


def _named(week: Mapping[str, bytes], name: str) -> bytes | None:
    """Return the calendar of a name; of an association, by its id alone too."""
    wanted = (f"{name}.ics", f"association-{name}.ics")
    return next((made for path, made in week.items() if path.rpartition("/")[2] in wanted), None)


def merged(calendars: list[bytes]) -> bytes:
    """Return several calendars of one name as one, to be looked at again and again.

    Each event and each time zone is there once; the first calendar that has it tells it.
    """
    from icalendar import Calendar

    first, *others = (Calendar.from_ical(one) for one in calendars)
    first.add("x-published-ttl", REFRESHED)
    first.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    there = {str(one["UID"]) for one in first.walk("VEVENT")}
    for other in others:
        for event in other.walk("VEVENT"):
            if str(event["UID"]) not in there:
                there.add(str(event["UID"]))
                first.add_component(event)
    return bytes(first.to_ical())
