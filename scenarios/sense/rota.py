"""Volunteers and duties: pseudonyms stay pseudonyms, duties hold in their half-day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from models.base import Text, clock, seconds
from models.calendar import DAY_NAMES, DAYS
from models.dates import dated
from models.duties import RegularDuty
from models.letters import bare
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.sense.problem import Loc, Problem, Rule, problem

_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
_TELEPHONE = re.compile(r"(?:\+|00)?(?:[0-9][ .\-_/]*){9,14}")
"""Nine digits or more, whatever stands between: no half-day and no count is that long."""


def no_contact(scenario: Scenario) -> Iterator[Problem]:
    """Yield e-mails and telephones where a pseudonym or a remark is expected."""
    for n, who in enumerate(scenario.rota.volunteers):
        for field in ("id", "label", "note"):
            text = getattr(who, field) or ""
            mail, phone = _MAIL.search(text), _TELEPHONE.search(text)
            if mail is None and phone is None:
                continue
            fr, en = ("un courriel", "an e-mail") if mail else ("un téléphone", "a telephone")
            yield problem(
                ("rota", "volunteers", n, field),
                f"Trouvé {fr} : {shown(text)}. Attendu : rien qui dise qui est cette personne, car "
                "le planning est vu de toutes les associations. Mettez un pseudonyme (p07) ; "
                "l'association garde sa liste.",
                f"Found {en}: {shown(text)}. Expected: nothing that says who this person is, as "
                "all associations see the rota. Use a pseudonym (p07); the association keeps its "
                "list.",
            )


def caps_of_none(scenario: Scenario) -> Iterator[Problem]:
    """Yield people who may come to nothing at all."""
    for n, who in enumerate(scenario.rota.volunteers):
        for field in ("max_per_week", "max_per_fortnight"):
            if getattr(who, field) == 0:
                yield problem(
                    ("rota", "volunteers", n, field),
                    f"Trouvé 0 pour {shown(who.id)}, qui ne viendrait donc jamais. Attendu : 1 au "
                    "moins. Pour quelques semaines, dites une absence ; sinon retirez la ligne.",
                    f"Found 0 for {shown(who.id)}, who would thus never come. Expected: 1 at "
                    "least. For some weeks, say days away; else remove the row.",
                )


def skills_apart(scenario: Scenario) -> Iterator[Problem]:
    """Yield skills that are one, spelled two ways."""
    skills = scenario.rota.skills
    for (_, one), (n, other) in combinations(enumerate(skills), 2):
        if one.id == other.id:
            continue
        if _alike(one.id) == _alike(other.id) or _alike(one.label) == _alike(other.label):
            yield problem(
                ("rota", "skills", n, "id"),
                f"{shown(other.id)} et {shown(one.id)} semblent une seule compétence écrite de "
                f"deux façons. Attendu : une seule. Vouliez-vous dire {shown(one.id)} partout ?",
                f"{shown(other.id)} and {shown(one.id)} look like one skill spelled two ways. "
                f"Expected: one. Did you mean {shown(one.id)} everywhere?",
            )


def _alike(text: str) -> str:
    """Return a text without accents, capitals, blanks, dashes and plurals."""
    words = re.split(r"[^a-z0-9]+", bare(text))
    return "".join(word.rstrip("sx") for word in words)


def within_half_days(scenario: Scenario) -> Iterator[Problem]:
    """Yield duties that end before they start, or do not hold in their half-day."""
    for n, duty in enumerate(scenario.rota.duties):
        shift = scenario.shift.get(duty.shift)
        if shift is None:
            continue
        starts = seconds(duty.starts or shift.starts)
        ends = seconds(duty.ends or shift.ends)
        loc: Loc = ("rota", "duties", n, "ends" if duty.ends else "starts")
        hours = f"{clock(starts)}–{clock(ends)}"
        if ends <= starts and duty.starts and duty.ends:
            continue  # said of any two hours
        if ends <= starts:
            yield problem(
                loc,
                f"{shown(duty.id)} finit avant de commencer : {hours}. Attendu : une fin après le "
                "début. Corrigez l'une des deux heures.",
                f"{shown(duty.id)} ends before it starts: {hours}. Expected: an end after the "
                "start. Correct one of the two.",
            )
        elif starts < shift.starts_s or ends > shift.ends_s:
            yield _too_long(duty, loc, hours, shift.label, f"{shift.starts}–{shift.ends}")


def decisions_dated(scenario: Scenario) -> Iterator[Problem]:
    """Yield decisions about a date on which the duty never takes place."""
    duties = {one.id: one for one in scenario.rota.duties}
    for n, one in enumerate(scenario.rota.decisions):
        duty = duties.get(one.duty)
        if duty is None or one.on is None or DAYS[one.on.weekday()] in duty.days:
            continue
        found, when = DAY_NAMES[DAYS[one.on.weekday()]], dated(one.on)
        days = Text(
            fr=", ".join(DAY_NAMES[day].fr for day in duty.days),
            en=", ".join(DAY_NAMES[day].en for day in duty.days),
        )
        yield problem(
            ("rota", "decisions", n, "on"),
            f"Le {when.fr} est un {found.fr} ; {shown(duty.id)} a lieu : {days.fr}. Attendu : une "
            "date où ce service a lieu. Corrigez la date, ou laissez-la vide.",
            f"{when.en} is a {found.en}; {shown(duty.id)} takes place on: {days.en}. Expected: a "
            "date on which this duty takes place. Correct the date, or leave it empty.",
        )


def _too_long(duty: RegularDuty, loc: Loc, hours: str, shift: str, limit: str) -> Problem:
    return problem(
        loc,
        f"{shown(duty.id)} est à {hours}, et sa plage « {shift} » à {limit}. Attendu : un service "
        "qui tient dans sa demi-journée. Coupez-le en deux services, ou élargissez la plage.",
        f'{shown(duty.id)} is at {hours}, its shift "{shift}" at {limit}. Expected: a duty '
        "that holds in its half-day. Cut it into two duties, or widen the shift.",
    )


def shifts_apart(scenario: Scenario) -> Iterator[Problem]:
    """Yield people who do several half-days a day, where shifts overlap."""
    overlap = next(
        (
            (one, other)
            for one, other in combinations(scenario.shifts, 2)
            if one.starts_s < other.ends_s and other.starts_s < one.ends_s
        ),
        None,
    )
    for n, who in enumerate(scenario.rota.volunteers):
        if overlap is not None and who.max_per_day > 1:
            one, other = overlap
            yield problem(
                ("rota", "volunteers", n, "max_per_day"),
                f"{shown(who.id)} peut venir {who.max_per_day} fois par jour, mais les plages "
                f"« {one.label} » et « {other.label} » se chevauchent. Attendu : des plages qui se "
                "suivent, ou 1 par jour. Corrigez l'un ou l'autre.",
                f"{shown(who.id)} may come {who.max_per_day} times a day, but the shifts "
                f'"{one.label}" and "{other.label}" overlap. Expected: shifts one after the '
                "other, or 1 a day. Correct either.",
            )


def pairings(scenario: Scenario) -> Iterator[Problem]:
    """Yield people who come together, and never together."""
    given = list(enumerate(scenario.rota.pairings))
    for n, one in given:
        for _, other in given[:n]:
            both = [who for who in dict.fromkeys(one.people) if who in other.people]
            if one.rule != other.rule and len(both) > 1:
                names = ", ".join(map(shown, both))
                yield problem(
                    ("rota", "pairings", n, "rule"),
                    f"{names} ne viendraient qu'ensemble, et jamais ensemble. Attendu : l'un ou "
                    "l'autre. Retirez l'une des deux lignes.",
                    f"{names} would come only together, and never together. Expected: one or the "
                    "other. Remove one of the two rows.",
                )


RULES: tuple[Rule, ...] = (
    no_contact,
    pairings,
    caps_of_none,
    skills_apart,
    within_half_days,
    decisions_dated,
    shifts_apart,
)
