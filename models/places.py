"""Places on the map."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.base import Label, Model

Zone = Literal["centre", "town", "rural"]
"""The local driving speed: big-city centre, small town, countryside."""


class Place(Model):
    """Where a site lies, and how well that is known."""

    lat: float = Field(ge=-90, le=90, allow_inf_nan=False, description="Latitude, WGS 84 degrees.")
    lon: float = Field(
        ge=-180, le=180, allow_inf_nan=False, description="Longitude, WGS 84 degrees."
    )
    commune: Label
    zone: Zone = "town"
    assumed: bool = Field(
        default=False, description="True when the position is fictional; outputs say so."
    )
    source: str = Field(default="", max_length=300, description="Where the position comes from.")
