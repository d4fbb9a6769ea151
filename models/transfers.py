"""Stock passed on between structures: lots counted with their dates, trips, what each accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from models.base import Amount, Clock, Model, Slug, Text, seconds
from models.fields import en, fr, refers
from models.labels import Name
from models.lists import one, sheet, table
from models.vehicles import Cold
from models.visits import DateKind

if TYPE_CHECKING:
    from models.associations import Association
    from models.products import Family

MOST_LOT_KG = 100_000
Cooked = Literal["shop", "kitchen", "home"]
"""shop: sold as it is; kitchen: by a professional kitchen; home: at somebody's home."""

COOKED: dict[str, Text] = {
    "shop": Text(fr="du commerce", en="from a shop"),
    "kitchen": Text(fr="cuisine professionnelle", en="professional kitchen"),
    "home": Text(fr="fait maison", en="home-made"),
}


class StockLot(Model):
    """Food of one family and one date that is at an association's place when it is counted."""

    id: Annotated[Slug, fr("Lot"), en("Lot")]
    association: Annotated[
        Slug,
        fr("Où est le lot", "L'association qui l'a en stock."),
        en("Where the lot is", "The association that has it in stock."),
        refers("associations"),
    ]
    family: Annotated[Slug, fr("Famille"), en("Family"), refers("families")]
    kg: Annotated[
        float,
        fr("Poids du lot (kg)", "Tout le lot ; « 12 u » pour ce qui se compte."),
        en("Weight of the lot (kg)", 'The whole lot; "12 u" of what is counted.'),
    ] = Field(gt=0, le=MOST_LOT_KG, allow_inf_nan=False)
    unit_kg: Annotated[
        float | None,
        fr(
            "Une pièce pèse (kg)",
            "Carton ou caisse que l'on n'ouvre pas ; vide : au kg.",
        ),
        en("One piece weighs (kg)", "Box or crate that is not opened; by the kg when absent."),
    ] = Field(default=None, gt=0, le=MOST_LOT_KG, allow_inf_nan=False)
    date: Annotated[
        date,
        fr("Date sur l'emballage", "Dernier jour inclus."),
        en("Date on the package", "Last day included."),
    ]
    date_kind: Annotated[
        DateKind,
        fr(
            "DLC ou DDM",
            "DLC (à consommer jusqu'au) : jamais donné après ; DDM (de préférence avant) : peut "
            "l'être, à qui l'accepte.",
        ),
        en(
            "Use-by or best-before",
            "Use-by: never given out after it; best-before: may be, to whom accepts it.",
        ),
    ] = "use_by"
    cooked: Annotated[
        Cooked,
        fr(
            "Préparé par", "shop : du commerce ; kitchen : cuisine professionnelle ; home : refusé."
        ),
        en("Cooked by", "shop: as sold; kitchen: a professional kitchen; home: refused."),
    ] = "shop"
    note: Annotated[
        str,
        fr("Remarque sur le lot", "Ce qui aide à le reconnaître : marque, étagère."),
        en("Remark on the lot", "What helps to recognise it: brand, shelf."),
    ] = Field(default="", max_length=200)

    @property
    def piece_kg(self) -> float:
        """The least that can be handed over: a piece, else a kg, else the whole lot."""
        return min(self.kg, self.unit_kg or 1.0)


class Halt(Model):
    """A halt of a trip that takes place anyway, at an association's place."""

    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    arrives: Annotated[Clock, fr("Arrivée"), en("Arrives")]
    leaves: Annotated[
        Clock,
        fr("Départ de la halte", "Le temps sur place borne ce qui est chargé et déchargé."),
        en("Leaves the halt", "The time on site limits what is loaded and unloaded."),
    ]

    @property
    def arrives_s(self) -> int:
        """Seconds since midnight."""
        return seconds(self.arrives)

    @property
    def leaves_s(self) -> int:
        """Seconds since midnight."""
        return seconds(self.leaves)


class GivenTrip(Model):
    """A trip that takes place anyway: an errand, a booking of the shared truck, someone's car."""

    id: Annotated[Slug, fr("Trajet prévu"), en("Trip planned")]
    label: Name
    on: Annotated[date, fr("Date du trajet"), en("Date of the trip")]
    payload_kg: Annotated[
        float,
        fr("Place libre (kg)", "Ce qu'on peut y ajouter, en kg."),
        en("Room left (kg)", "What can be put aboard besides, in kg."),
    ] = Field(gt=0, le=40_000, allow_inf_nan=False)
    cold: Annotated[Cold, fr("Froid du trajet"), en("Cold of the trip")] = "none"
    cold_kg: Annotated[
        Amount,
        fr("Place en norvégienne (kg)", "Pour le frais, quand le froid est en norvégienne."),
        en("Room in insulated boxes (kg)", "For chilled food, where the cold is in boxes."),
    ] = 0.0
    stops: Annotated[
        tuple[Halt, ...],
        fr("Haltes du trajet", "Dans l'ordre."),
        en("Halts of the trip", "In their order."),
        sheet("Haltes des trajets", "Halts of trips"),
    ] = Field(min_length=2)


class Partner(Model):
    """What an association accepts of transfers, where it is not what holds for all."""

    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    gives: Annotated[
        bool,
        fr("Peut donner", "Non : rien ne part de chez elle."),
        en("May give", "False: nothing leaves it."),
    ] = True
    takes: Annotated[
        bool,
        fr("Peut recevoir", "Non : rien n'arrive chez elle."),
        en("May receive", "False: nothing is brought to it."),
    ] = True
    past_best_before: Annotated[
        bool,
        fr("Accepte une DDM passée", "Oui : elle distribue après la DDM, en le disant."),
        en("Accepts past best-before", "True: it gives out after best-before, and says so."),
    ] = False
    keep_days: Annotated[
        int | None,
        fr("Jours gardés pour elle", "Vide : le nombre qui vaut pour tous."),
        en("Days kept for itself", "The number that holds for all when absent."),
    ] = Field(default=None, ge=0, le=60)


class FixedTransfer(Model):
    """A transfer decided by hand: it is made, the rest is planned around it."""

    lot: Annotated[Slug, fr("Lot à passer"), en("Lot passed on"), refers("transfers.lots")]
    to: Annotated[Slug, fr("Qui reçoit le lot"), en("Who receives the lot"), refers("associations")]
    kg: Annotated[
        float,
        fr("Quantité (kg)", "Au moins, en kg."),
        en("Quantity (kg)", "At least, in kg."),
    ] = Field(gt=0, le=MOST_LOT_KG, allow_inf_nan=False)
    trip: Annotated[
        Slug | None,
        fr("Par le trajet", "Vide : n'importe lequel."),
        en("By the trip", "Any when absent."),
        refers("transfers.trips"),
    ] = None


class Transfers(Model):
    """Stock that may be passed on, and under which conditions."""

    counted_on: Annotated[
        date | None,
        fr("Stock compté le", "Vide : le lundi de la semaine."),
        en("Stock counted on", "The Monday of the week when empty."),
    ] = None
    horizon_days: Annotated[
        int,
        fr("Jours regardés", "À partir du comptage."),
        en("Days looked at", "From the count on."),
    ] = Field(default=14, ge=1, le=28)
    keep_days: Annotated[
        int,
        fr(
            "Jours de couverture gardés",
            "Pendant ces jours après le comptage, qui donne distribue autant que s'il ne donnait "
            "rien.",
        ),
        en(
            "Days of cover kept",
            "For so many days after the count, who gives hands out as much as if it gave nothing.",
        ),
    ] = Field(default=7, ge=0, le=60)
    least_kg: Annotated[
        Amount,
        fr("Remise d'au moins (kg)", "En dessous, on ne dérange personne."),
        en("Hand-over of at least (kg)", "Less is not worth the trouble."),
    ] = 5.0
    handling_min_per_100kg: Annotated[
        float,
        fr("Manutention (min pour 100 kg)", "À charger, et autant à décharger."),
        en("Handling (min per 100 kg)", "To load, and as much to unload."),
    ] = Field(default=6.0, gt=0, le=600, allow_inf_nan=False)
    new_trips: Annotated[
        int,
        fr("Nouveaux trajets, au plus", "En plus de ceux qui sont prévus."),
        en("New trips, at most", "Besides those that are planned."),
    ] = Field(default=2, ge=0, le=20)
    new_trip_km: Annotated[
        Amount,
        fr("Nouveau trajet, au plus (km)", "Aller, remise et retour."),
        en("New trip, at most (km)", "There, hand-over and back."),
    ] = 40.0
    kg_per_km: Annotated[
        Amount,
        fr("Nouveau trajet : kg par km", "Il porte au moins cela, sinon il n'est pas fait."),
        en("New trip: kg per km", "It carries at least that, else it is not made."),
    ] = 1.0
    lots: Annotated[
        tuple[StockLot, ...],
        fr("Stock compté", "Un lot par famille et par date."),
        en("Stock counted", "A lot for each family and date."),
        one("un lot compté", "a lot counted"),
        table("un lot compté", "a lot counted", "association family kg date date_kind"),
    ] = ()
    trips: Annotated[
        tuple[GivenTrip, ...],
        fr("Trajets déjà prévus", "Courses, réservations, une voiture qui passe."),
        en("Trips planned anyway", "Errands, bookings, a car that passes."),
        one("un trajet prévu", "a planned trip"),
        table("un trajet prévu", "a planned trip", "label on payload_kg cold"),
    ] = ()
    partners: Annotated[
        tuple[Partner, ...],
        fr("Ce que chacun accepte", "Qui n'est pas ici donne et reçoit, sans DDM passée."),
        en("What each accepts", "Who is not here gives and receives, nothing past best-before."),
        one("une condition", "a condition"),
        table(
            "une condition",
            "a condition",
            "association gives takes past_best_before keep_days",
        ),
    ] = ()
    fixed: Annotated[
        tuple[FixedTransfer, ...],
        fr("Transferts décidés", "Faits dans tous les cas."),
        en("Transfers decided", "Made in any case."),
        one("un transfert décidé", "a transfer decided"),
        table("un transfert décidé", "a transfer decided", "lot to kg trip"),
    ] = ()

    @property
    def lot(self) -> dict[str, StockLot]:
        """Lots by id."""
        return {item.id: item for item in self.lots}

    @property
    def trip(self) -> dict[str, GivenTrip]:
        """Trips planned anyway by id."""
        return {item.id: item for item in self.trips}

    def partner(self, association: str) -> Partner:
        """Return what an association accepts, the general case where it says nothing."""
        for item in self.partners:
            if item.association == association:
                return item
        return Partner(association=association)

    def kept_days(self, association: str) -> int:
        """Return the days of cover that an association keeps."""
        own = self.partner(association).keep_days
        return self.keep_days if own is None else own

    def first_day(self, monday: date) -> date:
        """Return the day of the count."""
        return self.counted_on or monday

    def last_day(self, monday: date) -> date:
        """Return the last day that is looked at."""
        return self.first_day(monday) + timedelta(days=self.horizon_days - 1)

    def good_until(self, lot: StockLot, association: str) -> date | None:
        """Return the last day on which an association may give a lot out; none: no limit.

        A use-by date holds everywhere; a best-before date only where past ones are refused.
        """
        if lot.date_kind == "best_before" and self.partner(association).past_best_before:
            return None
        return lot.date


def lots_in_stock(
    asked: Transfers, associations: Iterable[Association], families: Mapping[str, Family]
) -> tuple[StockLot, ...]:
    """Return the lots counted, each in pieces of its family's unit where it says no piece.

    Where no lot is counted, what associations hold when the week begins, as lots whose dates are
    taken as use-by.

    Parameters
    ----------
    families
        By id.
    """
    return tuple(
        one.changed(unit_kg=each)
        if one.unit_kg is None
        and (known := families.get(one.family)) is not None
        and (each := known.handed_kg) is not None
        and each <= one.kg
        else one
        for one in asked.lots or _lots_of_stock(associations)
    )


def _lots_of_stock(associations: Iterable[Association]) -> tuple[StockLot, ...]:
    return tuple(
        StockLot(
            id=f"{who.id}-{number}",
            association=who.id,
            family=held.family,
            kg=held.kg,
            date=held.until,
        )
        for who in associations
        for number, held in enumerate(who.stock, 1)
    )
