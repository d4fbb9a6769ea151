"""What the calendar says of the week: holidays, what does not take place, weeks that run on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from models.base import Text
from models.calendar import DAY_NAMES, DAYS
from models.dates import full_date
from models.findings import Finding, Severity
from models.public_holidays import holidays_of_week
from models.recurrence import in_weeks
from models.scenario import Scenario
from models.school_holidays import KNOWN, holidays_in

MOST = 8
"""Names told in one sentence."""
DAY_S = 86_400


def holidays(scenario: Scenario) -> Iterator[Finding]:
    """Yield the public and school holidays of the week, and who has something on them."""
    for when, name in holidays_of_week(scenario.week_of, scenario.time_zone).items():
        yield _public(scenario, when, name)
    zone = scenario.school_zone
    if zone is None:
        return
    found = holidays_in(zone, scenario.week_of)
    if found is None:
        since, until = map(_dated, KNOWN)
        yield _told("school_unknown", "info", _UNKNOWN.format(zone=zone, since=since, until=until))
    for one in found or ():
        dates = {"first": _dated(one.first), "last": _dated(one.last)}
        text = _SCHOOL.format(zone=zone, name=one.name, **dates)
        yield _told("school_holiday", "warning", text)


def _public(scenario: Scenario, when: date, name: Text) -> Finding:
    day = DAYS[when.weekday()]
    stores = {p.donor: None for p in scenario.pickups.values() if p.day == day and p.gross_kg > 0}
    doors = [
        who.id
        for who in scenario.associations
        if any(start // DAY_S == when.weekday() for start in scenario.openings_s[who.id])
    ]
    parts = [_PUBLIC.format(day=_dated(when, day=True), name=name)]
    if stores:
        parts.append(_COLLECTED.format(names=_named(scenario.donor[one].label for one in stores)))
    if doors:
        names = _named(scenario.association[one].name for one in doors)
        parts.append(_OPEN.format(names=names))
    asked = [
        one
        for one in scenario.bookings.requests
        if in_weeks(one.every, scenario.odd_week) and any(c.day == day for c in one.choices)
    ]
    if asked:
        parts.append(_TRUCK.format(names=_named(one.label for one in asked)))
    if stores or doors or asked:
        parts.append(_ASK)
    text = Text(fr=" ".join(one.fr for one in parts), en=" ".join(one.en for one in parts))
    somebody = bool(stores or doors or asked or scenario.warehouse)
    where = (*stores, *doors, *(one.id for one in asked))
    return _told("public_holiday", "warning" if somebody else "info", text, where)


def not_this_week(scenario: Scenario) -> Iterator[Finding]:
    """Yield the stores and associations that have something, but not in the week planned."""
    stores = [
        donor
        for donor in scenario.donors
        if donor.offers and not scenario.donors_now[donor.id].offers
    ]
    if stores:
        names = _named(one.label for one in stores)
        text = _NO_PICKUP.format(names=names)
        yield _told("no_pickup_this_week", "info", text, tuple(one.id for one in stores))
    for who in scenario.associations:
        starts = scenario.openings_s[who.id]
        if who.openings and (not starts or starts[0] >= 7 * DAY_S):
            text = _NEVER_OPEN if not starts else _NEXT
            coming = scenario.week_of + timedelta(days=starts[0] // DAY_S if starts else 0)
            when = _dated(coming, day=True)
            severity: Severity = "info" if starts else "warning"
            told = text.format(who=who.label, when=when)
            yield _told("no_opening_this_week", severity, told, (who.id,))


def odd_weeks(scenario: Scenario) -> Iterator[Finding]:
    """Yield two odd weeks that follow each other, where something takes place in odd or even ones.

    Years of 53 weeks end with an odd one, and the next begins with another.
    """
    used = (
        any(one.weeks != "any" for donor in scenario.donors for one in donor.offers)
        or any(one.weeks != "any" for who in scenario.associations for one in who.openings)
        or any(one.weeks != "any" for one in scenario.deliveries)
        or any(one.every != "week" for one in scenario.bookings.requests)
    )
    week = timedelta(weeks=1)
    long_year = 53 in (
        (scenario.week_of + when).isocalendar().week for when in (-week, timedelta(0))
    )
    if used and long_year and scenario.odd_week_of is None:
        yield _told("two_odd_weeks", "warning", _TWO_ODD)


def _told(code: str, severity: Severity, text: Text, where: tuple[str, ...] = ()) -> Finding:
    return Finding(code=code, severity=severity, text=text, where=where)


def _named(names: Iterable[str]) -> Text:
    """Return names as a sentence lists them, those beyond the most being counted."""
    found = list(names)
    more = len(found) - MOST
    told = ", ".join(found[:MOST])
    if more <= 0:
        return Text(fr=told, en=told)
    return Text(fr=f"{told} et {more} de plus", en=f"{told} and {more} more")


def _dated(when: date, *, day: bool = False) -> Text:
    """Return a date in words, with or without its day."""
    name = DAY_NAMES[DAYS[when.weekday()]]
    fr, en = full_date(when, "fr"), full_date(when, "en")
    return Text(fr=f"{name.fr} {fr}", en=f"{name.en} {en}") if day else Text(fr=fr, en=en)


_PUBLIC = Text(fr="Le {day} est férié ({name}).", en="{day} is a public holiday ({name}).")
_COLLECTED = Text(fr="Ramasse prévue ce jour-là : {names}.", en="Collected on that day: {names}.")
_OPEN = Text(fr="Distribution prévue : {names}.", en="Distributing: {names}.")
_TRUCK = Text(fr="Camion demandé : {names}.", en="Truck asked for: {names}.")
_ASK = Text(
    fr="Demandez-leur, et retirez ce qui n'aura pas lieu.",
    en="Ask them, and remove what will not take place.",
)
_SCHOOL = Text(
    fr="Vacances scolaires (zone {zone}) : {name}, du {first} au {last}.",
    en="School holidays (zone {zone}): {name}, from {first} to {last}.",
)
_UNKNOWN = Text(
    fr="Vacances scolaires (zone {zone}) : les dates ne sont connues que du {since} au {until}.",
    en="School holidays (zone {zone}): their dates are known from {since} to {until} only.",
)
_NO_PICKUP = Text(
    fr="Pas de ramasse cette semaine, d'après leurs jours : {names}.",
    en="No pick-up this week, by their days: {names}.",
)
_NEXT = Text(
    fr="{who} ne distribue pas cette semaine ; prochaine distribution : {when}.",
    en="{who} does not distribute this week; its next distribution: {when}.",
)
_NEVER_OPEN = Text(
    fr="{who} n'a aucune distribution dans l'année qui vient : rien ne peut lui être attribué.",
    en="{who} holds no distribution in the year to come: nothing can be given to it.",
)
_TWO_ODD = Text(
    fr="Les semaines 53 et 1 sont impaires toutes deux : ce qui a lieu une semaine sur deux se "
    "répète ou saute. Dites une « semaine impaire de référence » (odd_week_of) pour alterner sans "
    "rupture.",
    en="Weeks 53 and 1 are both odd: what takes place every other week is repeated or skipped. "
    "Give an odd week of reference (odd_week_of) to alternate without a break.",
)
