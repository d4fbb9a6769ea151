"""What is asked of a town that begins: few questions, in her words; the rest has a default.

Everything has an id, made from its name (``scenarios.naming``), which nobody is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from models.base import Amount, Clock, Label, Language, Model, Slug
from models.calendar import Day
from models.fields import en, fr, refers
from models.labels import Name
from models.places import Place
from models.recurrence import ItsWeeks, OfMonth, monday_of

StoreKind = Literal[
    "hypermarket", "supermarket", "small-store", "bakery", "wholesaler", "producer", "canteen"
]
VehicleKind = Literal["reefer", "boxes-van", "van", "car"]

WEEKDAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
THREE_DAYS: tuple[Day, ...] = ("mon", "wed", "fri")

LISTS: Mapping[str, str] = {
    "associations": "associations",
    "donors": "stores",
    "vehicles": "vehicles",
    "people": "crews",
}
"""The list of answers that each list of the scenario is made from."""
RHYTHM = ("weeks", "of_month")
"""In which weeks days hold: where days are words, it is said with them."""

Address = Annotated[
    Label,
    fr("Adresse ou commune", "Numéro, rue et commune ; la commune seule suffit pour commencer."),
    en("Address or commune", "Number, street and commune; the commune alone will do to begin."),
]
Found = Annotated[
    Place | None,
    fr("Position trouvée", "D'après l'adresse."),
    en("Position found", "From the address."),
]


class AssociationAnswers(Model):
    """An association that collects, receives and distributes."""

    id: Annotated[Slug, fr("Association"), en("Association")]
    label: Name
    address: Address
    place: Found = None
    people: Annotated[
        int,
        fr("Personnes aidées", "Chaque semaine : un nombre, jamais une liste."),
        en("People helped", "Each week: a number, never a list."),
    ] = Field(ge=0, le=1_000_000)
    days: Annotated[
        tuple[Day, ...],
        fr("Jours de distribution"),
        en("Days of distribution"),
    ] = Field(min_length=1)
    weeks: ItsWeeks = "any"
    of_month: OfMonth = ()
    starts: Annotated[
        Clock,
        fr("Distribue de", "Les produits doivent être là à cette heure."),
        en("Distributes from", "Food must be there by then."),
    ] = "14:00"
    ends: Annotated[Clock, fr("Distribue jusqu'à"), en("Distributes until")] = "17:00"
    cold_crates: Annotated[
        Amount | None,
        fr(
            "Froid (caisses)",
            "Caisses qui tiennent dans ses frigos et congélateurs ; vide : d'après ses personnes "
            "aidées.",
        ),
        en(
            "Cold store (crates)",
            "Crates that fit in its fridges and freezers; when empty: after the people it helps.",
        ),
    ] = None
    shares: Annotated[
        bool,
        fr("Met en commun", "Ses magasins, véhicules et équipages ; sinon, chacune pour soi."),
        en("Shares with others", "Its stores, vehicles and crews; else, each for itself."),
    ] = True


class StoreAnswers(Model):
    """A store, or anyone else who gives food."""

    id: Annotated[Slug, fr("Magasin"), en("Store")]
    label: Name
    address: Address
    place: Found = None
    kind: Annotated[
        StoreKind | None,
        fr("Type", "Vide : d'après son nom."),
        en("Kind", "When empty: after its name."),
    ] = None
    holder: Annotated[
        Slug,
        fr("Titulaire", "L'association qui a la convention avec lui."),
        en("Agreement held by", "The association that holds the agreement."),
        refers("associations"),
    ]
    days: Annotated[
        tuple[Day, ...],
        fr("Jours de ramasse", "Vide : lundi, mercredi et vendredi."),
        en("Collection days", "When empty: Monday, Wednesday and Friday."),
    ] = Field(default=THREE_DAYS, min_length=1)
    weeks: ItsWeeks = "any"
    of_month: OfMonth = ()
    crates: Annotated[
        float | None,
        fr("Caisses par passage", "Vide : ce que donne d'ordinaire un magasin de ce type."),
        en("Crates a visit", "When empty: what a store of this kind usually gives."),
    ] = Field(default=None, gt=0, le=10_000)
    kg: Annotated[
        float | None,
        fr("ou kg par passage", "Si vous les pesez : l'un ou l'autre."),
        en("or kg a visit", "If you weigh them: one or the other."),
    ] = Field(default=None, gt=0, le=100_000)
    opens: Annotated[
        Clock | None,
        fr("Ouvert dès", "Heure du premier passage possible ; vide : celle de son type."),
        en("Open from", "First moment of a visit; when empty: that of its kind."),
    ] = None
    closes: Annotated[
        Clock | None,
        fr("Jusqu'à", "Heure à laquelle un passage est fini ; vide : celle de son type."),
        en("Until", "Moment by which a visit has ended; when empty: that of its kind."),
    ] = None
    private: Annotated[
        bool,
        fr("Réservé à son titulaire", "Oui : ses dons ne sont pas mis en commun."),
        en("For its holder alone", "Yes: what it gives is not shared."),
    ] = False


class VehicleAnswers(Model):
    """A van, lorry or car."""

    id: Annotated[Slug, fr("Véhicule"), en("Vehicle")]
    label: Name
    owner: Annotated[
        Slug,
        fr("Appartient à", "Il dort chez elle."),
        en("Belongs to", "It sleeps there."),
        refers("associations"),
    ]
    kind: Annotated[VehicleKind, fr("Type"), en("Kind")] = "van"
    payload_kg: Annotated[
        float | None,
        fr("Charge (kg)", "Ce qu'il peut porter ; vide : celle de son type."),
        en("Load (kg)", "What it can carry; when empty: that of its kind."),
    ] = Field(default=None, gt=0, le=40_000)
    days: Annotated[
        tuple[Day, ...],
        fr("Jours", "Jours où il peut sortir."),
        en("Days", "Days on which it may go out."),
    ] = Field(default=WEEKDAYS, min_length=1)


class CrewAnswers(Model):
    """The people of one association who go out, counted; or one of them, by name."""

    id: Annotated[Slug, fr("Équipage"), en("Crew")]
    association: Annotated[Slug, fr("Association"), en("Association"), refers("associations")]
    label: Annotated[
        Label | None,
        fr("Nom", "D'une personne, si vous voulez le voir sur les feuilles de route."),
        en("Name", "Of a person, if you want it on the driver's sheets."),
    ] = None
    drivers: Annotated[
        int | None,
        fr("Chauffeurs (nombre)", "Vide : un s'il y a un véhicule, sinon aucun."),
        en("Drivers (number)", "When empty: one if there is a vehicle, else none."),
    ] = Field(default=None, ge=0, le=200)
    helpers: Annotated[
        int | None,
        fr("Accompagnateurs (nombre)", "Vide : un s'il y a un véhicule, sinon aucun."),
        en("Helpers (number)", "When empty: one if there is a vehicle, else none."),
    ] = Field(default=None, ge=0, le=200)
    days: Annotated[
        tuple[Day, ...],
        fr("Jours", "Jours où ils peuvent venir."),
        en("Days", "When they can come."),
    ] = Field(default=WEEKDAYS, min_length=1)
    rounds: Annotated[
        int,
        fr("Tournées par semaine", "De chacun, au plus."),
        en("Rounds a week", "Of each, at most."),
    ] = Field(default=2, ge=0, le=14)


class Answers(Model):
    """What a town said of itself."""

    label: Annotated[
        Label,
        fr("Nom de votre ville ou groupe", "Il se lit sur tous les documents."),
        en("Name of your town or group", "It is read on every document."),
    ]
    language: Annotated[Language, fr("Langue des documents"), en("Language of documents")] = "fr"
    commune: Annotated[
        Label,
        fr("Commune", "Celle du centre ; les adresses sans commune y sont cherchées."),
        en("Commune", "That of the centre; addresses without a commune are looked for there."),
    ]
    week_of: Annotated[
        date,
        fr("Semaine du", "Le lundi de la semaine à planifier."),
        en("Week of", "The Monday of the week planned."),
    ]
    starts: Annotated[
        Clock,
        fr("Les tournées sortent de", "Aucun véhicule ne part plus tôt."),
        en("Rounds go out from", "No vehicle leaves earlier."),
    ] = "08:00"
    ends: Annotated[
        Clock,
        fr(
            "jusqu'à",
            "Les véhicules sont alors rentrés ; un lieu de tri ou un magasin tardif ajoute "
            "l'après-midi, pour trier et livrer.",
        ),
        en("until", "Vehicles are back by then."),
    ] = "12:30"
    sorted_at: Annotated[
        Slug | None,
        fr("Lieu de tri", "Vide : pas de tri commun, on dépose à chaque porte en rentrant."),
        en("Hub", "When empty: none, food is dropped at each door on the way back."),
        refers("associations"),
    ] = None
    associations: Annotated[
        tuple[AssociationAnswers, ...], fr("Associations"), en("Associations")
    ] = Field(min_length=1)
    stores: Annotated[tuple[StoreAnswers, ...], fr("Vos magasins"), en("Your stores")] = Field(
        min_length=1
    )
    vehicles: Annotated[tuple[VehicleAnswers, ...], fr("Véhicules"), en("Vehicles")] = Field(
        min_length=1
    )
    crews: Annotated[tuple[CrewAnswers, ...], fr("Équipages"), en("Crews")] = ()


def begun(language: Language, today: date) -> dict[str, Any]:
    """Return the answers of a town that said nothing yet: the week after this one.

    Examples
    --------
    >>> begun("fr", date(2026, 11, 29))
    {'language': 'fr', 'week_of': '2026-11-30'}
    """
    return {"language": language, "week_of": monday_of(today + timedelta(weeks=1)).isoformat()}
