"""The common rota of volunteers: who offers which half-days, and the duties that need people.

Volunteers are pseudonyms: nothing here says who they are, why they are away or how they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from models.base import Clock, Label, Model, Slug, Text, seconds
from models.calendar import DAYS, Day, Shift
from models.exceptions import Absence, away_on
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import one, sheet, table
from models.recurrence import ItsWeeks, OfMonth, in_weeks, is_odd, takes_place
from models.words import OTHER, ROUND

DutyKind = Literal["round", "sorting", "opening", "wharf", "fridge", "other"]
"""What is done: aboard a round, sorting food, an opening to the public, goods received at the
wharf, the keeping of a solidarity fridge."""

DUTY_KINDS: dict[str, Text] = {
    "round": ROUND[0],
    "sorting": Text(fr="tri", en="sorting"),
    "opening": Text(fr="ouverture au public", en="opening to the public"),
    "wharf": Text(fr="quai", en="wharf"),
    "fridge": Text(fr="frigo solidaire", en="solidarity fridge"),
    "other": OTHER[0],
}
PAIRING_RULES = {
    "together": Text(fr="ensemble", en="together"),
    "apart": Text(fr="jamais ensemble", en="apart"),
}
DECISIONS = {
    "comes": Text(fr="vient", en="comes"),
    "excluded": Text(fr="ne vient pas", en="does not come"),
}

DutyId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", min_length=1, max_length=120)
]
"""The id of a dated duty: of what is done, its date, and which of its seats."""

MOST_WEEKS = 4
WEEKEND = frozenset(("sat", "sun"))


class Skill(Model):
    """Something that a duty needs of people: a licence, the cold chain, to lift."""

    id: Annotated[Slug, fr("Compétence"), en("Skill")]
    label: Name


class HalfDayOffer(Model):
    """Half-days that a volunteer offers."""

    days: Annotated[tuple[Day, ...], fr("Jours"), en("Days")] = Field(min_length=1)
    shifts: Annotated[
        tuple[Slug, ...],
        fr("Plages", "Parties de la journée offertes."),
        en("Shifts", "Parts of the day that are offered."),
        refers("shifts"),
    ] = Field(min_length=1)
    weeks: ItsWeeks = "any"
    if_needed: Annotated[
        bool,
        fr("En dépannage", "Oui : seulement s'il n'y a pas mieux."),
        en("If needed", "True: only where nothing better is found."),
    ] = False


class Volunteer(Model):
    """A volunteer under a pseudonym; the association alone knows whose it is."""

    id: Annotated[
        Slug,
        fr("Pseudonyme", "Comme p07 ; l'association garde la liste des noms."),
        en("Pseudonym", "Such as p07; the association keeps the list of names."),
    ]
    label: Annotated[
        Label | None,
        fr("Repère personnel", "Facultatif, jamais montré : pas de nom de personne."),
        en("Note to self", "Optional, never shown: no name of a person."),
    ] = None
    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    helps: Annotated[
        tuple[Slug, ...],
        fr("Aide aussi", "Autres associations pour lesquelles il veut bien venir."),
        en("Also helps", "Other associations for which they are willing to come."),
        refers("associations"),
    ] = ()
    skills: Annotated[
        tuple[Slug, ...],
        fr("Compétences", "Ce que cette personne peut faire."),
        en("Skills", "What this person can do."),
        refers("rota.skills"),
    ] = ()
    offers: Annotated[
        tuple[HalfDayOffer, ...],
        fr("Demi-journées offertes", "Quand cette personne peut venir."),
        en("Half-days offered", "When this person can come."),
        sheet("Demi-journées", "Half-days"),
    ] = Field(min_length=1)
    max_per_day: Annotated[
        int,
        fr("Services par jour, au plus", "Un par demi-journée de toute façon."),
        en("Duties a day, at most", "One per half-day in any case."),
    ] = Field(default=1, ge=1, le=3)
    max_per_week: Annotated[
        int, fr("Services par semaine, au plus"), en("Duties a week, at most")
    ] = Field(default=2, ge=0, le=21)
    max_per_fortnight: Annotated[
        int | None,
        fr(
            "Services par quinzaine, au plus",
            "Semaines 1 et 2, puis 3 et 4 du planning ; vide : deux fois la semaine.",
        ),
        en(
            "Duties a fortnight, at most",
            "Weeks 1 and 2, then 3 and 4 of the rota; twice the week's when empty.",
        ),
    ] = Field(default=None, ge=0, le=42)
    likes: Annotated[
        tuple[DutyKind, ...],
        fr("Préfère", "Ce que cette personne aime faire ; vide : tout lui va."),
        en("Prefers", "What this person likes doing; anything when empty."),
    ] = ()
    absences: Annotated[
        tuple[Absence, ...],
        fr("Absences du bénévole", "Du premier au dernier jour, sans raison à donner."),
        en("Days away of the volunteer", "From the first to the last day, no reason needed."),
        sheet("Bénévoles absents", "Volunteers away"),
    ] = ()
    note: Annotated[
        str,
        fr("Remarque", "Facultative, jamais montrée : ni nom, ni téléphone, ni courriel."),
        en("Remark", "Optional, never shown: no name, telephone or e-mail."),
    ] = Field(default="", max_length=200)

    def offer_on(self, when: date, shift: str, odd: bool) -> HalfDayOffer | None:
        """Return the offer that holds a half-day, the most willing first; none when absent.

        Parameters
        ----------
        odd
            Whether the week of the date is an odd one.
        """
        if away_on(self.absences, when) is not None:
            return None
        day = DAYS[when.weekday()]
        found = (
            offer
            for offer in self.offers
            if day in offer.days and shift in offer.shifts and in_weeks(offer.weeks, odd)
        )
        return min(found, key=lambda offer: offer.if_needed, default=None)


class Seat(Model):
    """Places of one kind in a duty, such as its driver or its two sorters."""

    label: Annotated[
        Label | None,
        fr("Poste", "Comme chauffeur ; vide : le nom du service."),
        en("Post", "Such as driver; the duty's name when empty."),
    ] = None
    skills: Annotated[
        tuple[Slug, ...],
        fr("Compétences demandées", "Toutes à la fois."),
        en("Skills needed", "All of them at once."),
        refers("rota.skills"),
    ] = ()
    places: Annotated[int, fr("Personnes"), en("People")] = Field(default=1, ge=1, le=99)
    priority: Annotated[
        int,
        fr("Rang", "1 est pourvu d'abord, 9 en dernier."),
        en("Rank", "1 is filled first, 9 last."),
    ] = Field(default=5, ge=1, le=9)


class RegularDuty(Model):
    """A duty that comes back: a round to man, food to sort, an opening to hold."""

    id: Annotated[Slug, fr("Service"), en("Duty")]
    label: Name
    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    kind: Annotated[DutyKind, fr("Type"), en("Kind")] = "other"
    days: Annotated[tuple[Day, ...], fr("Jours"), en("Days")] = Field(min_length=1)
    weeks: ItsWeeks = "any"
    of_month: OfMonth = ()
    except_on: Annotated[
        tuple[date, ...],
        fr("Sauf le", "Dates où il n'a pas lieu."),
        en("Except on", "Dates on which it does not take place."),
    ] = ()
    shift: Annotated[
        Slug,
        fr("Plage", "La demi-journée qu'il prend."),
        en("Shift", "The half-day that it takes."),
        refers("shifts"),
    ]
    starts: Annotated[
        Clock | None,
        fr("Début", "Vide : quand la plage commence."),
        en("Starts", "When the shift starts, if empty."),
    ] = None
    ends: Annotated[
        Clock | None,
        fr("Fin", "Vide : quand la plage finit."),
        en("Ends", "When the shift ends, if empty."),
    ] = None
    seats: Annotated[
        tuple[Seat, ...],
        fr("Places", "Qui il faut."),
        en("Places", "Who is needed."),
        sheet("Places à pourvoir", "Places to fill"),
    ] = Field(default=(Seat(),), min_length=1)


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


class Duty(Model):
    """Places to fill on one date: what a regular duty, an opening or a round's crew makes.

    Duties of one ``activity`` are the seats of one piece of work: people of them work together.
    """

    id: DutyId
    activity: DutyId = Field(description="The piece of work on that date: its seats have it alike.")
    source: Slug = Field(description="The regular duty, opening or vehicle that it comes from.")
    label: Label
    association: Slug
    on: date
    shift: Slug = Field(description="The half-day that it takes: a person does one in it.")
    starts: Clock
    ends: Clock
    kind: DutyKind = "other"
    skills: tuple[Slug, ...] = Field(default=(), description="All are needed.")
    priority: int = Field(default=5, ge=1, le=9, description="1 is filled first.")
    places: int = Field(default=1, ge=1, le=99)

    @property
    def day(self) -> Day:
        """The day of the week."""
        return DAYS[self.on.weekday()]

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (seconds(self.ends) - seconds(self.starts)) // 60


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
                found += _seats(regular, shifts[regular.shift], when)
    yield from sorted(found, key=lambda duty: (duty.on, duty.starts, duty.id))


def _seats(regular: RegularDuty, shift: Shift, when: date) -> Iterator[Duty]:
    activity = f"{regular.id}_{when:%Y%m%d}"
    for number, seat in enumerate(regular.seats, start=1):
        yield Duty(
            id=f"{activity}_{number}",
            activity=activity,
            source=regular.id,
            label=regular.label if seat.label is None else f"{regular.label}, {seat.label}",
            association=regular.association,
            on=when,
            shift=regular.shift,
            starts=regular.starts or shift.starts,
            ends=regular.ends or shift.ends,
            kind=regular.kind,
            skills=seat.skills,
            priority=seat.priority,
            places=seat.places,
        )
