"""Volunteers under pseudonyms: what they offer and can do.

Nothing here says who they are, why they are away or how they are.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from models.base import Label, Model, Slug, Text
from models.calendar import DAYS, Day
from models.exceptions import Absence, away_on
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import sheet
from models.recurrence import ItsWeeks, in_weeks
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

    @property
    def for_whom(self) -> frozenset[str]:
        """The associations for which this person comes."""
        return frozenset((self.association, *self.helps))

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
