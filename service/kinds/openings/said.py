"""Slots, closures and relays of outlets, as people say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.base import Language
from models.calendar import DAY_NAMES, DAY_NUMBER, DAYS
from models.dates import full_date
from models.openings import Openings, SpecialPeriod
from models.openings_study import OpeningPlan, OpeningStudy
from models.outlets import Outlet, OutletSlot
from models.publics import AUDIENCES, MODES
from scenarios.workbook.value_words import value_word
from service.kinds.openings.words import say
from service.words.sentences import listed


def hours(slot: OutletSlot, language: Language) -> str:
    """Return from when to when a slot is: 14 h–17 h, 14:00–17:00."""
    if language == "en":
        return f"{slot.starts}–{slot.ends}"

    def told(clock: str) -> str:
        hour, minute = clock.split(":")
        return f"{int(hour)}\u00a0h" + ("" if minute == "00" else f"\u00a0{minute}")

    return f"{told(slot.starts)}–{told(slot.ends)}"


def only_when(asked: Openings, slot: OutletSlot, language: Language) -> str:
    """Return in which weeks a slot takes place, empty where it does in all."""
    parts = []
    if slot.of_month:
        nths = listed([value_word(one, language) for one in slot.of_month], language)
        day = DAY_NAMES[slot.day].in_(language)
        key = "of_month" if len(slot.of_month) == 1 else "of_month_some"
        parts.append(say(key, language, nths=nths, day=day))
    if slot.weeks != "any":
        parts.append(value_word(slot.weeks, language))
    if slot.school != "always":
        parts.append(say(f"only_{slot.school}", language))
    for key, names in (("only_in", slot.only_in), ("not_in", slot.not_in)):
        if names:
            told = [_period_told(asked.period[one], language) for one in names]
            parts.append(say(key, language, periods=listed(told, language)))
    return ", ".join(parts)


def _period_told(one: SpecialPeriod, language: Language) -> str:
    first, last = (_no_year(when, language) for when in (one.first, one.last))
    return say("period_told", language, label=one.label, first=first, last=last)


def slot_said(asked: Openings, slot: OutletSlot, language: Language) -> str:
    """Return the day, the hours and the weeks of a slot."""
    told = f"{DAY_NAMES[slot.day].in_(language)} {hours(slot, language)}"
    when = only_when(asked, slot, language)
    return f"{told} ({when})" if when else told


def named(outlet: Outlet, slot: str) -> OutletSlot:
    """Return a slot of an outlet by its name."""
    return next(one for one in outlet.slots if one.name == slot)


def in_week(slots: Iterable[OutletSlot]) -> list[OutletSlot]:
    """Return slots in the order of a week."""
    return sorted(slots, key=lambda one: (DAY_NUMBER[one.day], one.starts_s, one.name))


def open_slots(plan: OpeningPlan, outlet: Outlet) -> list[OutletSlot]:
    """Return the slots of an outlet that are open, in the order of a week."""
    return in_week(named(outlet, one.slot) for one in plan.slots if one.outlet == outlet.id)


def closures(study: OpeningStudy, outlet: Outlet) -> list[tuple[int, date, date]]:
    """Return the closures of an outlet that touch the calendar: number, first and last day."""
    first, last = period(study)
    found = [
        (one.closure, one.first, one.last)
        for one in study.plan.closures
        if one.outlet == outlet.id and one.first <= last and first <= one.last
    ]
    return sorted(found, key=lambda one: one[1])


def period(study: OpeningStudy) -> tuple[date, date]:
    """Return the first and last day of a calendar."""
    from models.opening_days import OpeningDays

    days = OpeningDays(study.scenario).dates
    return days[0], days[-1]


def period_said(study: OpeningStudy, language: Language) -> str:
    """Return from when to when a calendar is."""
    first, last = (full_date(one, language) for one in period(study))
    return say("period", language, first=first, last=last)


def relays_in(study: OpeningStudy, outlet: Outlet, closure: int) -> list[tuple[OutletSlot, str]]:
    """Return the slots that others open during a closure of an outlet, and who does."""
    asked = study.scenario.openings
    found = []
    for one in study.plan.relays:
        offer = asked.relay[one.relay]
        if offer.outlet == outlet.id and one.closure == closure:
            who = study.scenario.association[offer.association].label
            found.append((named(outlet, one.slot), who))
    return sorted(found, key=lambda one: (DAY_NUMBER[one[0].day], one[0].starts_s))


def closed_said(first: date, last: date, language: Language) -> str:
    """Return when a closure is, both days included, as a sentence says it."""
    if first == last:
        return say("closed_day", language, day=day_said(first, language))
    begins, ends = (day_said(one, language) for one in (first, last))
    return say("closed_days", language, first=begins, last=ends)


def day_said(when: date, language: Language) -> str:
    """Return a date with the name of its day, without its year: a calendar says it once."""
    name = DAY_NAMES[DAYS[when.weekday()]].in_(language)
    return f"{name} {_no_year(when, language)}"


def _no_year(when: date, language: Language) -> str:
    return full_date(when, language).rpartition(" ")[0]


def admitted(outlet: Outlet, language: Language) -> str:
    """Return whom an outlet is for."""
    if len(set(outlet.admits)) == len(AUDIENCES):
        return say("poster_all", language)
    who = listed([AUDIENCES[one].in_(language) for one in outlet.admits], language)
    return say("poster_for", language, who=who)


def mode_said(outlet: Outlet, language: Language) -> str:
    """Return what form of help an outlet gives."""
    return MODES[outlet.mode].in_(language)
