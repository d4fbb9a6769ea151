"""A scenario: the world as the coordinator describes it, validated and frozen."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field

from models.associations import Association
from models.base import Label, Language, Slug
from models.bookings import Bookings
from models.buying import Buying
from models.calendar import Day, Shift
from models.deliveries import Delivery, Errand
from models.donors import Donor, DonorKind
from models.fields import en, fr
from models.fridge import SolidarityFridge
from models.grants import Grants
from models.itinerary import Itinerary
from models.lists import EVERYDAY, one, sheet, table
from models.openings import Openings
from models.orientation import Orientation
from models.policy import Policy
from models.pooling import Pooling
from models.products import Family
from models.rota import Rota
from models.school_holidays import SchoolZone
from models.territory import Territory
from models.transfers import StockLot, Transfers, lots_in_stock
from models.travel import TravelPolicy
from models.vehicles import Person, Vehicle
from models.warehouse import Warehouse
from models.week_of_town import WeekOfTown

SCHEMA_VERSION = 1


class Scenario(WeekOfTown):
    """One town and one collection week, after variants and overrides are applied.

    Ids are unique within each list; donors and associations also share one set of ids,
    since both are sites of the travel matrix.
    """

    schema_version: Annotated[int, fr("Version du format"), en("Version of the format")] = Field(
        default=SCHEMA_VERSION, ge=1, le=SCHEMA_VERSION
    )
    id: Annotated[Slug, fr("Identifiant du scénario"), en("Id of the scenario")]
    label: Annotated[Label, fr("Nom du scénario"), en("Name of the scenario")]
    variant: Annotated[
        Slug,
        fr("Variante appliquée", "Nom de la variante appliquée."),
        en("Variant applied", "Name of the variant applied."),
    ] = "base"
    language: Annotated[Language, fr("Langue des documents"), en("Language of documents")] = "fr"
    week_of: Annotated[
        date,
        fr("Semaine du", "Le lundi de la semaine à planifier."),
        en("Week of", "The Monday of the week planned."),
    ]
    odd_week_of: Annotated[
        date | None,
        fr(
            "Semaine impaire de référence",
            "Une date d'une semaine impaire, d'où l'on compte une semaine sur deux ; vide : les "
            "numéros du calendrier, où la semaine 53 et la semaine 1 sont impaires toutes deux.",
        ),
        en(
            "Odd week of reference",
            "A date in an odd week, from which every other week is counted; when absent, the "
            "numbers of the calendar, where week 53 and week 1 are both odd.",
        ),
    ] = None
    time_zone: Annotated[
        str,
        fr("Fuseau horaire", "Des heures du fichier et des agendas, comme Indian/Reunion."),
        en("Time zone", "Of the times of the file and of calendars, such as Indian/Reunion."),
    ] = "Europe/Paris"
    school_zone: Annotated[
        SchoolZone | None,
        fr("Zone scolaire", "A, B ou C : les vacances scolaires sont alors signalées."),
        en("School zone", "A, B or C: school holidays are then told."),
    ] = None
    days: Annotated[
        tuple[Day, ...],
        fr("Jours de tournée", "Jours où des tournées peuvent sortir."),
        en("Days of rounds", "Days on which rounds may go out."),
    ] = Field(min_length=1)
    shifts: Annotated[
        tuple[Shift, ...],
        fr("Plages", "Parties de la journée où un équipage peut tourner."),
        en("Shifts", "Parts of the day in which a crew can work."),
        table("une plage", "a shift", "label starts ends max_min"),
    ] = Field(min_length=1)
    families: Annotated[
        tuple[Family, ...],
        fr("Familles", "Familles de produits."),
        en("Families", "Product families."),
        table(
            "une famille de produits",
            "a product family",
            "label temperature shelf_days target_kg_per_person kg_per_crate kg_per_pallet rare",
        ),
    ] = Field(min_length=1)
    associations: Annotated[
        tuple[Association, ...],
        fr("Associations", "Qui reçoit et distribue."),
        en("Associations", "Who receives and distributes."),
        table(
            "une association",
            "an association",
            "label short place.address place.commune people households cold_storage_kg accredited",
        ),
    ] = Field(min_length=1)
    donor_kinds: Annotated[
        tuple[DonorKind, ...],
        fr("Types de magasins", "Ce que donnent les magasins d'un même type."),
        en("Kinds of donors", "What donors of a kind give."),
        table("un type de donateur", "a donor kind", "label loading_min no_show_rate reject_rate"),
        EVERYDAY,
    ] = ()
    donors: Annotated[
        tuple[Donor, ...],
        fr("Magasins et donateurs", "Qui donne, et qui a la convention."),
        en("Stores and donors", "Who gives, and who holds the agreement."),
        sheet("Magasins", "Donors"),
        one("un donateur", "a donor"),
        table("un magasin", "a store", "label kind holder private place.address place.commune"),
        EVERYDAY,
    ] = ()
    vehicles: Annotated[
        tuple[Vehicle, ...],
        fr("Véhicules", "Camions, fourgons et voitures."),
        en("Vehicles", "Lorries, vans and cars."),
        table("un véhicule", "a vehicle", "label owner payload_kg cold days lent"),
        EVERYDAY,
    ] = ()
    people: Annotated[
        tuple[Person, ...],
        fr("Équipages", "Chauffeurs et accompagnateurs."),
        en("Crews", "Drivers and helpers."),
        table("une personne", "a person", "label association roles days max_shifts"),
        EVERYDAY,
    ] = ()
    deliveries: Annotated[
        tuple[Delivery, ...],
        fr("Livraisons du dépôt", "Ce que doit un dépôt à chacun."),
        en("Deliveries from the depot", "What a depot owes to each."),
        sheet("Livraisons", "Deliveries"),
        table(
            "une livraison", "a delivery", "source to days weeks min_visits max_visits", seldom=True
        ),
    ] = ()
    errands: Annotated[
        tuple[Errand, ...],
        fr("Courses", "Trajets donnés, vers une seule association."),
        en("Errands", "Given trips, to one association only."),
    ] = ()
    boxes_per_day: Annotated[
        int | None,
        fr(
            "Norvégiennes par jour",
            "Norvégiennes pour les livraisons d'un jour, tous véhicules ensemble.",
        ),
        en(
            "Insulated boxes a day",
            "Insulated boxes for the delivered units of one day, all vehicles together.",
        ),
    ] = Field(default=None, ge=0)
    policy: Annotated[Policy, fr("Règles de la semaine"), en("Rules of the week")]
    pooling: Annotated[
        Pooling, fr("Mise en commun : prix et limites"), en("Pooling: prices and limits")
    ] = Pooling()
    bookings: Annotated[Bookings, fr("Réservation des camions"), en("Bookings of trucks")] = (
        Bookings()
    )
    buying: Annotated[Buying, fr("Achats groupés"), en("Buying together")] = Buying()
    itinerary: Annotated[Itinerary, fr("Distribution itinérante"), en("Itinerant distribution")] = (
        Itinerary()
    )
    orientation: Annotated[
        Orientation, fr("Orientation du public"), en("Orientation of the public")
    ] = Orientation()
    grants: Annotated[Grants, fr("Financement des structures"), en("Funding of structures")] = (
        Grants()
    )
    territory: Annotated[Territory, fr("Territoire"), en("Territory")] = Territory()
    rota: Annotated[Rota, fr("Planning des bénévoles"), en("Volunteers' rota")] = Rota()
    openings: Annotated[Openings, fr("Calendrier des ouvertures"), en("Calendar of openings")] = (
        Openings()
    )
    fridge: Annotated[SolidarityFridge, fr("Frigo solidaire"), en("Solidarity fridge")] = (
        SolidarityFridge()
    )
    transfers: Annotated[
        Transfers, fr("Transferts entre structures"), en("Transfers between structures")
    ] = Transfers()
    travel: Annotated[TravelPolicy, fr("Trajets"), en("Travel")] = TravelPolicy()
    warehouse: Annotated[Warehouse | None, fr("Entrepôt partagé"), en("Shared warehouse")] = None
    notes: Annotated[
        tuple[str, ...],
        fr("Remarques", "Limites et hypothèses, imprimées sur chaque document."),
        en("Remarks", "Limits and assumptions, printed on every output."),
        EVERYDAY,
    ] = ()

    @cached_property
    def stock_lots(self) -> dict[str, StockLot]:
        """What may be passed on, by id: the lots counted, else what associations hold."""
        lots = lots_in_stock(self.transfers, self.associations, self.family)
        return {one.id: one for one in lots}
