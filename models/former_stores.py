"""What a store was before it changed hands: its name, its brand, who held its agreement."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from models.base import Label, Model, Slug
from models.fields import en, fr, refers


class FormerStore(Model):
    """What a store was until a date; what it does not say was as it is now."""

    until: Annotated[
        date,
        fr("Jusqu'au", "Le dernier jour, compris : dès le lendemain, c'est l'enseigne d'après."),
        en("Until", "The last day, included: from the day after on it is the next brand."),
    ]
    label: Annotated[
        Label | None,
        fr("Nom d'alors", "Vide : le nom d'aujourd'hui."),
        en("Name then", "Today's name when empty."),
    ] = None
    brand: Annotated[
        Label | None,
        fr("Enseigne d'alors", "Vide : l'enseigne d'aujourd'hui."),
        en("Brand then", "Today's brand when empty."),
    ] = None
    holder: Annotated[
        Slug | None,
        fr("Titulaire d'alors", "L'association qui avait la convention ; vide : la même."),
        en("Agreement held then by", "The association that held it; the same when empty."),
        refers("associations"),
    ] = None
