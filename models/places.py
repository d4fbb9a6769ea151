"""Places on the map."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Label, Model
from models.fields import en, fr

Zone = Literal["centre", "town", "rural"]
"""The local driving speed: big-city centre, small town, countryside."""


class Place(Model):
    """Where a site lies, and how well that is known."""

    lat: Annotated[
        float,
        fr("Latitude", "Latitude, en degrés WGS 84."),
        en("Latitude", "Latitude, WGS 84 degrees."),
    ] = Field(ge=-90, le=90, allow_inf_nan=False)
    lon: Annotated[
        float,
        fr("Longitude", "Longitude, en degrés WGS 84."),
        en("Longitude", "Longitude, WGS 84 degrees."),
    ] = Field(ge=-180, le=180, allow_inf_nan=False)
    commune: Annotated[Label, fr("Commune"), en("Town")]
    zone: Annotated[Zone, fr("Zone"), en("Driving")] = "town"
    assumed: Annotated[
        bool,
        fr("Position supposée", "Oui quand la position est fictive ; les documents le disent."),
        en("Assumed position", "True when the position is fictional; outputs say so."),
    ] = False
    source: Annotated[
        str,
        fr("Source de la position", "D'où vient la position."),
        en("Source of the position", "Where the position comes from."),
    ] = Field(default="", max_length=300)
