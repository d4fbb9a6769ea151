"""Associations that collect, store and distribute food."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from models.base import Amount, Model, Slug
from models.calendar import Opening, Window
from models.fields import en, fr, refers
from models.labels import Contact, Name, ShortName
from models.lists import sheet
from models.places import Place


class Association(Model):
    """A structure that distributes food to people, from one site."""

    id: Annotated[Slug, fr("Association"), en("Association")]
    label: Name
    short: ShortName = None
    place: Annotated[Place, fr("Lieu"), en("Place")]
    households: Annotated[int, fr("Foyers"), en("Households")] = Field(default=0, ge=0)
    people: Annotated[
        int,
        fr("Personnes aidées", "Un nombre, jamais une liste."),
        en("People helped", "People helped: a count, never a list."),
    ] = Field(ge=0)
    counted_on: Annotated[
        date | None,
        fr("Comptées le", "Date du comptage des personnes."),
        en("Counted on", "When they were counted."),
    ] = None
    need_weight: Annotated[
        float,
        fr("Coefficient de besoin", "Multiplie le besoin par personne."),
        en("Weight of the need", "Multiplies the need per person."),
    ] = Field(default=1.0, gt=0, allow_inf_nan=False)
    weekly_need_kg: Annotated[
        dict[Slug, Amount] | None,
        fr(
            "Besoin (kg par semaine)",
            "Besoin par famille quand il est connu ; sinon personnes × coefficient × cible.",
        ),
        en(
            "Weekly need (kg)",
            "Need by family, kg a week, where it is known; else people × weight × target.",
        ),
        refers("families"),
    ] = None
    openings: Annotated[
        tuple[Opening, ...],
        fr("Distributions", "Jours et heures où une association distribue."),
        en("Openings", "Its distributions, week after week."),
        sheet("Distributions", "Openings"),
    ] = ()
    reception: Annotated[
        tuple[Window, ...],
        fr(
            "Heures de réception",
            "Quand une association peut recevoir ; aucune ligne : à toute heure.",
        ),
        en("Reception hours", "When goods can be received; at any time when empty."),
        sheet("Réceptions", "Reception"),
    ] = ()
    unloading_min: Annotated[
        Amount,
        fr("Déchargement (min)", "Durée d'une livraison à sa porte, en minutes."),
        en("Unloading (min)", "Time of a drop at its door, minutes."),
    ] = 15.0
    cold_storage_kg: Annotated[
        Amount | None,
        fr(
            "Stockage froid (kg)",
            "Frais et surgelé qu'elle peut garder, en kg ; vide : sans limite.",
        ),
        en("Cold storage (kg)", "Chilled and frozen kg it can hold; no limit when absent."),
    ] = None
    ambient_storage_kg: Annotated[
        Amount | None,
        fr("Stockage sec (kg)", "Sec qu'elle peut garder, en kg ; vide : sans limite."),
        en("Ambient storage (kg)", "Ambient kg it can hold; no limit when absent."),
    ] = None
    surface_m2: Annotated[
        Amount | None,
        fr("Surface (m²)", "De ses locaux, en m² : une clé de partage des coûts."),
        en("Surface (m²)", "Of its premises, square metres: a key for sharing costs."),
    ] = None
    refuses: Annotated[
        tuple[Slug, ...],
        fr("Familles refusées", "Familles qu'elle ne prend pas."),
        en("Families refused", "Families it does not take."),
        refers("families"),
    ] = ()
    max_round_min: Annotated[
        int | None,
        fr("Tournée au plus (min)", "Tournée la plus longue qui la dessert, en minutes."),
        en("Longest round (min)", "Longest round that serves it, minutes."),
    ] = Field(default=None, gt=0)
    first_stop: Annotated[
        bool,
        fr("Premier arrêt", "Oui : elle n'est jamais que le premier arrêt d'une tournée."),
        en("First stop only", "True: only ever the first stop of a round."),
    ] = False
    accredited: Annotated[
        bool,
        fr("Habilitée", "Peut avoir une convention avec un magasin de plus de 400 m²."),
        en("Accredited", "May hold an agreement with a store over 400 m²."),
    ] = True
    contact: Contact = ""

    @property
    def name(self) -> str:
        """Its short name if it has one, else its label."""
        return self.short or self.label
