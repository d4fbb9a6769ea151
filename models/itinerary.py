"""A van that brings parcels to those who live far away: stops, needs as ranges, half-days."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Amount, Clock, Label, Model, Slug, seconds
from models.calendar import Day
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import one, sheet, table
from models.places import Place

MOST_HOUSEHOLDS = 5_000
"""Households of one stop, at most."""


class VanStop(Model):
    """Where the van halts and whom it meets there, as far as that is known.

    The need is a range, since the people of hamlets are badly known: a count of households,
    never a list.
    """

    id: Annotated[Slug, fr("Halte"), en("Van stop")]
    label: Name
    place: Annotated[Place, fr("Lieu"), en("Place")]
    households_low: Annotated[
        int,
        fr("Foyers, au moins", "Foyers qui viendraient à coup sûr."),
        en("Households, at least", "Households that would come for sure."),
    ] = Field(ge=0, le=MOST_HOUSEHOLDS)
    households_high: Annotated[
        int,
        fr("Foyers, au plus", "Foyers qui pourraient venir ; pas moins que le nombre sûr."),
        en("Households, at most", "Households that might come; no fewer than those that will."),
    ] = Field(ge=0, le=MOST_HOUSEHOLDS)
    every_weeks: Annotated[
        int,
        fr("Une visite toutes les … semaines", "Ce qu'il faudrait ; 1 : chaque semaine."),
        en("A visit every … weeks", "What would be needed; 1: every week."),
    ] = Field(default=1, ge=1, le=8)
    parking: Annotated[
        Label | None,
        fr("Où se garer", "Place de la mairie, parking du stade : sans lui la halte est refusée."),
        en("Where to park", "Town-hall square, sports ground: without it the stop is refused."),
    ] = None
    camp: Annotated[
        bool,
        fr("Campement", "Oui : aucune affiche, aucun agenda, aucune page publique ne dit où."),
        en("Camp", "Yes: no poster, no calendar, no public page says where."),
    ] = False
    minutes: Annotated[
        int,
        fr("Durée de la halte (min)", "Installation comprise."),
        en("Length of the stop (min)", "Setting up included."),
    ] = Field(default=60, gt=0, le=600)
    days: Annotated[
        tuple[Day, ...] | None,
        fr("Jours possibles", "Vide : n'importe lequel."),
        en("Possible days", "Any when absent."),
    ] = None
    opens: Annotated[
        Clock | None,
        fr("Pas avant", "La halte ne commence pas plus tôt."),
        en("Not before", "The stop begins no earlier."),
    ] = None
    closes: Annotated[
        Clock | None,
        fr("Pas après", "La halte finit au plus tard à cette heure."),
        en("Not after", "The stop ends no later."),
    ] = None

    @property
    def opens_s(self) -> int:
        """First moment, seconds since midnight."""
        return 0 if self.opens is None else seconds(self.opens)

    @property
    def closes_s(self) -> int:
        """Last moment, seconds since midnight."""
        return 86_400 if self.closes is None else seconds(self.closes)


class HalfDay(Model):
    """A half-day of each week on which a van may go out."""

    day: Annotated[Day, fr("Jour"), en("Day")]
    shift: Annotated[Slug, fr("Plage"), en("Shift"), refers("shifts")]


class VisitingVan(Model):
    """A van that distributes where it halts."""

    id: Annotated[Slug, fr("Camionnette"), en("Van")]
    label: Name
    base: Annotated[
        Slug,
        fr("Base de la camionnette", "L'association d'où elle part et où elle rentre."),
        en("Leaves from", "The association from which it leaves and to which it returns."),
        refers("associations"),
    ]
    half_days: Annotated[
        tuple[HalfDay, ...],
        fr("Demi-journées", "De chaque semaine du cycle."),
        en("Half-days", "Of each week of the cycle."),
        sheet("Sorties des camionnettes", "Van half-days"),
    ] = Field(min_length=1)
    max_stops: Annotated[
        int,
        fr("Haltes par demi-journée", "Au plus."),
        en("Stops a half-day", "At most."),
    ] = Field(default=2, ge=1, le=4)
    households_per_stop: Annotated[
        int,
        fr("Foyers par halte", "Au plus : au-delà, l'attente est trop longue."),
        en("Households a stop", "At most: beyond, the wait is too long."),
    ] = Field(default=25, ge=1, le=MOST_HOUSEHOLDS)
    households_per_half_day: Annotated[
        int | None,
        fr("Foyers par demi-journée", "Au plus ; vide : autant que portent les haltes."),
        en("Households a half-day", "At most; as many as its stops take when absent."),
    ] = Field(default=None, ge=1, le=MOST_HOUSEHOLDS)
    payload_kg: Annotated[
        float | None,
        fr("Charge utile (kg)", "Colis à bord, en kg ; vide : sans limite."),
        en("Payload (kg)", "Parcels on board, in kg; no limit when absent."),
    ] = Field(default=None, gt=0, le=40_000)
    cold_kg: Annotated[
        Amount | None,
        fr("Froid à bord (kg)", "Vide : sans limite ; 0 : aucun froid."),
        en("Cold room on board (kg)", "No limit when absent; 0: no cold."),
    ] = None
    crew: Annotated[
        int,
        fr("Équipage", "Bénévoles à chaque sortie."),
        en("Crew", "Volunteers on each outing."),
    ] = Field(default=3, ge=1, le=20)


class Itinerary(Model):
    """Stops, vans, and the cycle over which visits are repeated."""

    cycle_weeks: Annotated[
        int,
        fr("Semaines du cycle", "Le calendrier se répète après."),
        en("Weeks of the cycle", "The calendar repeats afterwards."),
    ] = Field(default=4, ge=1, le=8)
    parcel_kg: Annotated[
        Amount,
        fr("Colis (kg par foyer)", "Remis à chaque visite."),
        en("Parcel (kg a household)", "Given at each visit."),
    ] = 0.0
    parcel_cold_kg: Annotated[
        Amount,
        fr("dont au froid (kg)", "Frais et surgelés d'un colis."),
        en("of which cold (kg)", "Chilled and frozen food of a parcel."),
    ] = 0.0
    stops: Annotated[
        tuple[VanStop, ...],
        fr("Haltes", "Où la camionnette s'arrête."),
        en("Van stops", "Where the van halts."),
        one("une halte", "a van stop"),
        table(
            "une halte",
            "a van stop",
            "label households_low households_high every_weeks place.commune",
        ),
    ] = ()
    vans: Annotated[
        tuple[VisitingVan, ...],
        fr("Camionnettes", "Qui y vont."),
        en("Visiting vans", "Which go there."),
        one("une camionnette", "a visiting van"),
        table("une camionnette", "a visiting van", "label base max_stops households_per_stop crew"),
    ] = ()

    @property
    def stop(self) -> dict[str, VanStop]:
        """Stops by id."""
        return {one.id: one for one in self.stops}

    @property
    def van(self) -> dict[str, VisitingVan]:
        """Vans by id."""
        return {one.id: one for one in self.vans}
