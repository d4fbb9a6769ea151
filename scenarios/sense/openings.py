"""Outlets that can open, closures that follow one another, dates of which holidays are known."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from models.dates import dated, span
from models.opening_days import OpeningDays
from models.outlets import Outlet
from models.publics import LEAST_TOLD
from models.scenario import Scenario
from models.school_holidays import KNOWN
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem


def known_dates(scenario: Scenario) -> Iterator[Problem]:
    """Yield a calendar that goes beyond the school holidays that are known."""
    asked = scenario.openings
    if not asked.outlets or scenario.school_zone is None:
        return
    days = OpeningDays(scenario).dates
    if days[0] >= KNOWN[0] and days[-1] <= KNOWN[1]:
        return
    first, last = KNOWN
    asked_for, known = span(days[0], days[-1]), span(first, last)
    most = (last - days[0]).days + 1
    loc: Loc = ("openings", "first" if days[0] < first or most < 7 else "days")
    remedy_fr, remedy_en = "Changez le premier jour.", "Change the first day."
    if loc[-1] == "days":
        remedy_fr, remedy_en = f"Écrivez {most} jours au plus.", f"Write {most} days at most."
    yield problem(
        loc,
        f"Le calendrier va {asked_for.fr}. Attendu : des dates dont les vacances scolaires sont "
        f"connues, {known.fr}. {remedy_fr}",
        f"The calendar goes {asked_for.en}. Expected: dates of which school holidays are known, "
        f"{known.en}. {remedy_en}",
    )


def school_slots(scenario: Scenario) -> Iterator[Problem]:
    """Yield slots of term or holidays where no school zone says which these are."""
    if scenario.school_zone is not None:
        return
    for n, outlet in enumerate(scenario.openings.outlets):
        for s, slot in enumerate(outlet.slots):
            if slot.school != "always":
                yield problem(
                    ("openings", "outlets", n, "slots", s, "school"),
                    "Ce créneau dépend des vacances scolaires, et la zone scolaire n'est pas dite. "
                    "Attendu : « always », ou une zone. Écrivez school_zone: A, B ou C.",
                    "This slot depends on school holidays, and no school zone is said. Expected: "
                    '"always", or a zone. Write school_zone: A, B or C.',
                )


def closures(scenario: Scenario) -> Iterator[Problem]:
    """Yield closures of no day, that overlap, or whose dates may not be what they are."""
    for n, outlet in enumerate(scenario.openings.outlets):
        for c, one in enumerate(outlet.closures):
            at: Loc = ("openings", "outlets", n, "closures", c)
            begins, ends = dated(one.first), dated(one.last)
            if one.days < 1:
                yield problem(
                    (*at, "last"),
                    f"Cette fermeture finit le {ends.fr}, avant de commencer le {begins.fr} : "
                    "elle ne dure aucun jour. Attendu : un jour au moins. Corrigez l'une des deux "
                    "dates, ou retirez-la.",
                    f"This closure ends on {ends.en}, before it starts on {begins.en}: it lasts "
                    "no day. Expected: one day at least. Correct one of the two dates, or remove "
                    "it.",
                )
                continue
            for field, wrong in (
                ("earliest", one.earliest is not None and one.earliest > one.first),
                ("latest", one.latest is not None and one.latest < one.last),
            ):
                if wrong:
                    when, there = span(one.first, one.last), dated(getattr(one, field))
                    yield problem(
                        (*at, field),
                        f"Trouvé le {there.fr}, et la fermeture est prévue {when.fr}. "
                        "Attendu : des dates qui la contiennent. Corrigez l'une d'elles.",
                        f"Found {there.en}, and the closure is planned {when.en}. "
                        "Expected: dates that hold it. Correct one of them.",
                    )
        for (_, a), (c, b) in itertools.combinations(enumerate(outlet.closures), 2):
            if a.first <= b.last and b.first <= a.last:
                one_of, other = span(b.first, b.last), span(a.first, a.last)
                yield problem(
                    ("openings", "outlets", n, "closures", c),
                    f"Cette fermeture, {one_of.fr}, chevauche une autre de {shown(outlet.id)}, "
                    f"{other.fr}. Attendu : l'une après l'autre. Réunissez-les, ou "
                    "corrigez une date.",
                    f"This closure, {one_of.en}, overlaps another of {shown(outlet.id)}, "
                    f"{other.en}. Expected: one after the other. Join them, or correct "
                    "a date.",
                )


def periods(scenario: Scenario) -> Iterator[Problem]:
    """Yield special periods that end before they begin."""
    for n, one in enumerate(scenario.openings.periods):
        if one.last < one.first:
            begins, ends = dated(one.first), dated(one.last)
            yield problem(
                ("openings", "periods", n, "last"),
                f"Cette période finit le {ends.fr}, avant de commencer le {begins.fr}. Attendu : "
                f"le {begins.fr} ou plus tard. Corrigez l'une des deux dates.",
                f"This period ends on {ends.en}, before it starts on {begins.en}. Expected: "
                f"{begins.en} or later. Correct one of the two dates.",
            )


def outlets(scenario: Scenario) -> Iterator[Problem]:
    """Yield outlets that admit nobody, that nobody can open, or whose slots are no choice."""
    for n, outlet in enumerate(scenario.openings.outlets):
        at: Loc = ("openings", "outlets", n)
        if not outlet.admits:
            yield problem(
                (*at, "admits"),
                f"{shown(outlet.id)} n'accueille aucun public. Attendu : un au moins, parmi "
                "families, isolated, seniors, students, street. Ajoutez-le.",
                f"{shown(outlet.id)} admits nobody. Expected: one at least, of families, isolated, "
                "seniors, students, street. Add it.",
            )
        names = [one.name for one in outlet.slots]
        for s, name in enumerate(names):
            if name in names[:s]:
                yield problem(
                    (*at, "slots", s),
                    f"{shown(outlet.id)} a deux fois le même créneau ({name}). Attendu : une fois. "
                    "Retirez l'un des deux.",
                    f"{shown(outlet.id)} has the same slot twice ({name}). Expected: once. Remove "
                    "one of them.",
                )
        if outlet.holds > len(names):
            yield problem(
                (*at, "slots_open"),
                f"{shown(outlet.id)} tient {outlet.holds} créneaux et n'en a que {len(names)} "
                f"de possibles. Attendu : {len(names)} au plus. Ajoutez des créneaux, ou baissez "
                "ce nombre.",
                f"{shown(outlet.id)} holds {outlet.holds} slots and has {len(names)} possible. "
                f"Expected: {len(names)} at most. Add slots, or lower that number.",
            )
        yield from _opened_by_nobody(scenario, outlet, at)


def _opened_by_nobody(scenario: Scenario, outlet: Outlet, at: Loc) -> Iterator[Problem]:
    found = []
    for slot in outlet.slots:
        most = scenario.openings.at_hand(outlet.association, slot.day, slot.half)
        if most is None or most >= slot.people:
            return
        found.append((slot.people, most))
    least, most = min(found, key=lambda one: one[0] - one[1])
    yield problem(
        (*at, "slots"),
        f"Personne ne peut ouvrir {shown(outlet.id)} : à chacun de ses créneaux, son association a "
        f"moins de bénévoles qu'il n'en faut ({most} pour {least} au mieux). Attendu : un créneau "
        "au moins qu'elle peut tenir. Corrigez les bénévoles par demi-journée (openings.people), "
        "ou retirez le lieu.",
        f"Nobody can open {shown(outlet.id)}: at each of its slots its association has fewer "
        f"volunteers than it takes ({most} for {least} at best). Expected: one slot at least that "
        "it can hold. Correct the volunteers by half-day (openings.people), or remove the outlet.",
    )


def small_counts(scenario: Scenario) -> Iterator[Problem]:
    """Yield groups so small that their number would tell of people."""
    for n, group in enumerate(scenario.openings.groups):
        if group.households is not None and 0 < group.households < LEAST_TOLD:
            yield problem(
                ("openings", "groups", n, "households"),
                f"Trouvé {group.households} foyers. Attendu : {LEAST_TOLD} au moins, ou vide : un "
                "nombre plus petit dirait qui ils sont. Videz la case, ou réunissez deux groupes.",
                f"Found {group.households} households. Expected: {LEAST_TOLD} at least, or empty: "
                "a smaller number would tell who they are. Empty it, or join two groups.",
            )


def relays(scenario: Scenario) -> Iterator[Problem]:
    """Yield relays by the association that holds the outlet, or of one that never closes."""
    for n, one in enumerate(scenario.openings.relays):
        outlet = scenario.openings.outlet.get(one.outlet)
        if outlet is not None and outlet.association == one.association:
            yield problem(
                ("openings", "relays", n, "association"),
                f"{shown(one.association)} tient déjà {shown(outlet.id)}. Attendu : une autre "
                "association. Changez-la, ou retirez ce relais.",
                f"{shown(one.association)} holds {shown(outlet.id)} already. Expected: another "
                "association. Change it, or remove this relay.",
            )


RULES: tuple[Rule, ...] = (
    known_dates,
    school_slots,
    closures,
    periods,
    outlets,
    small_counts,
    relays,
)
