"""The common rota of volunteers: people, duties, and the rules that bring them together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from models.base import Model, Slug, Text
from models.calendar import DAYS, Shift
from models.duties import Duty, DutyId, RegularDuty, dated_seats
from models.fields import en, fr, refers
from models.lists import one, sheet, table
from models.recurrence import is_odd, takes_place
from models.volunteers import Skill, Volunteer

PAIRING_RULES = {
    "together": Text(fr="ensemble", en="together"),
    "apart": Text(fr="jamais ensemble", en="apart"),
}
DECISIONS = {
    "comes": Text(fr="vient", en="comes"),
    "excluded": Text(fr="ne vient pas", en="does not come"),
}
MOST_WEEKS = 4


class Pairing(Model):
    """People who come only together, or never together."""

    people: Annotated[
        tuple[Slug, ...],
        fr("Personnes"),
        en("People"),
        refers("rota.volunteers"),
    ] = Field(min_length=2)
    rule: Annotated[
        Literal["together", "apart"],
        fr(
            "Règle",
            "together : jamais l'un sans l'autre au même service ; apart : jamais ensemble.",
        ),
        en("Rule", "Never one without the other at a duty, or never both."),
    ] = "together"


class Decision(Model):
    """A duty that someone is to do, or is not to do."""

    person: Annotated[Slug, fr("Personne"), en("Person"), refers("rota.volunteers")]
    duty: Annotated[
        Slug,
        fr("Service", "Le service, comme dans la liste des services."),
        en("Duty", "The duty, as in the list of duties."),
        refers("rota.duties"),
    ]
    on: Annotated[
        date | None,
        fr("Le", "Vide : chaque fois qu'il a lieu."),
        en("On", "Whenever it takes place when empty."),
    ] = None
    rule: Annotated[
        Literal["comes", "excluded"],
        fr("Décision", "La personne vient, ou ne vient pas."),
        en("Decision", "The person comes, or does not."),
    ] = "comes"


class DatedDecision(Model):
    """A decision about one date: of a duty, or of an activity whichever the seat."""

    person: Slug
    duty: DutyId = Field(description="Id of a duty, or of an activity.")
    rule: Literal["comes", "excluded"] = "comes"


class Rota(Model):
    """Volunteers, skills, duties, and the rules by which they are brought together."""

    weeks: Annotated[
        int,
        fr("Semaines", "Combien de semaines le planning couvre."),
        en("Weeks", "How many weeks the rota covers."),
    ] = Field(default=1, ge=1, le=MOST_WEEKS)
    skills: Annotated[
        tuple[Skill, ...],
        fr("Compétences", "Ce qu'un service peut demander."),
        en("Skills", "What a duty may need."),
        one("une compétence", "a skill"),
        table("une compétence", "a skill", "label"),
    ] = ()
    volunteers: Annotated[
        tuple[Volunteer, ...],
        fr("Bénévoles", "Sous des pseudonymes : ce qu'ils offrent et savent faire."),
        en("Volunteers", "Under pseudonyms: what they offer and can do."),
        one("un bénévole", "a volunteer"),
        table("un bénévole", "a volunteer", "id association skills max_per_week"),
    ] = ()
    duties: Annotated[
        tuple[RegularDuty, ...],
        fr("Services", "Ce qui demande du monde, semaine après semaine."),
        en("Duties", "What needs people, week after week."),
        one("un service", "a duty"),
        table("un service", "a duty", "label association kind days shift"),
    ] = ()
    pairings: Annotated[
        tuple[Pairing, ...],
        fr("Ensemble ou jamais ensemble", "Qui vient avec qui, ou pas avec qui."),
        en("Together or never together", "Who comes with whom, or not with whom."),
        sheet("Ensemble ou jamais", "Together or never"),
        table("des personnes ensemble ou jamais", "people together or never", "people rule"),
    ] = ()
    decisions: Annotated[
        tuple[Decision, ...],
        fr("Décisions", "Ce qui est fixé ou exclu à la main."),
        en("Decisions", "What is fixed or ruled out by hand."),
        sheet("Décisions du planning", "Decisions of the rota"),
    ] = ()
    weekends_apart: Annotated[
        bool,
        fr("Pas deux week-ends de suite", "Oui : personne ne vient deux week-ends de suite."),
        en("Not two week-ends running", "True: nobody comes two week-ends running."),
    ] = False
    driver_skill: Annotated[
        Slug | None,
        fr("Compétence du chauffeur", "Demandée à qui conduit une tournée planifiée."),
        en("Skill of drivers", "Needed of whoever drives a planned round."),
        refers("rota.skills"),
    ] = None
    helper_skill: Annotated[
        Slug | None,
        fr("Compétence de l'accompagnateur", "Demandée à qui accompagne une tournée planifiée."),
        en("Skill of helpers", "Needed of whoever helps on a planned round."),
        refers("rota.skills"),
    ] = None

    @cached_property
    def volunteer(self) -> dict[str, Volunteer]:
        """Volunteers by pseudonym."""
        return {one.id: one for one in self.volunteers}

    @cached_property
    def skill(self) -> dict[str, Skill]:
        """Skills by id."""
        return {one.id: one for one in self.skills}


def dated_duties(
    rota: Rota, shifts: dict[str, Shift], first: date, odd_week_of: date | None
) -> Iterator[Duty]:
    """Yield the duties of the weeks of a rota, in the order of dates, hours and ids.

    Parameters
    ----------
    shifts
        The parts of the day, by id.
    first
        The Monday of the first week.
    odd_week_of
        A date in an odd week, from which they are counted; see ``models.recurrence.is_odd``.

    Raises
    ------
    KeyError
        A duty takes a shift that does not exist.
    """
    found: list[Duty] = []
    for number in range(7 * rota.weeks):
        when = first + timedelta(days=number)
        odd = is_odd(when, odd_week_of)
        for regular in rota.duties:
            if DAYS[when.weekday()] not in regular.days or when in regular.except_on:
                continue
            if takes_place(when, regular.weeks, regular.of_month, odd):
                found += dated_seats(regular, shifts[regular.shift], when)
    yield from sorted(found, key=lambda duty: (duty.on, duty.starts, duty.id))
