"""Places on the map."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.base import Label, Model
from models.fields import titled

Zone = Literal["centre", "town", "rural"]
"""The local driving speed: big-city centre, small town, countryside."""


class Place(Model):
    """Where a site lies, and how well that is known."""

    lat: Annotated[
        float,
        titled("Latitude", "Latitude", "Latitude, en degrés WGS 84.", "Latitude, WGS 84 degrees."),
    ] = Field(ge=-90, le=90, allow_inf_nan=False)
    lon: Annotated[
        float,
        titled(
            "Longitude", "Longitude", "Longitude, en degrés WGS 84.", "Longitude, WGS 84 degrees."
        ),
    ] = Field(ge=-180, le=180, allow_inf_nan=False)
    commune: Annotated[Label, titled("Commune", "Town")]
    zone: Annotated[Zone, titled("Zone", "Driving")] = "town"
    assumed: Annotated[
        bool,
        titled(
            "Position supposée",
            "Assumed position",
            "Oui quand la position est fictive ; les documents le disent.",
            "True when the position is fictional; outputs say so.",
        ),
    ] = False
    source: Annotated[
        str,
        titled(
            "Source de la position",
            "Source of the position",
            "D'où vient la position.",
            "Where the position comes from.",
        ),
    ] = Field(default="", max_length=300)
