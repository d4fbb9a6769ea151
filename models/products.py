"""Product families and temperatures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Label, Model, Slug, Text
from models.fields import en, fr
from models.heads import Per
from models.labels import Name

Temperature = Literal["ambient", "chilled", "frozen"]
"""How a family must be kept: ambient (sec), chilled (frais), frozen (surgelé)."""

TEMPERATURE_NAMES: dict[str, Text] = {
    "ambient": Text(fr="sec", en="ambient"),
    "chilled": Text(fr="frais", en="chilled"),
    "frozen": Text(fr="surgelé", en="frozen"),
}

USUAL_CRATE_KG = 10.0
"""What a crate weighs where nobody said it, kg."""


class Family(Model):
    """A product family: what is counted, split and kept together."""

    id: Annotated[Slug, fr("Famille"), en("Family")]
    label: Name
    temperature: Annotated[Temperature, fr("Température"), en("Temperature")]
    shelf_days: Annotated[
        int,
        fr("Garde (jours)", "Jours après la ramasse pendant lesquels elle peut être distribuée."),
        en("Shelf life (days)", "Days after collection within which it must be distributed."),
    ] = Field(ge=0, le=3650)
    target_kg_per_person: Annotated[
        Amount,
        fr(
            "Cible (kg par personne)", "Ce qu'une personne devrait recevoir dans la semaine, en kg."
        ),
        en("Target (kg per person)", "What one person should get in a week, in kg."),
    ]
    per: Annotated[
        Per,
        fr("Besoin compté par", "Personne, foyer, enfant de moins de 36 mois, ou public."),
        en("Need counted per", "Person, household, child under 36 months, or class."),
    ] = "person"
    target_units: Annotated[
        Amount | None,
        fr(
            "Cible (unités)",
            "Par semaine et par personne, foyer, enfant… ; remplace la cible en kg.",
        ),
        en("Target (units)", "A week, per person, household, child…; instead of the one in kg."),
    ] = None
    unit: Annotated[
        Label | None,
        fr("Unité de la famille", "Ce que l'on compte : paquet, pièce ; vide : des kg."),
        en("Unit of the family", "What is counted: packet, piece; kg when absent."),
    ] = None
    kg_per_unit: Annotated[
        float | None,
        fr("Poids d'une unité (kg)", "Les kg restent ce que l'on transporte et range."),
        en("Weight of a unit (kg)", "Kilograms remain what is carried and stored."),
    ] = Field(default=None, gt=0, le=1_000, allow_inf_nan=False)
    food: Annotated[
        bool,
        fr("Se mange", "Non : couches, hygiène ; ni repas, ni CO₂ évité n'en sont comptés."),
        en("Is food", "No: nappies, hygiene; neither meals nor CO₂ avoided are counted of it."),
    ] = True
    points_per_kg: Annotated[
        float,
        fr("Points par kg", "Poids d'un kg quand on compare ce que chacun a reçu."),
        en("Points per kg", "Weight of one kg in comparisons of food received."),
    ] = Field(default=1.0, gt=0, le=1000, allow_inf_nan=False)
    rare: Annotated[
        bool,
        fr("Rare", "Répartie en premier (protéines, laitages, bébé)."),
        en("Rare", "Split first (protein, dairy, baby food)."),
    ] = False
    kg_per_crate: Annotated[
        float | None,
        fr("kg par caisse", "Poids d'une caisse, en kg ; vide : 10, sans être dit."),
        en("kg per crate", "Conversion of a crate, in kg; 10 when absent, though not said."),
    ] = Field(default=None, gt=0)
    kg_per_pallet: Annotated[
        float | None,
        fr("kg par palette", "Poids d'une place de palette, en kg ; vide : sans limite."),
        en("kg per pallet", "Conversion of a pallet place, in kg; no limit when absent."),
    ] = Field(default=None, gt=0)

    @property
    def crate_kg(self) -> float:
        """What a crate weighs, in kg: as said, else as usual."""
        return USUAL_CRATE_KG if self.kg_per_crate is None else self.kg_per_crate

    @property
    def target_kg(self) -> float:
        """What each of whom it is counted for should get in a week, kg.

        Examples
        --------
        >>> nappies = Family(
        ...     id="n", label="Nappies", temperature="ambient", shelf_days=900, per="child",
        ...     target_kg_per_person=0, target_units=2, unit="packet", kg_per_unit=1.4,
        ... )
        >>> nappies.target_kg, nappies.units(7.0)
        (2.8, 5.0)
        """
        if self.target_units is None or self.kg_per_unit is None:
            return self.target_kg_per_person
        return self.target_units * self.kg_per_unit

    @property
    def handed_kg(self) -> float | None:
        """What is handed over whole, one unit, kg; none for a family that is counted in kg."""
        return None if self.unit is None else self.kg_per_unit

    def units(self, kg: float) -> float | None:
        """Return how many units some kg are; none for a family that is counted in kg."""
        return None if self.handed_kg is None else kg / self.handed_kg
