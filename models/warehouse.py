"""The shared warehouse: its platforms, places and docks, who uses it, what it costs, who funds."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Model, Share, Slug
from models.calendar import Day
from models.fields import en, fr, refers
from models.fleets import Fleet
from models.funding import Funding
from models.lists import sheet, table
from models.networks import Flow, Network, OpeningStock, Point
from models.platforms import Platform
from models.products import Temperature

AllotmentRule = Literal["free", "leximin", "surface"]
"""free: places go to whoever fills them; leximin: need-weighted, the least provided first;
surface: by the surface shares of the agreement."""


class Warehouse(Model):
    """A warehouse shared by networks, over a horizon of weeks."""

    platforms: Annotated[
        tuple[Platform, ...],
        fr("Plateformes de l'entrepôt", "La principale d'abord."),
        en("Platforms of the warehouse", "The main one first."),
        sheet("Plateformes", "Platforms"),
        table("une plateforme", "a platform", "label surface_m2 cold_m2 fed"),
    ] = Field(min_length=1)
    networks: Annotated[
        tuple[Network, ...],
        fr("Réseaux de l'entrepôt", "Qui stocke dans la plateforme."),
        en("Networks of the warehouse", "Who stores in the warehouse."),
        sheet("Réseaux", "Networks"),
        table("un réseau", "a network", "label short hosted admitted surface_share minimum_m2"),
    ] = Field(min_length=1)
    points: Annotated[
        tuple[Point, ...],
        fr("Points servis par l'entrepôt", "Points approvisionnés."),
        en("Points served by the warehouse", "Points that are supplied."),
        sheet("Points", "Points"),
        table("un point", "a point", "label network people visits unloading_min"),
    ] = ()
    points_table: Annotated[
        str | None,
        fr(
            "Table des points",
            "Table .csv ou .xlsx à côté du scénario, une ligne par point, ajouté à la feuille.",
        ),
        en(
            "Table of points",
            "A .csv or .xlsx table beside the scenario, one line per point, added to points.",
        ),
    ] = None
    family_shares: Annotated[
        dict[Slug, Share],
        fr(
            "Part du besoin",
            "Besoin d'un point par famille, s'il n'a pas le sien ; la somme fait 100 %.",
        ),
        en("Share of need", "Need of a point by family, unless it has its own; adds up to 1."),
        refers("families"),
    ] = Field(min_length=1)
    flows: Annotated[
        tuple[Flow, ...],
        fr("Arrivages de l'entrepôt", "Ce qui arrive chaque semaine."),
        en("Arrivals at the warehouse", "What arrives week after week."),
        sheet("Arrivages", "Flows"),
        table("un arrivage", "an arrival", "label network family expiry_weeks days"),
    ] = ()
    stock: Annotated[
        tuple[OpeningStock, ...],
        fr("Stock de départ", "Ce qui est déjà là."),
        en("Opening stock", "What is there already."),
    ] = ()
    fleets: Annotated[
        tuple[Fleet, ...],
        fr("Flottes de l'entrepôt", "Véhicules qui livrent les points."),
        en("Fleets of the warehouse", "Vehicles that supply points."),
        sheet("Flottes", "Fleets"),
        table("une flotte", "a fleet", "label network count payload_kg cold days"),
    ] = ()
    horizon_weeks: Annotated[int, fr("Semaines étudiées"), en("Weeks studied")] = Field(
        default=26, ge=1, le=104
    )
    supplied_week: Annotated[
        int,
        fr("Semaine planifiée", "Semaine dont les tournées et les quais sont planifiés."),
        en("Planned week", "Week of the horizon whose rounds and docks are planned."),
    ] = Field(default=1, ge=1)
    allotment: Annotated[AllotmentRule, fr("Règle des places"), en("Rule of places")] = "leximin"
    shared: Annotated[
        bool,
        fr(
            "Plateforme commune",
            "Non : chaque réseau admis pour lui-même, depuis chez lui, avec ses véhicules.",
        ),
        en(
            "Common warehouse",
            "False: each admitted network by itself, from its home, with its own vehicles.",
        ),
    ] = True
    transfers: Annotated[
        bool,
        fr("Transferts", "Les réseaux peuvent se céder des produits."),
        en("Handing over", "Networks may hand over to each other."),
    ] = True
    arrival_days: Annotated[
        tuple[Day, ...],
        fr("Jours d'arrivée", "Jours où viennent les camions."),
        en("Days of arrival", "Days on which lorries come."),
    ] = ("mon", "tue", "wed", "thu", "fri")
    lorry_pallets: Annotated[
        int,
        fr("Palettes par camion", "D'un camion qui arrive."),
        en("Pallets per lorry", "Of an arriving lorry."),
    ] = Field(default=33, ge=1, le=60)
    unloading_min: Annotated[
        Amount,
        fr("Déchargement (min)", "Durée d'une livraison à un point, en minutes."),
        en("Unloading (min)", "Time of a drop at a point, minutes."),
    ] = 15.0
    loading_min: Annotated[
        Amount,
        fr("Chargement (min)", "D'un véhicule, en minutes."),
        en("Loading (min)", "Loading a vehicle, minutes."),
    ] = 20.0
    dock_step_min: Annotated[
        int,
        fr("Pas des quais (min)", "Grille des quais, en minutes."),
        en("Grid of docks (min)", "Grid of the docks, minutes."),
    ] = Field(default=5, ge=1, le=60)
    funding: Annotated[
        Funding | None,
        fr(
            "Financement de la plateforme",
            "Coûts, financeurs et clés ; rien n'est facturé si rien n'est dit.",
        ),
        en("Funding of the warehouse", "Costs, funders and keys; nothing is invoiced when absent."),
    ] = None

    @cached_property
    def network(self) -> dict[str, Network]:
        """Networks by id."""
        return {network.id: network for network in self.networks}

    @cached_property
    def point(self) -> dict[str, Point]:
        """Points by id."""
        return {point.id: point for point in self.points}

    @cached_property
    def platform(self) -> dict[str, Platform]:
        """Platforms by id."""
        return {platform.id: platform for platform in self.platforms}

    @cached_property
    def flow(self) -> dict[str, Flow]:
        """Flows by id."""
        return {flow.id: flow for flow in self.flows}

    @cached_property
    def fleet(self) -> dict[str, Fleet]:
        """Fleets by id."""
        return {fleet.id: fleet for fleet in self.fleets}

    @property
    def admitted(self) -> tuple[Network, ...]:
        """Networks that store and are supplied in this variant."""
        return tuple(network for network in self.networks if network.admitted)

    @property
    def surface_m2(self) -> float:
        """Surface of all platforms, square metres."""
        return sum(platform.surface_m2 for platform in self.platforms)

    def usable_places(self, temperature: Temperature, week: int) -> int:
        """Return the places of a temperature over all platforms in a week of the horizon.

        Parameters
        ----------
        week
            From 0; outages count from 1.
        """
        return sum(platform.usable_places(temperature, week) for platform in self.platforms)

    def place_m2(self, temperature: Temperature) -> float:
        """Return the square metres of a place, in the mean over all places of all platforms.

        Those of the main platform where there is no place of that temperature.
        """
        places = [platform.places.get(temperature, 0) for platform in self.platforms]
        total = sum(places)
        if not total:
            return self.platforms[0].place_m2(temperature)
        each = (platform.place_m2(temperature) for platform in self.platforms)
        return sum(m2 * n for m2, n in zip(each, places, strict=True)) / total

    def need_kg(self, point: Point, family: str) -> float:
        """Return what a point should get of a family in a week, in kg.

        Its weekly need times the family's share of it; zero for a family without share.
        """
        shares = self.family_shares if point.family_shares is None else point.family_shares
        return point.weekly_need_kg * shares.get(family, 0.0)
