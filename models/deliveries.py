"""Food that a depot delivers to associations: load units, how they may travel, and when."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Amount, Model, Slug
from models.calendar import Day
from models.fields import en, fr, refers
from models.lists import sheet
from models.products import Temperature
from models.recurrence import ItsWeeks, in_weeks


class LoadUnit(Model):
    """One indivisible load: it rides on one vehicle, one trip, one day."""

    family: Annotated[Slug, fr("Famille"), en("Family"), refers("families")]
    kg: Annotated[float, fr("kg"), en("kg")] = Field(gt=0, le=40_000, allow_inf_nan=False)
    pallets: Annotated[
        Amount,
        fr("Palettes", "Places de palettes ; les demies sont courantes."),
        en("Pallets", "Pallet places it takes; halves are usual."),
    ] = 0.0
    boxes: Annotated[
        int,
        fr("Norvégiennes", "Norvégiennes dans lesquelles elle voyage."),
        en("Insulated boxes", "Insulated boxes it travels in."),
    ] = Field(default=0, ge=0)


class Delivery(Model):
    """What one association is due in a week from a depot; its units may be split over rounds."""

    id: Annotated[Slug, fr("Livraison"), en("Delivery")]
    source: Annotated[
        Slug,
        fr("Dépôt", "Une association qui est le lieu de tri d'un groupe."),
        en("Depot", "The depot: an association that is the hub of a pool."),
        refers("associations"),
    ]
    to: Annotated[
        Slug,
        fr("Pour", "L'association qui reçoit."),
        en("To", "The association that receives."),
        refers("associations"),
    ]
    units: Annotated[
        tuple[LoadUnit, ...],
        fr("Charges", "Charges d'une livraison, indivisibles."),
        en("Load units", "Indivisible loads of a delivery."),
        sheet("Charges", "Load units"),
    ] = Field(min_length=1)
    days: Annotated[
        tuple[Day, ...],
        fr("Jours", "Jours où elle peut être apportée ; vide : tous."),
        en("Days", "Days on which it may be brought; all when empty."),
    ] = ()
    weeks: ItsWeeks = "any"
    min_visits: Annotated[
        int,
        fr("Passages au moins", "Arrêts entre lesquels elle est répartie, au moins."),
        en("Visits, at least", "Stops over which it is split, at least."),
    ] = Field(default=1, ge=0, le=50)
    max_visits: Annotated[
        int | None,
        fr("Passages au plus", "Arrêts entre lesquels elle est répartie, au plus."),
        en("Visits, at most", "Stops over which it is split, at most."),
    ] = Field(default=None, ge=1, le=50)

    def due_in(self, odd: bool) -> bool:
        """Tell whether it is due in an odd or an even week.

        Examples
        --------
        >>> one = LoadUnit(family="dry", kg=300)
        >>> odd = Delivery(id="a", source="depot", to="b", units=(one,), weeks="odd")
        >>> odd.due_in(False), odd.due_in(True)
        (False, True)
        """
        return in_weeks(self.weeks, odd)


class Errand(Model):
    """A given trip that brings food collected earlier to one association, and serves no other.

    Its own food is not weighed. It is a stop of the round as any other.
    """

    vehicle: Annotated[Slug, fr("Véhicule"), en("Vehicle"), refers("vehicles")]
    day: Annotated[Day, fr("Jour"), en("Day")]
    trip: Annotated[
        int,
        fr("Trajet", "Quel trajet du véhicule ce jour-là, à partir de 1."),
        en("Trip", "Which trip of the vehicle that day, from 1."),
    ] = Field(ge=1, le=12)
    to: Annotated[
        Slug,
        fr("Pour", "L'association desservie."),
        en("To", "The association served."),
        refers("associations"),
    ]
    rides_along: Annotated[
        tuple[Temperature, ...],
        fr("Avec", "Livraisons qui peuvent venir avec, pour elle et à ses jours ; vide : aucune."),
        en(
            "May ride along",
            "Delivered units that may ride along, to it and on its days; none when empty.",
        ),
    ] = ()


class Unit(Model):
    """One load unit due this week.

    Derived from deliveries by ``Scenario.units``.
    """

    id: Slug = Field(description="``delivery_n``, with n from 1.")
    delivery: Slug
    source: Slug
    to: Slug
    family: Slug
    temperature: Temperature
    kg: float
    pallets: float
    boxes: int
