"""Product families and temperatures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Model, Slug, Text
from models.fields import en, fr
from models.labels import Name

Temperature = Literal["ambient", "chilled", "frozen"]
"""How a family must be kept: ambient (sec), chilled (frais), frozen (surgelé)."""

TEMPERATURE_NAMES: dict[str, Text] = {
    "ambient": Text(fr="sec", en="ambient"),
    "chilled": Text(fr="frais", en="chilled"),
    "frozen": Text(fr="surgelé", en="frozen"),
}


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
        float,
        fr("kg par caisse", "Poids d'une caisse, en kg."),
        en("kg per crate", "Conversion of a crate, in kg."),
    ] = Field(default=10.0, gt=0)
    kg_per_pallet: Annotated[
        float | None,
        fr("kg par palette", "Poids d'une place de palette, en kg ; vide : sans limite."),
        en("kg per pallet", "Conversion of a pallet place, in kg; no limit when absent."),
    ] = Field(default=None, gt=0)
