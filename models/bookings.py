"""Shared trucks: who asks for one and when, which there are, and who had one before."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Clock, Model, Slug, seconds
from models.calendar import DAY_NUMBER, Day, Window
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import one, sheet, table
from models.products import Temperature
from models.vehicles import Licence

DAY_S = 86_400
HEAVIEST_KG = 40_000
"""Payload of a truck, at most."""

Tenure = Literal["owned", "lent", "rented", "candidate"]
"""owned: there already; lent: by a third party, in stated hours; rented: by the day; candidate: a
purchase that is considered, not there yet."""

Every = Literal["week", "odd", "even"]
"""Weeks in which a slot is asked for, by their ISO number."""


class Truck(Model):
    """A truck that several associations may book."""

    id: Annotated[Slug, fr("Camion"), en("Truck")]
    label: Name
    tenure: Annotated[Tenure, fr("Statut"), en("Tenure")] = "owned"
    base: Annotated[
        Slug,
        fr("Base", "L'association sur le site de laquelle il est pris et ramené."),
        en(
            "Taken and brought back at",
            "The association at whose site it is taken and brought back.",
        ),
        refers("associations"),
    ]
    vehicle: Annotated[
        Slug | None,
        fr(
            "Véhicule de tournée",
            "Le véhicule de tournée que c'est ; leurs calendriers n'en font qu'un.",
        ),
        en("Vehicle of rounds", "The vehicle of rounds that it is; their calendars are one."),
        refers("vehicles"),
    ] = None
    payload_kg: Annotated[
        float,
        fr("Charge utile (kg)", "Charge la plus grande, en kg."),
        en("Payload (kg)", "Greatest load, in kg."),
    ] = Field(gt=0, le=HEAVIEST_KG)
    refrigerated: Annotated[
        bool,
        fr("Frigorifique", "Peut porter du frais et du surgelé."),
        en("Refrigerated", "May carry chilled and frozen food."),
    ] = False
    licence: Annotated[Licence, fr("Permis"), en("Licence")] = "B"
    available: Annotated[
        tuple[Window, ...],
        fr("Disponible", "Quand un camion peut sortir."),
        en("Available", "When it may be out, turnaround included; a day, or every day."),
        sheet("Camions disponibles", "Trucks available"),
    ] = Field(min_length=1)
    turnaround_min: Annotated[
        Amount,
        fr("Remise en état (min)", "Nettoyage et plein après chaque réservation, en minutes."),
        en("Turnaround (min)", "Cleaning and refuelling after each booking, minutes."),
    ] = 30.0
    drivers: Annotated[
        tuple[Slug, ...] | None,
        fr(
            "Conducteurs",
            "Personnes qui peuvent le conduire ; vide : toutes celles qui ont le permis.",
        ),
        en("Drivers", "People who may drive it; all who hold the licence when absent."),
        refers("people"),
    ] = None
    eur_per_hour: Annotated[Amount, fr("€ par heure"), en("€ per hour")] = 0.0
    eur_per_day: Annotated[
        Amount,
        fr("€ par jour", "Dus chaque jour de sortie : la location."),
        en("€ per day out", "Due for each day it is out: the rent."),
    ] = 0.0
    eur_per_year: Annotated[
        Amount, fr("€ par an", "Assurance et entretien."), en("€ per year", "Insurance and upkeep.")
    ] = 0.0
    purchase_eur: Annotated[
        Amount,
        fr("Prix d'achat (€)", "D'un camion envisagé ou possédé."),
        en("Purchase price (€)", "Price of a candidate or an owned one."),
    ] = 0.0
    years: Annotated[
        float,
        fr("Années", "Sur lesquelles le prix est étalé."),
        en("Spread over (years)", "Over which the price is spread."),
    ] = Field(default=7.0, gt=0, le=40)

    @property
    def yearly_eur(self) -> float:
        """What it costs every year, whatever its use."""
        return self.eur_per_year + self.purchase_eur / self.years


class SlotChoice(Model):
    """A day and hours within which a booking may take place."""

    day: Annotated[Day, fr("Jour"), en("Day")]
    opens: Annotated[
        Clock,
        fr("Ouvre", "Le camion n'est pas pris plus tôt."),
        en("Opens", "The truck is taken no earlier."),
    ]
    closes: Annotated[
        Clock,
        fr("Ferme", "Le camion est rendu au plus tard à cette heure."),
        en("Closes", "The truck is back no later."),
    ]

    @property
    def opens_s(self) -> int:
        """Earliest start, seconds since Monday midnight."""
        return DAY_NUMBER[self.day] * DAY_S + seconds(self.opens)

    @property
    def closes_s(self) -> int:
        """Latest end, seconds since Monday midnight."""
        return DAY_NUMBER[self.day] * DAY_S + seconds(self.closes)


class SlotRequest(Model):
    """A need for a truck, once a week or every other week."""

    id: Annotated[Slug, fr("Demande"), en("Request")]
    label: Name
    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    choices: Annotated[
        tuple[SlotChoice, ...],
        fr("Créneaux, le préféré d'abord", "Par ordre de préférence."),
        en("Slots, the preferred one first", "The preferred one first."),
        sheet("Créneaux demandés", "Slots asked for"),
    ] = Field(min_length=1)
    duration_min: Annotated[
        int,
        fr("Durée (min)", "De la prise du camion à son retour, en minutes."),
        en("Duration (min)", "From taking the truck to bringing back."),
    ] = Field(gt=0, le=1440)
    load_kg: Annotated[
        dict[Temperature, Amount],
        fr("Charge (kg)", "Charge la plus grande, en kg par température."),
        en("Load (kg)", "Greatest load, kg by temperature."),
    ] = Field(default_factory=dict)
    drivers: Annotated[
        tuple[Slug, ...] | None,
        fr("Conducteurs", "Qui pourrait conduire ; vide : les chauffeurs de l'association."),
        en("Drivers", "Who could drive; the association's drivers when absent."),
        refers("people"),
    ] = None
    priority: Annotated[
        int,
        fr("Priorité", "La plus grande passe d'abord."),
        en("Priority", "A larger one comes first."),
    ] = Field(default=1, ge=1, le=9)
    fixed: Annotated[
        bool,
        fr("Promis", "Oui : au début du premier choix, sans être déplacé."),
        en(
            "Promised, not to be moved",
            "Promised: at the start of the first choice, not to be moved.",
        ),
    ] = False
    truck: Annotated[
        Slug | None,
        fr("Camion imposé", "Le seul camion qui convient, s'il y en a un."),
        en("Only truck that suits", "The only truck that suits, if any."),
        refers("bookings.trucks"),
    ] = None
    every: Annotated[Every, fr("Semaines"), en("Weeks")] = "week"


class AccessRecord(Model):
    """What one association asked for and was given over earlier weeks."""

    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    asked: Annotated[int, fr("Demandées"), en("Asked for")] = Field(ge=0)
    met: Annotated[int, fr("Obtenues"), en("Given")] = Field(ge=0)


class Bookings(Model):
    """Trucks, slots asked for, and what was given before."""

    trucks: Annotated[
        tuple[Truck, ...],
        fr("Camions partagés", "Camions que l'on réserve."),
        en("Shared trucks", "Trucks that are booked."),
        one("un camion partagé", "a shared truck"),
        table("un camion", "a truck", "label tenure base payload_kg refrigerated"),
    ] = ()
    requests: Annotated[
        tuple[SlotRequest, ...],
        fr("Demandes de camion", "Qui a besoin d'un camion."),
        en("Truck requests", "Who needs a truck."),
        table("une demande", "a request", "label association duration_min priority fixed"),
    ] = ()
    history: Annotated[
        tuple[AccessRecord, ...],
        fr("Réservations passées", "Demandé et obtenu jusqu'ici."),
        en("Earlier bookings", "Asked for and given so far."),
    ] = ()
    step_min: Annotated[
        int,
        fr("Pas des réservations (min)", "Les réservations commencent sur ce pas."),
        en("Grid of bookings (min)", "Bookings start on this grid, minutes."),
    ] = Field(default=15, ge=5, le=120)
    weeks_per_year: Annotated[
        int,
        fr("Semaines par an", "Semaines avec des réservations."),
        en("Weeks a year", "Weeks with bookings."),
    ] = Field(default=48, ge=1, le=53)
