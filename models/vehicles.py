"""Vehicles and the people who drive them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Clock, Model, Slug, seconds
from models.calendar import Day
from models.exceptions import Absence
from models.fields import en, fr, refers
from models.labels import Contact, Name
from models.lists import sheet, table
from models.products import Temperature

Cold = Literal["refrigerated", "boxes", "none"]
"""Refrigerated body, insulated boxes (norvégiennes), or nothing."""

Licence = Literal["B", "C"]
Role = Literal["driver", "helper"]

ASSUMED_SHIFTS = 2
"""Rounds that a person makes in a week, at most, where nobody says how many."""


class Loan(Model):
    """Days on which an owner lends a vehicle to another association."""

    to: Annotated[Slug, fr("Prêté à"), en("Lent to"), refers("associations")]
    days: Annotated[tuple[Day, ...], fr("Jours"), en("Days")] = Field(min_length=1)


class Taken(Model):
    """Hours of one day at which a vehicle is not free."""

    day: Annotated[Day, fr("Jour"), en("Day")]
    starts: Annotated[Clock, fr("Début"), en("Starts")]
    ends: Annotated[Clock, fr("Fin"), en("Ends")]

    @property
    def starts_s(self) -> int:
        """Start, in seconds since midnight."""
        return seconds(self.starts)

    @property
    def ends_s(self) -> int:
        """End, in seconds since midnight."""
        return seconds(self.ends)

    def meets(self, day: str, starts_s: float, ends_s: float) -> bool:
        """Tell whether it overlaps some hours of a day, in seconds since midnight.

        Hours that only touch do not overlap.
        """
        return self.day == day and self.starts_s < ends_s and starts_s < self.ends_s


class Vehicle(Model):
    """A van, lorry or car."""

    id: Annotated[Slug, fr("Véhicule"), en("Vehicle")]
    label: Name
    owner: Annotated[
        Slug,
        fr("Propriétaire", "L'association à qui il est ; il dort sur son site."),
        en("Owner", "The association that owns it; it sleeps at its site."),
        refers("associations"),
    ]
    payload_kg: Annotated[
        float,
        fr("Charge utile (kg)", "Charge la plus grande, en kg."),
        en("Payload (kg)", "Greatest load, in kg."),
    ] = Field(gt=0, le=40_000)
    pallets: Annotated[
        float | None,
        fr("Palettes", "Places de palettes ; vide : sans limite."),
        en("Pallets", "Pallet places; no limit when absent."),
    ] = Field(default=None, gt=0)
    cold: Annotated[Cold, fr("Froid"), en("Cold")] = "none"
    boxes: Annotated[
        int,
        fr("Norvégiennes", "Norvégiennes à bord."),
        en("Insulated boxes", "Insulated boxes aboard."),
    ] = Field(default=0, ge=0)
    box_kg: Annotated[
        float,
        fr("kg par norvégienne", "Ce que contient une norvégienne, en kg."),
        en("Per insulated box (kg)", "What one insulated box holds, in kg."),
    ] = Field(default=40.0, gt=0)
    carries: Annotated[
        tuple[Temperature, ...],
        fr(
            "Porte",
            "Températures qu'il peut porter ; vide : toutes celles que permet son équipement.",
        ),
        en("Carries", "Temperatures it may carry; all that its equipment allows when empty."),
    ] = ()
    frozen_pallets: Annotated[
        bool,
        fr("Surgelé sur palette", "Housses isothermes : il peut apporter du surgelé sur palette."),
        en("Frozen on pallets", "Isothermal covers: it may bring frozen food on pallets."),
    ] = False
    crew: Annotated[
        int,
        fr("Équipage", "Personnes à bord : un chauffeur, et des accompagnateurs."),
        en("Crew", "People aboard: a driver, and helpers."),
    ] = Field(default=2, ge=1, le=5)
    licence: Annotated[Licence, fr("Permis"), en("Licence")] = "B"
    days: Annotated[
        tuple[Day, ...],
        fr("Jours", "Jours où il peut sortir."),
        en("Days", "Days on which it may go out."),
    ] = Field(min_length=1)
    shifts: Annotated[
        tuple[Slug, ...],
        fr("Plages", "Plages où il peut sortir ; vide : toutes."),
        en("Shifts", "Shifts; all when empty."),
        refers("shifts"),
    ] = ()
    loans: Annotated[
        tuple[Loan, ...],
        fr("Prêts réguliers", "Jours où un véhicule est prêté."),
        en("Regular loans", "Days on which a vehicle is lent."),
        sheet("Prêts", "Loans"),
    ] = ()
    lent: Annotated[
        bool,
        fr(
            "Mis en commun",
            "Non : il ne travaille jamais pour un groupe, seulement pour son propriétaire.",
        ),
        en("Lent to the pool", "False: never works for a pool, only for its owner."),
    ] = True
    eur_per_km: Annotated[Amount, fr("€ par km"), en("€ per km")] = 0.35
    eur_per_hour: Annotated[Amount, fr("€ par heure"), en("€ per hour")] = 0.0
    eur_per_week: Annotated[
        Amount,
        fr("€ par semaine", "Dus une fois s'il sort dans la semaine."),
        en("€ per week of use", "Due once if it goes out in the week."),
    ] = 0.0
    litres_per_100km: Annotated[Amount, fr("Litres aux 100 km"), en("Litres per 100 km")] = 9.0
    max_stops: Annotated[
        int | None,
        fr("Arrêts par tournée, au plus", "Passages et livraisons par tournée."),
        en("Stops per round, at most", "Pick-ups and drops per round."),
    ] = Field(default=None, ge=1)
    max_trips: Annotated[
        int,
        fr("Chargements par tournée, au plus", "Nombre de chargements dans une tournée."),
        en("Loads per round, at most", "Times it may load in one round."),
    ] = Field(default=2, ge=1, le=6)
    max_round_min: Annotated[
        int | None,
        fr(
            "Tournée au plus (min)",
            "Tournée la plus longue, si c'est moins que la plage, en minutes.",
        ),
        en("Longest round (min)", "Longest round, if under the shift's, minutes."),
    ] = Field(default=None, gt=0)
    max_round_km: Annotated[
        Amount | None,
        fr("Tournée au plus (km)", "Tournée la plus longue, en km."),
        en("Longest round (km)", "Longest round, km."),
    ] = None
    busy: Annotated[
        tuple[Taken, ...],
        fr("Heures prises", "Heures où un véhicule n'est pas libre."),
        en("Hours taken", "Hours at which it is not free for rounds: booked, at the garage."),
        sheet("Véhicules pris", "Vehicles taken"),
    ] = ()
    absences: Annotated[
        tuple[Absence, ...],
        fr("Absences du véhicule", "Du premier au dernier jour : au garage, prêté ailleurs."),
        en(
            "Days away of the vehicle",
            "From the first to the last day: at the garage, lent elsewhere.",
        ),
        sheet("Véhicules absents", "Vehicles away"),
        table("une absence de véhicule", "an absence of a vehicle", "first last reason"),
    ] = ()
    forbidden: Annotated[
        tuple[Slug, ...],
        fr("Sites interdits", "Magasins et associations où il ne peut pas entrer."),
        en("Sites it cannot enter", "Donors and associations whose site it cannot enter."),
        refers("associations", "donors"),
    ] = ()


class Person(Model):
    """A volunteer or employee of the crews; a label, no personal data needed."""

    id: Annotated[Slug, fr("Personne"), en("Person")]
    label: Name
    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    roles: Annotated[tuple[Role, ...], fr("Rôle"), en("Roles")] = Field(min_length=1)
    licences: Annotated[tuple[Licence, ...], fr("Permis"), en("Licences")] = ("B",)
    days: Annotated[tuple[Day, ...], fr("Jours"), en("Days")] = Field(min_length=1)
    shifts: Annotated[
        tuple[Slug, ...],
        fr("Plages", "Plages où elle est présente ; vide : toutes."),
        en("Shifts", "Shifts in which one is there; all when empty."),
        refers("shifts"),
    ] = ()
    max_shifts: Annotated[
        int | None,
        fr("Tournées au plus", "Tournées dans la semaine, au plus ; vide : 2 supposées."),
        en("Rounds a week, at most", "Rounds in a week, at most; 2 are assumed when empty."),
    ] = Field(default=None, ge=0)
    max_hours: Annotated[
        Amount | None,
        fr("Heures au plus", "Heures de tournée dans la semaine, au plus."),
        en("Hours a week, at most", "Hours of rounds in a week, at most."),
    ] = None
    busy: Annotated[
        tuple[Taken, ...],
        fr("Heures prises", "Heures où une personne n'est pas libre."),
        en("Hours taken", "Hours at which they are not free for rounds: driving a booking."),
        sheet("Personnes prises", "People taken"),
    ] = ()
    absences: Annotated[
        tuple[Absence, ...],
        fr("Absences de la personne", "Du premier au dernier jour : elle ne tourne pas."),
        en("Days away of the person", "From the first to the last day: not aboard any round."),
        sheet("Personnes absentes", "People away"),
        table("une absence de personne", "an absence of a person", "first last reason"),
    ] = ()
    aboard: Annotated[
        tuple[Slug, ...],
        fr(
            "Monte pour",
            "Associations pour lesquelles elle veut bien prendre la route ; vide : toutes celles "
            "du groupe.",
        ),
        en("Goes out for", "Associations for which one agrees to go out; all of a pool if empty."),
        refers("associations"),
    ] = ()
    only_with: Annotated[
        tuple[Slug, ...],
        fr("Seulement avec", "Ne monte à bord qu'avec chacune de ces personnes."),
        en("Only with", "Goes aboard only with each of these people."),
        refers("people"),
    ] = ()
    never_with: Annotated[
        tuple[Slug, ...],
        fr("Jamais avec", "Ne monte jamais à bord avec l'une de ces personnes."),
        en("Never with", "Never goes aboard with any of these people."),
        refers("people"),
    ] = ()
    contact: Contact = ""

    @property
    def most_shifts(self) -> int:
        """Rounds in a week, at most: as said, or as assumed."""
        return ASSUMED_SHIFTS if self.max_shifts is None else self.max_shifts

    def goes_out_for(self, association: str) -> bool:
        """Tell whether one agrees to go out for an association, whatever a pool allows."""
        return not self.aboard or association in self.aboard
