"""Places on the map."""

from __future__ import annotations

from collections.abc import Collection
from math import asin, cos, radians, sin, sqrt
from typing import Annotated, Literal

from pydantic import Field

from models.base import Label, Model
from models.fields import SOUGHT, en, fr

ONE_POINT_KM = 0.05
"""Places nearer to each other than this stand at one point."""
EARTH_KM = 6371.0088
"""Mean radius of the Earth, km."""

Zone = Literal["centre", "town", "rural"]
"""The local driving speed: big-city centre, small town, countryside."""


class Place(Model):
    """Where a site lies, and how well that is known: always a point, however it was found."""

    address: Annotated[
        str,
        fr("Adresse", "Numéro et rue ; sert à trouver la position quand elle est vide."),
        en("Address", "Number and street; the position is found from it where it is empty."),
    ] = Field(default="", max_length=200)
    commune: Annotated[
        Label,
        SOUGHT,
        fr("Commune", "Peut être vide quand l'adresse la dit."),
        en("Commune", "May be empty where the address says it."),
    ]
    lat: Annotated[
        float,
        SOUGHT,
        fr("Latitude", "En degrés ; vide : trouvée d'après l'adresse, ou la commune."),
        en("Latitude", "In degrees; found from the address, or the commune, when absent."),
    ] = Field(ge=-90, le=90, allow_inf_nan=False)
    lon: Annotated[
        float,
        SOUGHT,
        fr("Longitude", "En degrés ; vide : trouvée d'après l'adresse, ou la commune."),
        en("Longitude", "In degrees; found from the address, or the commune, when absent."),
    ] = Field(ge=-180, le=180, allow_inf_nan=False)
    zone: Annotated[Zone, fr("Zone"), en("Driving")] = "town"
    assumed: Annotated[
        bool,
        fr("Position supposée", "Oui quand la position est fictive ; les documents le disent."),
        en("Assumed position", "True when the position is fictional; outputs say so."),
    ] = False
    access: Annotated[
        str,
        fr("Accès", "Pour qui s'y rend : quai, portail, où se garer ; sur la feuille de route."),
        en("Access", "For whoever goes there: dock, gate, where to park; on the driver's sheet."),
    ] = Field(default="", max_length=300)
    source: Annotated[
        str,
        fr("Source de la position", "D'où vient la position."),
        en("Source of the position", "Where the position comes from."),
    ] = Field(default="", max_length=300)


def written(place: Place) -> str:
    """Return how a place is written for whoever drives there: its address, its commune.

    Examples
    --------
    >>> written(Place(address="3 rue Foch", commune="Aubagne", lat=43.3, lon=5.6))
    '3 rue Foch, Aubagne'
    >>> written(Place(commune="Aubagne", lat=43.3, lon=5.6))
    'Aubagne'
    """
    if place.commune.lower() in place.address.lower():
        return place.address
    return ", ".join(filter(None, (place.address, place.commune)))


def crow_km(one: Place, other: Place) -> float:
    """Return the great-circle distance between two places, in km (haversine formula).

    Examples
    --------
    >>> marseille = Place(lat=43.2965, lon=5.3698, commune="Marseille")
    >>> aubagne = Place(lat=43.2927, lon=5.5706, commune="Aubagne")
    >>> round(crow_km(marseille, aubagne), 1)
    16.3
    """
    return km_between((one.lat, one.lon), (other.lat, other.lon))


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance between two points, latitudes first in degrees, in km.

    Examples
    --------
    >>> round(km_between((43.2965, 5.3698), (43.2927, 5.5706)), 1)
    16.3
    """
    south, north = radians(one[0]), radians(other[0])
    turn = radians(other[1] - one[1])
    square = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(turn / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, square)))


def at_one_point(places: Collection[Place]) -> bool:
    """Tell whether several places stand at one point, so that nothing lies between them.

    Examples
    --------
    >>> here = Place(lat=43.2965, lon=5.3698, commune="Marseille")
    >>> at_one_point([here, here]), at_one_point([here]), at_one_point([])
    (True, False, False)
    """
    first = next(iter(places), None)
    if first is None or len(places) < 2:
        return False
    return all(crow_km(first, one) < ONE_POINT_KM for one in places)
