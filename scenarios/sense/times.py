"""Days follow one another, and every window is long enough for what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.base import Text
from models.calendar import DAY_NAMES, DAYS, Day
from models.donors import window_s
from models.public_holidays import LOCAL, MAINLAND
from models.recurrence import monday_of
from models.scenario import Scenario
from scenarios.faults import did_you_mean, nearest, shown
from scenarios.records import records_with
from scenarios.sense.problem import Loc, Problem, Rule, listed, problem

_WRITE = Text(fr="Écrivez l'un d'eux.", en="Write one of them.")
HOURS = (("opens", "closes"), ("starts", "ends"))
"""Fields in which a record says from when to when, local times of one day."""


def dates(scenario: Scenario) -> Iterator[Problem]:
    """Yield a week that does not begin on a Monday, and head-counts from the future."""
    if scenario.week_of.weekday() != 0:
        day, monday = DAY_NAMES[DAYS[scenario.week_of.weekday()]], monday_of(scenario.week_of)
        yield problem(
            ("week_of",),
            f"Le {scenario.week_of} est un {day.fr}. Attendu : le lundi de la semaine. "
            f"Écrivez {monday}.",
            f"{scenario.week_of} is a {day.en}. Expected: the Monday of the week. Write {monday}.",
        )
    for n, who in enumerate(scenario.associations):
        if who.counted_on is not None and who.counted_on > scenario.week_of:
            yield problem(
                ("associations", n, "counted_on"),
                f"Ce compte est daté du {who.counted_on}, après la semaine prévue "
                f"({scenario.week_of}). Attendu : une date passée. Corrigez la date.",
                f"This count is dated {who.counted_on}, after the week planned "
                f"({scenario.week_of}). Expected: a past date. Correct the date.",
            )


def zones(scenario: Scenario) -> Iterator[Problem]:
    """Yield a time zone that nobody knows, and a school zone where there is none."""
    known = (MAINLAND, *LOCAL)
    name = scenario.time_zone
    if not _is_zone(name):
        towns = {zone.partition("/")[2].lower(): zone for zone in known}
        near = nearest(name.rpartition("/")[2].lower(), towns)
        remedy = _WRITE if near is None else did_you_mean(towns[near])
        yield problem(
            ("time_zone",),
            f"Trouvé {shown(name)}, qui n'est pas un fuseau horaire. Attendu : l'un de "
            f"{listed(known, 'fr')} ou un autre nom de la base tz. {remedy.fr}",
            f"Found {shown(name)}, which is no time zone. Expected: one of {listed(known, 'en')} "
            f"or another name of the tz database. {remedy.en}",
        )
    elif scenario.school_zone is not None and name != MAINLAND:
        yield problem(
            ("school_zone",),
            f"Les zones A, B et C sont celles de la métropole, et le fuseau est {name}. Attendu : "
            f"vide, ou le fuseau {MAINLAND}. Videz la zone scolaire, ou corrigez le fuseau.",
            f"Zones A, B and C are those of the mainland, and the time zone is {name}. Expected: "
            f"none, or the time zone {MAINLAND}. Empty the school zone, or correct the time zone.",
        )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones is none
        return False
    return True


def in_order(scenario: Scenario) -> Iterator[Problem]:
    """Yield hours of one day that end before they start, whatever they are of."""
    for first, last in HOURS:
        for at, record in records_with(scenario, first, last):
            starts, ends = getattr(record, first), getattr(record, last)
            if starts is not None and ends is not None and starts >= ends:
                remedy = _over_midnight(starts, ends)
                yield problem(
                    (*at, last),
                    f"La fin ({ends}) n'est pas après le début ({starts}). Attendu : une fin plus "
                    f"tardive, le même jour. {remedy.fr}",
                    f"The end ({ends}) is not after the start ({starts}). Expected: a later end, "
                    f"on the same day. {remedy.en}",
                )


def _over_midnight(starts: str, ends: str) -> Text:
    """Return what to do about hours of which the end is not after the start."""
    if starts in (ends, "23:59"):
        return Text(
            fr="Corrigez l'une des deux heures.",
            en="Correct one of the two times.",
        )
    if ends == "00:00":
        return Text(fr="Si c'est minuit, écrivez 23:59.", en="If it is midnight, write 23:59.")
    return Text(
        fr=f"S'il passe minuit, écrivez deux créneaux : {starts}–23:59, et 00:00–{ends} le "
        "lendemain. Sinon, corrigez l'une des deux heures.",
        en=f"If it goes past midnight, write two slots: {starts}–23:59, and 00:00–{ends} on the "
        "day after. Otherwise correct one of the two times.",
    )


def lengths(scenario: Scenario) -> Iterator[Problem]:
    """Yield shifts and windows too short for what they are for."""
    for n, shift in enumerate(scenario.shifts):
        span = (shift.ends_s - shift.starts_s) // 60
        if 0 < span < shift.max_min:
            yield problem(
                ("shifts", n, "max_min"),
                f"Trouvé {shift.max_min} min, mais la plage {shift.starts}–{shift.ends} n'en a que "
                f"{span}. Attendu : {span} au plus. Réduisez max_min ou élargissez la plage.",
                f"Found {shift.max_min} min, but the shift {shift.starts}–{shift.ends} has only "
                f"{span}. Expected: {span} at most. Reduce max_min or widen the shift.",
            )
    for n, who in enumerate(scenario.associations):
        for w, window in enumerate(who.reception):
            if 0 < window.closes_s - window.opens_s < 60 * who.unloading_min:
                loc = ("associations", n, "reception", w)
                yield _short(loc, window.opens, window.closes, who.unloading_min)


def offered(scenario: Scenario) -> Iterator[Problem]:
    """Yield offers too short to be collected, or on days of no round."""
    kinds = {kind.id: kind for kind in scenario.donor_kinds}
    for n, donor in enumerate(scenario.donors):
        for o, offer in enumerate(donor.offers):
            at: Loc = ("donors", n, "offers", o)
            opens_s, closes_s = window_s(offer)
            kind = kinds.get(donor.kind)
            usual = kind.loading_min if kind is not None else 0.0
            loading = usual if offer.loading_min is None else offer.loading_min
            if 0 < closes_s - opens_s < 60 * loading:
                yield _short((*at, "closes"), offer.opens, offer.closes, loading)
            yield from _days((*at, "days"), offer.days, scenario)
            for day in offer.day_kg:
                if day not in offer.days:
                    yield problem(
                        (*at, "day_kg", day),
                        f"Des kg sont dits pour {_day(day, 'fr')}, où rien n'est offert. Attendu : "
                        "un des jours de « days ». Retirez-les ou ajoutez le jour.",
                        f"Kilograms are given for {_day(day, 'en')}, when nothing is offered. "
                        'Expected: one of the days of "days". Remove them or add the day.',
                        key=True,
                    )


def _days(loc: Loc, days: tuple[Day, ...], scenario: Scenario) -> Iterator[Problem]:
    for n, day in enumerate(days):
        if day not in scenario.days:
            known = ", ".join(scenario.days)
            yield problem(
                (*loc, n),
                f"Le jour « {day} » n'est pas un jour de ramasse. Attendu : {known}. Retirez-le, "
                "ou ajoutez-le aux « days » du scénario.",
                f'The day "{day}" is not a collection day. Expected: {known}. Remove it, or add '
                'it to the "days" of the scenario.',
            )


def _day(day: str, language: str) -> str:
    name = DAY_NAMES[day]
    return name.fr if language == "fr" else name.en


def _short(loc: Loc, starts: str, ends: str, service: float) -> Problem:
    return problem(
        loc,
        f"Le créneau {starts}–{ends} est plus court que le temps sur place ({service:g} min). "
        "Attendu : un créneau au moins aussi long. Élargissez-le, ou réduisez ce temps.",
        f"The window {starts}–{ends} is shorter than the time on site ({service:g} min). Expected: "
        "a window at least as long. Widen it, or reduce that time.",
    )


RULES: tuple[Rule, ...] = (dates, zones, in_order, lengths, offered)
