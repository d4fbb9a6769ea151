"""Closures, absences and exceptions: their dates follow one another and contradict nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from models.associations import Association
from models.base import seconds
from models.calendar import DAY_NAMES, DAYS
from models.donors import Donor
from models.exceptions import Absence, DistributesOtherwise, GivesOtherwise, away_on
from models.recurrence import is_odd, monday_of
from models.scenario import Scenario
from scenarios.records import records_with
from scenarios.sense.problem import Loc, Problem, Rule, listed, problem


def in_order(scenario: Scenario) -> Iterator[Problem]:
    """Yield absences that end before they begin."""
    for at, record in records_with(scenario, "absences"):
        absences: Sequence[Absence] = record.absences
        for n, one in enumerate(absences):
            if one.until < one.first:
                yield problem(
                    (*at, "absences", n, "last"),
                    f"Le dernier jour ({one.until}) est avant le premier ({one.first}). Attendu : "
                    "le même jour ou un jour plus tard. Corrigez l'une des deux dates.",
                    f"The last day ({one.until}) is before the first ({one.first}). Expected: the "
                    "same day or a later one. Correct one of the two dates.",
                )


def gifts(scenario: Scenario) -> Iterator[Problem]:
    """Yield exceptions of stores that contradict each other, a closure or the hours of the day."""
    kinds = {kind.id: kind for kind in scenario.donor_kinds}
    for n, donor in enumerate(scenario.donors):
        kind = kinds.get(donor.kind)
        for e, one in enumerate(donor.exceptions):
            at: Loc = ("donors", n, "exceptions", e)
            yield from _once(at, donor.exceptions[:e], one)
            yield from _open(at, "on", one.on, donor)
            yield from _round_day(scenario, at, one)
            usual = _usual(donor, one)
            opens, closes = one.opens or usual.opens, one.closes or usual.closes
            loading = usual.loading_min
            least = loading if loading is not None else kind.loading_min if kind else 0.0
            if seconds(closes) - seconds(opens) < max(60 * least, 1):
                yield problem(
                    (*at, "opens" if one.opens else "closes"),
                    f"Le {one.on}, le créneau {opens}–{closes} ne tient pas le temps sur place "
                    f"({least:g} min). Attendu : un créneau au moins aussi long. Corrigez les "
                    "heures, ou dites les deux.",
                    f"On {one.on}, the window {opens}–{closes} does not hold the time on site "
                    f"({least:g} min). Expected: a window at least as long. Correct the hours, or "
                    "say both.",
                )


def _usual(donor: Donor, one: GivesOtherwise) -> Any:
    day = DAYS[one.on.weekday()]
    return next((offer for offer in donor.offers if day in offer.days), donor.offers[0])


def _once(
    at: Loc, before: Sequence[GivesOtherwise | DistributesOtherwise], one: GivesOtherwise
) -> Iterator[Problem]:
    if any(other.on == one.on for other in before):
        yield problem(
            (*at, "on"),
            f"Le {one.on} est déjà dit plus haut. Attendu : une ligne par date. Retirez l'une des "
            "deux.",
            f"{one.on} is told above already. Expected: one line a date. Remove one of the two.",
        )


def _open(at: Loc, field: str, when: date, who: Donor | Association) -> Iterator[Problem]:
    closed = away_on(who.absences, when)
    if closed is not None:
        yield problem(
            (*at, field),
            f"Le {when} tombe dans une fermeture (du {closed.first} au {closed.until}). Attendu : "
            "une date où c'est ouvert. Changez la date, ou la fermeture.",
            f"{when} is within a closure (from {closed.first} to {closed.until}). Expected: a date "
            "on which it is open. Change the date, or the closure.",
        )


def _round_day(scenario: Scenario, at: Loc, one: GivesOtherwise) -> Iterator[Problem]:
    day = DAYS[one.on.weekday()]
    coming = 0 <= (one.on - scenario.week_of).days < 7
    if coming and day not in scenario.days and one.kg != 0:
        name = DAY_NAMES[day]
        yield problem(
            (*at, "on"),
            f"Le {one.on} est un {name.fr}, qui n'est pas un jour de ramasse. Attendu : "
            f"{listed(scenario.days, 'fr')}. Changez la date, ou ajoutez « {day} » aux « days » du "
            "scénario.",
            f"{one.on} is a {name.en}, which is no collection day. Expected: "
            f'{listed(scenario.days, "en")}. Change the date, or add "{day}" to the "days" of the '
            "scenario.",
        )


def moved(scenario: Scenario) -> Iterator[Problem]:
    """Yield distributions moved from a date that has none, or to a date of closure."""
    for n, who in enumerate(scenario.associations):
        for m, one in enumerate(who.moved):
            at: Loc = ("associations", n, "moved", m)
            alike = [other for other in who.moved[:m] if other.on == one.on]
            if any(other.takes_place in (None, one.takes_place) for other in alike) or (
                alike and one.takes_place is None
            ):
                yield problem(
                    (*at, "on"),
                    f"La distribution du {one.on} est déjà annulée ou déplacée plus haut. "
                    "Attendu : une ligne par distribution. Retirez l'une des deux.",
                    f"The distribution of {one.on} is cancelled or moved above already. Expected: "
                    "one line a distribution. Remove one of the two.",
                )
            if one.starts is None and not _usually(scenario, who, one.on):
                yield problem(
                    (*at, "on"),
                    f"« {who.id} » n'a pas de distribution le {one.on}. Attendu : la date d'une "
                    "distribution, ou une heure (starts) pour une distribution en plus. Corrigez "
                    "la date, ou dites l'heure.",
                    f'"{who.id}" holds no distribution on {one.on}. Expected: the date of one, or '
                    "an hour (starts) for one more. Correct the date, or say the hour.",
                )
            if one.takes_place is not None:
                field = "on" if one.to is None else "to"
                yield from _open(at, field, one.takes_place, who)


def _usually(scenario: Scenario, who: Association, when: date) -> bool:
    """Tell whether an association distributes on a date as a rule."""
    monday = monday_of(when)
    usual = who.changed(moved=(), absences=())
    starts = usual.distributes_s(monday, is_odd(monday, scenario.odd_week_of))
    first = (when - monday) / timedelta(seconds=1)
    return any(first <= start < first + 86_400 for start in starts)


RULES: tuple[Rule, ...] = (in_order, gifts, moved)
