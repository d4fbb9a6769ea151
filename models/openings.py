"""Openings to the public: outlets of several associations, over some days."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field

from models.base import Model, Slug
from models.calendar import Day
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import table
from models.outlets import (
    HalfDay,
    Outlet,
)
from models.publics import PublicGroup, Sector

SEASON_DAYS, YEAR_DAYS = 70, 364
MOST_DAYS = 371


class SpecialPeriod(Model):
    """Days that are not as others: a heat plan, Ramadan, works in the street."""

    id: Annotated[Slug, fr("Période"), en("Period")]
    label: Name
    first: Annotated[
        date, fr("Du", "Premier jour de la période."), en("From", "First day of the period.")
    ]
    last: Annotated[
        date,
        fr("Au", "Dernier jour de la période, compris."),
        en("Through", "Last day of the period, included."),
    ]
    rest: Annotated[
        bool,
        fr("Compte comme congés", "Avec les vacances, les jours fériés et les fins de semaine."),
        en("Counts as holidays", "With holidays, public holidays and week-ends."),
    ] = False
    closed: Annotated[
        bool,
        fr("Tout est fermé", "Aucun lieu n'ouvre de toute la période."),
        en("All is closed", "No outlet opens in the whole period."),
    ] = False

    def covers(self, when: date) -> bool:
        """Tell whether a date is one of its days."""
        return self.first <= when <= self.last


class RelayOffer(Model):
    """People of one association who would open another's outlet while it is closed."""

    id: Annotated[Slug, fr("Relais"), en("Relay")]
    association: Annotated[
        Slug,
        fr("Association", "Celle dont les bénévoles ouvriraient."),
        en("Association", "The one whose volunteers would open."),
        refers("associations"),
    ]
    outlet: Annotated[
        Slug,
        fr("Lieu ouvert", "Le lieu qu'ils ouvriraient pendant sa fermeture."),
        en("Outlet opened", "The outlet that they would open while it is closed."),
        refers("openings.outlets"),
    ]
    slots: Annotated[
        int,
        fr("Créneaux par semaine", "Combien au plus par fermeture."),
        en("Slots a week", "How many at most in a closure."),
    ] = Field(default=1, ge=1, le=14)


class PeopleAtHand(Model):
    """How many volunteers of an association can hold openings in one half-day."""

    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    day: Annotated[
        Day | None,
        fr("Jour", "Vide : tous les jours."),
        en("Day", "Every day when empty."),
    ] = None
    half: Annotated[
        HalfDay | None,
        fr("Demi-journée", "Vide : toutes."),
        en("Half-day", "All when empty."),
    ] = None
    people: Annotated[int, fr("Personnes"), en("People")] = Field(ge=0, le=10_000)


class Openings(Model):
    """The outlets of some associations, and the days over which their calendar is looked at."""

    first: Annotated[
        date | None,
        fr("Premier jour du calendrier", "Vide : le lundi de la semaine."),
        en("First day of the calendar", "The Monday of the week when empty."),
    ] = None
    days: Annotated[
        int,
        fr("Jours du calendrier", "70 pour une saison, 364 pour un an."),
        en("Days of the calendar", "70 for a season, 364 for a year."),
    ] = Field(default=SEASON_DAYS, ge=7, le=MOST_DAYS)
    sectors: Annotated[
        tuple[Sector, ...],
        fr("Secteurs", "Les parties de la ville."),
        en("Sectors", "The parts of the town."),
        table("un secteur", "a sector", "label"),
    ] = ()
    outlets: Annotated[
        tuple[Outlet, ...],
        fr("Lieux d'aide", "Où et par qui les gens sont aidés."),
        en("Outlets", "Where and by whom people are helped."),
        table("un lieu", "an outlet", "label association sector mode takes_part hours_told"),
    ] = ()
    groups: Annotated[
        tuple[PublicGroup, ...],
        fr("Groupes du public", "Dont on regarde l'attente entre deux ouvertures."),
        en("Groups of the public", "Whose wait between two openings is looked at."),
        table("un groupe du public", "a group of the public", "label sector audience households"),
    ] = ()
    relays: Annotated[
        tuple[RelayOffer, ...],
        fr("Relais proposés", "Qui ouvrirait le lieu d'un autre pendant sa fermeture."),
        en("Relays offered", "Who would open another's outlet while it is closed."),
        table("un relais", "a relay", "association outlet slots"),
    ] = ()
    people: Annotated[
        tuple[PeopleAtHand, ...],
        fr("Bénévoles par demi-journée", "Vide : sans limite."),
        en("Volunteers by half-day", "No limit when empty."),
    ] = ()
    periods: Annotated[
        tuple[SpecialPeriod, ...],
        fr("Périodes particulières", "Plan canicule, ramadan, travaux."),
        en("Special periods", "Heat plan, Ramadan, works."),
        table("une période", "a period", "label first last rest closed"),
    ] = ()
    max_reach_min: Annotated[
        float,
        fr("Trajet accepté (min)", "Au-delà, un lieu ne compte pas pour un autre secteur."),
        en("Way accepted (min)", "Beyond, an outlet does not count for another sector."),
    ] = Field(default=30.0, ge=0, le=600)

    @cached_property
    def outlet(self) -> dict[str, Outlet]:
        """Outlets by id."""
        return {one.id: one for one in self.outlets}

    @cached_property
    def sector(self) -> dict[str, Sector]:
        """Sectors by id."""
        return {one.id: one for one in self.sectors}

    @cached_property
    def group(self) -> dict[str, PublicGroup]:
        """Groups by id."""
        return {one.id: one for one in self.groups}

    @cached_property
    def relay(self) -> dict[str, RelayOffer]:
        """Relays by id."""
        return {one.id: one for one in self.relays}

    @cached_property
    def period(self) -> dict[str, SpecialPeriod]:
        """Special periods by id."""
        return {one.id: one for one in self.periods}

    def reached(self, group: PublicGroup) -> tuple[Outlet, ...]:
        """Return the outlets that admit a group, help as it needs, and are near enough to it."""
        return tuple(
            one
            for one in self.outlets
            if group.audience in one.admits
            and (not group.modes or one.mode in group.modes)
            and (
                one.sector == group.sector
                or one.reach_min.get(group.sector, float("inf")) <= self.max_reach_min
            )
        )

    def at_hand(self, association: str, day: str, half: HalfDay) -> int | None:
        """Return how many volunteers there are in a half-day; none where nothing limits them.

        What is said of a day and a half-day goes before what is said of one of them, or of all.
        """
        fits = [
            (one.day is not None, one.half is not None, -n, one.people)
            for n, one in enumerate(self.people)
            if one.association == association
            and one.day in (None, day)
            and one.half in (None, half)
        ]
        return max(fits)[-1] if fits else None
