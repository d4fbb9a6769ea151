"""Travel times and distances between sites, with where they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from models.base import Amount, Label, Model, Slug, Text
from models.fields import en, fr

TravelSource = Literal["estimate", "table", "roads"]


ESTIMATED = Text(
    fr="Temps et distances estimés, hors réseau routier.",
    en="Travel times and distances estimated, not road-routed.",
)
"""Said on every output whose travel is the estimate."""


class Barrier(Model):
    """A massif that roads go around: crossing it lengthens the way."""

    label: Annotated[Label, fr("Massif"), en("Massif")]
    points: Annotated[
        tuple[tuple[float, float], ...],
        fr("Tracé", "Une ligne brisée : latitude et longitude de chaque point, en degrés."),
        en("Outline", "A broken line: latitude and longitude of each point, in degrees."),
    ] = Field(min_length=2)


class RoadProfile(Model):
    """The vehicle that a road graph is read for: the slowest and largest of the rounds."""

    speed_factor: Annotated[
        float,
        fr("Coefficient de vitesse", "Multiplie les vitesses des routes."),
        en("Factor of speed", "Multiplies the speeds of roads."),
    ] = Field(default=0.9, gt=0, le=2)
    peak_factor: Annotated[
        float,
        fr("Coefficient de pointe", "Multiplie les temps aux heures de pointe."),
        en("Factor at peak", "Multiplies times at peak hours (travel.peak)."),
    ] = Field(default=1.3, ge=1, le=5)
    off_peak_factor: Annotated[
        float,
        fr("Coefficient hors pointe", "Multiplie les temps aux autres heures."),
        en("Factor off peak", "Multiplies times at other hours."),
    ] = Field(default=1.05, ge=1, le=5)
    height_m: Annotated[
        Amount | None,
        fr("Hauteur (m)", "Les routes limitées plus bas sont fermées."),
        en("Height (m)", "Roads tagged lower are closed."),
    ] = None
    weight_t: Annotated[
        Amount | None,
        fr("Poids (t)", "Les routes limitées à moins sont fermées."),
        en("Weight (t)", "Roads tagged lighter are closed."),
    ] = None


class Leg(Model):
    """The way along roads from one site to another."""

    origin: Slug
    destination: Slug
    points: tuple[tuple[float, float], ...] = Field(description="(lat, lon), WGS 84.")


class TravelPolicy(Model):
    """How the travel matrix of a scenario is made: roads, else a table, else the estimate."""

    roads: Annotated[
        str | None,
        fr(
            "Réseau routier",
            "Fichier à côté du scénario : .osm, .osm.gz, .osm.bz2, .graphml, .osm.pbf.",
        ),
        en(
            "Road network",
            "Road graph beside the scenario: .osm, .osm.gz, .osm.bz2, .graphml, .osm.pbf.",
        ),
    ] = None
    snap_limit_m: Annotated[
        Amount,
        fr(
            "Distance à la route (m)",
            "Distance la plus grande d'un site à une route qui mène partout, en mètres.",
        ),
        en("Distance to a road (m)", "Furthest a site may lie from a road that leads everywhere."),
    ] = 500.0
    profile: Annotated[RoadProfile, fr("Profil routier"), en("Road profile")] = RoadProfile()

    table: Annotated[
        str | None,
        fr(
            "Table des trajets",
            "Table .csv ou .xlsx à côté du scénario : de, vers, secondes, mètres.",
        ),
        en(
            "Table of travel",
            "A .csv or .xlsx table beside the scenario: from, to, seconds, metres.",
        ),
    ] = None
    peak_min: Annotated[
        int | None,
        fr(
            "Pointe (min)",
            "Minutes de pointe après le départ ; ensuite off_peak_seconds de la table.",
        ),
        en(
            "Peak (min)",
            "Minutes from leaving home at peak times; then off_peak_seconds of the table.",
        ),
    ] = Field(default=None, ge=0)
    safety_factor: Annotated[
        float,
        fr("Coefficient de prudence", "Multiplie les temps de conduite estimés."),
        en("Factor of prudence", "Multiplies estimated driving times."),
    ] = Field(default=1.15, ge=1.0, le=3.0)
    peak: Annotated[
        bool,
        fr("Heures de pointe", "Vitesse de pointe dans le grand centre."),
        en("Peak hours", "Peak-hour speed in the big centre."),
    ] = True
    access_min: Annotated[
        Amount,
        fr("Accès (min)", "Stationnement et accès à chaque arrivée, en minutes."),
        en("Access (min)", "Parking and access at each arrival."),
    ] = 2.0
    barriers: Annotated[
        tuple[Barrier, ...],
        fr("Massifs", "Reliefs que les routes contournent."),
        en("Massifs", "What roads go around."),
    ] = ()


class TravelMatrix(Model):
    """Directed travel between all sites of a scenario.

    The tables are square, a row and a column a site, whole seconds and metres: ``seconds[i][j]``
    and ``metres[i][j]`` lead from site ``i`` to site ``j`` of ``sites``. With ``peak_s``, a way
    that starts later than that after the round has left home takes ``off_peak_seconds[i][j]``.
    """

    sites: tuple[Slug, ...]
    seconds: tuple[tuple[int, ...], ...]
    metres: tuple[tuple[int, ...], ...]
    off_peak_seconds: tuple[tuple[int, ...], ...] | None = None
    peak_s: int | None = Field(
        default=None, ge=0, description="End of the peak after leaving home; none: one table."
    )
    source: TravelSource
    detail: str = Field(default="", description="Parameters or file behind the numbers.")
    main_roads: tuple[tuple[tuple[float, float], ...], ...] = Field(
        default=(),
        description="Around the sites, thinned: lines of (lat, lon) to be drawn under maps.",
    )

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each site."""
        return {site: number for number, site in enumerate(self.sites)}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the numbers, for provenance."""
        content: tuple[object, ...] = (self.sites, self.seconds, self.metres)
        if self.off_peak_seconds is not None:
            content += (self.off_peak_seconds, self.peak_s)
        return hashlib.sha256(repr(content).encode()).hexdigest()

    def between(self, origin: str, destination: str) -> tuple[int, int]:
        """Return ``(seconds, metres)`` from one site to another, at peak times.

        Raises
        ------
        KeyError
            One of them is no site of the matrix.
        """
        i, j = self.index[origin], self.index[destination]
        return self.seconds[i][j], self.metres[i][j]

    def fastest_s(self, origin: str, destination: str) -> int:
        """Return the seconds of a way at the best hour."""
        return self._extreme_s(origin, destination, min)

    def slowest_s(self, origin: str, destination: str) -> int:
        """Return the seconds of a way at the worst hour."""
        return self._extreme_s(origin, destination, max)

    def _extreme_s(self, origin: str, destination: str, best: Callable[[int, int], int]) -> int:
        i, j = self.index[origin], self.index[destination]
        off_peak = self.off_peak_seconds
        if off_peak is None or self.peak_s is None:
            return self.seconds[i][j]
        return best(self.seconds[i][j], off_peak[i][j])

    def way(self, origin: str, destination: str, elapsed_s: float) -> tuple[int, int]:
        """Return ``(seconds, metres)`` of a way that starts so long after leaving home.

        Examples
        --------
        >>> table = TravelMatrix(
        ...     sites=("a", "b"), seconds=((0, 9), (9, 0)), metres=((0, 80), (80, 0)),
        ...     off_peak_seconds=((0, 7), (7, 0)), peak_s=5400, source="table",
        ... )
        >>> table.way("a", "b", 5400), table.way("a", "b", 5401)
        ((9, 80), (7, 80))
        """
        i, j = self.index[origin], self.index[destination]
        off_peak = self.off_peak_seconds
        if off_peak is None or self.peak_s is None or elapsed_s <= self.peak_s:
            return self.seconds[i][j], self.metres[i][j]
        return off_peak[i][j], self.metres[i][j]
