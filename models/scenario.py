"""A scenario: the world as the coordinator describes it, validated and frozen."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Annotated

from pydantic import Field

from models.associations import Association
from models.base import Label, Language, Model, Slug
from models.bookings import Bookings, SlotRequest, Truck
from models.buying import Buying
from models.calendar import DAY_NUMBER, DAYS, Day, Shift
from models.deliveries import Delivery, Errand, Unit
from models.donors import Donor, DonorKind, Pickup, in_week
from models.exceptions import away_on
from models.fields import en, fr
from models.fridge import SolidarityFridge
from models.grants import Grants
from models.itinerary import Itinerary
from models.lists import EVERYDAY, one, sheet, table
from models.openings import Openings
from models.orientation import Orientation
from models.places import Place
from models.policy import Commitment, Policy
from models.pooling import Pooling
from models.products import Family
from models.recurrence import is_odd
from models.rota import Rota
from models.school_holidays import SchoolZone
from models.stocks import Kept, kept
from models.territory import Territory
from models.transfers import Transfers
from models.travel import TravelPolicy
from models.vehicles import Person, Taken, Vehicle
from models.warehouse import Warehouse
from models.week_supply import pickups_of, units_of

SCHEMA_VERSION = 1
DAY_S = 86_400


class Scenario(Model):
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
    def family(self) -> dict[str, Family]:
        """Families by id."""
        return {family.id: family for family in self.families}

    @cached_property
    def association(self) -> dict[str, Association]:
        """Associations by id."""
        return {association.id: association for association in self.associations}

    @cached_property
    def donor(self) -> dict[str, Donor]:
        """Donors by id."""
        return {donor.id: donor for donor in self.donors}

    @cached_property
    def vehicle(self) -> dict[str, Vehicle]:
        """Vehicles by id."""
        return {vehicle.id: vehicle for vehicle in self.vehicles}

    @cached_property
    def person(self) -> dict[str, Person]:
        """People of the crews by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def delivery(self) -> dict[str, Delivery]:
        """Deliveries by id, due this week or not."""
        return {delivery.id: delivery for delivery in self.deliveries}

    @cached_property
    def shift(self) -> dict[str, Shift]:
        """Shifts by id."""
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def truck(self) -> dict[str, Truck]:
        """Shared trucks by id."""
        return {truck.id: truck for truck in self.bookings.trucks}

    @cached_property
    def request(self) -> dict[str, SlotRequest]:
        """Requests for shared trucks by id."""
        return {request.id: request for request in self.bookings.requests}

    @cached_property
    def sites(self) -> dict[str, Place]:
        """Every place of the travel matrix: associations first, then donors."""
        places = {a.id: a.place for a in self.associations}
        places.update({d.id: d.place for d in self.donors})
        return places

    @cached_property
    def odd_week(self) -> bool:
        """Whether the week planned is an odd one."""
        return is_odd(self.week_of, self.odd_week_of)

    def date_of(self, day: Day) -> date:
        """Return the date of a day of the week planned."""
        return self.week_of + timedelta(days=DAY_NUMBER[day])

    @cached_property
    def donors_now(self) -> dict[str, Donor]:
        """Donors by id with what they give in the week planned alone: see ``donors.in_week``."""
        return {
            one.id: in_week(one, self.week_of, self.odd_week, self.policy.day_factors)
            for one in self.donors
        }

    def is_there(self, means: Vehicle | Person, day: Day) -> bool:
        """Tell whether a vehicle or a person is there on a day of the week planned."""
        return day in means.days and away_on(means.absences, self.date_of(day)) is None

    def is_free(self, truck: Truck, day: Day) -> bool:
        """Tell whether the vehicle that a shared truck is, if any, is there on a day."""
        means = self.vehicle.get(truck.vehicle or "")
        return means is None or away_on(means.absences, self.date_of(day)) is None

    def taken(self, means: Vehicle | Person) -> tuple[Taken, ...]:
        """Return the hours of the week at which a vehicle or a person is not free.

        Those that it says, and whole days away.
        """
        if not means.absences:
            return means.busy
        away = (
            Taken(day=day, starts="00:00", ends="23:59")
            for day in DAYS
            if away_on(means.absences, self.date_of(day)) is not None
        )
        return (*means.busy, *away)

    def receives_s(self, association: str, day: Day) -> tuple[tuple[int, int], ...]:
        """Return the hours of a day in which an association can receive; none when it is closed.

        Raises
        ------
        KeyError
            There is no such association.
        """
        return self.association[association].receives_s(self.date_of(day))

    @cached_property
    def promises(self) -> tuple[Commitment, ...]:
        """Commitments that bind this week.

        Not those to a store that gives nothing that day, or of a vehicle that is away.
        """
        return tuple(
            one
            for one in self.policy.commitments
            if one.donor in self.donors_now
            and one.vehicle in self.vehicle
            and any(one.day in offer.days for offer in self.donors_now[one.donor].offers)
            and away_on(self.vehicle[one.vehicle].absences, self.date_of(one.day)) is None
        )

    @cached_property
    def openings_s(self) -> dict[str, tuple[int, ...]]:
        """Starts of each association's distributions in the week planned and the next that has one.

        Seconds since the week's Monday midnight, ascending.
        """
        return {who.id: self.openings_from(who.id, 0) for who in self.associations}

    def openings_from(self, association: str, week: int) -> tuple[int, ...]:
        """Return the starts of distributions in a week and in the next one after it with any.

        Parameters
        ----------
        week
            Counted from the week planned, which is 0.

        Returns
        -------
        tuple of int
            Seconds since Monday midnight of the week planned, ascending.

        Raises
        ------
        KeyError
            There is no such association.
        """
        who = self.association[association]
        return who.starts_from(self.week_of, self.odd_week_of, week)

    @cached_property
    def pickups(self) -> dict[str, Pickup]:
        """Every donation of the week by id, in the order of days then donors.

        A donation is one offer of one donor on one day, with its kind's figures where the offer
        has none, and its kg multiplied by the day's factor of the policy.
        """
        factors, kinds = self.policy.day_factors, {kind.id: kind for kind in self.donor_kinds}
        found = pickups_of(self.days, self.donors_now.values(), kinds, factors, self.family)
        return {pickup.id: pickup for pickup in found}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Every load unit due this week by id, in the order of deliveries."""
        due = (one for one in self.deliveries if one.due_in(self.odd_week))
        return {unit.id: unit for delivery in due for unit in units_of(delivery, self.family)}

    def need_kg(self, association: str, family: str) -> float:
        """Return what an association should still get of a family in the week, in kg.

        Its whole need, less what it holds of it when the week begins: that covers it first.

        Raises
        ------
        KeyError
            There is no such association or family.
        """
        whole = self.whole_need_kg(association, family)
        return max(0.0, whole - self.covered_kg(association, family))

    def whole_need_kg(self, association: str, family: str) -> float:
        """Return the need of an association for a family in the week, whatever it holds, in kg.

        Its known weekly need where it has one, else people (households, children, a class: as the
        family says) × weight × target; zero for a family that it refuses.

        Raises
        ------
        KeyError
            There is no such association or family.
        """
        who = self.association[association]
        if family in who.refuses:
            return 0.0
        if who.weekly_need_kg is not None:
            return who.weekly_need_kg.get(family, 0.0)
        one = self.family[family]
        return who.heads(one.per) * who.need_weight * one.target_kg

    @cached_property
    def stocks(self) -> dict[str, tuple[Kept, ...]]:
        """What becomes of the food that associations hold when the week begins: ``stocks.kept``.

        Only those that hold some.
        """
        return {
            who.id: kept(
                who.stock,
                {one.id: self.whole_need_kg(who.id, one.id) for one in self.families},
                self.week_of,
                next(iter(self.openings_s[who.id]), None),
            )
            for who in self.associations
            if who.stock
        }

    def covered_kg(self, association: str, family: str) -> float:
        """Return the need of the week that an association covers with what it holds, in kg."""
        mine = self.stocks.get(association, ())
        return sum(one.kg for one in mine if one.serves and one.family == family)

    def stored_kg(self, association: str, cold: bool, moment_s: int) -> float:
        """Return what of the food held at the start still takes its place in a store, in kg.

        Parameters
        ----------
        cold
            Chilled and frozen food, or ambient.
        moment_s
            Seconds since Monday midnight.
        """
        return sum(
            one.kg
            for one in self.stocks.get(association, ())
            if (self.family[one.family].temperature != "ambient") == cold and moment_s < one.until_s
        )
