"""Calendars (ICS): bookings of trucks and rounds of a week, as any agenda reads them.

People's labels are in them, their contacts are not. Times are those of the town's time zone: a day
later is a day later, whatever the clocks do in between. The same event has the same UID when the
week is planned again, and a greater SEQUENCE: agendas bring their own up to date. What was planned
before and is no more stays in the file as a cancelled event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from models.base import Language, clock
from models.booking_study import BookingStudy
from models.calendar import DAY_NUMBER
from models.numbers import amount
from models.places import written
from models.plan import Plan, Round
from models.scenario import Scenario
from models.study import Study
from scenarios.naming import ids_of
from service.kinds.week.deliveries import at_doors_kg, said_at
from service.kinds.week.rounds import label
from service.kinds.week.time_zones import vtimezone
from service.pages.calendar_editions import CANCELLED, sequence_at
from service.words.labels import word
from service.words.sentences import capital, colon, noun, weighed

DAY_S = 86_400
FOLDER = "agendas"
"""Where the calendars of rounds are put, beside the other files."""


@dataclass(frozen=True)
class Entry:
    """One event of a calendar."""

    id: str
    """Stable: of what happens, not of where it stands in a plan."""
    starts_s: int
    """Seconds since Monday midnight."""
    ends_s: int
    title: str
    place: str
    details: str
    cancelled: bool = False
    """Whether it was planned and takes place no more."""


@dataclass(frozen=True)
class Issue:
    """Which edition of a week a calendar is of."""

    made_at: datetime | None
    """UTC; none where the study does not know: then the week's Monday stands for it."""
    revision: int

    @property
    def sequence(self) -> int:
        """A number that grows with every edition: seconds since ``FIRST``, or the revision."""
        if self.made_at is None:
            return self.revision
        return max(self.revision, sequence_at(self.made_at))


def calendars(study: BookingStudy) -> dict[str, bytes]:
    """Return one calendar of bookings for each association that has some, by file name."""
    scenario = study.scenario
    issue = Issue(study.made_at, study.revision)
    entries: dict[str, list[Entry]] = {who.id: [] for who in scenario.associations}
    for one in study.plan.bookings:
        request, truck = scenario.request[one.request], scenario.truck[one.truck]
        entries[request.association].append(
            Entry(
                one.request,
                one.starts_s,
                one.ends_s,
                f"{request.label} – {truck.label}",
                scenario.association[truck.base].label,
                scenario.person[one.driver].label,
            )
        )
    stems = _stems({one.id: one.label for one in scenario.associations})
    return {
        f"{stems[who]}.ics": calendar(scenario, issue, scenario.association[who].label, mine)
        for who, mine in entries.items()
        if mine
    }


def round_calendars(
    study: Study, language: Language, before: Plan | None = None, *, by_id: bool = False
) -> dict[str, bytes]:
    """Return the calendars of a week of rounds, by file name.

    One for each vehicle and each person that goes out, with their rounds; one for each association
    with what comes to its door and the rounds of its vehicles.

    Parameters
    ----------
    before
        The plan of the same week that this one takes the place of: what it had and is no more is
        told as cancelled.
    by_id
        Whether names hold ids, which stay when labels change, rather than labels.
    """
    scenario = study.scenario
    issue = Issue(study.provenance.made_at, study.provenance.revision)
    found = _entries(study, language)
    if before is not None:
        for key, entries in _entries(study.changed(plan=before), language).items():
            there = {one.id for one in found.get(key, ())}
            gone = [one for one in entries if one.id not in there]
            if gone:
                told = (
                    replace(
                        one,
                        cancelled=True,
                        title=CANCELLED.format(what=one.title).in_(language),
                    )
                    for one in gone
                )
                found.setdefault(key, []).extend(told)
    labels = {
        "vehicule": {one.id: one.label for one in scenario.vehicles},
        "equipage": {one.id: one.label for one in scenario.people},
        "association": {one.id: one.label for one in scenario.associations},
    }
    stems = {
        kind: dict(zip(called, called, strict=True)) if by_id else _stems(called)
        for kind, called in labels.items()
    }
    return {
        f"{FOLDER}/{kind}-{stems[kind][who]}.ics": calendar(
            scenario, issue, labels[kind][who], entries
        )
        for (kind, who), entries in sorted(found.items())
    }


def _entries(study: Study, language: Language) -> dict[tuple[str, str], list[Entry]]:
    """Return the events of a week by whom they concern: kind and id."""
    scenario = study.scenario
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for item in study.plan.rounds:
        entry = _round(study, item, language)
        found["vehicule", item.vehicle].append(entry)
        for person in item.crew:
            found["equipage", person].append(entry)
        found["association", scenario.vehicle[item.vehicle].owner].append(entry)
        visits: Counter[str] = Counter()
        for position, stop in enumerate(item.stops):
            if stop.kind in ("drop", "unload"):
                visits[stop.site] += 1
                name = f"{item.id}-{stop.site}-{visits[stop.site]}"
                arrival = _delivery(study, item, position, name, language)
                found["association", stop.site].append(arrival)
    return dict(found)


def _stems(labels: Mapping[str, str]) -> dict[str, str]:
    """Return how the names of files about some things begin: as people call them."""
    return dict(zip(labels, ids_of(list(labels.values()), "x"), strict=True))


def _round(study: Study, item: Round, language: Language) -> Entry:
    scenario = study.scenario
    vehicle = scenario.vehicle[item.vehicle].label
    people = [
        f"{scenario.person[who].label} ({word('helper' if seat else 'driver', language)})"
        for seat, who in enumerate(item.crew)
    ]
    stops = []
    for position in range(1, len(item.stops) - 1):
        stop, packing = item.stops[position], said_at(scenario, item, position, language)
        stops.append(
            f"{clock(stop.start_s)} {word(stop.kind, language)}{colon(language)}"
            f"{label(scenario, stop.site)}{f', {packing}' if packing else ''}"
        )
    midnight = DAY_NUMBER[item.day] * DAY_S
    home = item.stops[0].site
    return Entry(
        item.id,
        midnight + item.stops[0].leave_s,
        midnight + item.stops[-1].arrive_s,
        f"{word('round', language)} – {vehicle}",
        f"{label(scenario, home)}, {written(scenario.sites[home])}",
        "\n".join([*([", ".join(people)] if people else []), *stops]),
    )


def _delivery(study: Study, item: Round, position: int, name: str, language: Language) -> Entry:
    scenario, stop = study.scenario, item.stops[position]
    kg = at_doors_kg(scenario, study.plan, item, position)
    packing = said_at(scenario, item, position, language)
    # the food of an errand is not weighed
    what = amount(sum(kg.values()), "kg", language) if sum(kg.values()) >= 0.5 else packing
    families = [
        f"{family.label} {weighed(family, kg[family.id], language)}"
        for family in scenario.families
        if kg.get(family.id, 0.0) >= 0.5
    ]
    midnight = DAY_NUMBER[item.day] * DAY_S
    vehicle = scenario.vehicle[item.vehicle].label
    return Entry(
        name,
        midnight + stop.start_s,
        midnight + stop.leave_s,
        f"{capital(noun(1, 'drop', language))} – {vehicle}{f', {what}' if what else ''}",
        f"{label(scenario, stop.site)}, {written(scenario.sites[stop.site])}",
        "\n".join([*families, *([packing] if packing else [])]),
    )


def calendar(scenario: Scenario, issue: Issue, name: str, entries: Iterable[Entry]) -> bytes:
    """Return some events as a calendar of that name."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//ramasse//FR")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add_component(vtimezone(scenario.time_zone, scenario.week_of.year))
    zone = ZoneInfo(scenario.time_zone)
    monday = datetime.combine(scenario.week_of, datetime.min.time(), zone)
    made_at = issue.made_at or datetime.combine(scenario.week_of, datetime.min.time(), UTC)
    for one in sorted(entries, key=lambda entry: (entry.starts_s, entry.id)):
        event = Event()
        event.add("uid", f"{scenario.id}-{scenario.week_of}-{one.id}@ramasse")
        event.add("dtstamp", made_at)
        event.add("sequence", issue.sequence)
        if one.cancelled:
            event.add("status", "CANCELLED")
        event.add("dtstart", monday + timedelta(minutes=one.starts_s // 60))
        event.add("dtend", monday + timedelta(minutes=one.ends_s // 60))
        event.add("summary", one.title)
        event.add("location", one.place)
        event.add("description", one.details)
        made.add_component(event)
    return bytes(made.to_ical())
