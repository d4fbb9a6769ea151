"""A solidarity fridge: what would go through it, where it may stand, who lives within a walk."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Amount, Model, Slug
from models.calendar import Day
from models.fields import en, fr
from models.labels import Name
from models.lists import one, sheet, table
from models.places import Place, crow_km
from models.transfers import Cooked

MOST_PEOPLE = 1_000_000
PER_MONTH_KG, PER_MONTH_PEOPLE = 500.0, 220
"""What published fridges pass on in a month, and to how many people (see ``docs``)."""
DAYS_A_MONTH = 365.25 / 12


class FridgeSize(Model):
    """A fridge that could be had."""

    id: Annotated[Slug, fr("Modèle"), en("Model")]
    label: Name
    kg: Annotated[
        float,
        fr("Contenance (kg)", "De nourriture, étagères pleines, en kg."),
        en("Capacity (kg)", "Of food, shelves full, in kg."),
    ] = Field(gt=0, le=5_000, allow_inf_nan=False)
    eur_a_year: Annotated[
        Amount,
        fr("Coût annuel (€)", "Achat étalé, électricité, entretien."),
        en("Yearly cost (€)", "Purchase spread, electricity, upkeep."),
    ]


class FridgeSpot(Model):
    """Where a fridge could stand."""

    id: Annotated[Slug, fr("Emplacement"), en("Spot")]
    label: Name
    place: Annotated[Place, fr("Lieu"), en("Place")]
    power: Annotated[
        bool,
        fr("Prise électrique", "Non : aucun frigo ne peut y être."),
        en("Power socket", "False: no fridge can stand there."),
    ] = True
    agreed: Annotated[
        bool,
        fr("Hôte d'accord", "Non : l'emplacement n'est pas choisi, et ce qu'il coûterait est dit."),
        en("Host agrees", "False: the spot is not chosen, and what that costs is told."),
    ] = True


class FridgeZone(Model):
    """People who live around one point: a count, never a list."""

    id: Annotated[Slug, fr("Quartier"), en("Quarter")]
    label: Name
    place: Annotated[Place, fr("Lieu"), en("Place")]
    people: Annotated[
        int,
        fr("Personnes du quartier", "Qui en auraient l'usage : un nombre arrondi."),
        en("People of the quarter", "Who would have a use for it: a rounded count."),
    ] = Field(ge=0, le=MOST_PEOPLE)


class Surplus(Model):
    """What was left over on one day, kg."""

    day: Annotated[Day, fr("Jour"), en("Day")]
    kg: Annotated[Amount, fr("Excédent (kg)"), en("Surplus (kg)")]
    cooked: Annotated[
        Cooked,
        fr("Excédent préparé par", "Le fait maison n'entre jamais dans le frigo."),
        en("Surplus cooked by", "Home-made food never goes into the fridge."),
    ] = "shop"


class SolidarityFridge(Model):
    """What is asked of a solidarity fridge."""

    fridges: Annotated[
        int,
        fr("Frigos à placer", "Tous du même modèle."),
        en("Fridges to place", "All of one model."),
    ] = Field(default=1, ge=1, le=10)
    quantile: Annotated[
        float | None,
        fr(
            "Jours où tout doit entrer",
            "Part des jours, de 0 à 1 ; vide : ce que disent les coûts.",
        ),
        en("Days on which all must fit", "Share of days, 0 to 1; what costs say when absent."),
    ] = Field(default=None, gt=0, lt=1)
    eur_per_kg_saved: Annotated[
        float,
        fr("Valeur d'un kg donné (€)", "Ce que vaut un kg qui ne va pas à la poubelle."),
        en("Value of a kg given (€)", "What a kg that is not binned is worth."),
    ] = Field(default=2.0, gt=0, le=1_000, allow_inf_nan=False)
    eur_per_kg_room: Annotated[
        float,
        fr("Coût d'un kg de place (€ par jour)", "D'un kg de place qui reste vide un jour."),
        en("Cost of a kg of room (€ a day)", "Of a kg of room that stays empty for a day."),
    ] = Field(default=0.05, gt=0, le=1_000, allow_inf_nan=False)
    stay_days: Annotated[
        float,
        fr("Séjour (jours)", "Combien de temps la nourriture reste avant d'être prise."),
        en("Stay (days)", "How long food stays until it is taken."),
    ] = Field(default=1.0, gt=0, le=14, allow_inf_nan=False)
    taken_share: Annotated[
        float,
        fr("Part prise", "Le reste est jeté au nettoyage, de 0 à 1."),
        en("Share taken", "The rest is binned at the cleaning, 0 to 1."),
    ] = Field(default=0.9, gt=0, le=1)
    short_dated_share: Annotated[
        float,
        fr("Part des dates courtes", "Du journal : ce qui, à moins de 48 h, irait au frigo."),
        en("Share of short dates", "Of the journal: what under 48 h would go to the fridge."),
    ] = Field(default=0.25, gt=0, le=1)
    walk_min: Annotated[
        float,
        fr("À pied (min)", "Au plus, aller."),
        en("On foot (min)", "At most, one way."),
    ] = Field(default=12.0, gt=0, le=120, allow_inf_nan=False)
    walk_km_h: Annotated[
        float,
        fr("Vitesse à pied (km/h)", "Avec un sac ou une poussette."),
        en("Speed on foot (km/h)", "With a bag or a pushchair."),
    ] = Field(default=4.0, gt=0, le=10, allow_inf_nan=False)
    detour: Annotated[
        float,
        fr("Détour à pied", "Multiplie la distance à vol d'oiseau."),
        en("Detour on foot", "Multiplies the distance as the crow flies."),
    ] = Field(default=1.3, ge=1, le=5, allow_inf_nan=False)
    max_celsius: Annotated[
        float,
        fr("Température au plus (°C)", "Au-delà, le frigo est vidé."),
        en("Temperature at most (°C)", "Beyond, the fridge is emptied."),
    ] = Field(default=4.0, ge=0, le=8)
    sizes: Annotated[
        tuple[FridgeSize, ...],
        fr("Modèles de frigo", "Ce que l'on peut avoir."),
        en("Models of fridge", "What could be had."),
        one("un modèle de frigo", "a model of fridge"),
        table("un modèle de frigo", "a model of fridge", "label kg eur_a_year"),
    ] = ()
    spots: Annotated[
        tuple[FridgeSpot, ...],
        fr("Emplacements possibles", "Où un frigo peut être."),
        en("Possible spots", "Where a fridge may stand."),
        one("un emplacement", "a spot"),
        table("un emplacement", "a spot", "label power agreed place.address place.commune"),
    ] = ()
    zones: Annotated[
        tuple[FridgeZone, ...],
        fr("Quartiers autour", "Qui habite où : des nombres."),
        en("Quarters around", "Who lives where: counts."),
        one("un quartier", "a quarter"),
        table("un quartier", "a quarter", "label people place.commune"),
    ] = ()
    surplus: Annotated[
        tuple[Surplus, ...],
        fr("Excédents notés", "Un par jour observé, zéro compris."),
        en("Surplus noted", "One for each day observed, nought included."),
        sheet("Excédents par jour", "Surplus by day"),
        table("un excédent", "a surplus", "day kg"),
    ] = ()

    @property
    def size(self) -> dict[str, FridgeSize]:
        """Models by id."""
        return {item.id: item for item in self.sizes}

    @property
    def spot(self) -> dict[str, FridgeSpot]:
        """Spots by id."""
        return {item.id: item for item in self.spots}

    @property
    def zone(self) -> dict[str, FridgeZone]:
        """Quarters by id."""
        return {item.id: item for item in self.zones}

    @property
    def critical_ratio(self) -> float:
        """The share of days on which all must fit: stated, else value over value and cost.

        Arrow, Harris & Marschak (1951): the newsvendor's critical ratio.
        """
        if self.quantile is not None:
            return self.quantile
        return self.eur_per_kg_saved / (self.eur_per_kg_saved + self.eur_per_kg_room)

    def walk(self, one: Place, other: Place) -> float:
        """Return how long it takes to walk between two places, minutes."""
        return crow_km(one, other) * self.detour / self.walk_km_h * 60

    def a_day_kg(self, size: FridgeSize) -> float:
        """Return what a model can pass on in a day, kg: it is filled again as food is taken."""
        return size.kg / self.stay_days
