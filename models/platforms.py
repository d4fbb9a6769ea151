"""Platforms of a shared warehouse: places by temperature, weeks without some, docks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Clock, Model, Slug, seconds
from models.calendar import Day
from models.fields import en, fr
from models.labels import Name
from models.lists import sheet
from models.networks import Count
from models.places import Place
from models.products import Temperature

TEMPERATURES: tuple[Temperature, ...] = ("ambient", "chilled", "frozen")


DockUse = Literal["arrivals", "departures", "both"]


class Dock(Model):
    """A loading dock and its hours."""

    id: Annotated[Slug, fr("Quai"), en("Dock")]
    label: Name
    use: Annotated[DockUse, fr("Usage"), en("Use")] = "both"
    days: Annotated[tuple[Day, ...], fr("Jours"), en("Days")] = Field(min_length=1)
    opens: Annotated[Clock, fr("Ouvre"), en("Opens")]
    closes: Annotated[Clock, fr("Ferme"), en("Closes")]
    pallets_per_hour: Annotated[
        float,
        fr("Palettes par heure", "Traitées là, à l'entrée ou à la sortie."),
        en("Pallets per hour", "Handled there, in or out."),
    ] = Field(gt=0, le=500)
    longest_payload_kg: Annotated[
        Amount | None,
        fr("Camion au plus (kg)", "De plus gros ne peuvent pas y accoster ; vide : tous."),
        en("Largest lorry (kg)", "Larger lorries cannot come alongside; any when absent."),
    ] = None

    @property
    def opens_s(self) -> int:
        """Opening, in seconds since midnight."""
        return seconds(self.opens)

    @property
    def closes_s(self) -> int:
        """Closing, in seconds since midnight."""
        return seconds(self.closes)


class Outage(Model):
    """Places that cannot be used in some weeks: works, a cold room down."""

    temperature: Annotated[Temperature, fr("Température"), en("Temperature")]
    places: Annotated[
        int, fr("Places perdues", "Nombre de places."), en("Places lost", "Places lost.")
    ] = Field(ge=1)
    from_week: Annotated[
        int,
        fr("De la semaine", "Première semaine étudiée, à partir de 1."),
        en("From week", "First week of the horizon, from 1."),
    ] = Field(ge=1)
    to_week: Annotated[
        int,
        fr("À la semaine", "Dernière semaine, comprise."),
        en("To week", "Last week, included."),
    ] = Field(ge=1)


class Platform(Model):
    """One building: the main warehouse, or a smaller one that it feeds."""

    id: Annotated[Slug, fr("Plateforme"), en("Platform")]
    label: Name
    place: Annotated[Place, fr("Lieu"), en("Place")]
    surface_m2: Annotated[
        float,
        fr("Surface (m²)", "Du bâtiment, en m²."),
        en("Surface (m²)", "Of the building, square metres."),
    ] = Field(gt=0, le=1_000_000)
    cold_m2: Annotated[
        Amount,
        fr("Surface froide (m²)", "De ses chambres froides, comprise dedans."),
        en("Cold surface (m²)", "Of its cold rooms, within the surface."),
    ] = 0.0
    places: Annotated[
        dict[Temperature, Count],
        fr("Places", "Places de palettes par température."),
        en("Places", "Pallet places by temperature."),
    ] = Field(min_length=1)
    m2_per_place: Annotated[
        dict[Temperature, Amount],
        fr("m² par place", "Surface d'une place, allées comprises ; vide : calculée."),
        en(
            "m² per place",
            "Square metres that a place takes, aisles included; computed when absent.",
        ),
    ] = Field(default_factory=dict)
    outages: Annotated[
        tuple[Outage, ...],
        fr("Places indisponibles", "Places perdues certaines semaines."),
        en("Outages", "Places lost in some weeks."),
        sheet("Places indisponibles", "Outages"),
    ] = ()
    docks: Annotated[
        tuple[Dock, ...],
        fr("Quais", "Quais et leurs heures."),
        en("Docks", "Docks and their hours."),
    ] = ()
    fed: Annotated[
        bool,
        fr("Alimentée", "Depuis la plateforme principale ; non : les donateurs y livrent."),
        en("Fed by shuttle", "Fed from the main platform; False: donors deliver to it."),
    ] = True
    feeder_payload_kg: Annotated[
        Amount,
        fr(
            "Navette (kg)",
            "Charge du camion qui l'alimente depuis la plateforme principale, en kg.",
        ),
        en("Shuttle (kg)", "Load of the lorry that feeds it from the main platform, kg."),
    ] = 9_000.0
    feeder_eur_per_km: Annotated[
        Amount,
        fr("Navette (€ par km)", "De ce camion."),
        en("Shuttle (€ per km)", "Of that lorry."),
    ] = 1.2
    fitout_eur: Annotated[
        Amount,
        fr("Aménagement (€)", "Dépensé une fois pour l'aménager."),
        en("Fitting out (€)", "Spent once on fitting it out."),
    ] = 0.0
    fitout_years: Annotated[
        float,
        fr("Années d'aménagement", "Sur lesquelles il est étalé."),
        en("Years of fitting out", "Over which it is spread."),
    ] = Field(default=10.0, gt=0, le=60)

    def usable_places(self, temperature: Temperature, week: int) -> int:
        """Return the places of a temperature in a week of the horizon (from 0), outages deducted.

        Never below zero.
        """
        lost = sum(
            outage.places
            for outage in self.outages
            if outage.temperature == temperature and outage.from_week <= week + 1 <= outage.to_week
        )
        return max(0, self.places.get(temperature, 0) - lost)

    def place_m2(self, temperature: Temperature) -> float:
        """Return the square metres of a place, aisles included.

        Unless given: the cold rooms' surface over the cold places, the rest over the others.
        """
        if temperature in self.m2_per_place:
            return self.m2_per_place[temperature]
        cold = sum(self.places.get(one, 0) for one in TEMPERATURES if one != "ambient")
        ambient = self.places.get("ambient", 0)
        if temperature == "ambient" or not self.cold_m2:
            dry_m2 = self.surface_m2 - self.cold_m2
            return dry_m2 / max(1, ambient if self.cold_m2 else ambient + cold)
        return self.cold_m2 / max(1, cold)
