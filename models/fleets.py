"""Fleets of a shared warehouse: vehicles of one kind, whose they are, when they go out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Amount, Model, Slug
from models.calendar import Day
from models.fields import en, fr, refers
from models.labels import Name
from models.vehicles import Cold, Licence


class Fleet(Model):
    """Vehicles alike that supply points from a platform: a network's own, or carriers'."""

    id: Annotated[Slug, fr("Flotte"), en("Fleet")]
    label: Name
    network: Annotated[
        Slug | None,
        fr("Réseau", "À qui ils sont ; vide : loués par la plateforme pour tous."),
        en("Network", "Whose they are; none: hired by the platform for all networks."),
        refers("warehouse.networks"),
    ] = None
    lent: Annotated[
        bool,
        fr("Prêtés", "Peuvent aussi livrer les points des autres réseaux admis."),
        en("Lent to others", "May also supply points of the other admitted networks."),
    ] = False
    carrier: Annotated[
        bool,
        fr("Transporteur", "Payé à l'usage, avec son chauffeur."),
        en("Haulier", "A haulier's: paid by use, with its driver."),
    ] = False
    count: Annotated[
        int, fr("Nombre", "Combien il y en a."), en("How many", "How many there are.")
    ] = Field(ge=1, le=500)
    platform: Annotated[
        Slug | None,
        fr("Plateforme", "D'où ils partent ; vide : la plateforme principale."),
        en("Platform", "Where they start and end; the main platform when absent."),
        refers("warehouse.platforms"),
    ] = None
    payload_kg: Annotated[
        float,
        fr("Charge utile (kg)", "Charge la plus grande, en kg."),
        en("Payload (kg)", "Greatest load, in kg."),
    ] = Field(gt=0, le=40_000)
    pallets: Annotated[
        float | None,
        fr("Palettes", "Places de palettes ; vide : sans limite."),
        en("Pallets", "Pallet places; no limit when absent."),
    ] = Field(default=None, gt=0)
    cold: Annotated[Cold, fr("Froid"), en("Cold")] = "none"
    cold_kg: Annotated[
        Amount | None,
        fr(
            "Froid au plus (kg)",
            "Frais et surgelé à bord ; vide : toute la charge s'ils sont frigorifiques.",
        ),
        en(
            "Cold, at most (kg)",
            "Chilled and frozen kg aboard, at most; all of the payload when refrigerated.",
        ),
    ] = None
    crew: Annotated[int, fr("Équipage", "Personnes à bord."), en("Crew", "People aboard.")] = Field(
        default=2, ge=1, le=5
    )
    licence: Annotated[Licence, fr("Permis"), en("Licence")] = "B"
    days: Annotated[
        tuple[Day, ...],
        fr("Jours", "Jours où ils peuvent sortir."),
        en("Days", "Days on which they may go out."),
    ] = Field(min_length=1)
    shifts: Annotated[
        tuple[Slug, ...],
        fr("Plages", "Plages où il peut sortir ; vide : toutes."),
        en("Shifts", "Shifts; all when empty."),
        refers("shifts"),
    ] = ()
    max_trips: Annotated[
        int,
        fr("Chargements par plage, au plus", "Fois que chacun peut charger dans une plage."),
        en("Loads per shift, at most", "Times each may load in one shift."),
    ] = Field(default=2, ge=1, le=6)
    max_stops: Annotated[
        int | None,
        fr("Arrêts par trajet, au plus", "Livraisons d'un trajet."),
        en("Drops per trip, at most", "Drops in one trip, at most."),
    ] = Field(default=None, ge=1)
    max_round_min: Annotated[
        int | None,
        fr(
            "Tournée au plus (min)",
            "Tournée la plus longue, si c'est moins que la plage, en minutes.",
        ),
        en("Longest round (min)", "Longest round, if under the shift's, minutes."),
    ] = Field(default=None, gt=0)
    eur_per_km: Annotated[Amount, fr("€ par km"), en("€ per km")] = 0.35
    eur_per_hour: Annotated[Amount, fr("€ par heure"), en("€ per hour")] = 0.0
    eur_per_round: Annotated[
        Amount,
        fr("€ par tournée", "Dus à chaque sortie."),
        en("€ per round", "Due each time one goes out."),
    ] = 0.0
